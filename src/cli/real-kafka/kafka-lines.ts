/** What is done by gesture in the simulator, as lines of Kafka's own tools and of Docker Compose. */
import type { ClusterSpec, Command, RecordToSend, TopicSpec } from '../../kafka/cluster/commands.ts'
import { brokerPort, zookeeperPort } from '../../kafka/common/addresses.ts'

/** How the tools reach the cluster. */
export interface Reach {
  readonly bootstrap: string
  /** For tools that of an ensemble's cluster ask its keepers. */
  readonly keepers: string
}

export function reachOf(spec: ClusterSpec): Reach {
  const bootstrap = `--bootstrap-server ${spec.brokers.map(({ id }) => `localhost:${brokerPort(id)}`).join(',')}`
  const [server] = spec.zookeeper ?? []
  return { bootstrap, keepers: server === undefined ? bootstrap : `--zookeeper localhost:${zookeeperPort(server)}` }
}

/** The lines that do the same to a real cluster; null where no tool does. */
export function linesFor(command: Command, reach: Reach): readonly string[] | null {
  switch (command.type) {
    case 'CreateTopic':
      return [createTopicLine(command.topic, reach)]
    case 'DeleteTopic':
      return [`kafka-topics.sh ${reach.bootstrap} --delete --topic ${word(command.topic)}`]
    case 'AddPartitions':
      return [
        `kafka-topics.sh ${reach.bootstrap} --alter --topic ${word(command.topic)} --partitions ${command.totalCount}`,
      ]
    case 'AlterTopicConfig':
      return [alterTopicLine(command, reach)]
    case 'ElectPreferredLeaders':
      return [`kafka-leader-election.sh ${reach.bootstrap} --election-type preferred --all-topic-partitions`]
    case 'ReassignPartitions':
      return reassignLines(command, reach)
    case 'SendRecords':
      return sendLines(command.records, reach)
    case 'WriteFile':
    case 'SaveFile':
      return hereDocument(`mkdir -p "$(dirname ${word(command.path)})" && cat > ${word(command.path)}`, command.content)
    default:
      return composeLines(command)
  }
}

/** Containers are called as the simulator's nodes are. */
function composeLines(command: Command): readonly string[] | null {
  switch (command.type) {
    case 'KillNode':
    // Compose cannot cut the power: what the page cache held stays.
    case 'PowerCutNode':
      return isServer(command.node) ? [`docker compose kill ${command.node}`] : null
    case 'StopNode':
      return isServer(command.node) ? [`docker compose stop ${command.node}`] : null
    case 'StartNode':
      return isServer(command.node) ? [`docker compose start ${command.node}`] : null
    case 'PauseNode':
      return isServer(command.node) ? [`docker compose pause ${command.node}`] : null
    case 'ResumeNode':
      return isServer(command.node) ? [`docker compose unpause ${command.node}`] : null
    case 'RemoveBroker':
      return [`docker compose rm --stop --force ${command.broker}`]
    default:
      return null
  }
}

/** A broker or a keeper; producers and consumers are no containers. */
function isServer(node: string): boolean {
  return /^(broker|controller|zookeeper)-\d+$/.test(node)
}

export function createTopicLine(
  { name, partitions, replicationFactor, config, replicaAssignment }: TopicSpec,
  reach: Reach,
): string {
  const counts = [
    ...(partitions === null ? [] : [`--partitions ${partitions}`]),
    ...(replicationFactor === null ? [] : [`--replication-factor ${replicationFactor}`]),
  ]
  const placed = replicaAssignment?.map((replicas) => replicas.join(':')).join(',')
  const settings = Object.entries(config).map(([key, value]) => `--config ${word(`${key}=${value}`)}`)
  return [
    `kafka-topics.sh ${reach.bootstrap} --create --topic ${word(name)}`,
    ...(placed === undefined ? counts : [`--replica-assignment ${placed}`]),
    ...settings,
  ].join(' ')
}

function alterTopicLine({ topic, config }: Extract<Command, { type: 'AlterTopicConfig' }>, { keepers }: Reach): string {
  const entries = Object.entries(config)
  const set = entries.filter(([, value]) => value !== null).map(([key, value]) => `${key}=${listed(value ?? '')}`)
  const dropped = entries.filter(([, value]) => value === null).map(([key]) => key)
  return [
    `kafka-configs.sh ${keepers} --alter --entity-type topics --entity-name ${word(topic)}`,
    ...(set.length === 0 ? [] : [`--add-config ${word(set.join(','))}`]),
    ...(dropped.length === 0 ? [] : [`--delete-config ${word(dropped.join(','))}`]),
  ].join(' ')
}

/** A value with commas stands in brackets, or they would part it from what follows. */
function listed(value: string): string {
  return value.includes(',') ? `[${value}]` : value
}

function reassignLines(
  command: Extract<Command, { type: 'ReassignPartitions' }>,
  { keepers }: Reach,
): readonly string[] | null {
  const { partitions, throttle, thenStop } = command
  if (partitions.some(({ replicas }) => replicas === null)) return null
  const plan = JSON.stringify({ version: 1, partitions })
  const tool = `kafka-reassign-partitions.sh ${keepers} --reassignment-json-file reassignment.json`
  const limit = throttle === null ? '' : ` --throttle ${throttle}`
  const verified = `until ${tool} --verify | tee /dev/stderr | grep -qv 'in progress'; do sleep 1; done`
  return [
    ...hereDocument('cat > reassignment.json', plan),
    `${tool} --execute${limit}`,
    ...(thenStop === null ? [] : [verified, `docker compose stop ${thenStop}`]),
  ]
}

/** Keys and values; where a record goes, when it was made and what headers it has is beyond the console producer. */
function sendLines(records: readonly RecordToSend[], { bootstrap }: Reach): readonly string[] | null {
  const lines: string[] = []
  for (const { topic, partition, key, value, timestamp, headers } of records) {
    const plain = value !== null && partition === null && timestamp === null && headers.length === 0
    const oneLine = !/[\n\t]/.test(`${key ?? ''}${value ?? ''}`)
    if (!plain || !oneLine) return null
    const keyed = key === null ? '' : ' --property parse.key=true'
    const producer = `kafka-console-producer.sh ${bootstrap} --topic ${word(topic)}${keyed}`
    lines.push(...hereDocument(producer, key === null ? value : `${key}\t${value}`))
  }
  return lines
}

/** Lines that give `text` to a command, whatever stands in it. */
export function hereDocument(command: string, text: string): readonly string[] {
  let end = 'EOF'
  while (text.split('\n').includes(end)) end += '_'
  return [`${command} <<'${end}'`, ...text.replace(/\n$/, '').split('\n'), end]
}

/** As one word of a shell. */
export function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
