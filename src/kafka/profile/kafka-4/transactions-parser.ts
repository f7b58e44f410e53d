/** Counterpart in Kafka: the parser of org.apache.kafka.tools.TransactionsCommand. */
import type { ArgumentParser, ArgumentSpec } from '../argument-parser.ts'

const NAMED_TOPIC: ArgumentSpec = { flags: ['--topic'], required: true, help: 'Topic of the partition.' }
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
    {
      flags: ['--bootstrap-server'],
      required: true,
      metavar: 'host:port',
      help: 'Brokers to connect to first, host:port, separated by commas.',
    },
    {
      flags: ['--command-config'],
      metavar: 'FILE',
      help: 'Properties file with settings for the client behind the tool: security, timeouts.',
    },
  ],
  commands: {
    list: {
      help: 'List transactional ids with coordinator, producer id and state.',
      arguments: [
        {
          flags: ['--duration-filter'],
          type: 'Long',
          help: 'Only transactions that have been open for more than so many milliseconds.',
        },
        { flags: ['--transactional-id-pattern'], help: 'Only transactional ids that match this regular expression.' },
      ],
    },
    describe: {
      help: 'Show one transactional id: its state, timeout, and the partitions of an open transaction.',
      arguments: [{ flags: ['--transactional-id'], required: true, help: 'Transactional id to show.' }],
    },
    'describe-producers': {
      help: 'Show the producers that a partition remembers, and where their open transactions begin.',
      arguments: [
        { flags: ['--broker-id'], type: 'Integer', help: 'Id of the replica to ask; without it, the leader.' },
        NAMED_TOPIC,
        NAMED_PARTITION,
      ],
    },
    abort: {
      help: 'Abort a transaction that hangs, of which no coordinator knows any more.',
      arguments: [
        NAMED_TOPIC,
        NAMED_PARTITION,
        {
          flags: ['--start-offset'],
          type: 'Long',
          group: 'newer',
          help: 'Offset at which the transaction begins in the partition.',
        },
        { flags: ['--producer-id'], type: 'Long', group: 'older', help: 'Producer id of the transaction.' },
        { flags: ['--producer-epoch'], type: 'Short', group: 'older', help: 'Epoch of its producer.' },
        { flags: ['--coordinator-epoch'], type: 'Integer', group: 'older', help: 'Epoch of its coordinator.' },
      ],
      groups: {
        newer: { title: 'Brokers on versions 3.0 and above' },
        older: { title: 'Brokers on versions older than 3.0' },
      },
    },
    forceTerminateTransaction: {
      help: 'Abort whatever a transactional id has open.',
      arguments: [
        { flags: ['--transactionalId'], required: true, help: 'Transactional id whose transaction is to end.' },
      ],
    },
    'find-hanging': {
      help: 'Look for transactions that hang, on a broker or in a topic.',
      arguments: [
        { flags: ['--broker-id'], type: 'Integer', help: 'Id of the broker to search.' },
        {
          flags: ['--max-transaction-timeout'],
          type: 'Integer',
          defaultValue: '15',
          help: 'Minutes that no transaction takes; those that are open for longer are looked into.',
        },
        { flags: ['--topic'], help: 'Topic to search.' },
        { flags: ['--partition'], type: 'Integer', help: 'Number of the partition of --topic to search.' },
      ],
    },
  },
}
