// Everything that is data in a version, changed field by field: what a user sees changes with it.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { BASE, type Proofs, proves, toyProfile } from '../../testing/toy-profiles.ts'
import { found, printed, SERVER, storage } from '../../testing/toy-terminal.ts'
import { createBrokerConfig } from '../broker/broker-config.ts'
import { parseConsumerConfig } from '../clients/consumer/consumer-config.ts'
import { parseProducerConfig } from '../clients/producer/producer-config.ts'
import { settingsInVain } from '../cluster/settings-in-vain.ts'
import type { ConfigDef } from './config-def.ts'
import type { Profile, ProfileConfigs } from './profile.ts'
import { profileOf, refuseProfile } from './registry.ts'
import type { Rules } from './rules.ts'

const describe = (type: string, name: string) =>
  `kafka-configs.sh ${SERVER} --describe --all --entity-type ${type} --entity-name ${name}`
const alter = (entity: string, config: string) =>
  `kafka-configs.sh ${SERVER} --alter ${entity} --add-config ${config} 2>&1`
/** Whether a configuration was taken. */
const takes = (profile: string, entity: string, config: string) =>
  printed(profile, alter(entity, config)).includes('Completed updating')

function withDefault(definition: ConfigDef, name: string, defaultValue: string): ConfigDef {
  const key = definition.get(name)
  if (key === undefined) throw new Error(`no setting ${name}`)
  return new Map([...definition, [name, { ...key, defaultValue }]])
}

const { configs, features } = BASE

const CONFIGS: Proofs<ProfileConfigs> = {
  fixed: {
    toy: { ...configs.fixed, broker: { 'num.partitions': '7' } },
    // What stands in the code counts for more than what is given.
    seen: (profile) => createBrokerConfig({ 'num.partitions': '2' }, profileOf(profile)).numPartitions,
    own: 2,
    toys: 7,
  },
  topic: {
    toy: withDefault(configs.topic, 'retention.ms', '7007'),
    seen: (profile) => found(printed(profile, describe('topics', 'orders')), / retention\.ms=(\d+)/),
    own: '604800000',
    toys: '7007',
  },
  topicSynonyms: {
    toy: new Map([...configs.topicSynonyms, ['max.message.bytes', [{ name: 'log.index.interval.bytes', unitMs: 1 }]]]),
    seen: (profile) => found(printed(profile, describe('topics', 'orders')), / max\.message\.bytes=(\d+)/),
    own: '1048588',
    toys: '9999',
  },
  broker: {
    toy: withDefault(configs.broker, 'num.partitions', '7'),
    seen: (profile) => found(printed(profile, describe('brokers', '1')), / num\.partitions=(\d+)/),
    own: '1',
    toys: '7',
  },
  brokerRequired: {
    toy: ['broker.rack'],
    seen: (profile) => found(printed(profile, ...storage('a=b')), /required configuration "([^"]+)"/),
    own: 'process.roles',
    toys: 'broker.rack',
  },
  brokerSynonyms: {
    toy: new Map([['num.partitions', ['num.partitions', 'num.io.threads']]]),
    seen: (profile) => found(printed(profile, describe('brokers', '1')), / num\.partitions=1 .*?synonyms=\{([^}]*)\}/),
    own: 'DEFAULT_CONFIG:num.partitions=1',
    toys: 'DEFAULT_CONFIG:num.partitions=1, DEFAULT_CONFIG:num.io.threads=8',
  },
  dynamicBroker: {
    toy: new Set([...configs.dynamicBroker, 'num.partitions']),
    seen: (profile) => takes(profile, '--entity-type brokers --entity-name 1', 'num.partitions=3'),
    own: false,
    toys: true,
  },
  perBroker: {
    toy: new Set([...configs.perBroker, 'log.cleaner.threads']),
    seen: (profile) => takes(profile, '--entity-type brokers --entity-default', 'log.cleaner.threads=1'),
    own: true,
    toys: false,
  },
  untypedBroker: {
    toy: new Set(['num.partitions']),
    seen: (profile) => found(printed(profile, describe('brokers', '1')), / (num\.partitions=\w+ sensitive=\w+)/),
    own: 'num.partitions=1 sensitive=false',
    toys: 'num.partitions=null sensitive=true',
  },
  group: {
    toy: new Map(),
    seen: (profile) => takes(profile, '--entity-type groups --entity-name g', 'consumer.session.timeout.ms=50000'),
    own: true,
    toys: false,
  },
  groupBounds: {
    toy: [],
    seen: (profile) => takes(profile, '--entity-type groups --entity-name g', 'consumer.session.timeout.ms=100000'),
    own: false,
    toys: true,
  },
  producer: {
    toy: withDefault(configs.producer, 'linger.ms', '77'),
    seen: (profile) => (parseProducerConfig({}, profileOf(profile)) as { lingerMs?: number }).lingerMs,
    own: 5,
    toys: 77,
  },
  consumer: {
    toy: withDefault(configs.consumer, 'max.poll.records', '7'),
    seen: (profile) => (parseConsumerConfig({}, profileOf(profile)) as { maxPollRecords?: number }).maxPollRecords,
    own: 500,
    toys: 7,
  },
  admin: {
    toy: withDefault(withDefault(configs.admin, 'default.api.timeout.ms', '7000'), 'request.timeout.ms', '7000'),
    seen: (profile) => {
      const lines = [1, 2, 3].map((id) => `:kill broker-${id}`)
      const waited = printed(profile, ...lines, 'SECONDS=0', `kafka-get-offsets.sh ${SERVER}`, 'echo waited $SECONDS')
      return Math.floor(Number(found(waited, /waited (\d+)/)) / 10)
    },
    own: 6,
    toys: 0,
  },
}

