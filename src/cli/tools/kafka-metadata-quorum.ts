/** Counterpart in Kafka: org.apache.kafka.tools.MetadataQuorumCommand. */
import { controllerPort } from '../../kafka/common/addresses.ts'
import type { DescribeQuorumResponse, QuorumReplica } from '../../kafka/protocol/describe-quorum.ts'
import { stackTrace } from '../java-errors.ts'
import type { ArgumentParser, ParsedArguments } from '../options/argparse.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asFutureException, connectAdmin } from './admin-connection.ts'
import { brokersBehind } from './bootstrap-controller.ts'
import { describeCluster } from './cluster-calls.ts'

export const METADATA_QUORUM: ArgumentParser = {
  program: 'kafka-metadata-quorum',
  description: 'This tool describes kraft metadata quorum status.',
  arguments: [
    { flags: ['--bootstrap-server'], exclusive: '!server' },
    { flags: ['--bootstrap-controller'], exclusive: '!server', help: 'Controllers to ask, host:port.' },
    { flags: ['--command-config'] },
  ],
  commands: {
    describe: [
      { flags: ['--status'], isFlag: true, help: 'A summary of the quorum.' },
      { flags: ['--replication'], isFlag: true, help: 'How far each replica of the metadata log is.' },
      { flags: ['--human-readable'], isFlag: true, help: 'Times as so many milliseconds ago.' },
    ],
  },
}

const FRAME = 'org.apache.kafka.tools.MetadataQuorumCommand.main(MetadataQuorumCommand.java)'

export const kafkaMetadataQuorum = replayedTool((context) => {
  const parsed = parseOrExit(METADATA_QUORUM, context)
  const complaint = complaintOf(parsed)
  try {
    if (complaint !== null) throw new Error(complaint)
    connectAdmin(context, parsed.value('--bootstrap-server') ?? brokersBehind(parsed.value('--bootstrap-controller')))
    const clusterId = parsed.has('--status') ? describeCluster(context).clusterId : ''
    const quorum = context.call(
      { name: 'describeMetadataQuorum', request: { type: 'DescribeQuorumRequest' } },
      'DescribeQuorumResponse',
    )
    if (parsed.has('--status')) printStatus(quorum, clusterId, context)
    else printReplication(quorum, parsed.has('--human-readable'), context)
  } catch (error) {
    const failure = complaint === null ? asFutureException(error) : null
    context.printError(failure === null ? `${complaint}\n` : `${failure.message}\n${stackTrace(failure, FRAME)}\n`)
    context.exit(1)
  }
})

function complaintOf(parsed: ParsedArguments): string | null {
  const [status, replication] = [parsed.has('--status'), parsed.has('--replication')]
  if (status && replication)
    return 'Only one of --status or --replication should be specified with describe sub-command'
  return status || replication ? null : 'One of --status or --replication must be specified with describe sub-command'
}

function printStatus(quorum: DescribeQuorumResponse, clusterId: string, context: ToolContext): void {
  const leader = quorum.voters.find((voter) => voter.replicaId === quorum.leaderId)
  const followers = quorum.voters.filter((voter) => voter.replicaId !== quorum.leaderId)
  const end = leader?.logEndOffset ?? 0
  const lag = followers.reduce((most, voter) => Math.max(most, end - voter.logEndOffset), 0)
  const behind = followers.filter((voter) => voter.logEndOffset < end)
  const lagMs = behind.reduce(
    (most, voter) =>
      voter.lastCaughtUpTimestamp < 0 ? most : Math.max(most, context.wallClockMs - voter.lastCaughtUpTimestamp),
    0,
  )
  const voters = quorum.voters.map(
    ({ replicaId, directoryId }) =>
      `{"id": ${replicaId}, "directoryId": "${directoryId}", "endpoints": ["CONTROLLER://localhost:${controllerPort(replicaId)}"]}`,
  )
  const observers = quorum.observers.map(
    ({ replicaId, directoryId }) => `{"id": ${replicaId}, "directoryId": "${directoryId}"}`,
  )
  const rows: readonly (readonly [string, string | number])[] = [
    ['ClusterId', clusterId],
    ['LeaderId', quorum.leaderId],
    ['LeaderEpoch', quorum.leaderEpoch],
    ['HighWatermark', quorum.highWatermark],
    ['MaxFollowerLag', lag],
    ['MaxFollowerLagTimeMs', lagMs],
    ['CurrentVoters', `[${voters.join(', ')}]`],
    ['CurrentObservers', `[${observers.join(', ')}]`],
  ]
  for (const [name, value] of rows) context.print(`${`${name}:`.padEnd(24)}${value}\n`)
}

function printReplication(quorum: DescribeQuorumResponse, humanReadable: boolean, context: ToolContext): void {
  const leader = quorum.voters.find((voter) => voter.replicaId === quorum.leaderId)
  const time = (timestamp: number) =>
    humanReadable && timestamp >= 0 ? `${Math.max(0, context.wallClockMs - timestamp)} ms ago` : String(timestamp)
  const row = (replica: QuorumReplica, status: string) => [
    String(replica.replicaId),
    replica.directoryId,
    String(replica.logEndOffset),
    String(Math.max(0, (leader?.logEndOffset ?? 0) - replica.logEndOffset)),
    time(replica.lastFetchTimestamp),
    time(replica.lastCaughtUpTimestamp),
    status,
  ]
  const followers = quorum.voters.filter((voter) => voter !== leader)
  const rows = [
    ['NodeId', 'DirectoryId', 'LogEndOffset', 'Lag', 'LastFetchTimestamp', 'LastCaughtUpTimestamp', 'Status'],
    ...(leader === undefined ? [] : [row(leader, 'Leader')]),
    ...followers.map((replica) => row(replica, 'Follower')),
    ...quorum.observers.map((replica) => row(replica, 'Observer')),
  ]
  context.print(tabTable(rows))
}

/** Cells padded to the widest of their column, each followed by a TAB. */
function tabTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => `${row.map((cell, column) => `${cell.padEnd(widths[column] ?? 0)}\t`).join('')}\n`).join('')
}
