import { type EntryKey, useQuery } from '@pinia/colada'
import { computed, type ComputedRef, type Ref } from 'vue'

/** What panels need to know of a question to the server. */
export interface Answer<Data> {
  /** The newest answer, or the one before while the next is on its way; null before the first. */
  readonly data: ComputedRef<Data | null>
  readonly loading: Ref<boolean>
  readonly error: Ref<Error | null>
  readonly retry: () => void
}

interface Question<Data> {
  readonly key: () => EntryKey
  readonly ask: (signal: AbortSignal) => Promise<Data>
  /** Asked only while this is true. */
  readonly when?: () => boolean
  /** False drops the old answer when the key changes: it would be taken for the new one. */
  readonly keepPrevious?: boolean
}

/** Asks whenever the key changes and aborts what is outdated; equal keys share one request and its answer. */
export function useAnswer<Data>({ key, ask, when = () => true, keepPrevious = true }: Question<Data>): Answer<Data> {
  const query = useQuery<Data>({
    key,
    query: ({ signal }) => ask(signal),
    enabled: when,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    ...(keepPrevious ? { placeholderData: (previous: Data | undefined) => previous } : {}),
  })
  return {
    data: computed(() => query.data.value ?? null),
    loading: query.isLoading,
    error: query.error,
    retry: () => void query.refetch(),
  }
}
