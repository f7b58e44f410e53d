// Whom kafka-configs.sh of 4.3.1 was seen to refuse to talk about, and what it finds without being told.

import { describe, expect, test } from 'vitest'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

const CONFIGS = 'kafka-configs.sh --bootstrap-server localhost:9092'
const TOPIC = 'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 1'

/** What the last line of a script said, traces without their frames. */
function run(script: string) {
  const last = runScript(simulatorModel.create(emptyCluster(), 1), `${script}\n`).commands.at(-1)!
  return { stdout: last.stdout, stderr: last.stderr.replace(/^\tat .*\n/gm, ''), exitCode: last.exitCode }
}

test.each([
  [
    '--describe --topic a --bootstrap-controller localhost:19101',
    'Only one of --bootstrap-server or --bootstrap-controller can be specified',
  ],
  [
    '--describe --entity-type topics --entity-type brokers',
    "Only 'users' and 'clients' entity types may be specified together",
  ],
  ['--describe --topic a --broker 1', "Only 'users' and 'clients' entity types may be specified together"],
  ['--describe --entity-type topics --entity-type topics', 'Duplicate entity type(s) specified: topics'],
  [
    '--describe --topic a --entity-name b',
    '--entity-{type,name,default} should not be used in conjunction with specific entity flags',
  ],
  [
    '--describe --entity-type topics --entity-default',
    '--entity-default must not be specified with --describe of topics',
  ],
  ['--describe --entity-type broker-loggers', 'An entity name must be specified with --describe of broker-loggers'],
  [
    '--alter --entity-type brokers --add-config log.retention.ms=1',
    'An entity-name or default entity must be specified with --alter of users, clients, brokers or ips',
  ],
  [
    "--alter --group '' --add-config consumer.session.timeout.ms=50000",
    'An entity name must be specified with --alter of groups',
  ],
  [
    '--alter --topic a --add-config-file f --add-config a=b',
    'Only one of --add-config or --add-config-file must be specified',
  ],
])('%s', (options, complaint) => {
  expect(run(`${CONFIGS} ${options}`)).toEqual({ stdout: '', stderr: `${complaint}\n`, exitCode: 1 })
})

describe('what nobody has heard of is said, unless all settings are asked for', () => {
  test.each([
    ['topic', 'topic'],
    ['broker', 'broker'],
    ['group', 'group'],
    ['client-metrics', 'client-metric'],
  ])('%s', (option, word) => {
    expect(run(`${CONFIGS} --describe --${option} 9`).stdout).toBe(
      `The ${word} '9' doesn't exist and doesn't have dynamic config.\n`,
    )
  })

  test('a group that has only settings is found by them', () => {
    const alter = `${CONFIGS} --alter --group readers --add-config consumer.session.timeout.ms=50000`
    expect(run(`${alter}\n${CONFIGS} --describe --entity-type groups`).stdout).toBe(
      'Dynamic configs for group readers are:\n' +
        '  consumer.session.timeout.ms=50000 sensitive=false synonyms={DYNAMIC_GROUP_CONFIG:consumer.session.timeout.ms=50000, DEFAULT_CONFIG:group.consumer.session.timeout.ms=45000}\n',
    )
  })
})

test('a key that is set and deleted at once is refused by the controller', () => {
  expect(run(`${TOPIC}\n${CONFIGS} --alter --topic orders --delete-config a --add-config a=7`).stderr).toContain(
    'InvalidRequestException: Error due to duplicate config keys\n',
  )
})

test('brackets are taken out of values, also where one is missing', () => {
  expect(run(`${TOPIC}\n${CONFIGS} --alter --topic orders --add-config 'cleanup.policy=[compact'`).stdout).toBe(
    'Completed updating config for topic orders.\n',
  )
})

test('a pattern that matches clients by nothing known is refused', () => {
  expect(run(`${CONFIGS} --alter --client-metrics watch --add-config match=[nope=a]`).stderr).toContain(
    'InvalidConfigurationException: Illegal client matching pattern: nope=a\n',
  )
})

describe('log levels of a broker', () => {
  const alter = (change: string) => `${CONFIGS} --alter --broker-logger 1 ${change}`

  test('are listed by its loggers', () => {
    const { stdout } = run(`${CONFIGS} --describe --broker-logger 1`)
    expect(stdout).toMatch(
      /^Dynamic configs for broker-logger 1 are:\n {2}LogFutureTimestampLogger=INFO sensitive=false synonyms=\{\}\n/,
    )
    expect(stdout).toContain('  root=INFO sensitive=false synonyms={}\n')
  })

  test.each([
    ['--add-config nope=DEBUG,root=WARN --delete-config nope.too', 'Invalid broker logger(s): nope.too,nope'],
    ['--delete-config root', 'InvalidRequestException: Removing the log level of the root logger is not allowed'],
    [
      '--add-config kafka.server.KafkaApis=loud',
      'InvalidConfigurationException: Cannot set the log level of kafka.server.KafkaApis to loud as it is not a supported log level. Valid log levels are DEBUG, ERROR, FATAL, INFO, TRACE, WARN',
    ],
    ['--add-config kafka.server.KafkaApis=DEBUG', 'This simulator has no log levels of brokers yet.'],
  ])('%s', (change, words) => {
    expect(run(alter(change))).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(words) })
  })
})
