/** What the clients of a node have done since they were last looked at. */
import type { ConsumerClient } from '../../kafka/clients/consumer/consumer-state.ts'
import type { ProducerBatch, ProducerClient } from '../../kafka/clients/producer/producer-state.ts'
import type { HeldClient } from '../../kafka/common/node-kind.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import type { Sender } from '../../kafka/log/record-batch.ts'
import { ACKNOWLEDGED, BATCHED, DEPARTED, FAILED, type Notes, READ, SENT, UNANSWERED } from './notes.ts'

interface SeenBatch {
  readonly topicPartition: TopicPartition
  sends: readonly number[]
  /** Attempt that is under way or was; -1: it has never left. */
  attempt: number
}

interface SeenProducer {
  readonly sender: Sender
  readonly number: number
  sent: number
  batched: number
  acknowledged: number
  readonly batches: Map<number, SeenBatch>
}

interface SeenConsumer {
  readonly client: string
  consumed: number
  readonly positions: Map<TopicPartition, { readonly reader: number; position: number }>
}

type Note = (kind: number, subject: number, value: number, extra: number) => void

export class ClientWatch {
  /** Partitions whose batches failed during this event, with the error. */
  readonly failing = new Map<TopicPartition, string>()
  /** By client id, how many sends were dropped during this event before they got into a batch, and why the last was. */
  readonly dropped = new Map<string, { readonly records: number; readonly reason: string }>()
  private readonly notes: Notes
  private readonly note: Note
  private readonly producers = new Map<string, SeenProducer>()
  private readonly consumers = new Map<string, SeenConsumer>()
  private event = 0
  private quiet = false

  constructor(notes: Notes, note: Note) {
    this.notes = notes
    this.note = note
  }

  forgetEvent(): void {
    if (this.failing.size > 0) this.failing.clear()
    if (this.dropped.size > 0) this.dropped.clear()
  }

  look(clients: readonly HeldClient[], event: number, quiet: boolean): void {
    this.event = event
    this.quiet = quiet
    for (const { name, client } of clients) {
      if ('accumulator' in client) this.lookAtProducer(name, client)
      else this.lookAtConsumer(name, client)
    }
  }

  private lookAtProducer(name: string, client: ProducerClient): void {
    let seen = this.producers.get(name)
    if (seen?.sender.sinceUs !== client.sender.sinceUs || seen.sender.scope !== client.sender.scope) {
      const { sender } = client
      seen = {
        sender,
        number: this.notes.senderNumber(sender),
        sent: 0,
        batched: 0,
        acknowledged: 0,
        batches: new Map(),
      }
      this.producers.set(name, seen)
    }
    const sent = client.nextSendId - 1
    const batched = (client.waiting[0]?.sendId ?? client.nextSendId) - 1
    if (sent !== seen.sent) this.note(SENT, seen.number, sent, batched)
    if (this.dropped.size > 0) this.noteDropped(seen, client, batched)
    if (batched !== seen.batched && (seen.batched < seen.sent || batched < sent))
      this.note(BATCHED, seen.number, batched, 0)
    seen.sent = sent
    seen.batched = batched
    this.lookAtBatches(seen, client)
    seen.acknowledged = client.acknowledged
  }

  /** Dropped are those that wait no more and are in no batch. */
  private noteDropped(seen: SeenProducer, client: ProducerClient, batched: number): void {
    const dropped = this.dropped.get(client.clientId)
    if (dropped === undefined || this.quiet) return
    const kept = new Set(client.accumulator.batches.flatMap(({ sendIds }) => sendIds))
    const sends: number[] = []
    for (let send = seen.batched + 1; send <= batched && sends.length < dropped.records; send++)
      if (!kept.has(send)) sends.push(send)
    if (sends.length === 0) return
    const place = this.notes.addFate({
      event: this.event,
      topicPartition: null,
      sends,
      attempt: 0,
      error: dropped.reason,
    })
    this.note(FAILED, seen.number, place, 0)
  }

  private lookAtBatches(seen: SeenProducer, client: ProducerClient): void {
    const { batches } = client.accumulator
    let known = 0
    for (let i = 0; i < batches.length; i++) {
      const batch = batches[i] as ProducerBatch
      const last = seen.batches.get(batch.id)
      if (last !== undefined) known++
      this.lookAtBatch(seen, batch, last)
    }
    if (seen.batches.size === batches.length) return
    const there = new Set(batches.map(({ id }) => id))
    if (known === seen.batches.size && known === there.size) return
    for (const [id, last] of [...seen.batches]) if (!there.has(id)) this.noteEnd(seen, id, last, client)
  }

  private lookAtBatch(seen: SeenProducer, batch: ProducerBatch, known: SeenBatch | undefined): void {
    let last = known
    if (last === undefined) {
      last = { topicPartition: batch.topicPartition, sends: batch.sendIds, attempt: -1 }
      seen.batches.set(batch.id, last)
    } else last.sends = batch.sendIds
    if (!batch.inFlight || last.attempt === batch.attempts) return
    last.attempt = batch.attempts
    this.noteFate(DEPARTED, seen, last, null)
  }

  /** It is done: answered well, given up, or, with acks=0, on its way and nobody's concern any more. */
  private noteEnd(seen: SeenProducer, id: number, last: SeenBatch, client: ProducerClient): void {
    seen.batches.delete(id)
    const error = this.failing.get(last.topicPartition) ?? null
    if (error !== null) this.noteFate(FAILED, seen, last, error)
    else if (client.acknowledged > seen.acknowledged) {
      if (client.config.acks === 0) this.noteFate(DEPARTED, seen, last, null)
      this.noteFate(client.config.acks === 0 ? UNANSWERED : ACKNOWLEDGED, seen, last, null)
    }
  }

  private noteFate(kind: number, seen: SeenProducer, batch: SeenBatch, error: string | null): void {
    if (this.quiet) return
    const { topicPartition, sends, attempt } = batch
    const place = this.notes.addFate({ event: this.event, topicPartition, sends, attempt: Math.max(0, attempt), error })
    this.note(kind, seen.number, place, 0)
  }

  private lookAtConsumer(name: string, client: ConsumerClient): void {
    let seen = this.consumers.get(name)
    if (seen?.client !== client.scope || seen.consumed > client.consumed) {
      seen = { client: client.scope, consumed: 0, positions: new Map() }
      this.consumers.set(name, seen)
    }
    const reads = client.consumed > seen.consumed
    seen.consumed = client.consumed
    for (const { topicPartition, position } of client.partitions.values()) {
      const last = seen.positions.get(topicPartition)
      if (last === undefined) {
        const group = client.config.groupId ?? ''
        const key = `${group} ${name} ${topicPartition}`
        const reader = this.notes.readers.numberOf(key, () => ({ group, consumer: name, topicPartition }))
        seen.positions.set(topicPartition, { reader, position })
        continue
      }
      if (last.position === position) continue
      if (reads && last.position >= 0 && position > last.position) this.note(READ, last.reader, position, last.position)
      last.position = position
    }
    // Whoever gets a partition back begins where the group says, not where it was.
    if (seen.positions.size !== client.partitions.size)
      for (const each of [...seen.positions.keys()]) if (!client.partitions.has(each)) seen.positions.delete(each)
  }
}
