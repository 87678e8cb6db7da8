import { html, raw } from 'hono/html'
import type { OpenApi, OperationObject } from './openApi.ts'

const style = `
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
  h2 { margin-top: 2rem } summary { cursor: pointer } code { font-family: ui-monospace, monospace }
  table { border-collapse: collapse; margin: .5rem 0 1rem 1rem } td { padding: .1rem .8rem .1rem 0; vertical-align: top }
`

function operation(path: string, method: string, { summary, parameters }: OperationObject) {
  const rows = parameters.map(
    ({ name, required, description }) =>
      html`<tr>
        <td><code>${name}</code>${required ? ' *' : ''}</td>
        <td>${description ?? ''}</td>
      </tr>`,
  )
  return html`<details>
    <summary><code>${method.toUpperCase()} ${path}</code> ${summary}</summary>
    <table>
      ${rows}
    </table>
  </details>`
}

/** The definition of the API as a page to read, without scripts. */
export function apiPage({ info, paths, tags, servers }: OpenApi) {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method, described })),
  )
  const sections = tags.map(
    ({ name }) =>
      html`<h2>${name}</h2>
        ${all
          .filter(({ described }) => described.tags.includes(name))
          .map(({ path, method, described }) => operation(path, method, described))}`,
  )
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${info.title}: API</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <h1>${info.title}</h1>
        <p>${info.description}</p>
        <p>Base: <code>${servers[0]?.url ?? ''}</code>. Definition: <a href="openapi.json">openapi.json</a></p>
        ${sections}
      </body>
    </html>`
}
