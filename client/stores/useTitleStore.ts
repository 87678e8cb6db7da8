import { defineStore } from 'pinia'
import { watch } from 'vue'
import { collections, isRecordCollectionId } from '#model/collections.ts'
import { getFeature } from '../api/features.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'

interface RecordId {
  readonly collection: string
  readonly id: string
}

/** A list of records at one place is named this far; the rest goes by its numbers. */
const namedAtOnce = 30
/** Titles kept; they are dropped together when there are more, or when the data change. */
const keptTitles = 2000

/** What people call records that the map knows by their numbers alone. */
export const useTitleStore = defineStore('title', () => {
  const configuration = useConfigurationStore()
  const known = new Map<string, Promise<string | null>>()
  watch(
    () => configuration.dataVersion,
    (_, previous) => previous && known.clear(),
  )

  async function ask({ collection, id }: RecordId): Promise<string | null> {
    if (!isRecordCollectionId(collection)) return null
    const { properties } = await getFeature(collection, id, undefined)
    const value = collections[collection].titleFields.map((name) => properties[name]).find((title) => title)
    return typeof value === 'string' ? value : null
  }

  function titleOf(record: RecordId): Promise<string | null> {
    const key = `${record.collection}/${record.id}`
    const title = known.get(key) ?? ask(record).catch(() => null)
    if (known.size >= keptTitles) known.clear()
    known.set(key, title)
    return title
  }

  /** The titles of records in their order; null where there is none, where it could not be read, and beyond the limit. */
  function titlesOf(records: readonly RecordId[]): Promise<(string | null)[]> {
    return Promise.all(records.map((record, index) => (index < namedAtOnce ? titleOf(record) : null)))
  }

  return { titlesOf }
})
