// A second version, with other defaults, rules, options and words, shows that nothing of the first leaks into it.

import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { run } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { errorOf } from '../clients/core/client-error.ts'
import { parseProducerConfig } from '../clients/producer/producer-config.ts'
import { brokerStates } from '../cluster/kinds/broker/brokers.ts'
import { plainError } from '../controller/controller-result.ts'
import type { ConfigDef } from './config-def.ts'
import type { Profile } from './profile.ts'
import { DEFAULT_PROFILE, profileOf, refuseProfile, registerProfile } from './registry.ts'
import { registerTools, toolsOf } from './tool-registry.ts'

const BASE = profileOf(DEFAULT_PROFILE)
const NAME = 'toy-kafka'

function withDefault(definition: ConfigDef, name: string, defaultValue: string): ConfigDef {
  const key = definition.get(name)
  if (key === undefined) throw new Error(`no setting ${name}`)
  return new Map([...definition, [name, { ...key, defaultValue }]])
}

const TOY: Profile = {
  ...BASE,
  name: NAME,
  kafkaVersion: '7.0.7',
  configs: {
    ...BASE.configs,
    topic: withDefault(BASE.configs.topic, 'retention.ms', '7007'),
    broker: withDefault(withDefault(BASE.configs.broker, 'num.partitions', '7'), 'log.retention.hours', '7'),
    producer: withDefault(BASE.configs.producer, 'linger.ms', '77'),
    group: new Map(),
    consumer: BASE.configs.consumer,
    admin: withDefault(withDefault(BASE.configs.admin, 'default.api.timeout.ms', '7000'), 'request.timeout.ms', '7000'),
  },
  rules: {
    ...BASE.rules,
    log: { ...BASE.rules.log, retentionOrder: ['time', 'size', 'startOffset'] },
    // As 2.5: who comes back stands last.
    replication: { ...BASE.rules.replication, isrWith: (isr, newcomer) => [...isr, newcomer] },
  },
  clientClasses: new Set(['org.toy.Reporter']),
  errors: {
    ...BASE.errors,
    TOPIC_ALREADY_EXISTS: { exception: 'ToyException', message: 'toys are there already' },
    INVALID_GROUP_ID: { exception: 'ToyException', message: 'no such toy' },
  },
  features: new Map([['metadata.version', { min: 1, max: 2, initial: 2 }]]),
  metadataVersions: new Map([
    [1, 'toy-one'],
    [2, 'toy-two'],
  ]),
  featureLevels: new Map(),
  featureDependencies: new Map(),
}

registerProfile(TOY)
registerTools(NAME, {
  ...toolsOf(DEFAULT_PROFILE),
  options: { ...toolsOf(DEFAULT_PROFILE).options, 'kafka-topics': '--version\n--help\n--toy String: toys\n' },
  optionDescriptions: { toy: 'A toy of one profile.' },
})

const worldOf = (profile: string): World => {
  const { 'num.partitions': _, 'log.retention.hours': __, ...config } = emptyCluster().config
  const topic = { name: 'orders', partitions: 1, replicationFactor: 3, config: {} }
  return simulatorModel.create({ ...emptyCluster(), profile, config, topics: [topic] }, 1)
}

const outputs = (profile: string, ...lines: string[]) =>
  runScript(worldOf(profile), `${lines.join('\n')}\n`).commands.map((command) => command.stdout + command.stderr)

test('its defaults are what a cluster of it describes', () => {
  const describe = (type: string, name: string, grep: string) =>
    `kafka-configs.sh --bootstrap-server localhost:9092 --describe --all --entity-type ${type} --entity-name ${name} | grep ' ${grep}='`
  const asked = [describe('topics', 'orders', 'retention.ms'), describe('brokers', '1', 'num.partitions')]
  const [topic, broker] = outputs(NAME, ...asked)
  expect(topic).toContain('  retention.ms=7007 ')
  expect(broker).toContain('  num.partitions=7 ')
  const [topicOfFirst, brokerOfFirst] = outputs(DEFAULT_PROFILE, ...asked)
  expect(topicOfFirst).toContain('  retention.ms=604800000 ')
  expect(brokerOfFirst).toContain('  num.partitions=1 ')
})

