import { onBeforeUnmount } from 'vue'
import { hotSpotMeasures } from '#model/hotSpot.ts'
import { formatDay } from '../../format.ts'
import { useNames } from '../../i18n/useNames.ts'
import { useMapContext } from '../../map/mapKey.ts'
import { composePicture } from '../../map/picture/composePicture.ts'
import { useConfigurationStore } from '../../stores/useConfigurationStore.ts'
import { useFilterStore } from '../../stores/useFilterStore.ts'
import { useHotSpotStore } from '../../stores/useHotSpotStore.ts'
import { useFilterWords } from '../filter/useFilterWords.ts'
import { useHotSpotWords } from './useHotSpotWords.ts'

/** Lets the store take pictures of the map, with all that a picture must say, while the map stands. */
export function useHotSpotPicture(): void {
  const { t } = useHotSpotWords()
  const { nameOf, language, listOf } = useNames()
  const { map, legend, theme } = useMapContext()
  const configuration = useConfigurationStore()
  const filterStore = useFilterStore()
  const hotSpots = useHotSpotStore()
  const { wordsOf } = useFilterWords()

  function foot(): string[] {
    const { report } = hotSpots
    if (!report) return []
    const day = (text: string) => formatDay(text, language.value)
    const { mapApprovalNo } = configuration.configuration ?? {}
    return [
      `${t('hotSpots.asOf')} ${day(report.asOf)} · ${t('hotSpots.period')} ${day(report.period.from)} – ${day(report.period.to)} · ${t('hotSpots.dataVersion')} ${report.dataVersion}`,
      `${t('filter.title')}: ${listOf(filterStore.chips.map(wordsOf)) || t('kpi.noFilter')}`,
      nameOf(report.method.words),
      `${t('hotSpots.pictureSource', { source: `${t('hotSpots.system')}, ${t('map.ownBoundaries')}` })} · ${mapApprovalNo ? t('map.approval', { number: mapApprovalNo }) : t('map.approvalMissing')}`,
    ]
  }

  function take(): Promise<Blob> {
    const current = map.value
    const { report } = hotSpots
    if (!current || !report) return Promise.reject(new Error('the map is not ready'))
    const measure = hotSpotMeasures.find(({ id }) => id === report.measure) ?? hotSpotMeasures[0]
    return new Promise((resolve, reject) => {
      current.once('render', () => {
        const canvas = current.getCanvas()
        const { lat } = current.getCenter()
        const camera = { lat, zoom: current.getZoom(), bearing: current.getBearing(), pitch: current.getPitch() }
        const words = {
          title: `${t('hotSpots.title')} · ${nameOf(measure)}`,
          subtitle: nameOf(report.resolutionReason),
        }
        const mark = report.sample ? t('hotSpots.sample') : null
        const ratio = canvas.width / canvas.clientWidth
        composePicture({ map: canvas, ratio, ...words, legend: [...legend.values()], foot: foot(), mark, camera, theme: theme.value }).then(resolve, reject) // prettier-ignore
      })
      current.triggerRepaint()
    })
  }

  hotSpots.takePicture = take
  onBeforeUnmount(() => (hotSpots.takePicture = null))
}
