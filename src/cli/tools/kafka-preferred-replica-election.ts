/**
 * Counterpart in Kafka: kafka.admin.PreferredReplicaLeaderElectionCommand, which the tool for any election took the place of.
 * By way of ZooKeeper it asks for elections and does not wait for them.
 *
 * Not simulated: the order in which Scala lists a set of more than four partitions.
 */
import { type TopicPartition, topicPartition } from '../../kafka/common/topic-partition.ts'
import { decodePartitions, encodePreferredReplicaElection } from '../../kafka/znodes/znode-bodies.ts'
import { PREFERRED_REPLICA_ELECTION } from '../../kafka/znodes/znode-paths.ts'
import { asCause, brokerError, executionException, titleOf } from '../java-errors.ts'
import { asObject, parseJson } from '../json/json-value.ts'
import { usageError } from '../options/checks.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asJavaException, connectAdmin, propertiesOf, readTextFile } from './admin-connection.ts'
import { partitionsListed, repeatedIn } from './election-file.ts'
import { javaMain, openTool } from './java-main.ts'
import { commandFailed, operationFailed } from './tool-exceptions.ts'
import { assignmentAt, connectToEnsemble, createAt, dataAt, topicsAt } from './zookeeper/kafka-zookeeper.ts'

export const kafkaPreferredReplicaElection = replayedTool((context) => javaMain(context, () => run(context)))

const TIMEOUT_MS = 30_000
const DEPRECATED = 'This tool is deprecated. Please use kafka-leader-election tool. Tracking issue: KAFKA-8405\n'
const ZOOKEEPER_DEPRECATED =
  'Warning: --zookeeper is deprecated and will be removed in a future version of Kafka.\nUse --bootstrap-server instead to specify a broker to connect to.\n'

function run(context: ToolContext): void {
  context.print(DEPRECATED)
  const tool = openTool(context)
  const { options } = tool
  if (options.has('bootstrap-server') === options.has('zookeeper'))
    usageError(tool, "Exactly one of '[bootstrap-server]' or '[zookeeper]' must be provided")
  const path = options.value('path-to-json-file')
  const partitions = path === null ? null : readPartitions(readTextFile(context, path), context)
  const ensemble = options.value('zookeeper')
  if (ensemble === null) {
    const usual = { requestTimeoutMs: TIMEOUT_MS }
    const properties = propertiesOf(context, options.value('admin.config'))
    connectAdmin(context, options.value('bootstrap-server') ?? '', properties, usual)
    return electByBrokers(partitions, context)
  }
  context.print(ZOOKEEPER_DEPRECATED)
  connectToEnsemble(context, ensemble)
  try {
    askInZooKeeper(partitions, context)
  } catch (error) {
    throw commandFailed(context.profile, 'Admin command failed', asCause(asJavaException(error)))
  }
}

function readPartitions(text: string, { profile }: ToolContext): TopicPartition[] {
  const json = parseJson(text, profile)
  const listed = json === null ? undefined : asObject(json).get('partitions')
  if (listed === undefined) throw operationFailed(profile, 'Preferred replica election data is empty')
  const partitions = partitionsListed(listed)
  const repeated = repeatedIn(partitions)
  if (repeated.length === 0) return partitions
  const told = `Preferred replica election data contains duplicate partitions: ${repeated.join(',')}`
  throw operationFailed(profile, told)
}

/** Written for the controller to find. */
function askInZooKeeper(asked: readonly TopicPartition[] | null, context: ToolContext): void {
  const known = topicsAt(context).flatMap((topic) =>
    (assignmentAt(context, topic) ?? []).map(({ partition }) => topicPartition(topic, partition)),
  )
  const valid = asked === null ? known : asked.filter((each) => known.includes(each))
  if (!createAt(context, PREFERRED_REPLICA_ELECTION, encodePreferredReplicaElection(valid))) {
    const data = dataAt(context, PREFERRED_REPLICA_ELECTION)
    const going = data === null ? '' : decodePartitions(data).join(',')
    const message = `Preferred replica leader election currently in progress for ${going}. Aborting operation`
    throw operationFailed(context.profile, message)
  }
  context.print(`Created preferred replica election path with ${valid.join(',')}\n`)
  context.print(`Successfully started preferred replica election for partitions Set(${valid.join(', ')})\n`)
  for (const each of asked ?? []) {
    if (!valid.includes(each))
      context.print(`Skipping preferred replica leader election for partition ${each} since it doesn't exist.\n`)
  }
}

function electByBrokers(asked: readonly TopicPartition[] | null, context: ToolContext): void {
  const { profile } = context
  const request = { type: 'ElectLeadersRequest', electionType: 'preferred', topicPartitions: asked } as const
  const response = context.call({ name: 'electLeaders', request }, 'ElectLeadersResponse')
  if (response.errorCode !== 'NONE') throw executionException(brokerError(profile, response.errorCode, null))
  const withCode = (wanted: (code: string) => boolean) => response.partitions.filter((row) => wanted(row.errorCode))
  const elected = withCode((code) => code === 'NONE').map((row) => row.topicPartition)
  const needless = withCode((code) => code === 'ELECTION_NOT_NEEDED')
  const failed = withCode((code) => code !== 'NONE' && code !== 'ELECTION_NOT_NEEDED')
  const list = elected.join(', ')
  if (elected.length > 0) context.print(`Successfully completed preferred leader election for partitions ${list}\n`)
  // It means those that led already, and names the others.
  if (needless.length > 0) context.print(`Preferred replica already elected for partitions ${list}\n`)
  if (failed.length === 0) return
  for (const { topicPartition: name, errorCode, errorMessage } of failed) {
    const error = titleOf(brokerError(profile, errorCode, errorMessage))
    context.print(`Error completing preferred leader election for partition: ${name}: ${error}\n`)
  }
  throw commandFailed(profile, `${failed.length} preferred replica(s) could not be elected`)
}
