import { useState } from 'react'
import { type MessageKey, useT } from '../../i18n/index.ts'
import type { PartitionToReassign } from '../../kafka/cluster/commands.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { closeDialog } from '../../store/dialog-store.ts'
import { sendCommand } from '../../store/engine.ts'
import { listText } from '../captions/caption-text.ts'
import { formatBytes } from '../parts/format-time.ts'
import { type Plan, type PlannedMove, targetOf } from './plan-moves.ts'
import { sameInTerminal } from './same-in-terminal.ts'

interface PlanFormProps {
  readonly plan: Plan
  readonly image: ClusterImage
  /** What is said where the plan is empty. */
  readonly nothing: MessageKey
  /** A broker that stops once all of it is done. */
  readonly thenStop?: string
  /** Every row counts, and one that cannot be done stands in the way of all. */
  readonly isWhole?: boolean
}

const THROTTLE_KB = 50

/** A plan row by row, how fast it may go, the same in a terminal, and the button that begins it. */
export function PlanForm({ plan, image, nothing, thenStop, isWhole = false }: PlanFormProps) {
  const t = useT()
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [isSlow, setSlow] = useState(false)
  const [kilobytes, setKilobytes] = useState(THROTTLE_KB)
  const isChosen = ({ partition, isFair }: PlannedMove) => isWhole || (turned.get(partition.id) ?? isFair)
  const chosen = plan.moves.filter(isChosen)
  const bytes = chosen.reduce((sum, move) => sum + move.bytes, 0)
  const throttle = isSlow ? Math.max(1, Math.round(kilobytes * 1_000)) : null
  const partitions = chosen.map(({ partition, replicas }): PartitionToReassign => {
    return { topic: partition.topic, partition: partition.partition, replicas }
  })
  const isStuck = plan.impossible.length > 0
  const isDone = thenStop !== undefined && plan.moves.length === 0 && !isStuck
  const begin = async () => {
    const { error } = isDone
      ? await sendCommand({ type: 'StopNode', node: thenStop })
      : await sendCommand({ type: 'ReassignPartitions', partitions, throttle, thenStop: thenStop ?? null })
    if (error === null) closeDialog()
  }
  return (
    <>
      {isStuck && <Impossible plan={plan} />}
      {plan.moves.length === 0 && !isStuck && <p>{t(nothing)}</p>}
      {plan.moves.length > 0 && (
        <PlanTable
          {...{ plan, isWhole, isChosen }}
          turn={(id, on) => setTurned(new Map([...turned, [id, on]]))}
          isInternal={(topic) => image.topics.get(topic)?.internal === true}
        />
      )}
      {plan.moves.length > 0 && (
        <>
          <p>{t('moves.toCopy', { size: formatBytes(bytes), count: chosen.length })}</p>
          <div className="moves-throttle">
            <label>
              <input type="checkbox" checked={isSlow} onChange={({ target }) => setSlow(target.checked)} />
              {t('moves.throttle')}
            </label>
            <input
              type="number"
              className="field"
              min={1}
              aria-label={t('moves.throttleLabel')}
              disabled={!isSlow}
              value={kilobytes}
              onChange={({ target }) => setKilobytes(target.valueAsNumber || 1)}
            />
            kB/s
          </div>
          <p className="muted">
            {isSlow
              ? t('moves.throttleTime', { seconds: Math.ceil(bytes / Math.max(1, throttle ?? 1)) })
              : t('moves.throttleWhy')}
          </p>
          <details>
            <summary>{t('moves.terminal')}</summary>
            <pre className="moves-terminal mono">{sameInTerminal(partitions, throttle, image)}</pre>
          </details>
        </>
      )}
      <div className="actions">
        <button
          type="button"
          className="button primary"
          disabled={!isDone && (chosen.length === 0 || (isStuck && isWhole))}
          onClick={() => void begin()}
        >
          {t(thenStop === undefined ? 'moves.begin' : isDone ? 'moves.stopNow' : 'moves.beginDrain')}
        </button>
      </div>
    </>
  )
}

/** Longer lists are counted. */
const LISTED = 6

function Impossible({ plan }: { readonly plan: Plan }) {
  const t = useT()
  const names = plan.impossible.map(({ id }) => id)
  return (
    <p className="bad" role="alert">
      {t('moves.impossible', { partitions: listText(names, t, LISTED) })}
    </p>
  )
}

interface PlanTableProps {
  readonly plan: Plan
  readonly isWhole: boolean
  isChosen(move: PlannedMove): boolean
  turn(id: string, on: boolean): void
  isInternal(topic: string): boolean
}

function PlanTable({ plan, isWhole, isChosen, turn, isInternal }: PlanTableProps) {
  const t = useT()
  // Fifty rows of Kafka's own topics say no more than how many they are.
  const shown = plan.moves.filter(({ partition }) => !isInternal(partition.topic))
  const hidden = plan.moves.length - shown.length
  return (
    <>
      {shown.length > 0 && (
        <table className="preview moves-plan">
          <thead>
            <tr>
              <th scope="col">{t('moves.column.partition')}</th>
              <th scope="col">{t('moves.column.now')}</th>
              <th scope="col">{t('moves.column.then')}</th>
              <th scope="col">{t('moves.column.copy')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((move) => (
              <tr key={move.partition.id}>
                <th scope="row">
                  {isWhole ? (
                    move.partition.id
                  ) : (
                    <label>
                      <input
                        type="checkbox"
                        checked={isChosen(move)}
                        onChange={({ target }) => turn(move.partition.id, target.checked)}
                      />
                      {move.partition.id}
                    </label>
                  )}
                </th>
                <td>
                  <Replicas ids={targetOf(move.partition)} others={move.replicas} change="goes" />
                </td>
                <td>
                  <Replicas ids={move.replicas} others={targetOf(move.partition)} change="comes" />
                </td>
                <td>{formatBytes(move.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hidden > 0 && <p className="muted">{t('moves.internal', { count: hidden })}</p>}
    </>
  )
}

interface ReplicasProps {
  readonly ids: readonly number[]
  readonly others: readonly number[]
  readonly change: 'comes' | 'goes'
}

/** Broker ids in order; struck through who goes, in bold with a plus who comes. */
function Replicas({ ids, others, change }: ReplicasProps) {
  return (
    <span className="moves-replicas mono">
      {ids.map((id) => {
        if (others.includes(id)) return <span key={id}>{id}</span>
        return change === 'goes' ? <del key={id}>{id}</del> : <ins key={id}>+{id}</ins>
      })}
    </span>
  )
}
