const SERIALIZATION = 'ByteArray ByteBuffer Bytes Double Float Integer Long Short String UUID Void'.split(' ')

/** Classes of 2.5.0 that settings of clients and tools may name, whatever for. */
export const CLIENT_CLASSES: ReadonlySet<string> = new Set([
  ...SERIALIZATION.flatMap((type) => [
    `org.apache.kafka.common.serialization.${type}Serializer`,
    `org.apache.kafka.common.serialization.${type}Deserializer`,
  ]),
  'org.apache.kafka.common.metrics.JmxReporter',
  'org.apache.kafka.clients.producer.internals.DefaultPartitioner',
  'org.apache.kafka.clients.producer.RoundRobinPartitioner',
  'org.apache.kafka.clients.producer.UniformStickyPartitioner',
  ...['Range', 'RoundRobin', 'Sticky', 'CooperativeSticky'].map(
    (kind) => `org.apache.kafka.clients.consumer.${kind}Assignor`,
  ),
  ...['Checksum', 'Default', 'Logging', 'NoOp'].map((kind) => `kafka.tools.${kind}MessageFormatter`),
  ...['Offsets', 'GroupMetadata'].map((kind) => `kafka.coordinator.group.GroupMetadataManager$${kind}MessageFormatter`),
  'kafka.coordinator.transaction.TransactionLog$TransactionLogMessageFormatter',
  'kafka.tools.ConsoleProducer$LineMessageReader',
])
