// Every rule of producers, consumers and admin clients, decided otherwise: what happens changes with it.

import type { NodeContext } from '../../engine/node-context.ts'
import { pausedLeader, secondsToClose } from '../../testing/closed-consumer.ts'
import { assignedAsItGrows } from '../../testing/growing-subscription.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { type JavaProgram, javaProgram, topicOf } from '../../testing/java-program.ts'
import { readsAfterLoss } from '../../testing/reads-after-loss.ts'
import { heartbeatsWhileSyncing } from '../../testing/syncing-member.ts'
import { BASE, provesRules } from '../../testing/toy-profiles.ts'
import { found, printed, SERVER, worldOf } from '../../testing/toy-terminal.ts'
import { TRANSACTION_CALLS } from '../../testing/toy-transaction-calls.ts'
import { aboutUnknownTopic } from '../../testing/unknown-topic.ts'
import { createAdminClient, onAdminMessage, startAdminCall } from '../clients/admin/admin-client.ts'
import { parseConsumerConfig } from '../clients/consumer/consumer-config.ts'
import type { ConsumerNodeState } from '../clients/consumer/consumer-node.ts'
import { groupAssignment } from '../clients/consumer/subscription.ts'
import { backoffUs } from '../clients/core/backoff.ts'
import { parseBootstrapServers } from '../clients/core/bootstrap.ts'
import { errorText } from '../clients/core/client-error.ts'
import { isBackingOff } from '../clients/producer/accumulator.ts'
import { registerRuleLanguage } from '../clients/producer/partition-rule.ts'
import { type ProducerConfig, parseProducerConfig } from '../clients/producer/producer-config.ts'
import type { ProducerBatch } from '../clients/producer/producer-state.ts'
import { ruleLanguage } from '../clients/producer/rule-language.ts'
import { brokerStates } from '../cluster/kinds/broker/brokers.ts'
import { rowNamed, rowsOf } from '../common/slot-map.ts'
import { decodeGroupMetadataValue } from '../group/coordinator-records.ts'
import { batchesOf } from '../log/log-segment.ts'
import { profileOf } from './registry.ts'

const CLIENTS = 'org.apache.kafka.clients'
const ROUND_ROBIN = { 'partitioner.class': `${CLIENTS}.producer.RoundRobinPartitioner` }

const program = (profile: string, ...topics: ReturnType<typeof topicOf>[]): JavaProgram =>
  javaProgram(topics, { 'broker.session.timeout.ms': '3000' }, 1, profile)

interface Answer {
  readonly partition?: number
  readonly error?: string
  readonly message?: string
}

/** Sends that many records without keys, each on its own. */
function partitionsChosen(profile: string, count: number, config: Record<string, string>): (number | undefined)[] {
  const t = program(profile, topicOf('four', 4))
  t.producer('p', config)
  const records = Array.from({ length: count }, (_, index) => [`${index}`, null] as const)
  return (t.send('p', 'four', ...records) as Answer[]).map(({ partition }) => partition)
}

/** Whom an admin client asks for a topic that draws this one of three brokers, the second of which is the controller. */
function askedForTopics(profile: string, drawn: number): string | undefined {
  const asked: string[] = []
  const unused = {
    machineOf: () => null,
    nodeId: 'admin',
    nowUs: 0,
    nowMs: 0,
    wallClockMs: 0,
    cause: 0,
    setTimer: () => 1,
    cancelTimer() {},
  }
  const node = { ...unused, randomInt: () => drawn, send: (to: string) => void asked.push(to) }
  const admin = createAdminClient(
    { profile, clientId: 'a', scope: 'a', bootstrap: [{ address: 'broker-1', shown: 'localhost:9092' }] },
    node as never,
  )
  const request = { type: 'CreateTopicsRequest', topics: [], validateOnly: false } as const
  startAdminCall(admin, { name: 'createTopics', target: { kind: 'any' }, request }, node as never)
  const correlationId = admin.network.inFlight[0]?.correlationId
  const brokers = [1, 2, 3].map((id) => ({ id, host: 'localhost', port: 9091 + id, rack: null }))
  const body = { type: 'MetadataResponse', correlationId, clusterId: 'c', brokers, controllerId: 2, topics: [] }
  onAdminMessage(admin, { id: 1, from: 'broker-1', to: 'admin', body }, node as never)
  return asked.at(-1)
}

