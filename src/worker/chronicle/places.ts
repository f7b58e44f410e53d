/** Where one record is at an instant: in a batch, on wires, in logs, in readers. */
import type { BranchInfo } from '../../engine/branch.ts'
import { inFlight } from '../../engine/in-flight.ts'
import type { World } from '../../engine/world.ts'
import type { ConsumerClient } from '../../kafka/clients/consumer/consumer-state.ts'
import type { ProducerClient } from '../../kafka/clients/producer/producer-state.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { type HeldClient, heldLogs, kindOf } from '../../kafka/common/node-kind.ts'
import { decodeUtf8 } from '../../kafka/common/utf8.ts'
import { epochForOffset } from '../../kafka/log/leader-epoch-cache.ts'
import type { RecordBatch, Sender } from '../../kafka/log/record-batch.ts'
import type { Request, Response } from '../../kafka/protocol/apis.ts'
import type { RunTimeline } from '../run-timeline.ts'
import { appendAt, appendsOf, type RecordRef, sendOf } from './biography.ts'
import { type Append, type Notes, READ, SENT } from './notes.ts'
import { RecordChronicle } from './record-chronicle.ts'
import { keyOfSender } from './registers.ts'

export interface FollowedPlaces {
  /** As it was asked for. */
  readonly record: RecordRef
  readonly sender: Sender | null
  /** -1: not known, as of what a broker wrote itself. */
  readonly send: number
  readonly topicPartition: string | null
  /** -1 as long as nobody has appended it. */
  readonly offset: number
  readonly leaderEpoch: number
  readonly key: string | null
  /** Key of the producer's row, its batch there (-1: it waits to get into one) and its place among the batch's records. */
  readonly tray: { readonly producer: string; readonly batch: number; readonly place: number } | null
  /** Ids of messages that carry it. */
  readonly messages: readonly number[]
  /** Nodes whose logs have it, in the order of their ids. */
  readonly holders: readonly string[]
  /** It lies below the high watermark of whoever leads. */
  readonly visible: boolean
  /** Keys of the rows of those that have fetched it or work on it. */
  readonly readers: readonly string[]
  /** Its topic was deleted; one of the same name that is there now is another. */
  readonly gone: boolean
}

const KEY_CHARS = 24

/** Follows one record from frame to frame, and learns its place once it has one. */
export class Followed {
  readonly record: RecordRef
  private notes: Notes | null = null
  private append: Append | null = null
  /** How many appends to each partition were looked through. */
  private looked = new Map<string, number>()
  private sent: { readonly sender: Sender; readonly send: number } | null = null
  /** Branches it is known to be on: by its number or its offset alone, another record there would be taken for it. */
  private readonly branches: number[] = []
  /** The event by which it came into the run. */
  private bornBy = -1

  private readonly byEvent: number

  /** `byEvent` is the event of the instant at which somebody picks it. */
  constructor(record: RecordRef, byEvent: number) {
    this.record = record
    this.byEvent = byEvent
    if ('send' in record) this.sent = record
  }

  /** Whether the record is in the history of the branch on show, as it is on the one on which it was picked. */
  isOn(branches: readonly BranchInfo[], notes: Notes): boolean {
    const active = branches.find((branch) => branch.active)?.id ?? -1
    if (this.branches.length === 0) {
      this.branches.push(active)
      this.learn(notes)
      this.bornBy = this.birth(notes)
    }
    if (this.branches.includes(active)) return true
    if (!this.branches.some((known) => sharedEvents(branches, known, active) >= this.bornBy)) return false
    this.branches.push(active)
    return true
  }

  /** What is not noted any more is older than whatever else a branch could begin with. */
  private birth(notes: Notes): number {
    return this.append?.event ?? (this.sent === null ? 0 : (sentBy(notes, this.sent) ?? 0))
  }

  placesIn(world: World, notes: Notes): FollowedPlaces {
    this.learn(notes)
    const { append, sent, record } = this
    const place = append === null ? ('offset' in record ? record : null) : this.placeOf(append, notes)
    const found = sent === null ? null : trayOf(world, sent)
    const topicPartition = place?.topicPartition ?? found?.topicPartition ?? null
    const gone = place !== null && append !== null && isGone(world, notes, place, append)
    const held = gone ? null : place
    return {
      record,
      sender: sent?.sender ?? null,
      send: sent?.send ?? -1,
      topicPartition,
      offset: place?.offset ?? -1,
      leaderEpoch: place?.leaderEpoch ?? -1,
      key: this.keyOf(place?.offset ?? -1) ?? found?.key ?? null,
      tray: found === null ? null : found.tray,
      messages: messagesWith(world, sent, held),
      ...(held === null ? NO_LOGS : logsWith(world, held)),
      readers: held === null ? [] : readersOf(world, notes, held),
      gone,
    }
  }

