import { useT } from '../../../i18n/index.ts'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import type { Rect } from '../../layout/geometry.ts'
import { NumberedName } from '../../stage/NumberedName.tsx'
import { place } from '../../stage/place.ts'
import { ROVE } from '../../stage/rove.ts'
import { useStageView } from '../../stage/stage-view-store.ts'
import { numbersText } from '../../stage/words.ts'
import type { BrokerParts } from './broker-view.ts'

export interface FoldedLaneProps {
  readonly fold: BrokerParts['folds'][number]
  readonly broker: number
  readonly card: Rect
  readonly image: ClusterImage
  readonly tabStop: boolean
}

/** The replicas of a topic without records on one line: which ones there are, and which of them lead. */
export function FoldedLane({ fold, broker, card, image, tabStop }: FoldedLaneProps) {
  const t = useT()
  const { topic, partitions, id } = fold
  const selected = useSelectionStore(({ selection }) => selection?.kind === 'topic' && selection.id === topic)
  const select = useSelectionStore((state) => state.select)
  const led = partitions.filter((partition) => image.partitions.get(`${topic}-${partition}`)?.leader === broker)
  const name = `${topic}-${numbersText(partitions)}`
  const text =
    led.length === 0 ? t('stage.lane.empty') : t('stage.lane.emptyLeads', { leads: `${topic}-${numbersText(led)}` })
  return (
    <button
      type="button"
      className={selected ? 'lane is-folded is-selected' : 'lane is-folded'}
      style={place(fold.rect, card)}
      {...{ [ROVE]: id }}
      tabIndex={tabStop ? 0 : -1}
      aria-label={`${name}: ${text}`}
      aria-pressed={selected}
      onFocus={() => useStageView.setState({ activeId: id, activeOffset: null })}
      onClick={() => select({ kind: 'topic', id: topic })}
    >
      <span className="lane-fold" style={place(fold.label, fold.rect)}>
        <b>
          <NumberedName name={name} />
        </b>
        <span>{text}</span>
      </span>
    </button>
  )
}