/** What is assigned to each of two consumers, of which the second comes later. */
function assignments(profile: string, strategy: string, ...topics: ReturnType<typeof topicOf>[]) {
  const t = program(profile, ...topics)
  const names = ['first', 'second']
  for (const [index, consumer] of names.entries()) {
    t.consumer(consumer, { 'group.id': 'g', 'partition.assignment.strategy': `${CLIENTS}.consumer.${strategy}` })
    t.call('subscribe', { consumer, topics: topics.map(({ name }) => name) })
    t.poll(names.slice(0, index + 1), 5_000)
  }
  const polled = t.poll(names, 5_000)
  return names.map((name) => polled[name]?.assignment)
}

/** What is answered to a record in a batch that no broker takes, and to one for which no memory is left meanwhile. */
function unreachable(profile: string): readonly Answer[] {
  const t = program(profile, topicOf('two', 2))
  const memory = { 'buffer.memory': '20000', 'max.block.ms': '500' }
  t.producer('p', { ...memory, 'request.timeout.ms': '1000', 'delivery.timeout.ms': '3000' })
  t.send('p', 'two', ['known', 0])
  for (const id of [1, 2, 3]) t.command({ type: 'KillNode', node: `broker-${id}` })
  const records = [0, 1].map((partition) => ({ key: null, value: 'v', partition }))
  return t.call('send', { producer: 'p', topic: 'two', records }) as Answer[]
}

/** Records in each batch that lies in the log, of one batch that was too large for it. */
function splitInto(profile: string): readonly number[] {
  const t = program(profile, topicOf('small', 1, 1, { 'max.message.bytes': '300' }))
  t.producer('p', { 'linger.ms': '200' })
  const records = Array.from({ length: 5 }, () => ({ key: null, value: 'v'.repeat(90), partition: 0 }))
  t.call('send', { producer: 'p', topic: 'small', records })
  const [log] = brokerStates(t.world).flatMap((broker) => rowNamed(broker.partitions, 'small-0')?.log ?? [])
  return log?.segments.flatMap((segment) => batchesOf(segment).map((batch) => batch.records.length)) ?? []
}

/** What a commit throws after another process has taken over the member's instance id, so long ago. */
function commitOfFenced(profile: string, agoMs: number): unknown {
  const t = program(profile, topicOf('orders', 1))
  for (const consumer of ['first', 'second']) {
    t.consumer(consumer, { 'group.id': 'g', 'group.instance.id': 'one', 'heartbeat.interval.ms': '10000' })
    t.call('subscribe', { consumer, topics: ['orders'] })
    t.poll([consumer], 3_000)
  }
  t.call('sleep', { ms: agoMs })
  return (t.call('commitSync', { consumer: 'first' }) as Answer).error
}

/** Draws the given number. */
const drawing = (drawn: number) => ({ randomInt: () => drawn }) as unknown as NodeContext
const pause = (profile: string, failures: number, drawn: number) =>
  backoffUs({ profile, initialMs: 100, maxMs: 1_000 }, failures, 'backoff', drawing(drawn))

