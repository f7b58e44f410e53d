import { SINGLE_OPTION_WORDS } from './single-option-words.ts'
import type { OptionWords } from './tool-profile.ts'

const CLIENT_FILE = 'Properties file with settings for the client behind the tool: security, timeouts.'
const FIRST_BROKERS = 'Brokers to connect to first, host:port, separated by commas.'
const CONSUMER_SETTING = 'One consumer setting, key=value; may be given more than once.'
const FORMATTER_PROPERTY =
  'One property of the formatter, key=value: print.key=true, print.partition=true, key.separator=:'
const NEW_DATETIME =
  'New offset: that of the first record from this time on, as 2026-03-01T12:00:00.000; UTC unless it names a zone.'
const OTHER_WAY = 'Brokers to connect to first, host:port, separated by commas. Or --bootstrap-controller.'

/** On `--topic`, by tool. */
export const TOPIC_WORDS: Readonly<Record<string, string>> = {
  'kafka-acls': 'The ACL is about this topic; * means all.',
  'kafka-configs': 'Topic whose settings are meant, short for --entity-type topics --entity-name.',
  'kafka-console-consumer': 'Topic to read.',
  'kafka-console-producer': 'REQUIRED: topic to send records to.',
  'kafka-console-share-consumer': 'Topic to read.',
  'kafka-consumer-groups':
    'Topic whose offsets are meant. topic:0,2 means two of its partitions; may be given more than once.',
  'kafka-consumer-perf-test': 'Topic to read.',
  'kafka-get-offsets': 'Regular expression of topics to ask about; without it, all.',
  'kafka-leader-election': 'Topic of the partition that needs a leader. Goes with --partition.',
  'kafka-share-groups': 'Topic whose offsets are meant. topic:0,2 means two of its partitions.',
  'kafka-topics': 'Topic to work on. A regular expression means several, but not with --create.',
}

/**
 * One line on each option of joptsimple's tools, in our own words, whatever the version: what it does, the unit of its
 * value, what holds without it. Here are those that several tools have, or versions know under several meanings.
 */
