const SERIALIZATION = 'Boolean ByteArray ByteBuffer Bytes Double Float Integer List Long Short String UUID Void'.split(
  ' ',
)

/** Classes of 4.3.1 that settings of clients and tools may name, whatever for. */
export const CLIENT_CLASSES: ReadonlySet<string> = new Set([
  ...SERIALIZATION.flatMap((type) => [
    `org.apache.kafka.common.serialization.${type}Serializer`,
    `org.apache.kafka.common.serialization.${type}Deserializer`,
  ]),
  'org.apache.kafka.common.metrics.JmxReporter',
  'org.apache.kafka.clients.producer.RoundRobinPartitioner',
  ...['Range', 'RoundRobin', 'Sticky', 'CooperativeSticky'].map(
    (kind) => `org.apache.kafka.clients.consumer.${kind}Assignor`,
  ),
  ...['Default', 'Logging', 'NoOp', 'Offsets', 'GroupMetadata', 'TransactionLog'].map(
    (kind) => `org.apache.kafka.tools.consumer.${kind}MessageFormatter`,
  ),
  'org.apache.kafka.tools.LineMessageReader',
])
