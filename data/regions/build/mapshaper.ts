import { createRequire } from 'node:module'
import { join } from 'node:path'

interface MapshaperApi {
  applyCommands(commands: string, input: Record<string, string>): Promise<Record<string, Uint8Array | string>>
}

/**
 * Runs mapshaper's commands on a value written as JSON and returns the parsed file that they make.
 * `output` is the file's name, `format` mapshaper's word for it with its options.
 */
export type RunMapshaper = (commands: string, output: string, format: string, input: unknown) => Promise<unknown>

/** Loads mapshaper from the directory of the source packages. https://github.com/mbloch/mapshaper/wiki */
export function loadMapshaper(packages: string): RunMapshaper {
  const mapshaper = createRequire(import.meta.url)(join(packages, 'mapshaper')) as MapshaperApi
  return async (commands, output, format, input) => {
    const line = `-i input.json ${commands.replaceAll(/\s+/g, ' ')} -o ${output} format=${format}`
    const files = await mapshaper.applyCommands(line, { 'input.json': JSON.stringify(input) })
    const file = files[output]
    if (file === undefined) throw new Error(`mapshaper wrote no ${output}`)
    return JSON.parse(typeof file === 'string' ? file : new TextDecoder().decode(file))
  }
}
