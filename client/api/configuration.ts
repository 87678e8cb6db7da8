import { type Configuration, configurationSchema } from '#contract/configuration.ts'
import { requestJson } from './http.ts'

/** What the page must know before it draws. */
export const getConfiguration = (signal?: AbortSignal): Promise<Configuration> =>
  requestJson('/configuration', configurationSchema, { signal })
