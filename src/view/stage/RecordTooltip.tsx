import { useT } from '../../i18n/index.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { CellImage, ClusterImage, ReplicaImage } from '../../kafka/observe/cluster-image.ts'
import { isCommitted, roleWord } from '../kinds/broker/broker-words.ts'
import { type Ghost, ghostAt } from '../kinds/broker/ghost-cell.ts'
import { heatWord } from '../kinds/broker/heat-painter.ts'
import { transactionSpoken } from '../kinds/transaction/transaction-words.ts'
import type { Hover } from './stage-view-store.ts'
import { useStageView } from './stage-view-store.ts'

const WIDTH = 250

/** What the record or the lane under the pointer is. The same is said to screen readers by the focused element. */
export function RecordTooltip({ image, stage }: { image: ClusterImage; stage: HTMLElement | null }) {
  const hover = useStageView((view) => view.hover)
  if (hover === null || (hover.kind !== 'record' && hover.kind !== 'lane') || stage === null) return null
  const replica = image.replicas.get(hover.replicaId)
  if (replica === undefined) return null
  const offset = hover.kind === 'record' ? hover.offset : null
  const record = replica.cells.find((cell) => cell.offset === offset)
  const ghost = offset === null ? null : ghostAt(image, replica.id, offset)
  return (
    <div className="record-tip" role="tooltip" style={spot(hover, stage)}>
      <strong>
        {replica.topicPartition}
        {offset !== null && ` @ ${offset}`}
      </strong>
      {record !== undefined && <RecordFacts record={record} replica={replica} />}
      {record === undefined && ghost === null && <LaneFacts image={image} replica={replica} />}
      {ghost !== null && <GhostFacts ghost={ghost} replaced={record !== undefined && ghost.how === 'gone'} />}
    </div>
  )
}

/** What is lost here; `replaced`: another record has taken its place. */
function GhostFacts({ ghost: { cell, how }, replaced }: { ghost: Ghost; replaced: boolean }) {
  const t = useT()
  return (
    <>
      {cell !== undefined && how !== 'doomed' && !replaced && (
        <dl>
          <dt>{t('stage.record.key')}</dt>
          <dd>{cell.key ?? t('stage.record.noKey')}</dd>
          <dt>{t('stage.record.value')}</dt>
          <dd>{cell.value ?? t('stage.record.noValue')}</dd>
        </dl>
      )}
      <p>✕ {t(replaced ? 'stage.ghost.replaced' : `stage.ghost.${how}`)}</p>
    </>
  )
}

function RecordFacts({ record, replica }: { record: CellImage; replica: ReplicaImage }) {
  const t = useT()
  const transaction = transactionSpoken(t, record, replica)
  return (
    <dl>
      <dt>{t('stage.record.key')}</dt>
      <dd>{record.key ?? t('stage.record.noKey')}</dd>
      <dt>{t('stage.record.value')}</dt>
      <dd>{record.value ?? t('stage.record.noValue')}</dd>
      <dt>{t('stage.record.timestamp')}</dt>
      <dd>{clock(record.timestamp)}</dd>
      <dt>{t('stage.record.leaderEpoch')}</dt>
      <dd>{record.leaderEpoch}</dd>
      <dt>{t('stage.record.state')}</dt>
      <dd>
        {isCommitted(record, replica) ? `✓ ${t('stage.record.committed')}` : `▨ ${t('stage.record.uncommitted')}`}
        {record.duplicate && ` · ×2 ${t('stage.record.duplicate')}`}
        {record.outOfOrder && ` · ⇅ ${t('stage.record.outOfOrder')}`}
      </dd>
      {transaction !== '' && (
        <>
          <dt>{t('transaction.name')}</dt>
          <dd>{transaction}</dd>
        </>
      )}
    </dl>
  )
}

function LaneFacts({ image, replica }: { image: ClusterImage; replica: ReplicaImage }) {
  const t = useT()
  const lag = heatWord(t, image, replica)
  return (
    <dl>
      <dt>{brokerNode(replica.broker)}</dt>
      <dd>
        {roleWord(t, replica.role)} · {replica.inSync ? t('stage.lane.inSyncWord') : t('stage.lane.outOfSyncWord')}
      </dd>
      <dt>{t('stage.lane.offsets')}</dt>
      <dd>
        {replica.logStartOffset} – {replica.logEndOffset}
      </dd>
      <dt>HW</dt>
      <dd>{replica.highWatermark}</dd>
      {lag !== '' && (
        <>
          <dt>{t('stage.heat.lag')}</dt>
          <dd>{lag}</dd>
        </>
      )}
    </dl>
  )
}

/** 24-hour wall clock of the simulated cluster, in UTC, so that a shared link shows everybody the same. */
function clock(timestamp: number): string {
  return new Date(timestamp).toISOString().slice(11, 23)
}

function spot(hover: Extract<Hover, { x: number }>, stage: HTMLElement): { left: number; top: number } {
  const box = stage.getBoundingClientRect()
  const x = hover.x - box.left
  const y = hover.y - box.top
  const left = Math.max(8, Math.min(x + 14, box.width - WIDTH - 8))
  return { left, top: y > box.height - 190 ? Math.max(8, y - 180) : y + 18 }
}
