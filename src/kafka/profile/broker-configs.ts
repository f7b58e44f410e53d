/**
 * Counterpart in Kafka: kafka.server.KafkaConfig and DynamicBrokerConfig, 4.3.1: the everyday broker settings with
 * type, default and check. Settings for security, metrics and quotas that nothing here acts on are left out; a broker
 * takes a name it does not know, as Kafka does.
 */
import { atLeast, between, type ConfigRow, defineConfigs, listOf, oneOf, parseConfigValue } from './config-def.ts'

const MAX_LONG = '9223372036854775807'
const MAX_INT = '2147483647'

const SERVER_ROWS: readonly ConfigRow[] = [
  ['broker.id', 'INT', '-1'],
  ['node.id', 'INT', null, atLeast(0)],
  ['process.roles', 'LIST', null, listOf('broker', 'controller')],
  ['broker.rack', 'STRING', null],
  ['listeners', 'LIST', 'PLAINTEXT://:9092'],
  ['advertised.listeners', 'LIST', null],
  [
    'listener.security.protocol.map',
    'STRING',
    'SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT',
  ],
  ['inter.broker.listener.name', 'STRING', null],
  ['controller.listener.names', 'LIST', null],
  ['num.network.threads', 'INT', '3', atLeast(1)],
  ['num.io.threads', 'INT', '8', atLeast(1)],
  ['background.threads', 'INT', '10', atLeast(1)],
  ['queued.max.requests', 'INT', '500', atLeast(1)],
  ['request.timeout.ms', 'INT', '30000'],
  ['socket.send.buffer.bytes', 'INT', '102400'],
  ['socket.receive.buffer.bytes', 'INT', '102400'],
  ['socket.request.max.bytes', 'INT', '104857600', atLeast(1)],
  ['connections.max.idle.ms', 'LONG', '600000'],
  ['max.connections', 'INT', MAX_INT, atLeast(0)],
  ['max.connections.per.ip', 'INT', MAX_INT, atLeast(0)],
  ['max.connection.creation.rate', 'INT', MAX_INT, atLeast(0)],
  ['message.max.bytes', 'INT', '1048588', atLeast(0)],
  ['fetch.max.bytes', 'INT', '57671680', atLeast(1024)],
  ['max.incremental.fetch.session.cache.slots', 'INT', '1000', atLeast(0)],
  ['delete.topic.enable', 'BOOLEAN', 'true'],
  ['compression.type', 'STRING', 'producer', oneOf('uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer')],
  ['compression.gzip.level', 'INT', '-1', { kind: 'gzipLevel' }],
  ['compression.lz4.level', 'INT', '9', between(1, 17)],
  ['compression.zstd.level', 'INT', '3', between(-131_072, 22)],
  ['controlled.shutdown.enable', 'BOOLEAN', 'true'],
]

