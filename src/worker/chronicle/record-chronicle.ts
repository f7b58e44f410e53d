/**
 * Notes, while a run is made, on what becomes of its records: when they are sent, appended, copied, passed by a high
 * watermark, read and committed. After each event it looks at the node the event was for, and notes what has moved
 * there. Nobody's behaviour depends on it, and nobody has to call it.
 */
import type { MessageBody } from '../../engine/node-context.ts'
import type { Chronicle } from '../../engine/observer.ts'
import type { Model } from '../../engine/run.ts'
import type { SimEvent } from '../../engine/sim-event.ts'
import type { Happening, World, WorldNode } from '../../engine/world.ts'
import { type HeldPartition, kindOf, type NodeKind } from '../../kafka/common/node-kind.ts'
import { type ReplicaLog, readLog } from '../../kafka/log/replica-log.ts'
import type { Happening as KafkaHappening } from '../../kafka/observe/happenings.ts'
import type { FetchRequest, FetchResponse } from '../../kafka/protocol/fetch.ts'
import type { ProduceRequest } from '../../kafka/protocol/produce.ts'
import { ClientWatch } from './client-watch.ts'
import { APPENDED, COMMITTED, CUT, DELETED, LEADS, Notes, PASSED } from './notes.ts'

/** What was last seen of a replica. */
interface SeenLog {
  readonly topicPartition: string
  readonly replica: number
  end: number
  highWatermark: number
  start: number
  /** -1: it does not lead. */
  leads: number
}

const NO_PARTITIONS: readonly HeldPartition[] = []

/** What a consumer fetches is not moved by that. */
function isHarmless(body: MessageBody): boolean {
  return body.type === 'FetchRequest' && (body as FetchRequest).replicaId === -1
}

/** The partitions that such a message can move, where it names them all: null for any other. */
function namedIn(body: MessageBody): readonly { readonly topicPartition: string }[] | null {
  if (body.type === 'ProduceRequest') return (body as ProduceRequest).partitions
  return body.type === 'FetchResponse' ? (body as FetchResponse).partitions : null
}

export class RecordChronicle implements Chronicle {
  readonly notes: Notes
  private event = 0
  private atUs = 0
  /** What is there already is looked at and not noted. */
  private quiet = false
  /** By node, in the order of its partitions. */
  private readonly seen = new Map<string, SeenLog[]>()
  private readonly seenByReplica = new Map<number, SeenLog>()
  private readonly committed = new Map<number, number>()
  private readonly clients: ClientWatch

  constructor(notes: Notes = new Notes()) {
    this.notes = notes
    this.clients = new ClientWatch(notes, (kind, subject, value, extra) => this.note(kind, subject, value, extra))
  }

  begin(world: World): void {
    this.lookAtAll(world)
  }

  onHappening({ id, eventSeq: event, atUs, body }: Happening): void {
    const happening = body as KafkaHappening
    if (happening.type === 'TopicDeleted')
      this.notes.addDeletion({ topic: happening.topic, event, atUs, happeningId: id })
    const { failing, dropped } = this.clients
    if (happening.type === 'SendFailed') failing.set(happening.topicPartition, happening.error)
    if (happening.type !== 'RecordsDropped') return
    const records = (dropped.get(happening.producer)?.records ?? 0) + happening.records
    dropped.set(happening.producer, { records, reason: happening.reason })
  }

  afterEvent(world: World, event: SimEvent | null): void {
    if (event === null) {
      this.lookAtAll(world)
      return
    }
    const node = world.nodes.get(world.addresses.get(event.to) ?? event.to)
    if (node === undefined) return
    this.event = world.executedEvents
    this.atUs = world.nowUs
    this.lookAt(kindOf(world, node), node, event.body)
    this.clients.forgetEvent()
  }

  forkedAt(world: World): RecordChronicle {
    const fork = new RecordChronicle(new Notes(this.notes, world.executedEvents))
    fork.quiet = true
    fork.lookAtAll(world)
    fork.quiet = false
    return fork
  }

  private note(kind: number, subject: number, value: number, extra: number): void {
    if (!this.quiet) this.notes.columns.add(this.event, { kind, subject, value, extra, atUs: this.atUs })
  }

  private lookAtAll(world: World): void {
    this.event = world.executedEvents
    this.atUs = world.nowUs
    for (const node of world.nodes.values()) this.lookAt(kindOf(world, node), node, null)
    this.clients.forgetEvent()
  }

  /** `body` is that of the message or timer it has just dealt with; null: anything may have moved. */
  private lookAt(kind: NodeKind, node: WorldNode, body: MessageBody | null): void {
    if (kind.heldPartitions !== undefined) {
      if (node.state === null) this.lookAtDisk(kind, node)
      else if (body === null || !isHarmless(body)) this.lookAtPartitions(kind, node, body)
    }
    if (kind.heldClients !== undefined) this.clients.look(kind.heldClients(node), this.event, this.quiet)
  }

