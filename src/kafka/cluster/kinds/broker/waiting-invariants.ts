/** What must never wait on a broker: whoever waits for something that is there already waits for his timer alone. */
import type { BrokerState, FetchSession, SessionPartition } from '../../../broker/broker-state.ts'
import { partitionAt } from '../../../broker/fetch-session.ts'
import { rowNamed, rowsOf } from '../../../common/slot-map.ts'
import { broken, type InvariantChecker, memoryOf, type Violation } from '../../../invariants/invariant-checker.ts'
import { lastStableOffset, readLog } from '../../../log/replica-log.ts'

export function checkWaiting(checker: InvariantChecker, nodeId: string, broker: BrokerState): Violation | null {
  for (const session of rowsOf(broker.sessions)) {
    checker.checked++
    const beside =
      session.waiting && !heldBack(checker, nodeId, broker, session) ? recordsBeside(broker, session) : null
    if (beside !== null) {
      const what = `the fetch of ${session.owner} waits at offset ${beside.fetchOffset} of ${beside.topicPartition}`
      return broken('wait', `${what} on ${nodeId} beside records that it may have`)
    }
  }
  return checkProduces(checker, nodeId, broker)
}

/** Whom a rate of replication has held back waits for his own timer, even if the rate is lifted meanwhile. */
function heldBack(checker: InvariantChecker, nodeId: string, broker: BrokerState, session: FetchSession): boolean {
  if (session.replicaId < 0) return false
  const waits = memoryOf(checker, 'wait', () => new Map<string, number>())
  const throttled = broker.config.leaderThrottledRate !== null
  if (throttled) waits.set(`${nodeId} ${session.id}`, session.expiresAtUs)
  return throttled || (waits.size > 0 && waits.get(`${nodeId} ${session.id}`) === session.expiresAtUs)
}

function recordsBeside(broker: BrokerState, session: FetchSession): SessionPartition | null {
  // Who wants many bytes may wait for more of them.
  if (session.minBytes > 1) return null
  for (const asked of rowsOf(session.partitions)) {
    const partition = partitionAt(broker, asked.replicaSlot, asked.topicPartition)
    if (partition?.role !== 'leader' || partition.topicId !== asked.topicId) continue
    // What it is to read from a replica in its rack is nothing to it here, though it may hear of that only later.
    if (asked.sentElsewhere === true) continue
    const { log } = partition
    const committed = session.readCommitted ? lastStableOffset(log) : log.highWatermark
    const end = session.replicaId >= 0 ? log.logEndOffset : committed
    // What was deleted while it waited it hears of when something comes behind it.
    const from = Math.max(asked.fetchOffset, log.logStartOffset)
    // Where compaction has left a hole there is nothing to be had.
    if (readLog(log, from, 1, end, true).length > 0) return asked
  }
  return null
}

function checkProduces(checker: InvariantChecker, nodeId: string, broker: BrokerState): Violation | null {
  for (const { from, partitions } of broker.delayedProduces) {
    checker.checked++
    for (const { topicPartition, requiredOffset } of partitions) {
      const highWatermark = rowNamed(broker.partitions, topicPartition)?.log.highWatermark ?? -1
      if (requiredOffset !== -1 && requiredOffset <= highWatermark)
        return broken('wait', `${from} waits for offset ${requiredOffset} of ${topicPartition}, committed on ${nodeId}`)
    }
  }
  for (const [from, { muted, throttledUntilUs }] of broker.producerConnections) {
    const asksCoordinator = broker.verifications?.waiting.some((request) => request.from === from) === true
    // Whoever has used up its quota waits for the end of its throttling.
    if (throttledUntilUs !== undefined) continue
    if (muted && !asksCoordinator && !broker.delayedProduces.some((produce) => produce.from === from))
      return broken('wait', `nothing that ${from} asked waits on ${nodeId}, and its connection is muted`)
  }
  return null
}
