import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8787,
      publicUrl: null,
      databaseUrl: null,
      mapApprovalNo: null,
      tiandituKey: null,
      basemaps: [],
      pmtilesDirectory: null,
      uploadLimitBytes: 2048 * 1024 * 1024,
      tileCacheBytes: 128 * 1024 * 1024,
      analysisCacheBytes: 192 * 1024 * 1024,
      logLevel: 'info',
      corsOrigins: [],
    })
  })

  it('takes an empty variable as unset', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', CORS_ORIGIN: '' })).toMatchObject({ port: 8787, databaseUrl: null })
  })

  it('reads what is set', () => {
    const basemap = { id: 'city', zh: '城市', en: 'City', url: 'https://maps.example.org/style.json', kind: 'style' }
    const config = readConfig({
      PORT: '0',
      PUBLIC_URL: 'https://atlas.example.org/',
      BASEMAPS: JSON.stringify([basemap]),
      CORS_ORIGIN: 'https://a.example.org, https://b.example.org:8443',
      TILE_CACHE_MB: '0',
    })
    expect(config).toMatchObject({
      port: 0,
      publicUrl: 'https://atlas.example.org',
      basemaps: [basemap],
      corsOrigins: ['https://a.example.org', 'https://b.example.org:8443'],
      tileCacheBytes: 0,
      analysisCacheBytes: 192 * 1024 * 1024,
    })
  })

  it.each([
    ['PORT', '70000', /PORT must be an integer from 0 to 65535, not "70000"/],
    ['PORT', '80a', /PORT must be an integer/],
    ['TILE_CACHE_MB', '-1', /TILE_CACHE_MB must be an integer from 0/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL must be fatal, error, warn/],
    ['PUBLIC_URL', 'atlas.example.org', /PUBLIC_URL must be an http or https URL/],
    ['CORS_ORIGIN', 'https://a.example.org/path', /CORS_ORIGIN must be \* or origins/],
    ['BASEMAPS', '[{"id":"x"}]', /BASEMAPS must be a JSON list/],
    ['BASEMAPS', 'not json', /BASEMAPS must be a JSON list/],
  ])('refuses %s=%s and names it', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message)
  })

  it('takes a folder of PMTiles that is there, no other', () => {
    expect(readConfig({ PMTILES_DIRECTORY: 'test' }).pmtilesDirectory).toMatch(/test$/)
    expect(() => readConfig({ PMTILES_DIRECTORY: 'test/none' })).toThrow('PMTILES_DIRECTORY must be a folder')
    expect(() => readConfig({ PMTILES_DIRECTORY: 'package.json' })).toThrow('PMTILES_DIRECTORY must be a folder')
  })

  it('names every variable at fault and shows no secret', () => {
    const read = () => readConfig({ PORT: 'x', DATABASE_URL: 'mysql://root:hunter2@db/x', TIANDITU_KEY: 'abc-secret' })
    expect(read).toThrow(/PORT.*DATABASE_URL.*TIANDITU_KEY/)
    expect(read).not.toThrow(/hunter2|abc-secret/)
  })
})
