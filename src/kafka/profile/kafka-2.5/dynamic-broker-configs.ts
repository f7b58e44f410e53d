/** Counterpart in Kafka: kafka.server.DynamicBrokerConfig, 2.5.0. */

/** Names that may stand for one another in a describe (DynamicBrokerConfig.brokerConfigSynonyms). */
export const BROKER_CONFIG_SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
  ...[
    ['log.roll.ms', 'log.roll.hours'],
    ['log.roll.jitter.ms', 'log.roll.jitter.hours'],
    ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'],
  ].flatMap((group) => group.map((name) => [name, group] as const)),
  ['log.flush.interval.ms', ['log.flush.interval.ms', 'log.flush.scheduler.interval.ms']],
])

/** What a running broker may be told anew (AllDynamicConfigs, and the throttles of DynamicConfig.Broker). */
export const DYNAMIC_BROKER_CONFIGS: ReadonlySet<string> = new Set(
  (
    'advertised.listeners background.threads compression.type follower.replication.throttled.rate ' +
    'leader.replication.throttled.rate listener.security.protocol.map listeners log.cleaner.backoff.ms ' +
    'log.cleaner.dedupe.buffer.size log.cleaner.delete.retention.ms log.cleaner.io.buffer.load.factor ' +
    'log.cleaner.io.buffer.size log.cleaner.io.max.bytes.per.second log.cleaner.max.compaction.lag.ms ' +
    'log.cleaner.min.cleanable.ratio log.cleaner.min.compaction.lag.ms log.cleaner.threads log.cleanup.policy ' +
    'log.flush.interval.messages log.flush.interval.ms log.index.interval.bytes log.index.size.max.bytes ' +
    'log.message.downconversion.enable log.message.timestamp.difference.max.ms log.message.timestamp.type ' +
    'log.preallocate log.retention.bytes log.retention.ms log.roll.jitter.ms log.roll.ms log.segment.bytes ' +
    'log.segment.delete.delay.ms max.connections max.connections.per.ip max.connections.per.ip.overrides ' +
    'message.max.bytes metric.reporters min.insync.replicas num.io.threads num.network.threads ' +
    'num.recovery.threads.per.data.dir num.replica.fetchers principal.builder.class ' +
    'replica.alter.log.dirs.io.max.bytes.per.second sasl.enabled.mechanisms sasl.jaas.config ' +
    'sasl.kerberos.kinit.cmd sasl.kerberos.min.time.before.relogin sasl.kerberos.principal.to.local.rules ' +
    'sasl.kerberos.service.name sasl.kerberos.ticket.renew.jitter sasl.kerberos.ticket.renew.window.factor ' +
    'sasl.login.refresh.buffer.seconds sasl.login.refresh.min.period.seconds sasl.login.refresh.window.factor ' +
    'sasl.login.refresh.window.jitter sasl.mechanism.inter.broker.protocol ssl.cipher.suites ssl.client.auth ' +
    'ssl.enabled.protocols ssl.endpoint.identification.algorithm ssl.key.password ssl.keymanager.algorithm ' +
    'ssl.keystore.location ssl.keystore.password ssl.keystore.type ssl.protocol ssl.provider ' +
    'ssl.secure.random.implementation ssl.trustmanager.algorithm ssl.truststore.location ' +
    'ssl.truststore.password ssl.truststore.type unclean.leader.election.enable'
  ).split(' '),
)

/** Of those, what may only be said to one broker, not to all at once (PerBrokerConfigs). */
export const PER_BROKER_CONFIGS: ReadonlySet<string> = new Set(
  (
    'advertised.listeners listener.security.protocol.map listeners principal.builder.class ' +
    'sasl.enabled.mechanisms sasl.jaas.config sasl.kerberos.kinit.cmd sasl.kerberos.min.time.before.relogin ' +
    'sasl.kerberos.principal.to.local.rules sasl.kerberos.service.name sasl.kerberos.ticket.renew.jitter ' +
    'sasl.kerberos.ticket.renew.window.factor sasl.login.refresh.buffer.seconds ' +
    'sasl.login.refresh.min.period.seconds sasl.login.refresh.window.factor sasl.login.refresh.window.jitter ' +
    'sasl.mechanism.inter.broker.protocol ssl.cipher.suites ssl.client.auth ssl.enabled.protocols ' +
    'ssl.endpoint.identification.algorithm ssl.key.password ssl.keymanager.algorithm ssl.keystore.location ' +
    'ssl.keystore.password ssl.keystore.type ssl.protocol ssl.provider ssl.secure.random.implementation ' +
    'ssl.trustmanager.algorithm ssl.truststore.location ssl.truststore.password ssl.truststore.type'
  ).split(' '),
)
