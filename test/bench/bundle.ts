import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { printTable } from './measure.ts'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly isEntry?: boolean
}

/** Builds the page and sums the JavaScript that `requested` scripts of the first map weigh, gzip. */
export async function benchBundle(home: string, requested: readonly string[]): Promise<void> {
  const outDir = resolve(home, 'bundle')
  await build({ logLevel: 'error', build: { outDir, manifest: true, emptyOutDir: true } })
  const manifest = JSON.parse(readFileSync(join(outDir, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>
  const gzipped = (file: string) => gzipSync(readFileSync(join(outDir, file))).length
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry)
  const eager = new Set<string>()
  const visit = (chunk: Chunk | undefined) => {
    if (!chunk || eager.has(chunk.file)) return
    eager.add(chunk.file)
    for (const name of chunk.imports ?? []) visit(manifest[name])
  }
  visit(entry)
  const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + gzipped(file), 0)
  const first = requested.map((url) => url.replace(/^\//, '')).filter((file) => file.endsWith('.js'))
  printTable('JavaScript, gzip', [
    { name: 'entry and what it imports', ours: `${Math.round(sum(eager) / 1000)} kB`, peer: '-', ratio: '-', bar: '-' },
    {
      name: `requested until the first map (${first.length} files)`,
      ours: `${Math.round(sum(first) / 1000)} kB`,
      peer: '-',
      ratio: '-',
      bar: '<= 700 kB',
    },
  ])
}
