/** Counterpart in Kafka: org.apache.kafka.tools.MetadataQuorumCommand. */
import { classOfError } from '../../kafka/common/java-classes.ts'
import { inReplicaKeyMapOrder } from '../../kafka/common/java-hash.ts'
import type { DescribeQuorumResponse, QuorumReplica } from '../../kafka/protocol/describe-quorum.ts'
import { executionException, JavaException, stackTrace } from '../java-errors.ts'
import { javaSplit } from '../java-split.ts'
import type { ParsedArguments } from '../options/argparse.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { inOwnVoice } from '../own-voice.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asFutureException, connectAdmin, propertiesOf, serversOf } from './admin-connection.ts'
import { describeCluster } from './cluster-calls.ts'
import { fail } from './features/release-levels.ts'
import { frameOfMain } from './java-main.ts'
import { parseUuid } from './uuid.ts'

export const kafkaMetadataQuorum = replayedTool((context) => {
  const parsed = parseOrExit(context)
  try {
    run(parsed, context)
  } catch (error) {
    const failure = asFutureException(error)
    fail(context, `${failure.message}\n${stackTrace(failure, frameOfMain(context))}`)
  }
})

function run(parsed: ParsedArguments, context: ToolContext): void {
  const path = parsed.value('--command-config')
  if (path !== null && context.readFile(path) === undefined) fail(context, `Properties file ${path} does not exists!`)
  const servers = serversOf(parsed.value('--bootstrap-server'), parsed.value('--bootstrap-controller'))
  const properties = propertiesOf(context, path)
  connectAdmin(context, servers, properties)
  if (parsed.command === 'describe') describe(parsed, context)
  else if (parsed.command === 'remove-controller') removeController(parsed, context)
  else if (path === null)
    fail(context, 'You must supply the configuration file of the controller you are adding when using add-controller.')
  else addController(properties, context)
}

const SURE = 'Is this a valid controller configuration file?'

/** What is no controller's file is refused as the tool refuses it; no controller joins here, and that is said. */
function addController(properties: ReadonlyMap<string, string>, context: ToolContext): void {
  const id = properties.get('node.id')
  if (id === undefined) return fail(context, `node.id not found in configuration file. ${SURE}`)
  if (parseJavaInt(id) < 0) fail(context, `node.id was negative in configuration file. ${SURE}`)
  if (!(properties.get('process.roles') ?? '').includes('controller'))
    fail(context, `process.roles did not contain 'controller' in configuration file. ${SURE}`)
  const folders = javaSplit((properties.get('log.dirs') ?? '').trim(), ',')
  if (!properties.has('metadata.log.dir') && (!properties.has('log.dirs') || folders.length === 0))
    fail(context, `Neither metadata.log.dir nor log.dirs were found. ${SURE}`)
  fail(context, inOwnVoice('not simulated: add-controller').trimEnd())
}

function parseJavaInt(text: string): number {
  if (/^[-+]?\d{1,10}$/.test(text)) return Number(text)
  throw new JavaException('java.lang.NumberFormatException', `For input string: "${text}"`)
}

function describe(parsed: ParsedArguments, context: ToolContext): void {
  const [status, replication] = [parsed.has('--status'), parsed.has('--replication')]
  if (status && replication)
    fail(context, 'Only one of --status or --replication should be specified with describe sub-command')
  if (!status && !replication)
    fail(context, 'One of --status or --replication must be specified with describe sub-command')
  if (status && parsed.has('--human-readable'))
    fail(context, 'The option --human-readable is only supported along with --replication')
  const clusterId = status ? describeCluster(context).clusterId : ''
  const quorum = describeQuorum(context)
  if (status) printStatus(quorum, clusterId, context)
  else printReplication(quorum, parsed.has('--human-readable'), context)
}

function describeQuorum(context: ToolContext): DescribeQuorumResponse {
  return context.call(
    { name: 'describeMetadataQuorum', request: { type: 'DescribeQuorumRequest' } },
    'DescribeQuorumResponse',
  )
}

function refuseUuid(directory: string, context: ToolContext): void {
  try {
    parseUuid(directory)
  } catch (error) {
    fail(context, `Failed to parse --controller-directory-id: ${asFutureException(error).message}`)
  }
}

/** Who is no voter is refused as the leader refuses it; a voter stays one here, and that is said. */
function removeController(parsed: ParsedArguments, context: ToolContext): void {
  const id = parsed.integer('--controller-id') ?? -1
  const directory = parsed.value('--controller-directory-id') ?? ''
  if (id < 0) fail(context, `Invalid negative --controller-id: ${id}`)
  refuseUuid(directory, context)
  if (parsed.has('--dry-run'))
    return context.print(`DRY RUN of removing  KRaft controller ${id} with directory id ${directory}\n`)
  const isNone = directory === ZERO_UUID
  const { voters } = isNone ? { voters: [] } : describeQuorum(context)
  if (voters.some(({ replicaId, directoryId }) => replicaId === id && directoryId === directory))
    fail(context, inOwnVoice('not simulated: remove-controller').trimEnd())
  const directories = new Map(voters.map(({ replicaId, directoryId }) => [replicaId, directoryId]))
  const keyOf = (replica: number, at = directories.get(replica) ?? '') => `ReplicaKey(id=${replica}, directoryId=${at})`
  const known = inReplicaKeyMapOrder([...directories.keys()], (replica) => directories.get(replica) ?? '')
  const [exception, message] = isNone
    ? (['InvalidRequestException', "Remove voter request didn't include a valid voter"] as const)
    : [
        'VoterNotFoundException',
        `Cannot remove voter ${keyOf(id, directory)} from the set of voters [${known.map((voter) => keyOf(voter)).join(', ')}]`,
      ]
  throw executionException(new JavaException(classOfError(exception), message))
}

/** Uuid.ZERO_UUID, which stands for no directory. */
const ZERO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA'

function printStatus(quorum: DescribeQuorumResponse, clusterId: string, context: ToolContext): void {
  const leader = quorum.voters.find((voter) => voter.replicaId === quorum.leaderId)
  // The first of those that have least, which may be the leader.
  const last = quorum.voters.reduce((least, voter) => (voter.logEndOffset < least.logEndOffset ? voter : least))
  const lag = (leader?.logEndOffset ?? 0) - last.logEndOffset
  const voters = quorum.voters.map(
    ({ replicaId, directoryId }) =>
      `{"id": ${replicaId}, "directoryId": "${directoryId}", "endpoints": [${endpointsOf(replicaId, quorum)}]}`,
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
    ['MaxFollowerLagTimeMs', lagTimeMs(leader, last)],
    ['CurrentVoters', `[${voters.join(', ')}]`],
    ['CurrentObservers', `[${observers.join(', ')}]`],
  ]
  for (const [name, value] of rows) context.print(`${`${name}:`.padEnd(24)}${value}\n`)
}

/** Of a follower that the leader has never heard nobody knows it. */
function lagTimeMs(leader: QuorumReplica | undefined, last: QuorumReplica): number {
  if (leader === undefined || leader === last) return 0
  return last.lastCaughtUpTimestamp < 0 ? -1 : leader.lastCaughtUpTimestamp - last.lastCaughtUpTimestamp
}

function endpointsOf(voter: number, { nodes }: DescribeQuorumResponse): string {
  const listeners = nodes.find(({ nodeId }) => nodeId === voter)?.listeners ?? []
  return listeners.map(({ name, host, port }) => `"${name}://${host}:${port}"`).join(', ')
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
