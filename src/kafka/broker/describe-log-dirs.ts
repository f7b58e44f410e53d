/** Counterpart in Kafka: KafkaApis.handleDescribeLogDirsRequest and handleDescribeProducersRequest. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { rowNamed, rowsOf } from '../common/slot-map.ts'
import { lastSequenceOf, newestBatch } from '../log/producer-state.ts'
import { sizeOfLog } from '../log/replica-log.ts'
import type { DescribeLogDirsRequest, DescribeLogDirsResponse } from '../protocol/describe-log-dirs.ts'
import type { DescribeProducersRequest, DescribeProducersResponse } from '../protocol/describe-producers.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { BrokerState } from './broker-state.ts'
import { folderOf, liveFolders, whyNotHere } from './log-folders.ts'

export function handleDescribeLogDirs(
  state: BrokerState,
  request: DescribeLogDirsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  type Replica = DescribeLogDirsResponse['logDirs'][number]['replicas'][number]
  const byFolder = new Map(state.config.logDirs.map((path): [string, Replica[]] => [path, []]))
  for (const { topic, topicPartition, log } of rowsOf(state.partitions)) {
    if (request.topics !== null && !request.topics.includes(topic)) continue
    // The lag of a log in its own directory counts from the high watermark (ReplicaManager.getLogEndOffsetLag).
    const offsetLag = Math.max(0, log.highWatermark - log.logEndOffset)
    const row = { topicPartition, size: sizeOfLog(log), offsetLag, isFuture: false }
    byFolder.get(folderOf(state, log))?.push(row)
    const future = state.folderMoves?.futureLogs.get(topicPartition)
    if (future === undefined) continue
    const behind = log.logEndOffset - future.logEndOffset
    const copy = { topicPartition, size: sizeOfLog(future), offsetLag: behind, isFuture: true }
    byFolder.get(folderOf(state, future))?.push(copy)
  }
  const live = liveFolders(state)
  const logDirs = [...byFolder].map(([path, replicas]): DescribeLogDirsResponse['logDirs'][number] => {
    const errorCode = live.includes(path) ? 'NONE' : 'KAFKA_STORAGE_ERROR'
    return { errorCode, path, replicas }
  })
  const { correlationId } = request
  const response: DescribeLogDirsResponse = { type: 'DescribeLogDirsResponse', correlationId, logDirs }
  sendMessage(node, from, response)
}

export function handleDescribeProducers(
  state: BrokerState,
  request: DescribeProducersRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const partition = rowNamed(state.partitions, request.topicPartition)
  // A follower tells what it knows of producers as well as a leader.
  const producers = [...(partition?.log.producers.values() ?? [])]
  const response: DescribeProducersResponse = {
    type: 'DescribeProducersResponse',
    correlationId: request.correlationId,
    topicPartition: request.topicPartition,
    errorCode: partition !== undefined ? 'NONE' : whyNotHere(state, request.topicPartition),
    producers: producers.map((producer) => {
      const last = newestBatch(producer)
      return {
        producerId: producer.producerId,
        producerEpoch: producer.producerEpoch,
        lastSequence: last === undefined ? -1 : lastSequenceOf(last),
        lastTimestamp: producer.lastTimestamp,
        coordinatorEpoch: producer.coordinatorEpoch,
        currentTransactionStartOffset: producer.currentTransactionFirstOffset,
      }
    }),
  }
  sendMessage(node, from, response)
}
