/**
 * The parsers of Kafka 2.5.0's argparse4j tools: facts read from the tools' own. What options mean is said in our words.
 */
import type { ArgumentGroup, ArgumentParser, ArgumentSpec } from '../argument-parser.ts'

const HOSTS = 'HOST1:PORT1[,HOST2:PORT2[...]]'

const CONNECTION: readonly ArgumentSpec[] = [
  {
    flags: ['--bootstrap-server'],
    group: 'connection',
    metavar: HOSTS,
    help: 'Brokers to connect to first, host:port, separated by commas.',
  },
  { flags: ['--broker-list'], group: 'connection', metavar: HOSTS, help: 'Old name of --bootstrap-server.' },
]

const CONNECTION_GROUP: Readonly<Record<string, ArgumentGroup>> = {
  connection: { exclusive: true, required: true, title: 'Connection Group', description: 'Where the brokers are.' },
}

const PRODUCER_PERFORMANCE: ArgumentParser = {
  program: 'producer-performance',
  description: 'This tool is used to verify the producer performance.',
  showsDefaults: true,
  arguments: [
    { flags: ['--topic'], required: true, help: 'Topic to send records to.' },
    {
      flags: ['--num-records'],
      type: 'Long',
      required: true,
      metavar: 'NUM-RECORDS',
      help: 'How many records to send.',
    },
    {
      flags: ['--payload-delimiter'],
      defaultValue: '\\n',
      metavar: 'PAYLOAD-DELIMITER',
      help: 'What separates the values of --payload-file.',
    },
    { flags: ['--throughput'], type: 'Integer', required: true, help: 'Records a second at most; -1 is no limit.' },
    {
      flags: ['--producer-props'],
      many: true,
      metavar: 'PROP-NAME=PROP-VALUE',
      help: 'Producer settings, key=value, separated by blanks; they override --producer.config.',
    },
    {
      flags: ['--producer.config'],
      metavar: 'CONFIG-FILE',
      help: 'Properties file with producer settings; the other options override it.',
    },
    { flags: ['--print-metrics'], isFlag: true, help: 'Print the metrics of the client at the end.' },
    {
      flags: ['--transactional-id'],
      defaultValue: 'performance-producer-default-transactional-id',
      metavar: 'TRANSACTIONAL-ID',
      help: 'Transactional id, where --transaction-duration-ms asks for transactions.',
    },
    {
      flags: ['--transaction-duration-ms'],
      type: 'Long',
      defaultValue: '0',
      metavar: 'TRANSACTION-DURATION',
      help: 'Commit a transaction every so many milliseconds; 0: no transactions.',
    },
    {
      flags: ['--record-size'],
      type: 'Integer',
      group: 'payload',
      metavar: 'RECORD-SIZE',
      help: 'Size of each value in bytes; what is in it is random.',
    },
    {
      flags: ['--payload-file'],
      group: 'payload',
      metavar: 'PAYLOAD-FILE',
      help: 'Text file with values, of which each record gets one at random.',
    },
  ],
  groups: { payload: { exclusive: true, required: true, description: 'What the values are; one of these is needed.' } },
}

const VERIFIABLE_CONSUMER: ArgumentParser = {
  program: 'verifiable-consumer',
  description:
    'This tool consumes messages from a specific topic and emits consumer events (e.g. group rebalances, received messages, and offsets committed) as JSON objects to STDOUT.',
  showsDefaults: true,
  arguments: [
    ...CONNECTION,
    { flags: ['--topic'], required: true, help: 'Topic to read.' },
    { flags: ['--group-id'], required: true, metavar: 'GROUP_ID', help: 'Consumer group to join.' },
    {
      flags: ['--group-instance-id'],
      metavar: 'GROUP_INSTANCE_ID',
      help: 'Makes it a static member of this name (group.instance.id).',
    },
    {
      flags: ['--max-messages'],
      type: 'Integer',
      defaultValue: '-1',
      metavar: 'MAX-MESSAGES',
      help: 'End after so many records; -1: go on until Ctrl-C.',
    },
    {
      flags: ['--session-timeout'],
      type: 'Integer',
      defaultValue: '30000',
      metavar: 'TIMEOUT_MS',
      help: 'Milliseconds without a heartbeat after which the member is taken for dead (session.timeout.ms).',
    },
    { flags: ['--verbose'], isFlag: true, help: 'Print each record as well.' },
    {
      flags: ['--enable-autocommit'],
      isFlag: true,
      help: 'Commit every few seconds (enable.auto.commit) instead of after each batch.',
    },
    {
      flags: ['--reset-policy'],
      defaultValue: 'earliest',
      help: 'Where to begin without a committed offset: earliest, latest, or none, which is an error.',
    },
    {
      flags: ['--assignment-strategy'],
      defaultValue: 'org.apache.kafka.clients.consumer.RangeAssignor',
      help: 'Class that divides the partitions among the members.',
    },
    {
      flags: ['--consumer.config'],
      metavar: 'CONFIG_FILE',
      help: 'Properties file with consumer settings; the other options override it.',
    },
  ],
  groups: CONNECTION_GROUP,
}

const VERIFIABLE_PRODUCER: ArgumentParser = {
  program: 'verifiable-producer',
  description:
    'This tool produces increasing integers to the specified topic and prints JSON metadata to stdout on each "send" request, making externally visible which messages have been acked and which have not.',
  showsDefaults: true,
  arguments: [
    { flags: ['--topic'], required: true, help: 'Topic to send records to.' },
    ...CONNECTION,
    {
      flags: ['--max-messages'],
      type: 'Integer',
      defaultValue: '-1',
      metavar: 'MAX-MESSAGES',
      help: 'Send so many records; -1: go on until Ctrl-C.',
    },
    { flags: ['--throughput'], type: 'Integer', defaultValue: '-1', help: 'Records a second at most; -1 is no limit.' },
    {
      flags: ['--acks'],
      type: 'Integer',
      choices: ['0', '1', '-1'],
      defaultValue: '-1',
      metavar: 'ACKS',
      help: 'Who must have a record before it counts as sent: 0 nobody, 1 the leader, -1 the whole ISR.',
    },
    {
      flags: ['--producer.config'],
      metavar: 'CONFIG_FILE',
      help: 'Properties file with producer settings; the other options override it.',
    },
    {
      flags: ['--message-create-time'],
      type: 'Long',
      defaultValue: '-1',
      metavar: 'CREATETIME',
      help: 'Timestamp of the first record in epoch milliseconds, from where time goes on; -1: now.',
    },
    {
      flags: ['--value-prefix'],
      type: 'Integer',
      metavar: 'VALUE-PREFIX',
      help: 'Number that stands before each value, with a dot between.',
    },
    {
      flags: ['--repeating-keys'],
      type: 'Integer',
      metavar: 'REPEATING-KEYS',
      help: 'Give the records keys, from 0 up to one less than this, again and again.',
    },
  ],
  groups: CONNECTION_GROUP,
}

export const ARGUMENT_PARSERS: Readonly<Record<string, ArgumentParser>> = {
  'kafka-producer-perf-test': PRODUCER_PERFORMANCE,
  'kafka-verifiable-consumer': VERIFIABLE_CONSUMER,
  'kafka-verifiable-producer': VERIFIABLE_PRODUCER,
}
