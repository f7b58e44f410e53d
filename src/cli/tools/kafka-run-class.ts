/** Counterpart in Kafka: bin/kafka-run-class.sh, which every other script calls with a class. */
import { type Program, writeError } from '../program.ts'
import { replayedTool } from '../replayed-tool.ts'

/** Classes of 4.3.1 behind the tools. */
const CLASSES: Readonly<Record<string, string>> = {
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
  'org.apache.kafka.tools.TopicCommand': 'kafka-topics.sh',
  'org.apache.kafka.tools.VerifiableConsumer': 'kafka-verifiable-consumer.sh',
  'org.apache.kafka.tools.VerifiableProducer': 'kafka-verifiable-producer.sh',
  'org.apache.kafka.tools.consumer.ConsoleConsumer': 'kafka-console-consumer.sh',
  'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand': 'kafka-consumer-groups.sh',
  'org.apache.kafka.tools.reassign.ReassignPartitionsCommand': 'kafka-reassign-partitions.sh',
}

/** The program a class stands for; null for one that is none, or that moved since the notes were written. */
export function programOfClass(className: string): string | null {
  return Object.hasOwn(CLASSES, className) ? (CLASSES[className] ?? null) : null
}

/** What is left when the class is no tool: how the JVM complains. */
export const kafkaRunClass: Program = {
  ...replayedTool(() => undefined),
  start({ process }) {
    const [className] = process.args
    if (className === undefined) {
      writeError(process, 'USAGE: kafka-run-class.sh [-daemon] [-name servicename] [-loggc] classname [opts]\n')
    } else {
      writeError(
        process,
        `Error: Could not find or load main class ${className}\nCaused by: java.lang.ClassNotFoundException: ${className}\n`,
      )
    }
    process.exitCode = 1
  },
}
