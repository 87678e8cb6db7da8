import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A peer's language, started by its own command with a script's text. */
export interface PeerLanguage {
  readonly name: string
  readonly command: string
  /** Arguments before the script's text. */
  readonly flags: readonly string[]
  /** A script that fails when the package is missing and prints its version. */
  readonly probe: string
}

export const rDbscan: PeerLanguage = {
  name: 'R dbscan',
  command: 'Rscript',
  flags: ['-e'],
  probe: 'cat(as.character(packageVersion("dbscan")))',
}
export const scikitLearn: PeerLanguage = {
  name: 'scikit-learn',
  // Debian's own interpreter, which sees Debian's packages.
  command: '/usr/bin/python3',
  flags: ['-c'],
  probe: 'import sklearn; print(sklearn.__version__)',
}
export const rSpdep: PeerLanguage = {
  name: 'R spdep',
  command: 'Rscript',
  flags: ['-e'],
  probe: 'cat(as.character(packageVersion("spdep")))',
}

export function runScript({ command, flags }: PeerLanguage, script: string, folder = tmpdir()): string {
  return execFileSync(command, [...flags, script], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

/** Version of an installed peer; null when it is not there. */
export function peerVersion(language: PeerLanguage): string | null {
  try {
    return runScript(language, language.probe).trim()
  } catch {
    return null
  }
}

/** A folder for the files that a peer reads and writes, gone after the work. */
export function withFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-peer-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes numbers as they lie in memory (little endian), for `readBin` and `numpy.fromfile`. */
export function writeNumbers(folder: string, name: string, values: Float64Array | Int32Array): void {
  writeFileSync(join(folder, name), new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
}

export function readIntegers(folder: string, name: string): Int32Array {
  return new Int32Array(new Uint8Array(readFileSync(join(folder, name))).buffer)
}
