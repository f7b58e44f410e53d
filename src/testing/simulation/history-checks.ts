/**
 * What a history must not hold, once everything is mended and at rest (Jepsen's anomalies, and the rules of producers and
 * transactions): asked of what applications were told, and of the logs of the leaders.
 */
import type { World } from '../../engine/world.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import { leadersLogs } from '../../kafka/invariants/committed-reads.ts'
import { broken, type Violation } from '../../kafka/invariants/invariant-checker.ts'
import { batchesOf } from '../../kafka/log/log-segment.ts'
import { isTransactional, markerOf } from '../../kafka/log/log-transactions.ts'
import { CONTROL_FLAG, type LogRecord, type RecordBatch, type Sender } from '../../kafka/log/record-batch.ts'
import type { ReplicaLog } from '../../kafka/log/replica-log.ts'
import { type Acknowledgement, AUDIT, type History, type ProducerHistory, type Reading } from './history.ts'

/** How the transaction of a record ended, by the marker behind it; `plain` without one, `open` where none has come. */
type Outcome = 'plain' | 'committed' | 'aborted' | 'open'

interface Placed {
  readonly record: LogRecord
  readonly batch: RecordBatch
  readonly sendId: number
  readonly outcome: Outcome
}

/** A partition as its leader has it. */
interface Truth {
  readonly log: ReplicaLog
  /** From here on nothing was ever deleted on demand. */
  readonly keptFrom: number
  readonly placed: ReadonlyMap<number, Placed>
}

type Truths = ReadonlyMap<TopicPartition, Truth>

/** `excused`: partitions that may have lost records, or are of another topic of that name than they were. */
export function checkHistory(
  history: History,
  world: World,
  excused: (topicPartition: TopicPartition) => boolean,
): Violation | null {
  const truths = new Map<TopicPartition, Truth>()
  for (const [topicPartition, log] of leadersLogs(world))
    if (!excused(topicPartition)) truths.set(topicPartition, truthOf(log, history.deletedUpTo.get(topicPartition) ?? 0))
  for (const [topicPartition, truth] of truths) {
    const violation = checkOrder(topicPartition, truth)
    if (violation !== null) return violation
  }
  return checkProducers(history, truths) ?? checkReadings(history, truths) ?? checkOffsets(world, truths)
}

function truthOf(log: ReplicaLog, deletedUpTo: number): Truth {
  const placed = new Map<number, Placed>()
  const ends = new Map<number, Outcome>()
  const batches = log.segments.flatMap((segment) => [...batchesOf(segment)])
  // Backwards, since the marker comes last.
  for (const batch of batches.reverse()) {
    const marker = markerOf(batch)
    if (marker !== null) ends.set(marker.producerId, marker.committed ? 'committed' : 'aborted')
    if ((batch.attributes & CONTROL_FLAG) !== 0) continue
    const outcome = isTransactional(batch) ? (ends.get(batch.producerId) ?? 'open') : 'plain'
    for (const record of batch.records) {
      const offset = batch.baseOffset + record.offsetDelta
      if (offset < log.logStartOffset) continue
      placed.set(offset, { record, batch, sendId: batch.sendIds[record.offsetDelta] ?? -1, outcome })
    }
  }
  const keptFrom = Math.max(deletedUpTo, log.logStartOffset)
  return { log, keptFrom, placed: new Map([...placed].sort(([a], [b]) => a - b)) }
}

/** P2, P3: within one producer id and epoch the log has the order of sends, and none of them twice. */
function checkOrder(topicPartition: TopicPartition, { placed }: Truth): Violation | null {
  const last = new Map<string, number>()
  for (const [offset, { batch, sendId }] of placed) {
    const { sender, producerId, producerEpoch } = batch
    if (sender === null || producerId < 0 || sendId < 0) continue
    const key = `${nameOf(sender)} ${producerId} ${producerEpoch}`
    const before = last.get(key) ?? 0
    if (sendId === before) return broken('P3', `send ${sendId} of ${key} is twice in ${topicPartition}, at ${offset}`)
    if (sendId < before)
      return broken('P2', `send ${sendId} of ${key} stands behind ${before} in ${topicPartition}, at ${offset}`)
    last.set(key, sendId)
  }
  return null
}

function nameOf({ scope, sinceUs }: Sender): string {
  return `${scope}@${sinceUs}`
}

function checkProducers({ producers, unmarked }: History, truths: Truths): Violation | null {
  for (const producer of producers) {
    for (const acknowledgement of producer.acknowledged) {
      const { topicPartition } = acknowledgement
      const endsAsTold = !unmarked.has(topicPartition)
      const violation = checkAcknowledgement(producer, acknowledgement, truths.get(topicPartition), endsAsTold)
      if (violation !== null) return violation
    }
    for (const { from, to, committed } of producer.transactions) {
      const failed = committed === true ? [...producer.failed].find((send) => send > from && send <= to) : undefined
      if (failed !== undefined)
        return broken('T6', `${nameOf(producer.sender)} committed a transaction whose send ${failed} had failed`)
    }
  }
  return null
}

