// What the tools of 4.3.1 say, and end with, when the server they are given is not there or does not answer.

import { describe, expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SHORT = "printf 'request.timeout.ms=1000\\ndefault.api.timeout.ms=2000\\n' > t.properties\n"
const NOBODY = '--bootstrap-server localhost:9999 --command-config t.properties'
const waitingFor = (call: string) =>
  `org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: ${call}`

/** Without the warnings of the network client and the frames of stack traces. */
function said(script: string, before = '') {
  const world = simulatorModel.create(emptyCluster(), 1)
  const { commands } = runScript(world, `${before}${SHORT}${script}`)
  const last = commands.at(-1)!
  const kept = (text: string) => text.split('\n').filter((line) => !/^\[.* WARN |^\tat /.test(line))
  return { stdout: kept(last.stdout).join('\n'), stderr: kept(last.stderr).join('\n'), exitCode: last.exitCode }
}

const wrapped = (call: string) =>
  `java.util.concurrent.ExecutionException: ${waitingFor(call)}\nCaused by: ${waitingFor(call)}\n`

describe('nobody listens at the address', () => {
  test.each([
    ['kafka-get-offsets.sh --topic a', 'listTopics', 'Error occurred: '],
    ['kafka-log-dirs.sh --describe', 'listNodes', ''],
  ])('%s', (command, call, prefix) => {
    expect(said(`${command} ${NOBODY}`)).toEqual({
      stdout: '',
      stderr: `${prefix}${waitingFor(call)}\n${wrapped(call)}\n`,
      exitCode: 1,
    })
  })

  test('kafka-reassign-partitions.sh complains on standard output', () => {
    const call = 'listPartitionReassignments'
    expect(said(`kafka-reassign-partitions.sh --list ${NOBODY}`)).toEqual({
      stdout: `Error: ${waitingFor(call)}\n${wrapped(call)}\n`,
      stderr: '',
      exitCode: 1,
    })
  })

  test('a plan is not generated, and quotas are not said to be none', () => {
    const json = `echo '{"topics":[{"topic":"a"}],"version":1}' > t.json\n`
    const generate = 'kafka-reassign-partitions.sh --topics-to-move-json-file t.json --broker-list 1 --generate'
    expect(said(`${generate} ${NOBODY}`, json)).toMatchObject({
      stdout: `Error: ${waitingFor('listNodes')}\n${wrapped('listNodes')}\n`,
      exitCode: 1,
    })
    const quotas = said(`kafka-configs.sh --describe --entity-type users ${NOBODY}`)
    expect(quotas).toMatchObject({ stdout: '', exitCode: 1 })
    expect(quotas.stderr).toContain(waitingFor('describeClientQuotas'))
  })

  test('kafka-delete-records.sh tells it of each partition, and ends well', () => {
    const json = `echo '{"partitions":[{"topic":"a","partition":0,"offset":1}]}' > d.json\n`
    expect(said(`kafka-delete-records.sh --offset-json-file d.json ${NOBODY}`, json)).toEqual({
      stdout: `Executing records delete operation\nRecords delete operation completed:\npartition: a-0\terror: ${waitingFor('deleteRecords(api=METADATA)')}\n`,
      stderr: '',
      exitCode: 0,
    })
  })

  test('kafka-consumer-groups.sh ends with 0, whatever was asked', () => {
    const groups = `kafka-consumer-groups.sh --timeout 2000 ${NOBODY}`
    const failed = '\nError: Executing consumer group command failed due to '
    const describing = waitingFor('describeConsumerGroups(api=FIND_COORDINATOR)')
    expect(said(`${groups} --describe --group g`)).toMatchObject({ stdout: `${failed}${describing}\n`, exitCode: 0 })
    expect(said(`${groups} --delete --group g`)).toMatchObject({
      stdout: `\nError: Deletion of some consumer groups failed:\n* Group 'g' could not be deleted due to: ${waitingFor('deleteConsumerGroups(api=FIND_COORDINATOR)')}\n`,
      exitCode: 0,
    })
    expect(said(`${groups} --delete-offsets --group g --topic a`).stdout).toMatch(
      /^\nError: Encountered some unknown error: REQUEST_TIMED_OUT\n\n.*\na +- +Error: \S+TimeoutException: Timed out waiting for a node assignment\. Call: listNodes\n/,
    )
    expect(said(`${groups} --list`).stdout).toBe(
      `${failed}java.util.concurrent.ExecutionException: org.apache.kafka.common.KafkaException: Failed to find brokers to send ListGroups\n`,
    )
  })

  test('kafka-leader-election.sh has words of its own', () => {
    expect(said(`kafka-leader-election.sh --election-type preferred --all-topic-partitions ${NOBODY}`)).toEqual({
      stdout: 'Timeout waiting for election results\n',
      stderr: `Timeout waiting for election results\norg.apache.kafka.tools.AdminCommandFailedException: Timeout waiting for election results\nCaused by: ${waitingFor('electLeaders')}\n\n`,
      exitCode: 1,
    })
  })
})

describe('kafka-broker-api-versions.sh asks each server once, by a client of its own', () => {
  const asked = (servers: string) => {
    const { commands } = runScript(
      simulatorModel.create(emptyCluster(), 1),
      `kafka-broker-api-versions.sh --bootstrap-server ${servers}`,
    )
    const { stdout, stderr, exitCode } = commands.at(-1)!
    const lines = stderr.split('\n').map((line) => line.replace(/^\[[^\]]*\] /, ''))
    return { stdout, lines: lines.filter((line) => !line.startsWith('\tat ')), exitCode }
  }

  test('nobody listens', () => {
    expect(asked('localhost:9999')).toEqual({
      stdout: '',
      lines: [
        'WARN [LegacyAdminClient clientId=admin-1] Connection to node -1 (localhost/127.0.0.1:9999) could not be established. Node may not be available. (org.apache.kafka.clients.NetworkClient)',
        'WARN [LegacyAdminClient clientId=admin-1] Bootstrap broker localhost:9999 (id: -1 rack: null isFenced: false) disconnected (org.apache.kafka.clients.NetworkClient)',
        'Request METADATA failed on brokers [localhost:9999 (id: -1 rack: null isFenced: false)]',
        'java.lang.RuntimeException: Request METADATA failed on brokers [localhost:9999 (id: -1 rack: null isFenced: false)]',
        '',
        '',
      ],
      exitCode: 1,
    })
  })

  test('a controller has no METADATA', () => {
    expect(asked('localhost:19101').lines[0]).toBe(
      'Request METADATA failed on brokers [localhost:19101 (id: -1 rack: null isFenced: false)]',
    )
  })

  test('a name that nobody knows', () => {
    expect(asked('nosuchhost:9092').lines.slice(1, 3)).toEqual([
      'No resolvable bootstrap urls given in bootstrap.servers',
      'org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers',
    ])
  })

  test('the second of two servers is enough', () => {
    const { stdout, exitCode } = asked('localhost:9999,localhost:9092')
    expect(stdout.match(/^localhost:\d+/gm)).toEqual(['localhost:9093', 'localhost:9094', 'localhost:9092'])
    expect(exitCode).toBe(0)
  })
})

test('kafka-get-offsets.sh waits for a leader until its time is over, and lists what there is', () => {
  const topics =
    'kafka-topics.sh --bootstrap-server localhost:9093 --create --topic orders --replica-assignment 1\nkafka-topics.sh --bootstrap-server localhost:9093 --create --topic two --replica-assignment 2\n'
  const { stdout, stderr, exitCode } = said(
    'kafka-get-offsets.sh --bootstrap-server localhost:9093 --command-config t.properties',
    `${topics}:kill broker-1\nsleep 15\n`,
  )
  expect(stderr).toMatch(
    /^Skip getting offsets for topic-partition orders-0 due to error: org\.apache\.kafka\.common\.errors\.TimeoutException: Call\(callName=listOffsets\(api=METADATA\), deadlineMs=(\d+), tries=(\d+), nextAllowedTryMs=\d+\) timed out at \1 after \2 attempt\(s\)\n$/,
  )
  expect(stdout).toBe('two:0:0\n')
  expect(exitCode).toBe(0)
})

test('a broker that accepts and never answers: the call was sent, so its tries and the node are told, in epoch milliseconds', () => {
  const paused = ':pause broker-2\n'
  const { stderr } = said(
    'kafka-log-dirs.sh --describe --broker-list 2 --bootstrap-server localhost:9092 --command-config t.properties',
    paused,
  )
  const match =
    /^org\.apache\.kafka\.common\.errors\.TimeoutException: Call\(callName=describeLogDirs, deadlineMs=(\d+), tries=2, nextAllowedTryMs=(\d+)\) timed out at (\d+) after 2 attempt\(s\)\n/.exec(
      stderr,
    )
  const [deadlineMs, nextAllowedTryMs, endedMs] = (match ?? []).slice(1).map(Number)
  expect(new Date(deadlineMs ?? 0).getUTCFullYear()).toBe(2026)
  expect(endedMs).toBe(deadlineMs)
  // 200 ms, a fifth up or down.
  expect(nextAllowedTryMs).toBeGreaterThanOrEqual((deadlineMs ?? 0) + 160)
  expect(nextAllowedTryMs).toBeLessThanOrEqual((deadlineMs ?? 0) + 240)
  expect(stderr).toMatch(
    /Caused by: org\.apache\.kafka\.common\.errors\.DisconnectException: Cancelled describeLogDirs request with correlation id \d+ due to node 2 being disconnected/,
  )
})

test('an admin client is not made of classes that are not there', () => {
  const file = 'echo metric.reporters=com.example.Meters > m.properties\n'
  expect(said('kafka-topics.sh --list --bootstrap-server localhost:9092 --command-config m.properties', file)).toEqual({
    stdout: '',
    stderr:
      'Failed to create new KafkaAdminClient\norg.apache.kafka.common.KafkaException: Failed to create new KafkaAdminClient\nCaused by: org.apache.kafka.common.KafkaException: Class com.example.Meters cannot be found\nCaused by: java.lang.ClassNotFoundException: com.example.Meters\n\n',
    exitCode: 1,
  })
})

test('kafka-features.sh tells of each update that nobody could be asked for', () => {
  const { stdout, stderr, exitCode } = said(`kafka-features.sh ${NOBODY} downgrade --feature share.version=0`)
  expect({ stdout, exitCode }).toEqual({
    stdout: 'Could not downgrade share.version to 0. Timed out waiting for a node assignment. Call: updateFeatures\n',
    exitCode: 1,
  })
  expect(stderr).toContain('1 out of 1 operation(s) failed.\n')
})

test('kafka-cluster.sh names the call that it could not make', () => {
  const { stderr } = said('kafka-cluster.sh unregister --bootstrap-server localhost:9999 --config t.properties --id 9')
  expect(stderr).toContain(waitingFor('unregisterBroker'))
})

test('a request that a broker holds for want of a controller lasts as long as its call, whatever request.timeout.ms says', () => {
  const setup = `:kill controller-101
:kill controller-102
:kill controller-103
sleep 3
printf 'default.api.timeout.ms=6000\nrequest.timeout.ms=2000\n' > held.properties
`
  const { stdout } = said(
    'kafka-topics.sh --bootstrap-server localhost:9092 --command-config held.properties --create --topic z',
    setup,
  )
  expect(stdout).toMatch(
    /^Error while executing topic command : Call\(callName=createTopics, deadlineMs=\d+, tries=1, nextAllowedTryMs=\d+\) timed out at \d+ after 1 attempt\(s\)\n$/,
  )
})

const NO_LIST = 'org.apache.kafka.common.KafkaException: Failed to find brokers to send ListGroups'
const future = `java.util.concurrent.ExecutionException: ${NO_LIST}`

test.each([
  ['--list', `java.lang.RuntimeException: ${future}\nCaused by: ${future}\n`, future],
  ['--list --state', `${future}\n`, NO_LIST],
  ['--list --type classic', `${future}\n`, NO_LIST],
])('groups that are asked for with conditions are told of by the future itself: %s', (args, trace, message) => {
  const { stdout, stderr } = said(`kafka-consumer-groups.sh ${args} ${NOBODY} --timeout 2000`)
  expect(stdout).toBe(`\nError: Executing consumer group command failed due to ${message}\n`)
  expect(stderr.startsWith(`${trace}Caused by: ${NO_LIST}\n`)).toBe(true)
})