test('its defaults are what brokers and clients go by', () => {
  const [state] = brokerStates(worldOf(NAME))
  expect([state?.config.numPartitions, state?.logConfigs.get('orders')?.retentionMs]).toEqual([7, 7007])
  expect(parseProducerConfig({}, TOY)).toMatchObject({ lingerMs: 77 })
  expect(parseProducerConfig({}, BASE)).toMatchObject({ lingerMs: 5 })
})

test.each([
  [NAME, false],
  [DEFAULT_PROFILE, true],
])('where a replica stands that comes back is the rule of %s', (profile, ascending) => {
  const world = worldOf(profile)
  const isr = () => brokerStates(world)[0]?.metadata.topics.get('orders')?.partitions[0]?.isr ?? []
  const first = isr()[0] ?? 0
  const act = (type: 'KillNode' | 'StartNode', until: () => boolean) => {
    simulatorModel.applyCommand(world, { type, node: `broker-${lowest}` })
    run(world, { untilUs: world.nowUs + 60_000_000, until })
  }
  // The lowest id, so that the two orders differ; a broker that is up answers for what the cluster knows.
  const lowest = 1
  const known = () => brokerStates(world).find((broker) => broker.brokerId !== lowest)
  const members = () => known()?.metadata.topics.get('orders')?.partitions[0]?.isr ?? []
  expect(first).toBeGreaterThan(0)
  act('KillNode', () => members().length === 2)
  act('StartNode', () => members().length === 3)
  expect(members()).toHaveLength(3)
  expect(members().indexOf(lowest)).toBe(ascending ? 0 : 2)
})

test('its errors have its classes and words, whoever tells them', () => {
  const described = outputs(NAME, "kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group ''")
  expect(described.join('')).toContain('org.apache.kafka.common.errors.ToyException: no such toy')
  // As the controller answers, and as a client throws it.
  expect(plainError({ profile: NAME }, 'TOPIC_ALREADY_EXISTS').errorMessage).toBe('toys are there already')
  expect(errorOf({ profile: NAME }, 'TOPIC_ALREADY_EXISTS').class).toBe('ToyException')
})

test('the classes that settings may name are its own', () => {
  const made = (profile: Profile, name: string) => parseProducerConfig({ 'metric.reporters': name }, profile)
  const cause = (profile: Profile, name: string) => {
    const result = made(profile, name)
    return 'error' in result ? result.error.cause?.class : null
  }
  const ours = 'org.apache.kafka.common.serialization.StringSerializer'
  expect([cause(TOY, 'org.toy.Reporter'), cause(TOY, ours)]).toEqual(['ClassCastException', 'KafkaException'])
  expect([cause(BASE, 'org.toy.Reporter'), cause(BASE, ours)]).toEqual(['KafkaException', 'ClassCastException'])
})

test('how long an admin client waits is its own', () => {
  const waited = outputs(
    NAME,
    ':kill broker-1',
    ':kill broker-2',
    ':kill broker-3',
    'SECONDS=0',
    'kafka-get-offsets.sh --bootstrap-server localhost:9092',
    'echo waited $SECONDS',
  )
  expect(waited.join('')).toMatch(/waited [789]\n/)
})

test('its tools have its options, words and version', () => {
  const [version, help, refused] = outputs(
    NAME,
    'kafka-topics.sh --version',
    'kafka-topics.sh --help',
    'kafka-topics.sh --list --bootstrap-server localhost:9092',
  )
  expect(version).toBe('7.0.7\n')
  expect(help).toMatch(/--toy <String: toys> +A toy of one profile\./)
  expect(help).not.toContain('--partitions')
  expect(refused).toContain('list is not a recognized option')
})

test('its features are those it has', () => {
  const [features] = outputs(NAME, 'kafka-features.sh --bootstrap-server localhost:9092 describe')
  expect(features).toContain('SupportedMinVersion: toy-one')
  expect(features).toContain('FinalizedVersionLevel: toy-two')
  expect(features?.trim().split('\n')).toHaveLength(1)
})

test('it is among those that words against an unknown one name', () => {
  expect(refuseProfile('kafka-0.8')).toBe(`there is no profile 'kafka-0.8'; there is: kafka-4, kafka-2.5, ${NAME}`)
})
