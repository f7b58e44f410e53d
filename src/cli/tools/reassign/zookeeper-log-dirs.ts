/**
 * Folders that a plan names for replicas, as ReassignPartitionsCommand of 2.5 sees to them: ZooKeeper knows of none, so
 * brokers are asked, through an admin client of the tool's own.
 */
import type { ParsedOptions } from '../../options/jopt.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { connectAdmin } from '../admin-connection.ts'
import { commandFailed } from '../tool-exceptions.ts'
import {
  ASK_AGAIN_MS,
  alterReplicaLogDirs,
  describeReplicaLogDirs,
  type LogDirMove,
  nameOf,
  type ReplicaLogDirs,
} from './log-dir-moves.ts'

/** Where `--bootstrap-server` says; without it nobody can be asked. */
export function connectToBrokers(options: ParsedOptions, context: ToolContext): void {
  const servers = options.value('bootstrap-server')
  if (servers !== null) connectAdmin(context, servers, options, { clientId: 'reassign-partitions-tool' })
}

export function requireBrokers(moves: readonly LogDirMove[], options: ParsedOptions, context: ToolContext): void {
  const missing = 'bootstrap-server needs to be provided in order to reassign replica to the specified log directory'
  if (moves.length > 0 && !options.has('bootstrap-server')) throw commandFailed(context.profile, missing)
}

/**
 * Brokers that do not have a replica yet are told where to make it, `begin` has it made, and all are asked again until
 * each has begun. False: some had not after `timeoutMs`.
 */
export function moveToLogDirs(
  moves: readonly LogDirMove[],
  timeoutMs: number,
  begin: () => void,
  context: ToolContext,
): boolean {
  if (moves.length > 0) alterReplicaLogDirs(moves, 'answer', context)
  begin()
  let pending = moves
  for (let waitedMs = 0; waitedMs < timeoutMs && pending.length > 0; waitedMs += ASK_AGAIN_MS) {
    const answers = alterReplicaLogDirs(pending, 'answer', context)
    pending = pending.filter((move) => answers.get(nameOf(move)) !== 'NONE')
    context.sleep(ASK_AGAIN_MS)
  }
  return pending.length === 0
}

export type MoveStatus = 'completed successfully' | 'failed' | 'is still in progress'

/** What has become of each move; what is wrong with one is printed first. */
export function statusOfMoves(moves: readonly LogDirMove[], context: ToolContext): Map<string, MoveStatus> {
  const found =
    moves.length === 0
      ? new Map()
      : describeReplicaLogDirs(
          moves.map(({ broker }) => broker),
          context,
        )
  return new Map(moves.map((move) => [nameOf(move), statusOf(move, found.get(nameOf(move)), context)]))
}

function statusOf(move: LogDirMove, where: ReplicaLogDirs | undefined, context: ToolContext): MoveStatus {
  const { topicPartition, broker, logDir } = move
  const failed = (why: string): MoveStatus => {
    context.print(`Partition ${topicPartition} ${why}\n`)
    return 'failed'
  }
  if (where === undefined) return failed(`is not found in any live log dir on broker ${broker}.`)
  if (where.current === null)
    return failed(
      `is not found in any live log dir on broker ${broker}. There is likely offline log directory on the broker.`,
    )
  if (where.future === logDir) return 'is still in progress'
  if (where.future !== null)
    return failed(`on broker ${broker} is being moved to log dir ${where.future} instead of ${logDir}`)
  if (where.current === logDir) return 'completed successfully'
  return failed(`on broker ${broker} is not being moved from log dir ${where.current} to ${logDir}`)
}