  private lookAtPartitions(kind: NodeKind, node: WorldNode, body: MessageBody | null): void {
    const partitions = kind.heldPartitions?.(node) ?? NO_PARTITIONS
    const seen = this.seenOn(node.id)
    let offsetsMoved = false
    const named = body === null ? null : namedIn(body)
    if (named === null)
      for (let i = 0; i < partitions.length; i++) {
        if (this.lookAtPartition(seen, i, partitions[i] as HeldPartition, node.id)) offsetsMoved = true
      }
    else
      for (let n = 0; n < named.length; n++) {
        const { topicPartition } = named[n] as { readonly topicPartition: string }
        let i = 0
        while (i < partitions.length && seen[i]?.topicPartition !== topicPartition) i++
        const partition = partitions[i]
        if (partition?.log.topicPartition !== topicPartition) return this.lookAtPartitions(kind, node, null)
        if (this.lookAtPartition(seen, i, partition, node.id)) offsetsMoved = true
      }
    if (offsetsMoved) this.lookAtOffsets(kind, node)
  }

  /** Whether committed offsets of groups may have moved with it. */
  private lookAtPartition(seen: SeenLog[], i: number, partition: HeldPartition, nodeId: string): boolean {
    const { log, coordinated } = partition
    let last = seen[i]
    if (last?.topicPartition !== log.topicPartition) last = seen[i] = this.seenLog(log, nodeId)
    const leads = partition.role === 'leader' ? partition.leaderEpoch : -1
    let offsetsMoved = false
    if (last.leads !== leads) {
      last.leads = leads
      if (leads !== -1) this.note(LEADS, last.replica, leads, 0)
      offsetsMoved = coordinated
    }
    if (last.end !== log.logEndOffset) this.noteEnd(last, log, leads !== -1 && !coordinated)
    if (last.highWatermark !== log.highWatermark) {
      last.highWatermark = log.highWatermark
      if (leads !== -1) this.note(PASSED, last.replica, log.highWatermark, 0)
      if (coordinated) offsetsMoved = true
    }
    if (last.start !== log.logStartOffset) this.noteStart(last, log)
    return offsetsMoved
  }

  /** A power cut takes what was not written to the disk yet. */
  private lookAtDisk(kind: NodeKind, node: WorldNode): void {
    for (const { log } of kind.heldLogs?.(node) ?? []) {
      const last = this.seenLog(log, node.id)
      last.leads = -1
      if (log.logEndOffset < last.end) this.note(CUT, last.replica, log.logEndOffset, 1)
      last.end = log.logEndOffset
      last.highWatermark = log.highWatermark
      if (last.start !== log.logStartOffset) this.noteStart(last, log)
    }
  }

  private noteEnd(last: SeenLog, log: ReplicaLog, takes: boolean): void {
    const { logEndOffset } = log
    if (logEndOffset < last.end) this.note(CUT, last.replica, logEndOffset, 0)
    else {
      this.noteEpochs(last, log)
      if (takes && !this.quiet) this.noteBatches(last, log)
    }
    last.end = logEndOffset
  }

  /** What came in one go may have been written in several epochs. */
  private noteEpochs(last: SeenLog, { leaderEpochs, logEndOffset }: ReplicaLog): void {
    for (let i = 0; i < leaderEpochs.length; i++) {
      const next = leaderEpochs[i + 1]
      const end = next === undefined ? logEndOffset : Math.min(next.startOffset, logEndOffset)
      if (end > last.end) this.note(APPENDED, last.replica, end, leaderEpochs[i]?.epoch ?? -1)
    }
  }

  private noteBatches(last: SeenLog, log: ReplicaLog): void {
    let from = Math.max(last.end, log.logStartOffset)
    while (from < log.logEndOffset) {
      const batches = readLog(log, from, Number.MAX_SAFE_INTEGER, log.logEndOffset, true)
      if (batches.length === 0) return
      for (const batch of batches) {
        this.notes.addAppend({ event: this.event, atUs: this.atUs, replica: last.replica, batch })
        from = batch.lastOffset + 1
      }
    }
  }

  private noteStart(last: SeenLog, log: ReplicaLog): void {
    last.start = log.logStartOffset
    this.note(DELETED, last.replica, log.logStartOffset, 0)
  }

  private lookAtOffsets(kind: NodeKind, node: WorldNode): void {
    for (const { groupId, committed } of kind.heldOffsets?.(node) ?? []) {
      for (const [topicPartition, { offset }] of committed) {
        const subject = this.notes.groups.numberOf(`${groupId} ${topicPartition}`, () => ({
          group: groupId,
          topicPartition,
        }))
        const before = this.committed.get(subject) ?? -1
        if (before === offset) continue
        this.committed.set(subject, offset)
        this.note(COMMITTED, subject, offset, before)
      }
    }
  }

  private seenOn(nodeId: string): SeenLog[] {
    let seen = this.seen.get(nodeId)
    if (seen === undefined) {
      seen = []
      this.seen.set(nodeId, seen)
    }
    return seen
  }

  private seenLog({ topicPartition }: ReplicaLog, nodeId: string): SeenLog {
    const replica = this.notes.replicaNumber(topicPartition, nodeId)
    let known = this.seenByReplica.get(replica)
    if (known === undefined) {
      known = { topicPartition, replica, end: 0, highWatermark: 0, start: 0, leads: -1 }
      this.seenByReplica.set(replica, known)
    }
    return known
  }
}

/** A model whose runs are chronicled. */
export function withChronicle<Spec, Command>(model: Model<Spec, Command>): Model<Spec, Command> {
  return { ...model, createChronicle: () => new RecordChronicle() }
}
