// The first module of every thread: Node 20 has no TypeScript of its own, and tsx registers itself in the main thread alone.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.module)
