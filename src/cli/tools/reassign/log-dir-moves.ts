/** Moves of replicas from one folder of their broker to another (KIP-113), as ReassignPartitionsCommand asks for them. */

import type { ErrorCode } from '../../../kafka/common/errors.ts'
import type { TopicPartition } from '../../../kafka/common/topic-partition.ts'
import { byTopicThenPartition } from '../../../kafka/common/topic-partition.ts'
import { asCause, brokerError, executionException } from '../../java-errors.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { commandFailed } from '../tool-exceptions.ts'
import { type PlanRow, Terse } from './reassignment-plan.ts'

export interface LogDirMove {
  readonly topicPartition: TopicPartition
  readonly broker: number
  readonly logDir: string
}

/** The folders that a plan names, a replica that is named twice by the last. */
export function logDirMovesOf(rows: readonly PlanRow[]): LogDirMove[] {
  const moves = rows.flatMap(({ topicPartition, logDirs }) => logDirs.map((each) => ({ topicPartition, ...each })))
  return [...new Map(moves.map((move) => [nameOf(move), move])).values()].sort(byBroker)
}

/** As TopicPartitionReplica shows itself. */
export function nameOf({ topicPartition, broker }: Pick<LogDirMove, 'topicPartition' | 'broker'>): string {
  return `${topicPartition}-${broker}`
}

function byBroker(a: LogDirMove, b: LogDirMove): number {
  return a.broker - b.broker || byTopicThenPartition(a.topicPartition, b.topicPartition)
}

function brokersOf(moves: readonly Pick<LogDirMove, 'broker'>[]): number[] {
  return [...new Set(moves.map(({ broker }) => broker))].sort((a, b) => a - b)
}

/** Where a replica lies, and where a copy of it is being made; null: nowhere. */
export interface ReplicaLogDirs {
  current: string | null
  future: string | null
}

/** `describeReplicaLogDirs`, by the name of the replica. */
export function describeReplicaLogDirs(brokers: readonly number[], context: ToolContext): Map<string, ReplicaLogDirs> {
  const found = new Map<string, ReplicaLogDirs>()
  for (const broker of brokers) {
    const { logDirs } = context.call(
      {
        name: 'describeReplicaLogDirs',
        target: { kind: 'broker', brokerId: broker },
        request: { type: 'DescribeLogDirsRequest', topics: null },
      },
      'DescribeLogDirsResponse',
    )
    for (const { path, replicas } of logDirs) {
      for (const { topicPartition, isFuture } of replicas) {
        const name = nameOf({ topicPartition, broker })
        const known = found.get(name) ?? { current: null, future: null }
        found.set(name, isFuture ? { ...known, future: path } : { ...known, current: path })
      }
    }
  }
  return found
}

/** Prints how far each move has come; true while one is under way. */
export function verifyLogDirMoves(moves: readonly LogDirMove[], context: ToolContext): boolean {
  const found = describeReplicaLogDirs(brokersOf(moves), context)
  const states = moves.map((move) => stateOf(move, found.get(nameOf(move))))
  context.print(`${states.map(({ text }) => text).join('\n')}\n`)
  return states.some(({ isActive }) => isActive)
}

function stateOf(move: LogDirMove, where: ReplicaLogDirs | undefined): { text: string; isActive: boolean } {
  const { topicPartition, broker, logDir } = move
  if (where === undefined || where.current === null) {
    const text = `Partition ${topicPartition} is not found in any live log dir on broker ${broker}. There is likely an offline log directory on the broker.`
    return { text, isActive: false }
  }
  if (where.future === logDir)
    return { text: `Reassignment of replica ${nameOf(move)} is still in progress.`, isActive: true }
  if (where.future !== null) {
    const text = `Partition ${topicPartition} on broker ${broker} is being moved to log dir ${where.future} instead of ${logDir}.`
    return { text, isActive: true }
  }
  if (where.current === logDir)
    return { text: `Reassignment of replica ${nameOf(move)} completed successfully.`, isActive: false }
  const text = `Partition ${topicPartition} on broker ${broker} is not being moved from log dir ${where.current} to ${logDir}.`
  return { text, isActive: false }
}

export const ASK_AGAIN_MS = 100

/** Asks until every broker has begun: one may not have the replica yet. */
export function executeLogDirMoves(moves: readonly LogDirMove[], timeoutMs: number, context: ToolContext): void {
  let pending = moves
  for (let waitedMs = 0; ; waitedMs += ASK_AGAIN_MS) {
    const answers = alterReplicaLogDirs(pending, 'future', context)
    for (const { logDir, topicPartition, broker } of pending.filter((move) => answers.get(nameOf(move)) === 'NONE'))
      context.print(
        `Successfully started moving log directory to ${logDir} for replica ${topicPartition} with broker ${broker} \n`,
      )
    pending = pending.filter((move) => answers.get(nameOf(move)) !== 'NONE')
    if (pending.length === 0) return
    if (waitedMs >= timeoutMs)
      throw new Terse(
        `Timed out before log directory move${pending.length === 1 ? '' : 's'} could be started for: ${pending.map(nameOf).join(',')}`,
      )
    context.sleep(ASK_AGAIN_MS)
  }
}

/**
 * All brokers are asked before the first answer is looked at. By the name of the replica, NONE or REPLICA_NOT_AVAILABLE;
 * anything else is thrown, with what the future threw as its cause, or with the cause of that.
 */
export function alterReplicaLogDirs(
  moves: readonly LogDirMove[],
  causedBy: 'future' | 'answer',
  context: ToolContext,
): Map<string, ErrorCode> {
  const answers = new Map<string, ErrorCode>()
  for (const brokerId of brokersOf(moves)) {
    const { partitions } = context.call(
      {
        name: 'alterReplicaLogDirs',
        target: { kind: 'broker', brokerId },
        request: { type: 'AlterReplicaLogDirsRequest', replicas: moves.filter(({ broker }) => broker === brokerId) },
      },
      'AlterReplicaLogDirsResponse',
    )
    for (const { topicPartition, errorCode } of partitions)
      answers.set(nameOf({ topicPartition, broker: brokerId }), errorCode)
  }
  for (const [name, errorCode] of answers) {
    if (errorCode === 'NONE' || errorCode === 'REPLICA_NOT_AVAILABLE') continue
    const error = brokerError(context.profile, errorCode, null)
    const cause = causedBy === 'future' ? executionException(error) : error
    throw commandFailed(context.profile, `Failed to alter dir for ${name}`, asCause(cause))
  }
  return answers
}

/** Moves under way go back to where they came from, whatever they were on their way to. */
export function cancelLogDirMoves(moves: readonly LogDirMove[], timeoutMs: number, context: ToolContext): void {
  const found = describeReplicaLogDirs(brokersOf(moves), context)
  const back = moves.flatMap((move) => {
    const where = found.get(nameOf(move))
    return where?.current == null || where.future === null ? [] : [{ ...move, logDir: where.current }]
  })
  // Kafka forgets the end of this line.
  if (back.length === 0) context.print('None of the specified partition moves are active.')
  else executeLogDirMoves(back, timeoutMs, context)
}
