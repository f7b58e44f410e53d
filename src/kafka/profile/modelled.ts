/**
 * Which of Kafka's settings something here acts on, whatever the version. All others are taken as Kafka takes them and
 * said aloud where they are given. `modelled.test.ts` looks for the code that reads each.
 *
 * Who a server is and where it listens (`node.id`, `listeners` …) is no setting here: a run's spec says it, and a
 * properties file that says otherwise is not obeyed (`cluster/kinds/broker/own-properties.ts`).
 */
export type ConfigScope = 'broker' | 'topic' | 'group' | 'producer' | 'consumer' | 'admin'

const names = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((name) => name !== ''))

export const MODELLED: Readonly<Record<ConfigScope, ReadonlySet<string>>> = {
  broker: names(`
    broker.rack advertised.listeners advertised.host.name advertised.port log.dir log.dirs log.dir.failure.timeout.ms
    auto.create.topics.enable num.partitions default.replication.factor
    replica.lag.time.max.ms replica.fetch.min.bytes replica.fetch.wait.max.ms replica.fetch.max.bytes
    replica.fetch.response.max.bytes replica.fetch.backoff.ms replica.socket.timeout.ms
    replica.high.watermark.checkpoint.interval.ms fetch.max.bytes max.incremental.fetch.session.cache.slots
    log.retention.check.interval.ms log.initial.task.delay.ms log.flush.offset.checkpoint.interval.ms
    log.flush.start.offset.checkpoint.interval.ms
    log.cleaner.enable log.cleaner.backoff.ms producer.id.expiration.ms producer.id.expiration.check.interval.ms
    broker.heartbeat.interval.ms broker.session.timeout.ms initial.broker.registration.timeout.ms
    controller.socket.timeout.ms metadata.max.idle.interval.ms
    auto.leader.rebalance.enable leader.imbalance.check.interval.seconds unclean.leader.election.interval.ms
    controller.quorum.election.timeout.ms controller.quorum.fetch.timeout.ms controller.quorum.request.timeout.ms
    group.initial.rebalance.delay.ms group.min.session.timeout.ms group.max.session.timeout.ms group.max.size
    offsets.topic.num.partitions offsets.topic.replication.factor offsets.topic.segment.bytes
    transaction.state.log.num.partitions transaction.state.log.replication.factor transaction.state.log.min.isr
    transaction.state.log.segment.bytes transaction.max.timeout.ms transactional.id.expiration.ms
    transaction.abort.timed.out.transaction.cleanup.interval.ms
    transaction.remove.expired.transaction.cleanup.interval.ms transaction.partition.verification.enable
    add.partitions.to.txn.retry.backoff.ms add.partitions.to.txn.retry.backoff.max.ms
    offsets.retention.minutes offsets.retention.check.interval.ms offsets.commit.timeout.ms offset.metadata.max.bytes
    log.segment.bytes log.roll.ms log.roll.hours log.retention.ms log.retention.minutes log.retention.hours
    log.retention.bytes message.max.bytes log.index.interval.bytes log.index.size.max.bytes log.flush.interval.messages
    log.segment.delete.delay.ms log.cleanup.policy log.cleaner.min.cleanable.ratio log.cleaner.delete.retention.ms
    log.cleaner.min.compaction.lag.ms log.cleaner.max.compaction.lag.ms log.message.timestamp.type
    log.message.timestamp.before.max.ms log.message.timestamp.after.max.ms log.message.timestamp.difference.max.ms min.insync.replicas compression.type
    compression.gzip.level leader.replication.throttled.rate follower.replication.throttled.rate replica.selector.class
    quota.window.num quota.window.size.seconds
    controller.quota.window.num controller.quota.window.size.seconds unclean.leader.election.enable`),
  topic: names(`
    segment.bytes segment.ms segment.index.bytes flush.messages retention.bytes retention.ms max.message.bytes index.interval.bytes
    delete.retention.ms min.compaction.lag.ms max.compaction.lag.ms file.delete.delay.ms min.cleanable.dirty.ratio
    cleanup.policy unclean.leader.election.enable min.insync.replicas message.timestamp.type
    message.timestamp.before.max.ms message.timestamp.after.max.ms message.timestamp.difference.max.ms compression.type compression.gzip.level
    leader.replication.throttled.replicas follower.replication.throttled.replicas`),
  group: names(''),
  producer: names(`
    bootstrap.servers client.id key.serializer value.serializer acks retries enable.idempotence max.in.flight.requests.per.connection linger.ms
    batch.size buffer.memory max.block.ms max.request.size delivery.timeout.ms request.timeout.ms retry.backoff.ms
    retry.backoff.max.ms metadata.max.age.ms metadata.max.idle.ms metadata.recovery.strategy compression.type compression.gzip.level partitioner.class
    partitioner.ignore.keys partitioner.adaptive.partitioning.enable partitioner.availability.timeout.ms
    security.protocol transactional.id transaction.timeout.ms interceptor.classes metric.reporters enable.metrics.push`),
  consumer: names(`
    bootstrap.servers client.id key.deserializer value.deserializer group.id group.instance.id session.timeout.ms heartbeat.interval.ms
    max.poll.interval.ms max.poll.records partition.assignment.strategy enable.auto.commit auto.commit.interval.ms
    auto.offset.reset isolation.level fetch.min.bytes fetch.max.bytes fetch.max.wait.ms max.partition.fetch.bytes
    request.timeout.ms default.api.timeout.ms retry.backoff.ms retry.backoff.max.ms metadata.max.age.ms metadata.recovery.strategy
    allow.auto.create.topics client.rack group.protocol security.protocol interceptor.classes metric.reporters
    enable.metrics.push exclude.internal.topics`),
  admin: names(`
    bootstrap.servers client.id request.timeout.ms default.api.timeout.ms retry.backoff.ms retry.backoff.max.ms
    security.protocol`),
}
