/** A record of an application whose keys or values are no text: what KafkaProducer.doSend makes of it before anything else. */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { RecordToSend } from '../../cluster/commands.ts'
import { CUSTOMER, isRaw } from '../../common/serialization.ts'
import { encodeUtf8 } from '../../common/utf8.ts'
import { tell } from '../../observe/tell.ts'
import { type ClientError, errorText } from '../core/client-error.ts'
import { type Serdes, serialized } from '../core/serdes.ts'
import type { ProducerClient, ProducerRecord } from './producer-state.ts'

/** Null where a serializer throws out of send(): nothing is sent then. */
export function serializedRecord(
  client: ProducerClient,
  serdes: Serdes,
  record: RecordToSend,
  node: NodeContext,
): ProducerRecord | null {
  const key = serialized(serdes, 'key', record.key)
  if ('error' in key) return fail(client, key.error, node)
  const value = serialized(serdes, 'value', record.value)
  if ('error' in value) return fail(client, value.error, node)
  return {
    topic: record.topic,
    partition: record.partition,
    timestamp: record.timestamp,
    key: key.bytes,
    value: value.bytes,
    headers: record.headers.map(([name, text]) => [encodeUtf8(name), text === null ? null : encodeUtf8(text)] as const),
  }
}

function fail(client: ProducerClient, error: ClientError, node: NodeContext): null {
  client.sent++
  client.failed++
  client.lastError = errorText(error)
  tell(node, { type: 'RecordsDropped', producer: client.clientId, reason: error.class, records: 1 })
  return null
}

/** What a workload has for a serializer: numbers count, a customer has a name; other texts are as long as they are to be. */
export function valueFor(format: string, counter: string, filled: string): string {
  if (format === CUSTOMER) return `${counter}:customer-${counter}`
  return isRaw(format) ? filled : counter
}
