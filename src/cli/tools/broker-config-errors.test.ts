// What real brokers of 4.3.1 answered to settings that are wrong, or that a running broker cannot take.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const ONE = '--entity-name 1'
const ALL = '--entity-default'
const alter = (entity: string, config: string) =>
  `kafka-configs.sh --bootstrap-server localhost:9092 --alter --entity-type brokers ${entity} ${config}`

function run(...lines: string[]) {
  return runScript(simulatorModel.create(emptyCluster(), 1), `${lines.join('\n')}\n`).commands
}

const pool = (name: string, to: number, rest: string) =>
  `Invalid value org.apache.kafka.common.config.ConfigException: Dynamic thread count update validation failed for ${name}=${to}, value ${rest} for configuration Invalid dynamic configuration`

test.each([
  [ONE, 'num.io.threads=100', pool('num.io.threads', 100, 'should not be greater than double the current value 8')],
  [ONE, 'num.io.threads=3', pool('num.io.threads', 3, 'should be at least half the current value 8')],
  [ONE, 'num.io.threads=0', 'Invalid value 0 for configuration num.io.threads: Value must be at least 1'],
  [
    ONE,
    'background.threads=40',
    pool('background.threads', 40, 'should not be greater than double the current value 10'),
  ],
  [
    ONE,
    'log.cleaner.threads=5',
    'Invalid value org.apache.kafka.common.config.ConfigException: Log cleaner threads cannot be increased to more than double the current value 1 for configuration Invalid dynamic configuration',
  ],
  [ONE, 'message.max.bytes=abc', 'Invalid value abc for configuration message.max.bytes: Not a number of type INT'],
  [ALL, 'log.segment.bytes=10', 'Invalid value 10 for configuration log.segment.bytes: Value must be at least 1048576'],
  [
    ONE,
    'follower.replication.throttled.rate=abc',
    'Invalid value abc for configuration follower.replication.throttled.rate: Not a number of type LONG',
  ],
  [
    ALL,
    'leader.replication.throttled.rate=-1',
    'Invalid value -1 for configuration leader.replication.throttled.rate: Value must be at least 0',
  ],
  [ONE, 'node.id=7', 'Cannot update these configs dynamically: [node.id]'],
  [
    ONE,
    'group.initial.rebalance.delay.ms=5,advertised.listeners=PLAINTEXT://a:1',
    'Cannot update these configs dynamically: [group.initial.rebalance.delay.ms, advertised.listeners]',
  ],
  [
    ALL,
    'listeners=PLAINTEXT://:9999',
    'Cannot update these configs at default cluster level, broker id must be specified: [listeners]',
  ],
])('%s %s is an invalid request', (entity, config, message) => {
  const [command] = run(alter(entity, `--add-config ${config}`))
  expect(command?.stderr).toContain(
    `java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.InvalidRequestException: ${message}\n`,
  )
  expect(command?.exitCode).toBe(1)
})

test('a pool is measured by what it is now, and by what is left when a setting is taken back', () => {
  const [doubled, again, back] = run(
    alter(ONE, '--add-config num.io.threads=16'),
    alter(ONE, '--add-config num.io.threads=33'),
    alter(ONE, '--delete-config num.io.threads'),
  )
  expect(doubled?.stdout).toBe('Completed updating config for broker 1.\n')
  expect(again?.stderr).toContain('should not be greater than double the current value 16')
  expect(back?.exitCode).toBe(0)
})

test('a name that Kafka does not know is taken, and shown without its value: it may be a password', () => {
  const [, shown] = run(
    alter(ONE, '--add-config no.such.key=1'),
    'kafka-configs.sh --bootstrap-server localhost:9092 --describe --entity-type brokers --entity-name 1',
  )
  expect(shown?.stdout).toContain(
    '  no.such.key=null sensitive=true synonyms={DYNAMIC_BROKER_CONFIG:no.such.key=null}\n',
  )
})