  private learn(notes: Notes): void {
    if (this.notes !== notes) {
      this.notes = notes
      this.append = null
      this.looked = new Map()
    }
    if (this.append !== null) return
    if ('offset' in this.record) {
      this.append = appendAt(notes, this.record, this.byEvent)
      this.sent ??= sendOf(this.append, this.record.offset)
    } else this.lookForSend(notes, this.record)
  }

  /** Only through what was appended since it last looked. */
  private lookForSend(notes: Notes, sent: Extract<RecordRef, { readonly send: number }>): void {
    for (const topicPartition of notes.topicPartitions) {
      const appends = notes.appendsTo(topicPartition)
      const from = Math.min(appends.length, this.looked.get(topicPartition) ?? 0)
      this.looked.set(topicPartition, appends.length)
      const [first] = from === appends.length ? [] : appendsOf(appends.slice(from), sent)
      if (first !== undefined) this.append = first
    }
  }

  private placeOf({ batch, replica }: Append, notes: Notes): Place {
    const { topicPartition } = notes.replicas.item(replica)
    const delta = this.sent === null ? -1 : batch.sendIds.indexOf(this.sent.send)
    const known = 'offset' in this.record ? this.record.offset : batch.baseOffset
    const offset = delta >= 0 ? batch.baseOffset + delta : known
    return { topicPartition, offset, leaderEpoch: batch.partitionLeaderEpoch }
  }

  private keyOf(offset: number): string | null {
    if (this.append === null) return null
    const { baseOffset, records } = this.append.batch
    return shownKey(records.find((record) => baseOffset + record.offsetDelta === offset)?.key)
  }
}

/** Up to how many events two branches have the same history; -1 where one of them is gone. */
function sharedEvents(branches: readonly BranchInfo[], one: number, other: number): number {
  const shared = new Map<number, number>()
  for (const [id, events] of lineOf(branches, one)) shared.set(id, events)
  for (const [id, events] of lineOf(branches, other)) {
    const met = shared.get(id)
    if (met !== undefined) return Math.min(met, events)
  }
  return -1
}

/** A branch and those it came from, each with how many of its events the branch has. */
function lineOf(branches: readonly BranchInfo[], from: number): readonly (readonly [number, number])[] {
  const line: [number, number][] = []
  let events = Infinity
  for (let branch = branches.find(({ id }) => id === from); branch !== undefined; ) {
    const { id, parentId, forkedAt } = branch
    line.push([id, events])
    events = Math.min(events, forkedAt.afterEvents)
    branch = branches.find((each) => each.id === parentId)
  }
  return line
}

/** The event in which a record was sent; undefined where that is not noted. */
function sentBy({ columns, senders }: Notes, { sender, send }: Sent): number | undefined {
  const key = keyOfSender(sender)
  const wanted: Uint8Array[] = []
  wanted[SENT] = senders.marked((each) => keyOfSender(each) === key)
  let by: number | undefined
  columns.from(0, wanted, ({ value, event }) => {
    if (value < send) return false
    by = event
    return true
  })
  return by
}

interface Place {
  readonly topicPartition: string
  readonly offset: number
  readonly leaderEpoch: number
}

type Sent = { readonly sender: Sender; readonly send: number }

function isGone({ executedEvents }: World, notes: Notes, { topicPartition }: Place, { event }: Append): boolean {
  return (notes.deletionAfter(topicPartition, event)?.event ?? Infinity) <= executedEvents
}

const NO_LOGS: Pick<FollowedPlaces, 'holders' | 'visible'> = { holders: [], visible: false }

function shownKey(key: string | null | undefined): string | null {
  return key == null ? null : decodeUtf8(key.slice(0, KEY_CHARS * 4)).slice(0, KEY_CHARS)
}

function clientsIn(world: World): HeldClient[] {
  return [...world.nodes.values()].flatMap((node) => kindOf(world, node).heldClients?.(node) ?? [])
}

interface InTray {
  readonly tray: FollowedPlaces['tray']
  readonly topicPartition: string | null
  readonly key: string | null
}

function trayOf(world: World, { sender, send }: Sent): InTray | null {
  for (const { name, client } of clientsIn(world)) {
    if (!('accumulator' in client) || keyOfSender(client.sender) !== keyOfSender(sender)) continue
    return inProducer(name, client, send)
  }
  return null
}

function inProducer(name: string, { waiting, accumulator }: ProducerClient, send: number): InTray | null {
  const waits = waiting.find(({ sendId }) => sendId === send)
  if (waits !== undefined)
    return { tray: { producer: name, batch: -1, place: -1 }, topicPartition: null, key: shownKey(waits.record.key) }
  for (const [index, { sendIds, topicPartition, records }] of accumulator.batches.entries()) {
    const place = sendIds.indexOf(send)
    if (place === -1) continue
    return { tray: { producer: name, batch: index, place }, topicPartition, key: shownKey(records[place]?.key) }
  }
  return null
}

