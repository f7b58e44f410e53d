/** Classes of 4.3.1 behind the scripts of `bin/`, each of which is two lines that call `kafka-run-class.sh` with one. */
export const TOOL_CLASSES: Readonly<Record<string, string>> = {
  'kafka.admin.ConfigCommand': 'kafka-configs.sh',
  'kafka.tools.StorageTool': 'kafka-storage.sh',
  'org.apache.kafka.tools.AclCommand': 'kafka-acls.sh',
  'org.apache.kafka.tools.BrokerApiVersionsCommand': 'kafka-broker-api-versions.sh',
  'org.apache.kafka.tools.ClusterTool': 'kafka-cluster.sh',
  'org.apache.kafka.tools.ConsoleProducer': 'kafka-console-producer.sh',
  'org.apache.kafka.tools.DeleteRecordsCommand': 'kafka-delete-records.sh',
  'org.apache.kafka.tools.DumpLogSegments': 'kafka-dump-log.sh',
  'org.apache.kafka.tools.FeatureCommand': 'kafka-features.sh',
  'org.apache.kafka.tools.GetOffsetShell': 'kafka-get-offsets.sh',
  'org.apache.kafka.tools.GroupsCommand': 'kafka-groups.sh',
  'org.apache.kafka.tools.LeaderElectionCommand': 'kafka-leader-election.sh',
  'org.apache.kafka.tools.LogDirsCommand': 'kafka-log-dirs.sh',
  'org.apache.kafka.tools.MetadataQuorumCommand': 'kafka-metadata-quorum.sh',
  'org.apache.kafka.tools.ProducerPerformance': 'kafka-producer-perf-test.sh',
  'org.apache.kafka.tools.TopicCommand': 'kafka-topics.sh',
  'org.apache.kafka.tools.VerifiableConsumer': 'kafka-verifiable-consumer.sh',
  'org.apache.kafka.tools.VerifiableProducer': 'kafka-verifiable-producer.sh',
  'org.apache.kafka.tools.consumer.ConsoleConsumer': 'kafka-console-consumer.sh',
  'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand': 'kafka-consumer-groups.sh',
  'org.apache.kafka.tools.reassign.ReassignPartitionsCommand': 'kafka-reassign-partitions.sh',
}

/** The scripts as files. */
export function binFiles(): Record<string, string> {
  const files: Record<string, string> = {}
  for (const [className, script] of Object.entries(TOOL_CLASSES))
    files[`/tmp/kafka/bin/${script}`] = `#!/bin/bash\nexec $(dirname $0)/kafka-run-class.sh ${className} "$@"\n`
  return files
}
