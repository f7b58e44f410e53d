/** The parsers of Kafka 4.3.1's argparse4j tools that are clients: facts read from the tools' own, words of ours. */
import type { ArgumentGroup, ArgumentParser, ArgumentSpec } from '../argument-parser.ts'

const BROKERS = 'Brokers to connect to first, host:port, separated by commas.'

const PROPERTY = 'PROP-NAME=PROP-VALUE'

export const PRODUCER_PERFORMANCE: ArgumentParser = {
  program: 'kafka-producer-perf-test',
  description: 'This tool is used to verify the producer performance.',
  showsDefaults: true,
  arguments: [
    { flags: ['--bootstrap-server'], metavar: 'BOOTSTRAP-SERVER', help: BROKERS },
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
    { flags: ['--throughput'], type: 'Double', required: true, help: 'Records a second at most; -1 is no limit.' },
    { flags: ['--producer-props'], many: true, metavar: PROPERTY, help: 'Old name of --command-property.' },
    {
      flags: ['--command-property'],
      many: true,
      metavar: PROPERTY,
      help: 'Producer settings, key=value, separated by blanks; they override --command-config.',
    },
    { flags: ['--producer.config'], metavar: 'CONFIG-FILE', help: 'Old name of --command-config.' },
    {
      flags: ['--command-config'],
      metavar: 'CONFIG-FILE',
      help: 'Properties file with producer settings; the other options override it.',
    },
    { flags: ['--print-metrics'], isFlag: true, help: 'Print the metrics of the client at the end.' },
    {
      flags: ['--transactional-id'],
      metavar: 'TRANSACTIONAL-ID',
      help: 'Send in transactions of this transactional id.',
    },
    {
      flags: ['--transaction-duration-ms'],
      type: 'Long',
      metavar: 'TRANSACTION-DURATION',
      help: 'Commit a transaction every so many milliseconds.',
    },
    {
      flags: ['--warmup-records'],
      type: 'Long',
      defaultValue: '0',
      metavar: 'WARMUP-RECORDS',
      help: 'So many records are sent first; a line of figures at the end leaves them out.',
    },
    {
      flags: ['--reporting-interval'],
      type: 'Long',
      defaultValue: '5000',
      metavar: 'INTERVAL-MS',
      help: 'Milliseconds between two lines of figures.',
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
    {
      flags: ['--payload-monotonic'],
      isFlag: true,
      group: 'payload',
      help: 'Values that count up: 0, 1, 2 and so on.',
    },
  ],
  groups: { payload: { exclusive: true, required: true, description: 'What the values are; one of these is needed.' } },
}

const CONNECTION: ArgumentSpec = {
  flags: ['--bootstrap-server'],
  group: 'connection',
  metavar: 'HOST1:PORT1[,HOST2:PORT2[...]]',
  help: BROKERS,
}

/** A group of one, which says that it is required in the words for groups. */
const CONNECTION_GROUP: Readonly<Record<string, ArgumentGroup>> = {
  connection: {
    exclusive: true,
    required: true,
    title: 'Connection Group',
    description: 'Where the brokers are.',
  },
}

export const VERIFIABLE_CONSUMER: ArgumentParser = {
  program: 'verifiable-consumer',
  description:
    'This tool consumes messages from a specific topic and emits consumer events (e.g. group rebalances, received messages, and offsets committed) as JSON objects to STDOUT.',
  showsDefaults: true,
  arguments: [
    { ...CONNECTION, required: true },
    { flags: ['--topic'], required: true, help: 'Topic to read.' },
    {
      flags: ['--group-protocol'],
      defaultValue: 'classic',
      metavar: 'GROUP-PROTOCOL',
      help: 'Protocol of the group: classic or consumer.',
    },
    {
      flags: ['--group-remote-assignor'],
      metavar: 'GROUP-REMOTE-ASSIGNOR',
      help: 'Assignor on the brokers; only with --group-protocol consumer.',
    },
    { flags: ['--group-id'], required: true, metavar: 'GROUP-ID', help: 'Consumer group to join.' },
    {
      flags: ['--group-instance-id'],
      metavar: 'GROUP-INSTANCE-ID',
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
      metavar: 'TIMEOUT-MS',
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
      metavar: 'RESET-POLICY',
      help: 'Where to begin without a committed offset: earliest, latest, or none, which is an error.',
    },
    {
      flags: ['--assignment-strategy'],
      defaultValue: 'org.apache.kafka.clients.consumer.RangeAssignor',
      metavar: 'ASSIGNMENT-STRATEGY',
      help: 'Class that divides the partitions among the members; only with the classic protocol.',
    },
    { flags: ['--consumer.config'], metavar: 'CONFIG-FILE', help: 'Old name of --command-config.' },
    {
      flags: ['--command-config'],
      metavar: 'CONFIG-FILE',
      help: 'Properties file with consumer settings; the other options override it.',
    },
  ],
  groups: CONNECTION_GROUP,
}

export const VERIFIABLE_PRODUCER: ArgumentParser = {
  program: 'verifiable-producer',
  description:
    'This tool produces increasing integers to the specified topic and prints JSON metadata to stdout on each "send" request, making externally visible which messages have been acked and which have not.',
  showsDefaults: true,
  arguments: [
    { flags: ['--topic'], required: true, help: 'Topic to send records to.' },
    CONNECTION,
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
    { flags: ['--producer.config'], metavar: 'CONFIG-FILE', help: 'Old name of --command-config.' },
    {
      flags: ['--message-create-time'],
      type: 'Long',
      defaultValue: '-1',
      metavar: 'CREATE-TIME',
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
    {
      flags: ['--command-config'],
      metavar: 'CONFIG-FILE',
      help: 'Properties file with producer settings; the other options override it.',
    },
  ],
  groups: CONNECTION_GROUP,
}
