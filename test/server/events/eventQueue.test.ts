import { describe, expect, it } from 'vitest'
import type { ServerEvent } from '../../../server/events/eventHub.ts'
import { createEventQueue } from '../../../server/events/eventQueue.ts'

const event = (number: number): ServerEvent => ({ event: 'import', data: String(number) })

describe('a queue of events', () => {
  it('gives them in the order in which they came, also to who waits', async () => {
    const queue = createEventQueue(3)
    const first = queue.take()
    queue.add(event(1))
    queue.add(event(2))
    expect(await first).toEqual(event(1))
    expect(await queue.take()).toEqual(event(2))
  })

  it('holds no more than it may: who does not read is told to look anew, then of what came since', async () => {
    const queue = createEventQueue(3)
    for (let number = 0; number < 1002; number += 1) queue.add(event(number))
    expect([await queue.take(), await queue.take(), await queue.take()]).toEqual(['resync', event(1000), event(1001)])
    queue.add(event(1002))
    expect(await queue.take()).toEqual(event(1002))
  })

  it('keeps no heartbeats for who has events to read', async () => {
    const queue = createEventQueue(3)
    queue.add(event(1))
    queue.add('heartbeat')
    queue.add(event(2))
    expect([await queue.take(), await queue.take()]).toEqual([event(1), event(2)])
  })

  it('ends for who waits and for who asks later', async () => {
    const queue = createEventQueue(3)
    const waiting = queue.take()
    queue.close()
    expect(await waiting).toBeNull()
    expect(await queue.take()).toBeNull()
  })
})
