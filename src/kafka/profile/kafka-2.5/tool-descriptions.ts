/** What the help of 2.5.0's joptsimple tools begins with. */
export const TOOL_DESCRIPTIONS: Readonly<Record<string, string>> = {
  'kafka-acls': 'This tool helps to manage acls on kafka.',
  'kafka-broker-api-versions': 'This tool helps to retrieve broker version information.',
  'kafka-configs': 'This tool helps to manipulate and describe entity config for a topic, client, user or broker',
  'kafka-console-consumer': 'This tool helps to read data from Kafka topics and outputs it to standard output.',
  'kafka-console-producer': 'This tool helps to read data from standard input and publish it to Kafka.',
  'kafka-consumer-groups':
    'This tool helps to list all consumer groups, describe a consumer group, delete consumer group info, or reset consumer group offsets.',
  'kafka-delete-records': 'This tool helps to delete records of the given partitions down to the specified offset.',
  'kafka-dump-log':
    'This tool helps to parse a log file and dump its contents to the console, useful for debugging a seemingly corrupt log segment.',
  'kafka-get-offsets': 'An interactive shell for getting topic offsets.',
  'kafka-leader-election':
    'This tool attempts to elect a new leader for a set of topic partitions. The type of elections supported are preferred replicas and unclean replicas.',
  'kafka-log-dirs': 'This tool helps to query log directory usage on the specified brokers.',
  'kafka-preferred-replica-election':
    "This tool helps to causes leadership for each partition to be transferred back to the 'preferred replica', it can be used to balance leadership among the servers.",
  'kafka-reassign-partitions': 'This tool helps to moves topic partitions between replicas.',
  'kafka-topics': 'This tool helps to create, delete, describe, or change a topic.',
}
