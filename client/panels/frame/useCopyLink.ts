import { useClipboard } from '@vueuse/core'
import { useNoticeStore } from '../../stores/useNoticeStore.ts'

/** Copies the address of the page, which holds all that is seen, and says whether it worked. */
export function useCopyLink(): () => Promise<void> {
  const notices = useNoticeStore()
  const { copy } = useClipboard({ legacy: true })
  return async () => {
    try {
      await copy(location.href)
      notices.add('success', 'copied')
    } catch {
      notices.add('warning', 'copyFailed')
    }
  }
}
