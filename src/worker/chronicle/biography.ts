/** What became of one record, from its send to the groups that committed it, with the instant of each step. */
import type { Happening as TimedHappening } from '../../engine/world.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import { decodeUtf8 } from '../../kafka/common/utf8.ts'
import type { Sender } from '../../kafka/log/record-batch.ts'
import { lifeInLogs, type PlacedRecord } from './life-in-logs.ts'
import type { Wanted } from './note-columns.ts'
import { ACKNOWLEDGED, type Append, BATCHED, DEPARTED, FAILED, type Fate, type Notes, SENT } from './notes.ts'
import { keyOfSender } from './registers.ts'

/** A record by its place, or, from before it had one, by the client that sent it and as which of its sends. */
export type RecordRef =
  | { readonly topicPartition: TopicPartition; readonly offset: number; readonly leaderEpoch: number }
  | { readonly sender: Sender; readonly send: number }

export interface BiographyStep {
  readonly what:
    | 'sent'
    | 'batched'
    | 'departed'
    | 'acknowledged'
    | 'failed'
    | 'appended'
    | 'copied'
    | 'visible'
    | 'read'
    | 'committed'
    | 'outvoted'
    | 'cut'
    | 'deleted'
    | 'topicDeleted'
  readonly atUs: number
  /** Broker, where there is one. */
  readonly node?: string
  readonly offset?: number
  readonly leaderEpoch?: number
  readonly group?: string
  readonly consumer?: string
  readonly error?: string
  /** Of a departure; 0 is the first. */
  readonly attempt?: number
  /** Who had it at that moment: when it was acknowledged, or when somebody without it came to lead. */
  readonly holders?: readonly string[]
  /** It was lost with what had not been written to the disk. */
  readonly powerCut?: true
  /** Leads to "why?". */
  readonly happeningId?: number
}

export interface Biography {
  /** Null: its send is not known, as of what a broker wrote itself. */
  readonly sender: Sender | null
  readonly send: number
  /** Null while it has no partition. */
  readonly topicPartition: TopicPartition | null
  /** -1 while it has none. */
  readonly offset: number
  readonly leaderEpoch: number
  readonly key: string | null
  readonly value: string | null
  /** In order. Those later than the present are known because the run has been there. */
  readonly steps: readonly BiographyStep[]
  /** What has become of it as far as the run is known. */
  readonly fate: 'underWay' | 'kept' | 'lost' | 'failed' | 'deleted' | 'topicDeleted'
}

const TEXT_CHARS = 200

/**
 * Null: nothing is known of such a record. `happenings` are those of the branch, oldest first; `byEvent` is the event of
 * the instant at which the record is asked about.
 */
export function biographyOf(
  notes: Notes,
  happenings: readonly TimedHappening[],
  record: RecordRef,
  byEvent = Number.POSITIVE_INFINITY,
): Biography | null {
  const placed = 'send' in record ? null : appendAt(notes, record, byEvent)
  const sent = 'send' in record ? record : sendOf(placed, record.offset)
  const life = sent === null ? NOTHING_SENT : lifeAtSender(notes, sent)
  const partitions = partitionsOf(notes, record, life)
  const found = sent === null ? [] : partitions.flatMap((each) => appendsOf(notes.appendsTo(each), sent))
  const appends = found.length === 0 && placed !== null ? [placed] : found
  if (appends.length === 0 && life.steps.length === 0) return null
  const places = appends.map((append) => placeOf(notes, append, sent?.send ?? null, record))
  const inLogs = lifeInLogs(notes, happenings, places, life.acknowledgedAtUs)
  const steps = [...life.steps.map((step) => withHolders(step, inLogs.holdersAtAck)), ...inLogs.steps]
  const first = places[0]
  return {
    sender: sent?.sender ?? null,
    send: sent?.send ?? -1,
    topicPartition: first?.topicPartition ?? life.topicPartition,
    offset: first?.offset ?? -1,
    leaderEpoch: first?.leaderEpoch ?? -1,
    ...textsOf(appends[0], first),
    steps: steps.sort((a, b) => a.atUs - b.atUs),
    fate: first === undefined ? (life.failed ? 'failed' : 'underWay') : inLogs.fate,
  }
}

/** A record is sent to one partition, once it has set out. */
function partitionsOf(notes: Notes, record: RecordRef, life: LifeAtSender): readonly TopicPartition[] {
  if ('offset' in record) return [record.topicPartition]
  return life.topicPartition === null ? notes.topicPartitions : [life.topicPartition]
}

/** Every time it was appended: a retry may do so again. Numbers of sends only grow within a batch. */
export function appendsOf(appends: readonly Append[], { sender, send }: Sent): Append[] {
  const key = keyOfSender(sender)
  return appends.filter(({ batch }) => {
    const { sendIds } = batch
    if (batch.sender === null || sendIds[0]! > send || sendIds[sendIds.length - 1]! < send) return false
    return keyOfSender(batch.sender) === key && sendIds.includes(send)
  })
}

