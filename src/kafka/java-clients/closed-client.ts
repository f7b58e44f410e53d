/** What a Java program catches that calls a client it has closed and forgotten, or has never made. */
import { clientError } from '../clients/core/client-error.ts'
import type { ClientOperation } from '../cluster/commands.ts'
import { thrown } from './java-client-operations.ts'
import type { JavaClientsState } from './java-clients-state.ts'

const PRODUCER_CALLS: Readonly<Record<string, string>> = {
  initTransactions: 'initTransactions()',
  begin: 'beginTransaction()',
  commit: 'commitTransaction()',
  abort: 'abortTransaction()',
  sendOffsets: 'sendOffsetsToTransaction(java.util.Map, org.apache.kafka.clients.consumer.ConsumerGroupMetadata)',
  closeProducer: 'close()',
  abandonProducer: 'close(java.time.Duration)',
}

const CONSUMER_CALLS: Readonly<Record<string, string>> = {
  subscribe: 'subscribe(java.util.Collection, org.apache.kafka.clients.consumer.ConsumerRebalanceListener)',
  assign: 'assign(java.util.Collection)',
  seek: 'seek(org.apache.kafka.common.TopicPartition, long)',
  seekToBeginning: 'seekToBeginning(java.util.Collection)',
  seekToEnd: 'seekToEnd(java.util.Collection)',
  pause: 'pause(java.util.Collection)',
  resume: 'resume(java.util.Collection)',
  unsubscribe: 'unsubscribe()',
  position: 'position(org.apache.kafka.common.TopicPartition)',
  committed: 'committed(java.util.Set)',
  offsets: 'beginningOffsets(java.util.Collection)',
  offsetsForTimes: 'offsetsForTimes(java.util.Map)',
  closeConsumer: 'close()',
}

/** The result of an operation whose client is not there; null where it is, or where none is named. */
export function callOfMissingClient(state: JavaClientsState, operation: ClientOperation): unknown {
  const { op, producer, consumer } = operation
  if (typeof consumer === 'string' && !state.consumers.has(consumer)) {
    const commit = operation.offsets === undefined ? 'commitSync()' : 'commitSync(java.util.Map)'
    const call = op === 'commitSync' ? commit : CONSUMER_CALLS[op]
    return call === undefined ? null : nullPointer('consumer.KafkaConsumer', call, 3)
  }
  if (typeof producer !== 'string' || state.producers.has(producer)) return null
  if (op === 'send') return sendWithout(operation)
  const call = PRODUCER_CALLS[op]
  return call === undefined ? null : nullPointer('producer.KafkaProducer', call, 2)
}

/** What the thread that polls a consumer meets where there is none. */
export function pollOfMissingConsumer(): object {
  return nullPointer('consumer.KafkaConsumer', 'poll(java.time.Duration)', 8) as object
}

/** The program waits for each record and notes what it caught, or else meets the missing client when it flushes. */
function sendWithout({ wait, records }: ClientOperation): unknown {
  const send = 'send(org.apache.kafka.clients.producer.ProducerRecord)'
  if (wait === 'each' && Array.isArray(records))
    return records.map(() => nullPointer('producer.KafkaProducer', send, 2))
  return nullPointer('producer.KafkaProducer', 'flush()', 2)
}

/** Java's words; compiled without debug information, a variable has a number in place of its name. */
function nullPointer(className: string, call: string, variable: number): unknown {
  const message = `Cannot invoke "org.apache.kafka.clients.${className}.${call}" because "<local${variable}>" is null`
  return thrown(clientError('NullPointerException', message))
}
