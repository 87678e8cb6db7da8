import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod'

const text = z.string().trim()

function integer(min: number, max: number) {
  const allowed = `an integer from ${min} to ${max}`
  return z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .pipe(z.int().min(min, allowed).max(max, allowed))
}

const basemapSchema = z.object({
  id: z.string().regex(/^[a-zA-Z0-9-]+$/),
  zh: z.string(),
  en: z.string(),
  url: z.string(),
  kind: z.enum(['style', 'raster', 'pmtiles']),
})
export type Basemap = z.infer<typeof basemapSchema>

const basemapsAllowed =
  'a JSON list of {"id","zh","en","url","kind"}; id of letters, digits and hyphens, kind style, raster or pmtiles'

const basemaps = text.transform((value, context) => {
  try {
    return z.array(basemapSchema).parse(JSON.parse(value))
  } catch {
    context.addIssue({ code: 'custom', message: basemapsAllowed })
    return z.NEVER
  }
})

const origins = text.transform((value, context) => {
  const list = value.split(',').map((origin) => origin.trim())
  const valid = (origin: string) => origin === '*' || (URL.canParse(origin) && new URL(origin).origin === origin)
  if (list.every(valid)) return list
  context.addIssue({ code: 'custom', message: '* or origins such as https://maps.example.org, separated by commas' })
  return z.NEVER
})

const webUrl = z
  .url({ protocol: /^https?$/, error: 'an http or https URL' })
  .transform((url) => url.replace(/\/+$/, ''))

/** What the environment may say; every variable is optional. */
const environmentSchema = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: integer(0, 65_535).default(8787),
  PUBLIC_URL: webUrl.optional(),
  ATLAS_HOME: text.default('.atlas'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'a URL postgres://user:password@host/database; unset means the embedded store')
    .optional(),
  DATABASE_MEMORY_MB: integer(256, 1_000_000).optional(),
  MAP_APPROVAL_NO: text.optional(),
  TIANDITU_KEY: z
    .string()
    .regex(/^[0-9a-zA-Z]+$/, 'the key (tk) of the Tianditu account')
    .optional(),
  BASEMAPS: basemaps.default([]),
  PMTILES_DIRECTORY: text
    .refine((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory(), 'a folder that is there')
    .optional(),
  UPLOAD_LIMIT_MB: integer(1, 100_000).default(2048),
  UNDO_IMPORTS: integer(0, 10_000).default(20),
  TILE_CACHE_MB: integer(0, 65_536).default(128),
  POINT_INDEX_MB: integer(0, 65_536).default(512),
  ANALYSIS_CACHE_MB: integer(16, 65_536).default(192),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  CORS_ORIGIN: origins.default([]),
})

export interface Config {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** The address under which people reach the server when a proxy stands before it; null: as each request says. */
  readonly publicUrl: string | null
  /** Absolute path of the folder that holds everything the program writes. */
  readonly home: string
  /** Null means the embedded store in `home`. */
  readonly databaseUrl: string | null
  /** Memory that the embedded store may hold; null leaves it to the store. */
  readonly databaseMemoryBytes: number | null
  readonly mapApprovalNo: string | null
  readonly tiandituKey: string | null
  readonly basemaps: readonly Basemap[]
  /** Absolute path of a folder whose *.pmtiles are served at /api/basemaps/pmtiles/; null: none. */
  readonly pmtilesDirectory: string | null
  readonly uploadLimitBytes: number
  /** How many imports of a collection can be undone; what older ones replaced is forgotten. */
  readonly undoImports: number
  readonly tileCacheBytes: number
  /** Memory for the points of tiles; what does not fit is read from the store for each tile. */
  readonly pointIndexBytes: number
  /** Memory for finished analyses of hot spots. */
  readonly analysisCacheBytes: number
  readonly logLevel: string
  /** Origins whose pages may read; empty: none but our own. */
  readonly corsOrigins: readonly string[]
}

/** How to open the store that the configuration names. */
export function storeSettings({ databaseUrl, home, databaseMemoryBytes }: Config) {
  return { databaseUrl: databaseUrl ?? undefined, home, memoryBytes: databaseMemoryBytes ?? undefined }
}

/**
 * Reads the environment; an empty variable counts as unset. Throws one Error that names every variable at fault,
 * without the value of those that may hold a secret.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = environmentSchema.safeParse(set)
  if (!result.success) throw new Error(`Configuration: ${result.error.issues.map(explain(set)).join('; ')}`)
  const { data } = result
  return {
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL ?? null,
    home: resolve(data.ATLAS_HOME),
    databaseUrl: data.DATABASE_URL ?? null,
    databaseMemoryBytes: data.DATABASE_MEMORY_MB ? data.DATABASE_MEMORY_MB * 1024 * 1024 : null,
    mapApprovalNo: data.MAP_APPROVAL_NO ?? null,
    tiandituKey: data.TIANDITU_KEY ?? null,
    basemaps: data.BASEMAPS,
    pmtilesDirectory: data.PMTILES_DIRECTORY ? resolve(data.PMTILES_DIRECTORY) : null,
    uploadLimitBytes: data.UPLOAD_LIMIT_MB * 1024 * 1024,
    undoImports: data.UNDO_IMPORTS,
    tileCacheBytes: data.TILE_CACHE_MB * 1024 * 1024,
    pointIndexBytes: data.POINT_INDEX_MB * 1024 * 1024,
    analysisCacheBytes: data.ANALYSIS_CACHE_MB * 1024 * 1024,
    logLevel: data.LOG_LEVEL,
    corsOrigins: data.CORS_ORIGIN,
  }
}

const secret = new Set(['DATABASE_URL', 'TIANDITU_KEY', 'BASEMAPS'])

function explain(set: Readonly<Record<string, string | undefined>>) {
  return (issue: z.core.$ZodIssue): string => {
    const name = String(issue.path[0])
    return `${name} must be ${issue.message}${secret.has(name) ? '' : `, not "${set[name] ?? ''}"`}`
  }
}