const LOG_ROWS: readonly ConfigRow[] = [
  ['num.partitions', 'INT', '1', atLeast(1)],
  ['log.dir', 'STRING', '/tmp/kafka-logs'],
  ['log.dirs', 'STRING', null],
  ['log.segment.bytes', 'INT', '1073741824', atLeast(1_048_576)],
  ['log.roll.ms', 'LONG', null],
  ['log.roll.hours', 'INT', '168', atLeast(1)],
  ['log.roll.jitter.ms', 'LONG', null],
  ['log.roll.jitter.hours', 'INT', '0', atLeast(0)],
  ['log.retention.ms', 'LONG', null],
  ['log.retention.minutes', 'INT', null],
  ['log.retention.hours', 'INT', '168'],
  ['log.retention.bytes', 'LONG', '-1'],
  ['log.retention.check.interval.ms', 'LONG', '300000', atLeast(1)],
  ['log.initial.task.delay.ms', 'LONG', '30000', atLeast(0)],
  ['log.cleanup.policy', 'LIST', 'delete', listOf('compact', 'delete')],
  ['log.index.size.max.bytes', 'INT', '10485760', atLeast(4)],
  ['log.index.interval.bytes', 'INT', '4096', atLeast(0)],
  ['log.flush.interval.messages', 'LONG', MAX_LONG, atLeast(1)],
  ['log.flush.interval.ms', 'LONG', null],
  ['log.flush.scheduler.interval.ms', 'LONG', MAX_LONG],
  ['log.flush.offset.checkpoint.interval.ms', 'INT', '60000', atLeast(0)],
  ['log.flush.start.offset.checkpoint.interval.ms', 'INT', '60000', atLeast(0)],
  ['log.segment.delete.delay.ms', 'LONG', '60000', atLeast(0)],
  ['log.preallocate', 'BOOLEAN', 'false'],
  ['log.message.timestamp.type', 'STRING', 'CreateTime', oneOf('CreateTime', 'LogAppendTime')],
  ['log.message.timestamp.before.max.ms', 'LONG', MAX_LONG, atLeast(0)],
  ['log.message.timestamp.after.max.ms', 'LONG', '3600000', atLeast(0)],
  ['log.local.retention.ms', 'LONG', '-2', atLeast(-2)],
  ['log.local.retention.bytes', 'LONG', '-2', atLeast(-2)],
  ['log.cleaner.enable', 'BOOLEAN', 'true'],
  ['log.cleaner.threads', 'INT', '1', atLeast(0)],
  ['log.cleaner.backoff.ms', 'LONG', '15000', atLeast(0)],
  ['log.cleaner.dedupe.buffer.size', 'LONG', '134217728'],
  ['log.cleaner.io.buffer.size', 'INT', '524288', atLeast(0)],
  ['log.cleaner.io.buffer.load.factor', 'DOUBLE', '0.9'],
  ['log.cleaner.io.max.bytes.per.second', 'DOUBLE', '1.7976931348623157E308'],
  ['log.cleaner.min.cleanable.ratio', 'DOUBLE', '0.5', between(0, 1)],
  ['log.cleaner.delete.retention.ms', 'LONG', '86400000', atLeast(0)],
  ['log.cleaner.min.compaction.lag.ms', 'LONG', '0', atLeast(0)],
  ['log.cleaner.max.compaction.lag.ms', 'LONG', MAX_LONG, atLeast(1)],
  ['num.recovery.threads.per.data.dir', 'INT', '2', atLeast(1)],
  ['auto.create.topics.enable', 'BOOLEAN', 'true'],
  ['min.insync.replicas', 'INT', '1', atLeast(1)],
  ['remote.log.storage.system.enable', 'BOOLEAN', 'false'],
  ['remote.log.manager.task.interval.ms', 'LONG', '30000', atLeast(1)],
]

const REPLICATION_ROWS: readonly ConfigRow[] = [
  ['default.replication.factor', 'INT', '1'],
  ['replica.lag.time.max.ms', 'LONG', '30000'],
  ['replica.socket.timeout.ms', 'INT', '30000'],
  ['replica.socket.receive.buffer.bytes', 'INT', '65536'],
  ['replica.fetch.max.bytes', 'INT', '1048576', atLeast(0)],
  ['replica.fetch.wait.max.ms', 'INT', '500'],
  ['replica.fetch.min.bytes', 'INT', '1'],
  ['replica.fetch.response.max.bytes', 'INT', '10485760', atLeast(0)],
  ['replica.fetch.backoff.ms', 'INT', '1000', atLeast(0)],
  ['num.replica.fetchers', 'INT', '1'],
  ['replica.high.watermark.checkpoint.interval.ms', 'LONG', '5000'],
  ['replica.selector.class', 'STRING', null],
  ['auto.leader.rebalance.enable', 'BOOLEAN', 'true'],
  ['leader.imbalance.check.interval.seconds', 'LONG', '300', atLeast(1)],
  ['leader.imbalance.per.broker.percentage', 'INT', '10'],
  ['unclean.leader.election.enable', 'BOOLEAN', 'false'],
  ['unclean.leader.election.interval.ms', 'LONG', '300000', atLeast(1)],
  ['fetch.purgatory.purge.interval.requests', 'INT', '1000'],
  ['producer.purgatory.purge.interval.requests', 'INT', '1000'],
  ['producer.id.expiration.ms', 'INT', '86400000', atLeast(1)],
  ['producer.id.expiration.check.interval.ms', 'INT', '600000', atLeast(1)],
  ['transaction.partition.verification.enable', 'BOOLEAN', 'true'],
]

