import { vi } from 'vitest'

export interface FakeWindow {
  /** Every step of the history, the present one last. */
  readonly entries: string[]
  /** How often the present step was corrected. */
  replaced: number
  /** Goes back one step, as the browser's button does. */
  back(): void
}

/** Puts just enough of a browser window around the code: address, history and its events. */
export function fakeWindow(search: string): FakeWindow {
  const events = new EventTarget()
  const location = { pathname: '/', search, hash: '', href: `http://fake/${search}` }
  const fake: FakeWindow = {
    entries: [search],
    replaced: 0,
    back() {
      fake.entries.pop()
      location.search = fake.entries.at(-1) ?? ''
      events.dispatchEvent(new Event('popstate'))
    },
  }
  const goTo = (address: string): void => {
    location.search = new URL(address, 'http://fake').search
  }
  vi.stubGlobal('location', location)
  vi.stubGlobal('history', {
    state: null,
    pushState(_: unknown, __: string, address: string) {
      goTo(address)
      fake.entries.push(location.search)
    },
    replaceState(_: unknown, __: string, address: string) {
      goTo(address)
      fake.entries[fake.entries.length - 1] = location.search
      fake.replaced++
    },
  })
  vi.stubGlobal('window', events)
  return fake
}
