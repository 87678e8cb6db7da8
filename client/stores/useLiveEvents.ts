import { onScopeDispose } from 'vue'
import { listenToEvents } from '../api/events.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useHotSpotChoiceStore } from './useHotSpotChoiceStore.ts'
import { useImportStore } from './useImportStore.ts'
import { useNoticeStore } from './useNoticeStore.ts'
import { useViewStore } from './useViewStore.ts'

/** Keeps the page at the newest state of the data for as long as the scope lives. */
export function useLiveEvents(): void {
  const configuration = useConfigurationStore()
  const hotSpots = useHotSpotChoiceStore()
  const imports = useImportStore()
  const notices = useNoticeStore()
  const view = useViewStore()
  const stop = listenToEvents({
    onOpen: () => {
      configuration.refresh()
      void imports.refresh()
    },
    onPreparation: configuration.prepare,
    onResync: () => {
      configuration.retry()
      imports.history.retry()
      void imports.refresh()
    },
    onDataVersion: (dataVersion) => {
      if (configuration.announce(dataVersion)) notices.add('info', 'dataChanged')
    },
    onAnalysis: (progress) => (hotSpots.progress = progress),
    onImport: (report) => {
      imports.take(report)
      if (view.page === 'import') return
      if (report.state === 'done') {
        notices.add('success', 'importDone', { file: report.fileName, count: report.accepted })
      } else if (report.state === 'failed') notices.add('error', 'importFailed', { file: report.fileName })
    },
  })
  onScopeDispose(stop)
}