proves('configs', CONFIGS, (name, change) => toyProfile(name, { configs: { ...configs, ...change } }))

const FIELDS: Proofs<Omit<Profile, 'name' | 'configs' | 'rules'>> = {
  kafkaVersion: {
    toy: '7.0.7',
    seen: (profile) => printed(profile, 'kafka-topics.sh --version'),
    own: '4.3.1\n',
    toys: '7.0.7\n',
  },
  shippedProperties: {
    toy: { 'socket.send.buffer.bytes': '7' },
    seen: (profile) => {
      const config = { 'socket.send.buffer.bytes': '7' }
      return settingsInVain({ ...emptyCluster(), profile, config }, []).map(({ withoutEffect }) => withoutEffect)
    },
    own: [['socket.send.buffer.bytes']],
    toys: [],
  },
  serverPropertiesFile: {
    toy: '# the file of a toy\n',
    seen: (profile) => printed(profile, 'head -n 1 config/server.properties'),
    own: '############################# Server Basics #############################\n',
    toys: '# the file of a toy\n',
  },
  clientClasses: {
    toy: new Set(['org.toy.Reporter']),
    seen(profile) {
      const made = parseProducerConfig({ 'metric.reporters': 'org.toy.Reporter' }, profileOf(profile))
      return 'error' in made ? made.error.cause?.class : null
    },
    own: 'KafkaException',
    toys: 'ClassCastException',
  },
  brokerLoggers: {
    toy: ['toy.Logger'],
    seen: (profile) => printed(profile, `kafka-configs.sh ${SERVER} --describe --broker-logger 1`).split('\n').length,
    own: 137,
    toys: 3,
  },
  groupAssignors: {
    toy: new Set(['toyish']),
    seen: (profile) =>
      found(
        printed(
          profile,
          `cat config/server.properties > s.properties; echo group.consumer.assignors=toyish >> s.properties`,
          'kafka-storage.sh info -c s.properties 2>&1',
        ),
        /(Class toyish cannot be found)/,
      ),
    own: 'Class toyish cannot be found',
    toys: null,
  },
  errors: {
    toy: { ...BASE.errors, INVALID_GROUP_ID: { exception: 'ToyException', message: 'no such toy' } },
    seen: (profile) =>
      found(
        printed(profile, `kafka-consumer-groups.sh ${SERVER} --describe --group ''`),
        /failed due to \S+errors\.(\w+: .*)\n/,
      ),
    own: 'InvalidGroupIdException: The group id is invalid.',
    toys: 'ToyException: no such toy',
  },
  apis: {
    toy: BASE.apis.map((api) => (api.name === 'Produce' ? { ...api, max: 77 } : api)),
    seen: (profile) => found(printed(profile, `kafka-broker-api-versions.sh ${SERVER}`), /(Produce\(0\): .*),/),
    own: 'Produce(0): 0 to 13 [usable: 13]',
    toys: 'Produce(0): 0 to 77 [usable: 77]',
  },
  features: {
    toy: new Map([...features, ['toy.version', { min: 1, max: 7, initial: 3 }]]),
    seen: (profile) =>
      found(printed(profile, `kafka-features.sh ${SERVER} describe`), /toy\.version.*FinalizedVersionLevel: (\S+)/),
    own: null,
    toys: '3',
  },
  metadataVersions: {
    toy: new Map([...BASE.metadataVersions.keys()].map((level) => [level, `toy-${level}`])),
    seen: (profile) =>
      found(
        printed(profile, `kafka-features.sh ${SERVER} describe`),
        /metadata\.version.*FinalizedVersionLevel: (\S+)/,
      ),
    own: '4.3-IV0',
    toys: 'toy-30',
  },
  featureLevels: {
    toy: new Map([...BASE.featureLevels, ['group.version', [22, 23]]]),
    seen: (profile) => printed(profile, 'kafka-storage.sh feature-dependencies --feature group.version=2'),
    own: 'Feature level 2 is not supported for feature group.version\n',
    toys: 'group.version=2 has no dependencies.\n',
  },
  featureDependencies: {
    toy: new Map([['group.version=1', new Map([['share.version', 1]])]]),
    seen: (profile) => printed(profile, 'kafka-storage.sh feature-dependencies --feature group.version=1'),
    own: 'group.version=1 has no dependencies.\n',
    toys: 'group.version=1 requires:\n    share.version=1\n',
  },
}

proves('profile', FIELDS, (name, change) => toyProfile(name, change))

test('a version is named in words against an unknown one', () => {
  toyProfile('toy-named', {})
  expect(refuseProfile('kafka-0.8')).toMatch(/there is: kafka-4, .*toy-named/)
})

/** The rules have files of their own, in which each rule has its row. */
const RULES: Readonly<Record<keyof Rules, string>> = {
  log: 'toy-broker-rules.test.ts',
  replication: 'toy-broker-rules.test.ts',
  group: 'toy-group-rules.test.ts',
  transaction: 'toy-transaction-rules.test.ts',
  controller: 'toy-controller-rules.test.ts',
  server: 'toy-server-rules.test.ts',
  client: 'toy-client-rules.test.ts',
  words: 'toy-words.test.ts',
}

test.each(Object.entries(RULES))('the rules of %s are changed one by one in %s', (area, file) => {
  expect(readFileSync(new URL(file, import.meta.url), 'utf8')).toContain(`provesRules('${area}'`)
})
