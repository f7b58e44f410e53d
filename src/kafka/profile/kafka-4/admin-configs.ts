/** Counterpart in Kafka: org.apache.kafka.clients.admin.AdminClientConfig, 4.3.1. */
import { anyCase, atLeast, between, DISTINCT, defineConfigs, oneOf } from '../config-def.ts'
import { CLIENT_SECURITY_ROWS } from './client-security-configs.ts'

export const ADMIN_CONFIGS = defineConfigs('admin', [
  ['bootstrap.servers', 'LIST', '', DISTINCT],
  ['bootstrap.controllers', 'LIST', '', DISTINCT],
  ['client.id', 'STRING', ''],
  ['metadata.max.age.ms', 'LONG', '300000', atLeast(0)],
  ['send.buffer.bytes', 'INT', '131072', atLeast(-1)],
  ['receive.buffer.bytes', 'INT', '65536', atLeast(-1)],
  ['reconnect.backoff.ms', 'LONG', '50', atLeast(0)],
  ['reconnect.backoff.max.ms', 'LONG', '1000', atLeast(0)],
  ['retry.backoff.ms', 'LONG', '100', atLeast(0)],
  ['retry.backoff.max.ms', 'LONG', '1000', atLeast(0)],
  ['enable.metrics.push', 'BOOLEAN', 'false'],
  ['request.timeout.ms', 'INT', '30000', atLeast(0)],
  ['socket.connection.setup.timeout.ms', 'LONG', '10000'],
  ['socket.connection.setup.timeout.max.ms', 'LONG', '30000'],
  ['connections.max.idle.ms', 'LONG', '300000'],
  ['retries', 'INT', '2147483647', between(0, 2_147_483_647)],
  ['default.api.timeout.ms', 'INT', '60000', atLeast(0)],
  ['metrics.sample.window.ms', 'LONG', '30000', atLeast(0)],
  ['metrics.num.samples', 'INT', '2', atLeast(1)],
  ['metric.reporters', 'LIST', 'org.apache.kafka.common.metrics.JmxReporter', DISTINCT],
  ['metrics.recording.level', 'STRING', 'INFO', oneOf('INFO', 'DEBUG', 'TRACE')],
  [
    'client.dns.lookup',
    'STRING',
    'use_all_dns_ips',
    oneOf('use_all_dns_ips', 'resolve_canonical_bootstrap_servers_only'),
  ],
  ['security.protocol', 'STRING', 'PLAINTEXT', anyCase('SASL_SSL', 'PLAINTEXT', 'SSL', 'SASL_PLAINTEXT')],
  ['metadata.recovery.strategy', 'STRING', 'rebootstrap', anyCase('REBOOTSTRAP', 'NONE')],
  ['metadata.recovery.rebootstrap.trigger.ms', 'LONG', '300000', atLeast(0)],
  ['config.providers', 'LIST', '', DISTINCT],
  ...CLIENT_SECURITY_ROWS,
])