/** What ends a consumer of numbers that meets a text. */
function endOfReader(profile: string): string {
  const t = program(profile, topicOf('orders', 1))
  t.command({ type: 'AddProducer', producer: { name: 'writer', config: {}, workload: null } })
  const record = { topic: 'orders', partition: 0, key: null, value: 'text', timestamp: null, headers: [] }
  t.command({ type: 'SendRecords', producer: 'writer', records: [record] })
  const config = {
    'auto.offset.reset': 'earliest',
    'value.deserializer': 'org.apache.kafka.common.serialization.LongDeserializer',
  }
  const reader = { name: 'reader', groupId: '', topics: ['orders'], config, processingUs: 0, commit: 'auto' } as const
  t.command({ type: 'AddConsumer', consumer: reader })
  t.runFor(10_000)
  const { failure } = t.world.nodes.get('reader')!.state as ConsumerNodeState
  return failure === null ? '' : errorText(failure)
}

const NO_LONG = 'caused by SerializationException: Size of data received by LongDeserializer is not 8'

provesRules('client', {
  leavesReadReplicaInTrouble: {
    toy: false,
    seen: (profile) => readsAfterLoss(profile) === undefined,
    own: true,
    toys: false,
  },
  partitioners: {
    toy: { ...BASE.rules.client.partitioners, '': 'roundRobin' },
    seen: (profile) => new Set(partitionsChosen(profile, 8, {})).size === 4,
    own: false,
    toys: true,
  },
  assignors: {
    toy: { ...BASE.rules.client.assignors, [`${CLIENTS}.consumer.RangeAssignor`]: 'roundrobin' },
    seen: (profile) =>
      assignments(profile, 'RangeAssignor', topicOf('a', 1), topicOf('b', 1)).map((own) => own?.length),
    own: [2, 0],
    toys: [1, 1],
  },
  assignorVersion: {
    toy: '2.5.0',
    seen: (profile) => assignments(profile, 'StickyAssignor', topicOf('orders', 7))[1],
    own: ['orders-4', 'orders-5', 'orders-6'],
    toys: ['orders-0', 'orders-1', 'orders-2'],
  },
  backoffMs: { toy: () => 7, seen: (profile) => pause(profile, 3, 200), own: 800_000, toys: 7_000 },
  retriesAtOnceWithNewLeader: {
    toy: false,
    seen(profile) {
      const config = parseProducerConfig({}, profileOf(profile)) as ProducerConfig
      const batch = { attempts: 1, retryAtUs: 100_000, attemptLeaderEpoch: 1 } as ProducerBatch
      return [1, 2].map((leaderEpoch) => isBackingOff(config, batch, leaderEpoch, 50_000))
    },
    own: [true, false],
    toys: [true, true],
  },
  backoffJitterPermille: { toy: 0, seen: (profile) => pause(profile, 0, 0), own: 80_000, toys: 100_000 },
  idempotence: {
    toy: () => ({ enabled: false, acks: 0 }),
    seen(profile) {
      const made = parseProducerConfig({ acks: 'all' }, profileOf(profile))
      return 'error' in made ? made.error : [made.enableIdempotence, made.acks, made.texts.acks]
    },
    own: [true, -1, 'all'],
    toys: [false, 0, '0'],
  },
  hearsWhatIsWrongWithRecords: {
    toy: false,
    seen(profile) {
      const t = program(profile, topicOf('state', 1, 1, { 'cleanup.policy': 'compact' }))
      t.producer('p')
      return (t.send('p', 'state', ['keyless', 0]) as Answer[])[0]?.message
    },
    own: 'Compacted topic cannot accept message without key in topic partition state-0',
    toys: 'This record has failed the validation on broker and hence will be rejected.',
  },
  exhaustedMemoryError: {
    toy: 'TimeoutException',
    seen: (profile) => unreachable(profile)[1]?.error,
    own: 'BufferExhaustedException',
    toys: 'TimeoutException',
  },
  checksAddressLists: {
    toy: false,
    seen(profile) {
      const t = program(profile, topicOf('orders', 1))
      const refused = t.call('createProducer', { name: 'p', config: { 'bootstrap.servers': '' } })
      return (refused as unknown as { error: string }).error
    },
    own: 'ConfigException',
    toys: 'KafkaException',
  },
  namesWhyMetadataNeverCame: {
    toy: false,
    seen(profile) {
      const world = worldOf(profile, { 'auto.create.topics.enable': 'false' })
      const send = `echo a | kafka-console-producer.sh ${SERVER} --topic nope --command-property max.block.ms=900\n`
      const [command] = runScript(world, send).commands
      return command?.stderr.includes('Caused by: org.apache.kafka.common.errors.UnknownTopicOrPartitionException')
    },
    own: true,
    toys: false,
  },
  assignorTypes: {
    toy: 'a.Toy',
    seen(profile) {
      const config = { 'group.id': 'g', 'partition.assignment.strategy': 'java.lang.String' }
      const made = parseConsumerConfig(config, profileOf(profile))
      return 'error' in made ? made.error.cause?.message : null
    },
    own: 'class java.lang.String is not an instance of org.apache.kafka.clients.consumer.ConsumerPartitionAssignor',
    toys: 'class java.lang.String is not an instance of a.Toy',
  },
  addressPattern: {
    toy: /^toy:(.*)@(\d+)$/,
    seen: (profile) => parseBootstrapServers('toy:localhost@9092', profileOf(profile)).ok,
    own: false,
    toys: true,
  },
  takesEmptyGroupIds: {
    toy: true,
    seen: (profile) => 'error' in parseConsumerConfig({ 'group.id': '' }, profileOf(profile)),
    own: true,
    toys: false,
  },
  autoCommitWithoutGroup: {
    toy: { class: 'ToyException', message: 'a toy commits nothing' },
    seen(profile) {
      const made = parseConsumerConfig({ 'enable.auto.commit': 'true' }, profileOf(profile))
      return 'error' in made ? made.error.class : null
    },
    own: 'InvalidConfigurationException',
    toys: 'ToyException',
  },
  missingPartition: {
    toy: (topic, partition) => `toy ${topic} has no ${partition}`,
    seen(profile) {
      const t = program(profile, topicOf('orders', 1))
      t.producer('p', { 'max.block.ms': '500' })
      return (t.send('p', 'orders', ['one', 9]) as Answer[])[0]?.message
    },
    own: 'Partition 9 of topic orders with partition count 1 is not present in metadata after 500 ms.',
    toys: 'toy orders has no 9',
  },
  expiredBatchAddition: {
    toy: ' (toy)',
    seen: (profile) => unreachable(profile)[0]?.message?.replace(/^.* since batch creation/, ''),
    own: '. The request has not been sent, or no server response has been received yet.',
    toys: ' (toy)',
  },
  splitInto: { toy: () => 1, seen: splitInto, own: [2, 2, 1], toys: [1, 1, 1, 1, 1] },
  flushWaitsForParts: {
    toy: false,
    seen(profile) {
      const t = program(profile, topicOf('small', 1, 1, { 'max.message.bytes': '300' }))
      t.producer('p', { 'linger.ms': '100' })
      // The first is too large for good: its batch is split into itself until a stack is too short for all the futures.
      const records = [{ value: 'y'.repeat(400) }, { value: 'tiny' }]
      const sent = t.call('send', { producer: 'p', topic: 'small', wait: 'flush', records })
      return JSON.stringify(sent).slice(0, 30)
    },
    own: '{"hangs":true}',
    toys: '[{"error":"StackOverflowError"',
  },
  partitionersChooseAgainForNewBatches: {
    toy: true,
    seen: (profile) => partitionsChosen(profile, 4, ROUND_ROBIN),
    own: [3, 2, 1, 0],
    toys: [2, 0, 2, 0],
  },
  unreadableRecord: {
    toy: () => ({ class: 'ToyException', message: 'no toy reads this' }),
    seen: endOfReader,
    own: `RecordDeserializationException: Error deserializing VALUE for partition orders-0 at offset 0. If needed, please seek past the record to continue consumption.; ${NO_LONG}`,
    toys: `ToyException: no toy reads this; ${NO_LONG}`,
  },
  refuseChosenPartition: {
    toy: () => ({ class: 'ToyException', message: 'no toy likes this number' }),
    seen(profile) {
      registerRuleLanguage(ruleLanguage)
      const t = program(profile, topicOf('orders', 2))
      t.producer('p', { 'partitioner.class': 'kafkascope.RulePartitioner', 'partitioner.rule': 'counter - 1' })
      const answers = t.send('p', 'orders', ['a', null], ['b', null]) as Answer[]
      return answers.map(({ error, message }) => `${error}: ${message}`)
    },
    own: [
      'IllegalArgumentException: The partitioner generated an invalid partition number: -1. Partition number should always be non-negative.',
      'undefined: undefined',
    ],
    toys: ['ToyException: no toy likes this number', 'ToyException: no toy likes this number'],
  },
  seeksController: {
    toy: true,
    seen: (profile) => [0, 1, 2].map((drawn) => askedForTopics(profile, drawn)),
    own: ['broker-1', 'broker-2', 'broker-3'],
    toys: ['broker-2', 'broker-2', 'broker-2'],
  },
  illegalTopicName: {
    toy: (name) => `toy: ${name}`,
    seen: (profile) =>
      found(
        printed(profile, `kafka-configs.sh ${SERVER} --topic 'a b' --describe --all 2>&1`),
        /(is invalid|toy: a b)/,
      ),
    own: 'is invalid',
    toys: 'toy: a b',
  },
  aboutUnknownTopic: { toy: 'a toy', seen: aboutUnknownTopic, own: '', toys: 'a toy' },
  transactionCalls: TRANSACTION_CALLS,
  subscriptionVersion: {
    toy: 1,
    seen(profile) {
      const t = program(profile, topicOf('a', 1))
      t.consumer('c', { 'group.id': 'g' })
      t.call('subscribe', { consumer: 'c', topics: ['a'] })
      t.poll(['c'], 3_000)
      const keys = brokerStates(t.world).flatMap((state) =>
        rowsOf(state.partitions)
          .filter(({ topicPartition }) => topicPartition.startsWith('__consumer_offsets'))
          .flatMap(({ log }) => log.segments.flatMap(batchesOf))
          .flatMap(({ records }) => records),
      )
      const members = keys.flatMap(({ value }) => decodeGroupMetadataValue(value ?? '')?.members ?? [])
      return members[0]?.subscription.charCodeAt(1)
    },
    own: 3,
    toys: 1,
  },
  keepsAssignment: {
    toy: 'hashed',
    seen: (profile) => groupAssignment(['f-0', 'b-1', 'f-1', 'b-0'], { profile }),
    own: ['b-0', 'b-1', 'f-0', 'f-1'],
    toys: ['b-1', 'b-0', 'f-1', 'f-0'],
  },
  closesFetchSessions: {
    toy: false,
    seen: (profile) => secondsToClose(profile, {}, pausedLeader),
    own: 30,
    toys: 0,
  },
  heartbeatsWhileSyncing: {
    toy: false,
    seen: heartbeatsWhileSyncing,
    own: true,
    toys: false,
  },
  leadersForgetOwnTopics: {
    toy: true,
    seen: (profile) => assignedAsItGrows(profile),
    own: ['a-0', 'b-0'],
    toys: ['a-0'],
  },
  fencedHeartbeatEndsMembership: {
    toy: false,
    seen: (profile) => commitOfFenced(profile, 12_000),
    own: 'CommitFailedException',
    toys: 'FencedInstanceIdException',
  },
  commitOfFencedInstance: {
    toy: () => 'CommitFailedException',
    // Before a heartbeat has told it.
    seen: (profile) => commitOfFenced(profile, 0),
    own: 'FencedInstanceIdException',
    toys: 'CommitFailedException',
  },
})