const CONTROLLER_ROWS: readonly ConfigRow[] = [
  ['broker.heartbeat.interval.ms', 'INT', '2000'],
  ['broker.session.timeout.ms', 'INT', '9000'],
  ['initial.broker.registration.timeout.ms', 'INT', '60000'],
  ['metadata.max.idle.interval.ms', 'INT', '500', atLeast(0)],
  ['metadata.max.retention.bytes', 'LONG', '104857600'],
  ['metadata.max.retention.ms', 'LONG', '604800000'],
  ['metadata.log.segment.bytes', 'INT', '1073741824', atLeast(8_388_608)],
  ['metadata.log.segment.ms', 'LONG', '604800000'],
  ['metadata.log.max.snapshot.interval.ms', 'LONG', '3600000', atLeast(0)],
  ['metadata.log.max.record.bytes.between.snapshots', 'LONG', '20971520', atLeast(1)],
  ['controller.quorum.voters', 'LIST', ''],
  ['controller.quorum.bootstrap.servers', 'LIST', ''],
  ['controller.quorum.election.timeout.ms', 'INT', '1000'],
  ['controller.quorum.fetch.timeout.ms', 'INT', '2000'],
  ['controller.quorum.election.backoff.max.ms', 'INT', '1000'],
  ['controller.quorum.append.linger.ms', 'INT', '25'],
  ['controller.quorum.request.timeout.ms', 'INT', '2000'],
  ['controller.quorum.retry.backoff.ms', 'INT', '20'],
]

const COORDINATOR_ROWS: readonly ConfigRow[] = [
  ['group.initial.rebalance.delay.ms', 'INT', '3000'],
  ['group.min.session.timeout.ms', 'INT', '6000'],
  ['group.max.session.timeout.ms', 'INT', '1800000'],
  ['group.max.size', 'INT', MAX_INT, atLeast(1)],
  ['group.coordinator.threads', 'INT', '4', atLeast(1)],
  ['group.coordinator.append.linger.ms', 'INT', '-1', atLeast(-1)],
  [
    'group.coordinator.rebalance.protocols',
    'LIST',
    'classic,consumer,streams',
    listOf('classic', 'consumer', 'share', 'streams'),
  ],
  ['group.consumer.session.timeout.ms', 'INT', '45000', atLeast(1)],
  ['group.consumer.min.session.timeout.ms', 'INT', '45000', atLeast(1)],
  ['group.consumer.max.session.timeout.ms', 'INT', '60000', atLeast(1)],
  ['group.consumer.heartbeat.interval.ms', 'INT', '5000', atLeast(1)],
  ['group.consumer.min.heartbeat.interval.ms', 'INT', '5000', atLeast(1)],
  ['group.consumer.max.heartbeat.interval.ms', 'INT', '15000', atLeast(1)],
  ['group.consumer.max.size', 'INT', MAX_INT, atLeast(1)],
  ['group.consumer.assignors', 'LIST', 'uniform,range'],
  [
    'group.consumer.migration.policy',
    'STRING',
    'bidirectional',
    oneOf('disabled', 'downgrade', 'upgrade', 'bidirectional'),
  ],
  ['group.share.session.timeout.ms', 'INT', '45000', atLeast(1)],
  ['group.share.min.session.timeout.ms', 'INT', '45000', atLeast(1)],
  ['group.share.max.session.timeout.ms', 'INT', '60000', atLeast(1)],
  ['group.share.heartbeat.interval.ms', 'INT', '5000', atLeast(1)],
  ['group.share.min.heartbeat.interval.ms', 'INT', '5000', atLeast(1)],
  ['group.share.max.heartbeat.interval.ms', 'INT', '15000', atLeast(1)],
  ['group.share.max.size', 'INT', '200', between(1, 1000)],
  ['group.share.delivery.count.limit', 'INT', '5', between(2, 10)],
  ['group.share.record.lock.duration.ms', 'INT', '30000', between(1000, 3_600_000)],
  ['group.share.min.record.lock.duration.ms', 'INT', '15000', between(1000, 30_000)],
  ['group.share.max.record.lock.duration.ms', 'INT', '60000', between(30_000, 3_600_000)],
  ['group.share.partition.max.record.locks', 'INT', '2000', between(100, 10_000)],
  ['offsets.topic.num.partitions', 'INT', '50', atLeast(1)],
  ['offsets.topic.replication.factor', 'SHORT', '3', atLeast(1)],
  ['offsets.topic.segment.bytes', 'INT', '104857600', atLeast(1)],
  ['offsets.topic.compression.codec', 'INT', '0'],
  ['offsets.load.buffer.size', 'INT', '5242880', atLeast(1)],
  ['offsets.retention.minutes', 'INT', '10080', atLeast(1)],
  ['offsets.retention.check.interval.ms', 'LONG', '600000', atLeast(1)],
  ['offsets.commit.timeout.ms', 'INT', '5000', atLeast(1)],
  ['offset.metadata.max.bytes', 'INT', '4096'],
  ['transaction.max.timeout.ms', 'INT', '900000', atLeast(1)],
  ['transactional.id.expiration.ms', 'INT', '604800000', atLeast(1)],
  ['transaction.state.log.num.partitions', 'INT', '50', atLeast(1)],
  ['transaction.state.log.replication.factor', 'SHORT', '3', atLeast(1)],
  ['transaction.state.log.min.isr', 'INT', '2', atLeast(1)],
  ['transaction.state.log.segment.bytes', 'INT', '104857600', atLeast(1)],
  ['transaction.abort.timed.out.transaction.cleanup.interval.ms', 'INT', '10000', atLeast(1)],
  ['transaction.remove.expired.transaction.cleanup.interval.ms', 'INT', '3600000', atLeast(1)],
]

