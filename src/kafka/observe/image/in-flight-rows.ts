/** Messages on the wire, with what of their load a person can see. */
import { inFlight } from '../../../engine/in-flight.ts'
import type { MessageBody } from '../../../engine/node-context.ts'
import type { World } from '../../../engine/world.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { decodeUtf8 } from '../../common/utf8.ts'
import type { RecordBatch } from '../../log/record-batch.ts'
import { type Request, type Response, trafficOf } from '../../protocol/apis.ts'
import type { CarriedBatch, InFlightMessage } from '../cluster-image.ts'

const SHOWN_KEYS = 6
const KEY_CHARS = 8

interface Load {
  readonly records: number
  readonly keys: readonly (string | null)[]
  readonly topicPartitions: readonly TopicPartition[]
  readonly batches: readonly CarriedBatch[]
}

const NO_LOAD: Load = { records: 0, keys: [], topicPartitions: [], batches: [] }

/** Bodies are immutable, so what they carry is worked out once. */
const loads = new WeakMap<MessageBody, Load>()

export function inFlightRows(world: World): InFlightMessage[] {
  return inFlight(world).map((message) => {
    const load = loadOf(message.body)
    return {
      id: message.id,
      from: message.from,
      to: message.to,
      type: message.body.type,
      traffic: trafficOf(message.body.type),
      sentAtUs: message.sentAtUs,
      arrivesAtUs: message.arrivesAtUs,
      held: message.held,
      sizeBytes: message.sizeBytes,
      records: load.records,
      keys: load.keys,
      topicPartitions: load.topicPartitions,
      batches: load.batches,
    }
  })
}

/** What of its load a message shows. */
export function loadOf(body: MessageBody): Load {
  let load = loads.get(body)
  if (load === undefined) {
    load = readLoad(body as Request | Response)
    loads.set(body, load)
  }
  return load
}

function readLoad(body: Request | Response): Load {
  switch (body.type) {
    case 'ProduceRequest':
      // What is on its way to the leader has no offsets yet.
      return batchesLoad(
        body.partitions.map(({ topicPartition, batch }) => ({ topicPartition, batches: [batch] })),
        false,
      )
    case 'FetchResponse':
      return batchesLoad(body.partitions, true)
    case 'ProduceResponse':
    case 'FetchRequest':
    case 'OffsetCommitRequest':
      return { ...NO_LOAD, topicPartitions: body.partitions.map((each) => each.topicPartition) }
    default:
      return NO_LOAD
  }
}

interface CarriedPartition {
  readonly topicPartition: TopicPartition
  readonly batches: readonly RecordBatch[]
}

function batchesLoad(partitions: readonly CarriedPartition[], hasOffsets: boolean): Load {
  let records = 0
  const keys: (string | null)[] = []
  const carried: CarriedBatch[] = []
  for (const { topicPartition, batches } of partitions) {
    for (const batch of batches) {
      const { producerId, baseSequence } = batch
      records += batch.records.length
      carried.push({
        topicPartition,
        baseOffset: hasOffsets ? batch.baseOffset : -1,
        records: batch.records.length,
        producerId,
        baseSequence,
      })
      for (const record of batch.records) {
        if (keys.length === SHOWN_KEYS) break
        keys.push(record.key === null ? null : decodeUtf8(record.key.slice(0, KEY_CHARS * 4)).slice(0, KEY_CHARS))
      }
    }
  }
  return { records, keys, topicPartitions: partitions.map((each) => each.topicPartition), batches: carried }
}