function messagesWith(world: World, sent: Sent | null, place: Place | null): number[] {
  const ids: number[] = []
  for (const { id, body } of inFlight(world)) if (carries(body as Request | Response, sent, place)) ids.push(id)
  return ids.sort((a, b) => a - b)
}

function carries(body: Request | Response, sent: Sent | null, place: Place | null): boolean {
  if (body.type === 'ProduceRequest') return sent !== null && body.partitions.some(({ batch }) => isOf(batch, sent))
  if (body.type !== 'FetchResponse' || place === null) return false
  return body.partitions.some(
    ({ topicPartition, batches }) =>
      topicPartition === place.topicPartition && batches.some((batch) => covers(batch, place)),
  )
}

function isOf(batch: RecordBatch, { sender, send }: Sent): boolean {
  return batch.sender !== null && batch.sendIds.includes(send) && keyOfSender(batch.sender) === keyOfSender(sender)
}

function covers(
  { baseOffset, lastOffset, partitionLeaderEpoch }: RecordBatch,
  { offset, leaderEpoch }: Place,
): boolean {
  return baseOffset <= offset && offset <= lastOffset && partitionLeaderEpoch === leaderEpoch
}

function logsWith(world: World, { topicPartition, offset, leaderEpoch }: Place): typeof NO_LOGS {
  const holders: string[] = []
  let visible = false
  let leads = -1
  for (const { node, held } of heldLogs(world)) {
    const { log } = held
    if (log.topicPartition !== topicPartition) continue
    const inLog = log.logStartOffset <= offset && offset < log.logEndOffset
    const holds = inLog && epochForOffset(log.leaderEpochs, offset) === leaderEpoch
    if (holds) holders.push(node.id)
    if (held.leads <= leads) continue
    leads = held.leads
    visible = holds && offset < log.highWatermark
  }
  return { holders: holders.sort((a, b) => (a < b ? -1 : 1)), visible }
}

/** The longest that a batch of records may keep an application busy and still be told apart from the one before. */
const LONGEST_WORK_US = 600_000_000

function readersOf(world: World, notes: Notes, place: Place): string[] {
  const readers: string[] = []
  for (const { name, client } of clientsIn(world)) {
    if ('accumulator' in client || !client.partitions.has(place.topicPartition)) continue
    if (hasFetched(client, place) || isWorkingOn(world, notes, name, place)) readers.push(name)
  }
  return readers
}

function hasFetched({ fetcher }: ConsumerClient, place: Place): boolean {
  return fetcher.completed.some(
    ({ topicPartition, batches, nextOffset }) =>
      topicPartition === place.topicPartition &&
      place.offset >= nextOffset &&
      batches.some((batch) => covers(batch, place)),
  )
}

/** Of the stage's consumers it is known when they are done with what a poll has given them. */
function isWorkingOn(world: World, notes: Notes, name: string, { topicPartition, offset }: Place): boolean {
  const state = world.nodes.get(name)?.state as { readonly processing?: number } | null | undefined
  if (state?.processing === undefined || state.processing === 0) return false
  const own = notes.readers.marked(({ consumer }) => consumer === name)
  const wanted: Uint8Array[] = []
  wanted[READ] = own
  let latestUs = -1
  let coversAtUs = -2
  notes.columns.from(world.nowUs - LONGEST_WORK_US, wanted, ({ subject, value, extra, atUs }) => {
    if (atUs > world.nowUs) return true
    latestUs = atUs
    if (notes.readers.item(subject).topicPartition === topicPartition && extra <= offset && offset < value)
      coversAtUs = atUs
    return false
  })
  return latestUs === coversAtUs
}

/**
 * The record that a command given just now sends by hand: the first of those sent with a button, the last of those typed
 * into a console. Null where it sends none.
 */
export function sentByHand({ chronicle, world }: RunTimeline, command: Command): RecordRef | null {
  if (command.type !== 'SendRecords' && command.type !== 'TypeLine') return null
  if (!(chronicle instanceof RecordChronicle)) return null
  const { columns, senders } = chronicle.notes
  const ahead = command.type === 'SendRecords' ? command.records.length - 1 : 0
  const wanted: Uint8Array[] = []
  wanted[SENT] = senders.marked(() => true)
  let record: RecordRef | null = null
  columns.fromEvent(world.executedEvents, wanted, ({ subject, value }) => {
    record = { sender: senders.item(subject), send: value - ahead }
    return false
  })
  return record
}