export const OPTION_WORDS: Readonly<Record<string, OptionWords>> = {
  ...SINGLE_OPTION_WORDS,
  'admin.config': CLIENT_FILE,
  'all-groups': {
    else: 'All consumer groups, instead of --group.',
    'kafka-share-groups': 'All share groups, instead of --group.',
  },
  'all-topics': 'With --reset-offsets: all topics for which the group has offsets.',
  alter: {
    'kafka-configs': 'Set settings with --add-config, or put them back to their defaults with --delete-config.',
    'kafka-topics': 'Give the topic more partitions. Its settings are changed with kafka-configs.sh.',
  },
  'batch-size': 'Largest batch of records for one partition, in bytes (batch.size).',
  'bootstrap-controller': {
    else: 'KRaft controllers to connect to, host:port, instead of --bootstrap-server.',
    'kafka-reassign-partitions': 'KRaft controllers to connect to, host:port; only with --cancel and --list.',
  },
  'bootstrap-server': {
    else: 'REQUIRED: brokers to connect to first, host:port, separated by commas.',
    'kafka-acls': OTHER_WAY,
    'kafka-configs': OTHER_WAY,
    'kafka-reassign-partitions': OTHER_WAY,
    'kafka-consumer-groups':
      'REQUIRED, but for --validate-regex: brokers to connect to first, host:port, separated by commas.',
    'kafka-streams-application-reset': FIRST_BROKERS,
  },
  'broker-list': {
    else: 'Old name of --bootstrap-server.',
    'kafka-get-offsets': 'REQUIRED: brokers to connect to first, host:port, separated by commas.',
    'kafka-log-dirs': 'Ids of the brokers to ask, separated by commas; without it, all of them.',
    'kafka-reassign-partitions':
      'With --generate: ids of the brokers to spread the partitions over, separated by commas.',
  },
  'by-duration':
    'New offset: that of the first record of the last so long, written P1DT2H30M; a day, 2 hours and 30 minutes.',
  cluster: 'The ACL is about the cluster as a whole.',
  'command-config': {
    else: CLIENT_FILE,
    'kafka-console-consumer': 'Properties file with consumer settings; --command-property overrides it.',
    'kafka-console-producer': 'Properties file with producer settings; --command-property overrides it.',
    'kafka-console-share-consumer': 'Properties file with consumer settings; --command-property overrides it.',
    'kafka-consumer-perf-test': 'Properties file with consumer settings; --command-property overrides it.',
  },
  'command-property': {
    else: CONSUMER_SETTING,
    'kafka-console-producer': 'One producer setting, key=value; may be given more than once.',
  },
  config: 'With --create: one setting of the topic, key=value; may be given more than once.',
  'config-file': 'Old name of --command-config.',
  consumer: {
    'kafka-acls': 'All that a consumer needs: Read and Describe on the topic, Read on the group.',
    'kafka-groups': 'Only groups of consumers, of the classic and of the new protocol.',
  },
  'consumer-property': 'Old name of --command-property.',
  'consumer.config': 'Old name of --command-config.',
  delete: {
    'kafka-consumer-groups': 'Delete groups that have no members, with all their committed offsets.',
    'kafka-share-groups': 'Delete share groups that have no members, with all that is known of their deliveries.',
    'kafka-topics': 'Delete the topic with all its records.',
  },
  'delete-config': {
    'kafka-configs': 'With --alter: names of settings to put back to their defaults, separated by commas.',
    'kafka-topics': 'Without effect. Settings are put back to their defaults with kafka-configs.sh.',
  },
  'delete-offsets': {
    'kafka-consumer-groups': 'Delete what one group committed for --topic, while none of its members subscribes to it.',
    'kafka-share-groups': 'Delete where one share group is in --topic, while it has no members.',
  },
  describe: {
    'kafka-configs': 'Show the settings.',
    'kafka-consumer-groups': 'Show the group: committed offsets and lag, or what --members or --state asks for.',
    'kafka-log-dirs': 'REQUIRED: print the log directories of the brokers as JSON, with the size of each replica.',
    'kafka-share-groups': 'Show the share group: offsets and lag, or what --members or --state asks for.',
    'kafka-topics': 'Show the partitions of topics: leader, replicas, ISR, and settings that differ from the defaults.',
  },
  'disable-rack-aware': 'Place replicas without regard to the racks of brokers.',
  'dry-run': {
    'kafka-consumer-groups':
      'With --reset-offsets: show the new offsets and change nothing; so it is without --execute.',
    'kafka-share-groups': 'With --reset-offsets: show the new offsets and change nothing.',
    'kafka-streams-application-reset': 'Show what would be done, and do nothing.',
  },
  'enable-systest-events': "Print shutdown_complete at the end. Made for Kafka's own system tests.",
  execute: {
    'kafka-consumer-groups': 'With --reset-offsets: set the new offsets.',
    'kafka-reassign-partitions': 'Start the moves that --reassignment-json-file describes.',
    'kafka-share-groups': 'With --reset-offsets: set the new offsets.',
    'kafka-streams-application-reset': 'Without effect: it is done unless --dry-run is given.',
  },
  force: {
    'kafka-acls': 'Remove without asking first.',
    'kafka-streams-application-reset':
      'Remove members that are still in the group, as a stopped application may have left behind.',
    else: 'Ask no questions.',
  },
  formatter: 'Class that makes lines of records. For the records of internal topics there are others.',
  'formatter-config': 'Properties file for the formatter; --formatter-property overrides it.',
  'formatter-property': FORMATTER_PROPERTY,
  'from-file': {
    'kafka-consumer-groups': 'New offsets: those of a CSV file, each line topic,partition,offset.',
    'kafka-streams-application-reset': 'New offsets: those of a CSV file, each line topic,partition,offset.',
  },
  group: {
    'kafka-acls': 'The ACL is about this consumer group; * means all.',
    'kafka-configs': 'Group whose settings are meant, short for --entity-type groups --entity-name.',
    'kafka-console-consumer': 'Consumer group to join. Without it, a new one named console-consumer- and a number.',
    'kafka-console-share-consumer': 'Share group to join.',
    'kafka-consumer-groups': 'Consumer group to work on; may be given more than once.',
    'kafka-consumer-perf-test': 'Consumer group to join. Without it, a new one named perf-consumer- and a number.',
    'kafka-share-groups': 'Share group to work on; may be given more than once.',
  },
  help: 'Print this help and end.',
  include: 'Regular expression of topics to read, instead of --topic.',
  'key-deserializer': 'Class that reads keys. Without it they are printed as text.',
  list: {
    'kafka-acls': 'List all ACLs, or those on the topic, group or other resource that is named.',
    'kafka-consumer-groups': 'List the names of the consumer groups.',
    'kafka-groups': 'List the groups of every type; the other options leave some out.',
    'kafka-reassign-partitions': 'List the moves that are under way.',
    'kafka-share-groups': 'List the names of the share groups.',
    'kafka-topics': 'List the names of the topics.',
  },
  'max-messages': 'End after so many records. Without it, go on until Ctrl-C.',
  'max-partition-memory-bytes': 'Old name of --batch-size.',
  members: {
    'kafka-consumer-groups':
      'With --describe: the members and how many partitions each has; with --verbose also which.',
    'kafka-share-groups': 'With --describe: the members and the partitions they read from.',
  },
  messages: 'Old name of --num-records.',
  offset: 'Where to begin: a number, earliest or latest. Needs --partition.',
  offsets: {
    'kafka-consumer-groups':
      'With --describe: committed offset, log end and lag of each partition. This is the default.',
    'kafka-get-offsets': 'Without effect.',
    'kafka-share-groups': 'With --describe: start offset and lag of each partition. This is the default.',
  },
  partition: {
    'kafka-console-consumer': 'Partition to read, from its end unless --offset says otherwise.',
    'kafka-leader-election': 'Number of the partition of --topic.',
  },
  partitions: {
    'kafka-get-offsets': 'Numbers of the partitions to ask about, separated by commas; without it, all.',
    'kafka-topics': 'Number of partitions of the topic. --alter can raise it, never lower it.',
  },
  'path-to-json-file': {
    'kafka-leader-election': 'JSON file with the partitions that need a leader.',
    'kafka-preferred-replica-election': 'JSON file with the partitions that need a leader; without it, all partitions.',
  },
  'print-metrics': 'Print the metrics of the client at the end.',
  producer: 'All that a producer needs: Write, Describe and Create on the topic.',
  'producer-property': 'Old name of --command-property.',
  'producer.config': 'Old name of --command-config.',
  property: {
    'kafka-console-consumer': 'Old name of --formatter-property.',
    'kafka-console-producer': 'Old name of --reader-property.',
    'kafka-console-share-consumer': 'Old name of --formatter-property.',
  },
  'reset-offsets': {
    'kafka-consumer-groups':
      'Move the offsets of a group that has no active members. Where to, say --to-…, --by-duration, --shift-by or --from-file.',
    'kafka-share-groups': 'Move the start offsets of a share group that has no members. Where to, say --to-….',
  },
  'shift-by': 'New offset: so many records further on; a negative number goes back.',
  'socket-buffer-size': {
    'kafka-console-producer': 'Send buffer of TCP connections, in bytes (send.buffer.bytes).',
    'kafka-consumer-perf-test': 'Receive buffer of TCP connections, in bytes (receive.buffer.bytes).',
  },
  state: {
    else: 'With --describe: the state of the group. With --list: a column of states, or only groups in the states given.',
  },
  time: 'Which offset: latest, earliest, max-timestamp, or of the first record from a time on, in epoch milliseconds.',
  timeout: {
    'kafka-console-producer': 'How long a record may wait for its batch to fill, in milliseconds (linger.ms).',
    'kafka-consumer-groups': 'How long to wait for what brokers answer, in milliseconds.',
    'kafka-consumer-perf-test': 'End when no record came for so many milliseconds.',
    'kafka-reassign-partitions': 'How long moves between log directories may take to begin, in milliseconds.',
    'kafka-share-groups': 'How long to wait for what brokers answer, in milliseconds.',
  },
  'timeout-ms': 'End when no record came for so many milliseconds.',
  'to-datetime': NEW_DATETIME,
  'to-earliest': 'New offset: that of the oldest record in the log.',
  'to-latest': 'New offset: the end of the log, so that only new records are read.',
  'to-offset': 'New offset: this number. One outside the log becomes the nearer end of the log.',
  topic: TOPIC_WORDS,
  'transactional-id': 'The ACL is about this transactional id; * means all.',
  'value-deserializer': 'Class that reads values. Without it they are printed as text.',
  verbose: 'With --describe: more columns.',
  version: "Print Kafka's version and end.",
}
