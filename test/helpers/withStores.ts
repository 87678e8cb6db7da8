import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createTranslator } from '../../client/i18n/i18n.ts'

/** Runs `body` where stores and translations can be used, as inside the page; returns what it returns. */
export function withStores<Result>(body: () => Result): Result {
  const app = createApp({ render: () => null })
  app.use(createPinia()).use(PiniaColada).use(createTranslator('zh-CN'))
  return app.runWithContext(body)
}

/** Waits until nothing is due any more: promises, watchers, and timers of up to `ms` milliseconds. */
export function settle(ms = 5): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
