import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface CommandResult {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** `npm run import -- ...` in a process of its own, on the data folder `home`. */
export function startImportCommand(home: string, args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'data/import/main.ts'), ...args], {
    cwd: root,
    env: { ...process.env, ATLAS_HOME: home, DATABASE_URL: '' },
  })
  let [stdout, stderr] = ['', '']
  const watchers: { text: string; resolve: () => void }[] = []
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
    for (const { text, resolve } of watchers) if (stderr.includes(text)) resolve()
  })
  const done = new Promise<CommandResult>((resolve) => {
    child.on('close', (code, signal) => {
      for (const watcher of watchers) watcher.resolve()
      resolve({ code, signal, stdout, stderr })
    })
  })
  return {
    child,
    done,
    /** When the text was written to the standard error, or the process ended. */
    said: (text: string) => new Promise<void>((resolve) => watchers.push({ text, resolve })),
  }
}

export const runImportCommand = (home: string, ...args: string[]) => startImportCommand(home, args).done