/** R8, P4: what acks=all has promised is there, at the offset that was told. T6: and as its transaction ended. */
function checkAcknowledgement(
  producer: ProducerHistory,
  { topicPartition, baseOffset, sendIds }: Acknowledgement,
  truth: Truth | undefined,
  endsAsTold: boolean,
): Violation | null {
  if (truth === undefined || truth.log.config.compact || !producer.waitsForAll || baseOffset < 0) return null
  for (const [index, send] of sendIds.entries()) {
    const offset = baseOffset + index
    if (offset < truth.log.logStartOffset) continue
    const what = `send ${send} of ${nameOf(producer.sender)}, acknowledged at ${offset} of ${topicPartition},`
    const there = truth.placed.get(offset)
    if (there === undefined) return broken('R8', `${what} is not there`)
    const { sender } = there.batch
    if (there.sendId !== send || sender === null || nameOf(sender) !== nameOf(producer.sender))
      return broken(
        'P4',
        `where ${what} there is send ${there.sendId} of ${sender === null ? 'nobody' : nameOf(sender)}`,
      )
    const ended = producer.transactions.find(({ from, to }) => send > from && send <= to)
    const told = ended === undefined || ended.committed === null ? there.outcome : saidOf(ended.committed)
    // What ended just now may have its marker on the way: an application is told once the end is decided. One whose
    // marker never comes keeps the audit from the end of the log.
    if (endsAsTold && there.outcome !== told && there.outcome !== 'open')
      return broken('T6', `${what} was told to be ${told} and is ${there.outcome}`)
  }
  return null
}

function saidOf(committed: boolean): Outcome {
  return committed ? 'committed' : 'aborted'
}

function checkReadings({ readings }: History, truths: Truths): Violation | null {
  const seen = new Map<TopicPartition, Map<number, LogRecord>>()
  for (const reading of readings) {
    const truth = truths.get(reading.topicPartition)
    if (truth === undefined) continue
    let known = seen.get(reading.topicPartition)
    if (known === undefined) {
      known = new Map()
      seen.set(reading.topicPartition, known)
    }
    const violation = checkReading(reading, truth, known)
    if (violation !== null) return violation
  }
  return null
}

function checkReading(reading: Reading, truth: Truth, known: Map<number, LogRecord>): Violation | null {
  const { offsets, records, consumer, topicPartition } = reading
  const { log, placed } = truth
  for (const [index, offset] of offsets.entries()) {
    const record = records[index]!
    const where = `${consumer} at ${offset} of ${topicPartition}`
    const before = offsets[index - 1]
    if (before !== undefined && offset <= before) return broken('C3', `${where} was at ${before} before`)
    const other = known.get(offset)
    if (other !== undefined && !isSame(record, other))
      return broken('inconsistent-offsets', `${where} read another record`)
    known.set(offset, record)
    const readsAll = consumer === AUDIT
    const skipped = before === undefined && !readsAll ? null : skippedBetween(reading, truth, before ?? -1, offset)
    if (skipped !== null) return broken('poll-skip', `${where} was not handed ${skipped}`)
    if (offset < log.logStartOffset || log.config.compact) continue
    const there = placed.get(offset)
    if (there === undefined || !isSame(record, there.record))
      return broken('R4', `${where} read a record that is not there`)
    if (!isVisible(reading, there)) return broken('G1a', `${where} read what is ${there.outcome}`)
  }
  return null
}

function isSame(a: LogRecord, b: LogRecord): boolean {
  return a === b || (a.key === b.key && a.value === b.value)
}

function isVisible({ committedOnly }: Reading, { outcome }: Placed): boolean {
  return !committedOnly || outcome === 'plain' || outcome === 'committed'
}

/** An offset that was there to be read; what was ever deleted is not asked for. */
function skippedBetween(
  reading: Reading,
  { log, keptFrom, placed }: Truth,
  before: number,
  offset: number,
): number | null {
  if (log.config.compact || (reading.skipsToEnd && before + 1 < keptFrom)) return null
  for (let between = Math.max(before + 1, keptFrom); between < offset; between++) {
    const there = placed.get(between)
    if (there !== undefined && isVisible(reading, there)) return between
  }
  return null
}

/** C6: no group is beyond the end of a log. */
function checkOffsets(world: World, truths: Truths): Violation | null {
  for (const node of world.nodes.values()) {
    for (const { groupId, committed } of kindOf(world, node).heldOffsets?.(node) ?? []) {
      for (const [topicPartition, { offset }] of committed) {
        const end = truths.get(topicPartition)?.log.logEndOffset ?? Infinity
        if (offset > end) return broken('C6', `${groupId} is at ${offset} of ${topicPartition}, which ends at ${end}`)
      }
    }
  }
  return null
}
