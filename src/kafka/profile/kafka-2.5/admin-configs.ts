/** Counterpart in Kafka: org.apache.kafka.clients.admin.AdminClientConfig, 2.5.0. */
import { atLeast, between, defineConfigs, oneOf } from '../config-def.ts'
import { CLIENT_SECURITY_ROWS } from './client-security-configs.ts'

export const ADMIN_CONFIGS = defineConfigs('admin', [
  ['bootstrap.servers', 'LIST', null],
  ['client.id', 'STRING', ''],
  ['metadata.max.age.ms', 'LONG', '300000', atLeast(0)],
  ['send.buffer.bytes', 'INT', '131072', atLeast(-1)],
  ['receive.buffer.bytes', 'INT', '65536', atLeast(-1)],
  ['reconnect.backoff.ms', 'LONG', '50', atLeast(0)],
  ['reconnect.backoff.max.ms', 'LONG', '1000', atLeast(0)],
  ['retry.backoff.ms', 'LONG', '100', atLeast(0)],
  ['request.timeout.ms', 'INT', '30000', atLeast(0)],
  ['connections.max.idle.ms', 'LONG', '300000'],
  ['retries', 'INT', '2147483647', between(0, 2_147_483_647)],
  ['default.api.timeout.ms', 'INT', '60000', atLeast(0)],
  ['metrics.sample.window.ms', 'LONG', '30000', atLeast(0)],
  ['metrics.num.samples', 'INT', '2', atLeast(1)],
  ['metric.reporters', 'LIST', ''],
  ['metrics.recording.level', 'STRING', 'INFO', oneOf('INFO', 'DEBUG')],
  [
    'client.dns.lookup',
    'STRING',
    'default',
    oneOf('default', 'use_all_dns_ips', 'resolve_canonical_bootstrap_servers_only'),
  ],
  ['security.providers', 'STRING', null],
  ['security.protocol', 'STRING', 'PLAINTEXT'],
  ...CLIENT_SECURITY_ROWS,
])
