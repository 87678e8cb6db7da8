import { brotliCompressSync, constants } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import type { HtmlTagDescriptor, Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** The chunk that the entry asks for at once, though by `import()`, so that a page without it can still stand. */
const mapModule = /\/client\/map\/AtlasMap\.vue$/

/** Links that let the browser fetch the map's code and what it must know beside the entry, not after it. */
function preloadMap(): Plugin {
  return {
    name: 'preload-map',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }): HtmlTagDescriptor[] {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const map = chunks.find(({ facadeModuleId }) => facadeModuleId && mapModule.test(facadeModuleId))
        if (!map) throw new Error('the page has no chunk of its map to preload')
        const scripts = [{ rel: 'modulepreload', href: `/${map.fileName}` }]
        const answers = [{ rel: 'preload', href: '/api/configuration', as: 'fetch' }]
        return [...scripts, ...answers].map((link) => ({
          tag: 'link',
          attrs: { ...link, crossorigin: true },
          injectTo: 'head',
        }))
      },
    },
  }
}

/** Beside each script and style its Brotli form, so that the server packs nothing when a page is asked for. */
function packFiles(): Plugin {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 7 }
  return {
    name: 'pack-files',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(js|css)$/.test(file.fileName)) continue
          const source = brotliCompressSync(file.type === 'chunk' ? file.code : file.source, { params })
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source })
        }
      },
    },
  }
}

export default defineConfig({
  root: 'client',
  plugins: [vue(), preloadMap(), packFiles()],
  build: { outDir: '../.atlas/client', emptyOutDir: true, target: 'es2022', sourcemap: false },
  server: { proxy: { '/api': process.env.API_ORIGIN ?? 'http://127.0.0.1:8787' } },
  test: {
    root: '.',
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/endToEnd/**'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'endToEnd',
          include: ['test/endToEnd/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
