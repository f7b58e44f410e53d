import { OPTION_WORDS, TOPIC_WORDS } from '../option-words.ts'
import type { OptionWords } from '../tool-profile.ts'

const FIRST_BROKERS = 'REQUIRED: brokers to connect to first, host:port, separated by commas.'
const PAST_THE_BROKERS = 'ZooKeeper, host:port, separated by commas: the old way, past the brokers.'
const EITHER_SERVER = 'Brokers to connect to first, host:port, separated by commas; --zookeeper is the old way.'
const NOT_BY_BROKER_LIST =
  'REQUIRED: brokers to connect to first, host:port, separated by commas; --broker-list is the old name.'
const BATCH_SIZE = 'Largest batch of records for one partition, in bytes (batch.size).'
const CONSUMER_FILE = 'Properties file with consumer settings; --consumer-property overrides it.'

/** What there is to say of 2.5.0's options. */
export const OPTION_DESCRIPTIONS: Readonly<Record<string, OptionWords>> = {
  ...OPTION_WORDS,
  alter: {
    'kafka-configs': 'Set settings with --add-config, or put them back to their defaults with --delete-config.',
    'kafka-topics': 'Give the topic more partitions; with --zookeeper also other settings.',
  },
  authorizer: 'Class that keeps the ACLs, where --authorizer-properties say how to reach ZooKeeper.',
  'authorizer-properties': 'Settings of the authorizer, key=value: zookeeper.connect=host:port.',
  'batch-size': 'Without effect. The size of batches is that of --max-partition-memory-bytes.',
  'bootstrap-server': {
    else: FIRST_BROKERS,
    'kafka-acls':
      'Brokers to connect to first, host:port, separated by commas; --authorizer-properties is the old way.',
    'kafka-configs': EITHER_SERVER,
    'kafka-console-producer': NOT_BY_BROKER_LIST,
    'kafka-consumer-perf-test': NOT_BY_BROKER_LIST,
    'kafka-preferred-replica-election': EITHER_SERVER,
    'kafka-reassign-partitions':
      'Brokers to connect to, host:port. Needed where the JSON file names log directories, beside --zookeeper.',
    'kafka-topics': EITHER_SERVER,
  },
  'bootstrap-servers': 'Brokers to connect to first, host:port, separated by commas.',
  config: 'Setting of the topic, key=value; may be given more than once. With --alter only where --zookeeper is given.',
  'config-file': 'Properties file with settings for the client behind the tool: security, timeouts.',
  'consumer-property': 'One consumer setting, key=value; may be given more than once.',
  'consumer.config': {
    'kafka-console-consumer': CONSUMER_FILE,
    'kafka-consumer-perf-test': 'Properties file with consumer settings.',
  },
  'delete-config': {
    'kafka-configs': 'With --alter: names of settings to put back to their defaults, separated by commas.',
    'kafka-topics': 'With --alter and --zookeeper: name of a setting to put back to its default.',
  },
  'max-partition-memory-bytes': BATCH_SIZE,
  'max-wait-ms': 'Without effect.',
  messages: 'REQUIRED: how many records to read.',
  'num-fetch-threads': 'Without effect: a consumer has one thread.',
  'producer-property': 'One producer setting, key=value; may be given more than once.',
  'producer.config': 'Properties file with producer settings; --producer-property overrides it.',
  property: {
    'kafka-console-consumer':
      'One property of the formatter, key=value: print.key=true, print.timestamp=true, key.separator=:',
    'kafka-console-producer': 'One property of the line reader, key=value: parse.key=true, key.separator=:',
  },
  state: "With --describe: the group's state, coordinator, assignor and number of members.",
  threads: 'Without effect: a consumer has one thread.',
  time: 'Which offset: -1 the end, -2 the beginning, else of the first record from this time on, in epoch milliseconds.',
  topic: {
    ...TOPIC_WORDS,
    'kafka-get-offsets': 'REQUIRED: topic to ask about.',
    'kafka-consumer-perf-test': 'REQUIRED: topic to read.',
  },
  whitelist: 'Regular expression of topics to read, instead of --topic.',
  'zk-tls-config-file': 'File with the TLS settings of connections to ZooKeeper.',
  zookeeper: {
    else: PAST_THE_BROKERS,
    'kafka-reassign-partitions': 'REQUIRED: ZooKeeper, host:port, separated by commas.',
    'kafka-streams-application-reset': 'Without effect.',
  },
}
