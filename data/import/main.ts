import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { readServerFile } from '../../server/serverFile.ts'
import { type Command, readArguments, usage, UsageError } from './cli/cliArguments.ts'
import { createProgressView, summaryText } from './cli/cliOutput.ts'
import { problemsPathOf } from './report/importFiles.ts'
import { importLocally, undoLocally } from './cli/localImport.ts'
import { importRemotely, undoRemotely } from './cli/remoteImport.ts'
import { ImportError } from './importError.ts'
import { checkOptions } from './runImport.ts'

const exitCodes = { done: 0, failed: 1, usage: 2, cancelled: 130 } as const

/** Aborts at the first Ctrl-C; a second one ends the process at once, which the store survives as well. */
function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController()
  process.once('SIGINT', () => {
    console.error('\nCancelling ... (Ctrl-C again to stop at once)')
    controller.abort()
    process.once('SIGINT', () => process.exit(exitCodes.cancelled))
  })
  return controller.signal
}

async function runImportCommand(command: Extract<Command, { kind: 'import' }>): Promise<number> {
  const config = readConfig(process.env)
  if (!existsSync(command.path)) throw new ImportError(`there is no file "${command.path}"`)
  const options = { ...command, fileName: basename(command.path) }
  checkOptions(options)
  const view = createProgressView({ isTTY: process.stderr.isTTY === true, write: (text) => process.stderr.write(text) })
  const hooks = { signal: abortOnInterrupt(), onProgress: view.show }
  const server = config.databaseUrl === null ? readServerFile(config.home) : null
  if (server) console.error(`A server is running at ${server.url}; importing through it.`)
  const report = server
    ? await importRemotely(server.url, command.path, options, hooks)
    : await importLocally(config, command.path, options, hooks)
  view.end()
  console.log(summaryText(report, problemsPathOf(config.home, report.id)))
  if (report.state === 'cancelled') return exitCodes.cancelled
  return report.state === 'failed' ? exitCodes.failed : exitCodes.done
}

async function runUndoCommand(batchId: string): Promise<number> {
  const config = readConfig(process.env)
  const server = config.databaseUrl === null ? readServerFile(config.home) : null
  if (server) await undoRemotely(server.url, batchId)
  else await undoLocally(config, batchId)
  console.log(`Batch ${batchId} is undone.`)
  return exitCodes.done
}

async function main(argv: readonly string[]): Promise<number> {
  const command = readArguments(argv)
  if (command.kind === 'help') {
    console.log(usage)
    return exitCodes.done
  }
  return command.kind === 'undo' ? runUndoCommand(command.batchId) : runImportCommand(command)
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    if (error instanceof UsageError) console.error(`\n${usage}`)
    process.exit(error instanceof UsageError ? exitCodes.usage : exitCodes.failed)
  },
)
