import { useT } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import type { DirectoryImage } from '../../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../../store/image-store.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import { Countdown } from '../../parts/Countdown.tsx'
import { place } from '../../stage/place.ts'
import { ROVE } from '../../stage/rove.ts'
import { useStageView } from '../../stage/stage-view-store.ts'
import type { LaneProps } from './Lane.tsx'
import { LaneName } from './LaneName.tsx'

interface Props extends Omit<LaneProps, 'cell' | 'replica'> {
  /** Where the broker has several: what it misses, it has lost with one that failed. */
  readonly directories: readonly DirectoryImage[] | undefined
}

/** A replica that the broker should hold and has not on its disk. What is known is the partition's: it leads there. */
export function MissingLane({ lane, card, partition, directories = [], selected, tabStop }: Props) {
  const t = useT()
  const select = useSelectionStore((state) => state.select)
  const { topicPartition } = lane
  const leaderless = partition?.leader === -1
  const missing = t(directories.some(({ failed }) => failed) ? 'directory.laneFailed' : 'stage.lane.missing')
  const leader = useImageStore(({ image }) => image.replicas.get(`${topicPartition}@${partition?.leader}`))
  const awaited = leader?.heldBack?.broker === lane.broker ? leader.heldBack.wait : null
  const text = leaderless ? `${t('stage.lane.noLeader')} · ${missing}` : missing
  const classes = ['lane', `is-${lane.density}`, 'is-offline', 'is-missing', selected ? 'is-selected' : '']
  return (
    <button
      type="button"
      className={classes.join(' ')}
      style={place(lane.rect, card)}
      {...{ [ROVE]: lane.id }}
      tabIndex={tabStop ? 0 : -1}
      title={`${topicPartition}: ${text}`}
      aria-label={t('stage.lane.labelMissing', {
        topicPartition,
        broker: brokerNode(lane.broker),
        leader: leaderless ? t('stage.lane.noLeader') : brokerNode(partition?.leader ?? -1),
      })}
      aria-pressed={selected}
      onFocus={() => useStageView.setState({ activeId: lane.id, activeOffset: null })}
      onClick={() => select({ kind: 'partition', id: topicPartition })}
    >
      {lane.density !== 'strips' && (
        <>
          <LaneName topicPartition={topicPartition} at={lane.label} within={lane.rect} />
          <span className={`lane-info is-${leaderless ? 'bad' : 'warn'}`} style={place(lane.cells, lane.rect)}>
            {awaited === null ? text : `${text} · ${t('stage.lane.awaited')} `}
            {awaited !== null && <Countdown wait={awaited} text="stage.wait.seconds" outcome="stage.wait.heldBack" />}
          </span>
        </>
      )}
    </button>
  )
}