/**
 * Two records may have had this offset, in different epochs, or in topics of one name that were there one after the
 * other: of these it is the one that was there by `byEvent`.
 */
export function appendAt(
  notes: Notes,
  record: Extract<RecordRef, { readonly offset: number }>,
  byEvent: number,
): Append | null {
  const { topicPartition, offset, leaderEpoch } = record
  const isIt = ({ batch }: Append) =>
    batch.baseOffset <= offset && offset <= batch.lastOffset && batch.partitionLeaderEpoch === leaderEpoch
  const appends = notes.appendsTo(topicPartition)
  return appends.findLast((each) => each.event <= byEvent && isIt(each)) ?? appends.find(isIt) ?? null
}

interface Sent {
  readonly sender: Sender
  readonly send: number
}

export function sendOf(append: Append | null, offset: number): Sent | null {
  if (append === null) return null
  const { sender, sendIds, baseOffset } = append.batch
  const send = sendIds[offset - baseOffset]
  return sender === null || send === undefined ? null : { sender, send }
}

function placeOf(notes: Notes, append: Append, send: number | null, record: RecordRef): PlacedRecord {
  const { batch, atUs, replica } = append
  const delta = send === null ? -1 : batch.sendIds.indexOf(send)
  const offset = delta >= 0 ? batch.baseOffset + delta : 'offset' in record ? record.offset : batch.baseOffset
  const { topicPartition, node } = notes.replicas.item(replica)
  return { topicPartition, offset, leaderEpoch: batch.partitionLeaderEpoch, event: append.event, atUs, node, replica }
}

interface LifeAtSender {
  readonly steps: readonly BiographyStep[]
  readonly topicPartition: TopicPartition | null
  /** -1: it never was. */
  readonly acknowledgedAtUs: number
  readonly failed: boolean
}

const NOTHING_SENT: LifeAtSender = { steps: [], topicPartition: null, acknowledgedAtUs: -1, failed: false }

function lifeAtSender(notes: Notes, { sender, send }: Sent): LifeAtSender {
  const number = notes.senders.find(keyOfSender(sender))
  if (number === -1) return NOTHING_SENT
  const steps: BiographyStep[] = []
  let waits = false
  const own = notes.senders.marked((each) => each === notes.senders.item(number))
  notes.columns.from(0, wantedOf([SENT], own), (note) => {
    if (note.value < send) return false
    steps.push({ what: 'sent', atUs: note.atUs })
    waits = note.extra < send
    // Where nothing holds it up it gets its place at once.
    if (!waits) steps.push({ what: 'batched', atUs: note.atUs })
    return true
  })
  let topicPartition: TopicPartition | null = null
  let acknowledgedAtUs = -1
  let failed = false
  notes.columns.from(steps[0]?.atUs ?? 0, wantedOf([BATCHED, DEPARTED, ACKNOWLEDGED, FAILED], own), (note) => {
    if (note.kind === BATCHED) {
      if (waits && note.value >= send) {
        waits = false
        steps.push({ what: 'batched', atUs: note.atUs })
      }
      return false
    }
    const fate = notes.fate(note.value)
    if (fate === undefined || !has(fate, send)) return false
    topicPartition = fate.topicPartition
    if (note.kind === DEPARTED) steps.push({ what: 'departed', atUs: note.atUs, attempt: fate.attempt })
    else if (note.kind === ACKNOWLEDGED) {
      acknowledgedAtUs = note.atUs
      steps.push({ what: 'acknowledged', atUs: note.atUs })
    } else {
      failed = true
      // Refused by send() itself, as one that is too large: it never was in a batch.
      if (steps.at(-1)?.what === 'batched' && steps.at(-1)?.atUs === note.atUs) steps.pop()
      steps.push({ what: 'failed', atUs: note.atUs, error: fate.error ?? '' })
    }
    return note.kind !== DEPARTED
  })
  return { steps, topicPartition, acknowledgedAtUs, failed }
}

function wantedOf(kinds: readonly number[], subjects: Uint8Array): Wanted {
  const wanted: Uint8Array[] = []
  for (const kind of kinds) wanted[kind] = subjects
  return wanted
}

function has({ sends }: Fate, send: number): boolean {
  return sends[0]! <= send && send <= sends[sends.length - 1]! && sends.includes(send)
}

function withHolders(step: BiographyStep, holders: readonly string[] | null): BiographyStep {
  return step.what === 'acknowledged' && holders !== null ? { ...step, holders } : step
}

function textsOf(append: Append | undefined, placed: PlacedRecord | undefined): Pick<Biography, 'key' | 'value'> {
  const delta = (placed?.offset ?? 0) - (append?.batch.baseOffset ?? 0)
  const record = append?.batch.records.find((each) => each.offsetDelta === delta)
  const text = (bytes: string | null | undefined) =>
    bytes == null ? null : decodeUtf8(bytes.slice(0, TEXT_CHARS * 4)).slice(0, TEXT_CHARS)
  return { key: text(record?.key), value: text(record?.value) }
}
