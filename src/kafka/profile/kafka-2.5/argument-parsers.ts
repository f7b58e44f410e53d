/**
 * The parsers of Kafka 2.5.0's argparse4j tools: facts read from the tools' own. What options mean is said in our words.
 */
import type { ArgumentGroup, ArgumentParser, ArgumentSpec } from '../argument-parser.ts'

const HOSTS = 'HOST1:PORT1[,HOST2:PORT2[...]]'

const CONNECTION: readonly ArgumentSpec[] = [
  { flags: ['--bootstrap-server'], group: 'connection', metavar: HOSTS },
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
    { flags: ['--topic'], required: true },
    { flags: ['--num-records'], type: 'Long', required: true, metavar: 'NUM-RECORDS', help: 'Records to send.' },
    {
      flags: ['--payload-delimiter'],
      defaultValue: '\\n',
      metavar: 'PAYLOAD-DELIMITER',
      help: 'What stands between records of the payload file.',
    },
    { flags: ['--throughput'], type: 'Integer', required: true, help: 'Records a second at most; -1: no limit.' },
    {
      flags: ['--producer-props'],
      many: true,
      metavar: 'PROP-NAME=PROP-VALUE',
      help: 'Client properties, key=value.',
    },
    { flags: ['--producer.config'], metavar: 'CONFIG-FILE', help: 'File with client properties.' },
    { flags: ['--print-metrics'], isFlag: true },
    {
      flags: ['--transactional-id'],
      defaultValue: 'performance-producer-default-transactional-id',
      metavar: 'TRANSACTIONAL-ID',
      help: 'Send in transactions of this id.',
    },
    {
      flags: ['--transaction-duration-ms'],
      type: 'Long',
      defaultValue: '0',
      metavar: 'TRANSACTION-DURATION',
      help: 'How long each transaction takes at most.',
    },
    { flags: ['--record-size'], type: 'Integer', group: 'payload', metavar: 'RECORD-SIZE', help: 'Bytes of a value.' },
    { flags: ['--payload-file'], group: 'payload', metavar: 'PAYLOAD-FILE', help: 'File with values to take from.' },
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
    { flags: ['--topic'], required: true },
    { flags: ['--group-id'], required: true, metavar: 'GROUP_ID' },
    { flags: ['--group-instance-id'], metavar: 'GROUP_INSTANCE_ID', help: 'Static membership.' },
    { flags: ['--max-messages'], type: 'Integer', defaultValue: '-1', metavar: 'MAX-MESSAGES' },
    {
      flags: ['--session-timeout'],
      type: 'Integer',
      defaultValue: '30000',
      metavar: 'TIMEOUT_MS',
      help: 'Session timeout in milliseconds.',
    },
    { flags: ['--verbose'], isFlag: true },
    { flags: ['--enable-autocommit'], isFlag: true, help: 'Let the consumer commit by itself.' },
    { flags: ['--reset-policy'], defaultValue: 'earliest', help: 'earliest, latest or none.' },
    {
      flags: ['--assignment-strategy'],
      defaultValue: 'org.apache.kafka.clients.consumer.RangeAssignor',
      help: 'Class of the assignor.',
    },
    { flags: ['--consumer.config'], metavar: 'CONFIG_FILE', help: 'File with client properties.' },
  ],
  groups: CONNECTION_GROUP,
}

const VERIFIABLE_PRODUCER: ArgumentParser = {
  program: 'verifiable-producer',
  description:
    'This tool produces increasing integers to the specified topic and prints JSON metadata to stdout on each "send" request, making externally visible which messages have been acked and which have not.',
  showsDefaults: true,
  arguments: [
    { flags: ['--topic'], required: true },
    ...CONNECTION,
    {
      flags: ['--max-messages'],
      type: 'Integer',
      defaultValue: '-1',
      metavar: 'MAX-MESSAGES',
      help: 'Send so many records; -1: until it is ended.',
    },
    { flags: ['--throughput'], type: 'Integer', defaultValue: '-1', help: 'Records a second at most; -1: no limit.' },
    {
      flags: ['--acks'],
      type: 'Integer',
      choices: ['0', '1', '-1'],
      defaultValue: '-1',
      metavar: 'ACKS',
      help: 'Acknowledgements each record needs.',
    },
    { flags: ['--producer.config'], metavar: 'CONFIG_FILE', help: 'File with client properties.' },
    {
      flags: ['--message-create-time'],
      type: 'Long',
      defaultValue: '-1',
      metavar: 'CREATETIME',
      help: 'Create time of the first record, epoch milliseconds.',
    },
    { flags: ['--value-prefix'], type: 'Integer', metavar: 'VALUE-PREFIX', help: 'Number and dot before each value.' },
    {
      flags: ['--repeating-keys'],
      type: 'Integer',
      metavar: 'REPEATING-KEYS',
      help: 'Give keys, 0 up to one less than this, over and over.',
    },
  ],
  groups: CONNECTION_GROUP,
}

export const ARGUMENT_PARSERS: Readonly<Record<string, ArgumentParser>> = {
  'kafka-producer-perf-test': PRODUCER_PERFORMANCE,
  'kafka-verifiable-consumer': VERIFIABLE_CONSUMER,
  'kafka-verifiable-producer': VERIFIABLE_PRODUCER,
}
