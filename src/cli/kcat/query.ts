/** `kcat -Q`: offsets by time, counterpart of `query_offsets_by_time`. */
import { startAdminCall, takeAdminResult } from '../../kafka/clients/admin/admin-client.ts'
import { byTopicThenPartition, topicPartition } from '../../kafka/common/topic-partition.ts'
import type { MetadataResponse } from '../../kafka/protocol/metadata.ts'
import { exitProcess, type ProcessContext, writeOut } from '../program.ts'
import { brokerErrorText } from './error-texts.ts'
import type { Query } from './options.ts'
import { fatal, type KcatSession, takeMetadata } from './session.ts'

export interface QueryWork {
  /** In the order in which they are printed. */
  readonly queries: readonly Query[]
  readonly lines: string[]
  metadata: MetadataResponse | null
}

export function createQueryWork(queries: readonly Query[]): QueryWork {
  const nameOf = ({ topic, partition }: Query) => topicPartition(topic, partition)
  const inOrder = [...queries].sort((a, b) => byTopicThenPartition(nameOf(a), nameOf(b)))
  return { queries: inOrder, lines: [], metadata: null }
}

/** One leader after the other. */
export function goOnQuerying(session: KcatSession, work: QueryWork, context: ProcessContext): void {
  const { admin } = session
  if (admin === null || context.process.exitCode !== null) return
  if (work.metadata === null) {
    const response = takeMetadata(session)
    if (response === 'failed') return fatal('offsets_for_times failed: Local: Timed out', context)
    if (response === null) return
    work.metadata = response
    session.connections.brokers = response.brokers
    return askNext(session, work, context)
  }
  const result = takeAdminResult(admin, session.callIds[0] ?? -1)
  if (result === undefined) return
  const row = result.ok && result.response.type === 'ListOffsetsResponse' ? result.response.partitions[0] : undefined
  if (row === undefined) return fatal('offsets_for_times failed: Local: Timed out', context)
  note(work, row.errorCode === 'NONE' ? row.offset : row.errorCode)
  askNext(session, work, context)
}

function note(work: QueryWork, found: number | Parameters<typeof brokerErrorText>[0]): void {
  const query = work.queries[work.lines.length]
  if (query === undefined) return
  const text = typeof found === 'number' ? `offset ${found}` : `offset -1: ${brokerErrorText(found)}`
  work.lines.push(`${query.topic} [${query.partition}] ${text}\n`)
}

function askNext(session: KcatSession, work: QueryWork, context: ProcessContext): void {
  const query = work.queries[work.lines.length]
  const { admin, options } = session
  if (query === undefined || admin === null) {
    writeOut(context.process, work.lines.join(''))
    return exitProcess(context.process, 0)
  }
  const topic = work.metadata?.topics.find(({ name }) => name === query.topic)
  const led = topic?.partitions.find(({ partition }) => partition === query.partition)
  if (led === undefined || led.leaderId < 0) return fatal('offsets_for_times failed: Local: Unknown partition', context)
  const asked = { currentLeaderEpoch: -1, timestamp: query.timestamp }
  const partitions = [{ topicPartition: topicPartition(query.topic, query.partition), ...asked }]
  const callId = startAdminCall(
    admin,
    {
      name: 'listOffsets',
      target: { kind: 'broker', brokerId: led.leaderId, isLookedUp: true },
      request: { type: 'ListOffsetsRequest', isolationLevel: 'read_uncommitted', replicaId: -1, partitions },
      timeoutMs: options.timeoutMs,
    },
    context.node,
  )
  session.callIds = [callId]
}
