/** Counterpart in Kafka: the parser of org.apache.kafka.tools.TransactionsCommand. */
import type { ArgumentParser, ArgumentSpec } from '../argument-parser.ts'

const NAMED_TOPIC: ArgumentSpec = { flags: ['--topic'], required: true, help: 'Name of the topic.' }
const NAMED_PARTITION: ArgumentSpec = {
  flags: ['--partition'],
  type: 'Integer',
  required: true,
  help: 'Number of the partition.',
}

export const TRANSACTIONS: ArgumentParser = {
  program: 'kafka-transactions.sh',
  description: 'What producers have open in the cluster, and how to end what nobody ends.',
  arguments: [
    { flags: ['--bootstrap-server'], required: true, metavar: 'host:port', help: 'Brokers to ask, host:port.' },
    { flags: ['--command-config'], metavar: 'FILE', help: 'Properties of the admin client.' },
  ],
  commands: {
    list: {
      help: 'Transactional ids and how they stand.',
      arguments: [
        { flags: ['--duration-filter'], type: 'Long', help: 'Only those open for longer, in milliseconds.' },
        { flags: ['--transactional-id-pattern'], help: 'Only those whose id matches the regular expression.' },
      ],
    },
    describe: {
      help: 'One transactional id.',
      arguments: [{ flags: ['--transactional-id'], required: true, help: 'The transactional id.' }],
    },
    'describe-producers': {
      help: 'Producers that a partition knows.',
      arguments: [
        { flags: ['--broker-id'], type: 'Integer', help: 'Replica to ask; else the leader.' },
        NAMED_TOPIC,
        NAMED_PARTITION,
      ],
    },
    abort: {
      help: 'End a transaction that hangs.',
      arguments: [
        NAMED_TOPIC,
        NAMED_PARTITION,
        { flags: ['--start-offset'], type: 'Long', group: 'newer', help: 'First offset of the transaction.' },
        { flags: ['--producer-id'], type: 'Long', group: 'older', help: 'Id of the producer.' },
        { flags: ['--producer-epoch'], type: 'Short', group: 'older', help: 'Epoch of the producer.' },
        { flags: ['--coordinator-epoch'], type: 'Integer', group: 'older', help: 'Epoch of the coordinator.' },
      ],
      groups: {
        newer: { title: 'Brokers on versions 3.0 and above' },
        older: { title: 'Brokers on versions older than 3.0' },
      },
    },
    forceTerminateTransaction: {
      help: 'End whatever a transactional id has open.',
      arguments: [{ flags: ['--transactionalId'], required: true, help: 'The transactional id.' }],
    },
    'find-hanging': {
      help: 'Find transactions that hang.',
      arguments: [
        { flags: ['--broker-id'], type: 'Integer', help: 'Look on this broker.' },
        {
          flags: ['--max-transaction-timeout'],
          type: 'Integer',
          defaultValue: '15',
          help: 'Minutes that a transaction may take.',
        },
        { flags: ['--topic'], help: 'Look in this topic.' },
        { flags: ['--partition'], type: 'Integer', help: 'Look in this partition.' },
      ],
    },
  },
}
