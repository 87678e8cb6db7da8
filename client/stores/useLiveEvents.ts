import { onScopeDispose } from 'vue'
import { listenToEvents } from '../api/events.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useImportStore } from './useImportStore.ts'
import { useNoticeStore } from './useNoticeStore.ts'

/** Keeps the page at the newest state of the data for as long as the scope lives. */
export function useLiveEvents(): void {
  const configuration = useConfigurationStore()
  const imports = useImportStore()
  const notices = useNoticeStore()
  const stop = listenToEvents({
    onDataVersion: (dataVersion) => {
      if (configuration.announce(dataVersion)) notices.add('info', 'dataChanged')
    },
    onImport: (report) => imports.take(report),
  })
  onScopeDispose(stop)
}