export const BROKER_CONFIGS = defineConfigs([
  ...SERVER_ROWS,
  ...LOG_ROWS,
  ...REPLICATION_ROWS,
  ...CONTROLLER_ROWS,
  ...COORDINATOR_ROWS,
])

/** Kafka's words against a line of server.properties; null where it takes it, as it does names it does not know. */
export function refuseProperty(name: string, value: string): string | null {
  const key = BROKER_CONFIGS.get(name)
  return key === undefined ? null : parseConfigValue(key, value).error
}

/** Names that may stand for one another in a describe (DynamicBrokerConfig.brokerConfigSynonyms). */
const SYNONYM_GROUPS: readonly (readonly string[])[] = [
  ['log.roll.ms', 'log.roll.hours'],
  ['log.roll.jitter.ms', 'log.roll.jitter.hours'],
  ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'],
]

export function brokerConfigSynonyms(name: string): readonly string[] {
  if (name === 'log.flush.interval.ms') return ['log.flush.interval.ms', 'log.flush.scheduler.interval.ms']
  return SYNONYM_GROUPS.find((group) => group.includes(name)) ?? [name]
}

/** What a running broker may be told anew (DynamicBrokerConfig.AllDynamicConfigs, without security and listeners). */
const DYNAMIC_BROKER_CONFIGS: ReadonlySet<string> = new Set([
  ...['num.io.threads', 'num.network.threads', 'num.replica.fetchers', 'num.recovery.threads.per.data.dir'],
  ...['background.threads', 'max.connections', 'max.connections.per.ip', 'max.connection.creation.rate'],
  ...['producer.id.expiration.ms', 'transaction.partition.verification.enable', 'advertised.listeners', 'listeners'],
  ...[
    'listener.security.protocol.map',
    'log.cleaner.threads',
    'log.cleaner.dedupe.buffer.size',
    'log.cleaner.io.buffer.size',
  ],
  ...['log.cleaner.io.buffer.load.factor', 'log.cleaner.io.max.bytes.per.second', 'log.cleaner.backoff.ms'],
  ...[
    'log.segment.bytes',
    'log.roll.ms',
    'log.roll.jitter.ms',
    'log.index.size.max.bytes',
    'log.flush.interval.messages',
  ],
  ...[
    'log.flush.interval.ms',
    'log.retention.bytes',
    'log.retention.ms',
    'message.max.bytes',
    'log.index.interval.bytes',
  ],
  ...['log.cleaner.delete.retention.ms', 'log.cleaner.min.compaction.lag.ms', 'log.cleaner.max.compaction.lag.ms'],
  ...['log.segment.delete.delay.ms', 'log.cleaner.min.cleanable.ratio', 'log.cleanup.policy', 'min.insync.replicas'],
  ...['unclean.leader.election.enable', 'compression.type', 'compression.gzip.level', 'compression.lz4.level'],
  ...['compression.zstd.level', 'log.preallocate', 'log.message.timestamp.type', 'log.message.timestamp.before.max.ms'],
  ...['log.message.timestamp.after.max.ms', 'log.local.retention.ms', 'log.local.retention.bytes'],
])

export function isDynamicBrokerConfig(name: string): boolean {
  return DYNAMIC_BROKER_CONFIGS.has(name)
}
