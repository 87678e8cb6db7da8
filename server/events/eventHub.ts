/** An event on its way to every listening page: name and JSON data. */
export interface ServerEvent {
  readonly event: 'analysis' | 'dataVersion' | 'import' | 'preparation' | 'resync'
  readonly data: string
}

export interface EventHub {
  announce(event: ServerEvent): void
  /** Calls back for every event until the returned function is called; `onClose` when the server stops. */
  subscribe(listener: (event: ServerEvent) => void, onClose: () => void): () => void
  readonly listeners: number
  /** Ends every subscription; later ones end at once. */
  close(): void
}

export function createEventHub(): EventHub {
  const subscriptions = new Set<{ listener: (event: ServerEvent) => void; onClose: () => void }>()
  let closed = false
  return {
    announce(event) {
      for (const { listener } of subscriptions) listener(event)
    },
    subscribe(listener, onClose) {
      const subscription = { listener, onClose }
      if (closed) onClose()
      else subscriptions.add(subscription)
      return () => subscriptions.delete(subscription)
    },
    get listeners() {
      return subscriptions.size
    },
    close() {
      closed = true
      for (const { onClose } of subscriptions) onClose()
      subscriptions.clear()
    },
  }
}
