// The address that is given is the address that is asked: `--bootstrap-controller` goes to controllers (KIP-919), and who
// is not of the kind that is looked for says so. The words are those that 4.3.1 was recorded with.

import { describe, expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SHORT = "printf 'request.timeout.ms=1000\\ndefault.api.timeout.ms=2000\\n' > t.properties\n"

/** Without times, stack frames and the client's id, which each tool chooses. */
function said(command: string, before = '') {
  const world = simulatorModel.create(emptyCluster(), 1)
  const { commands } = runScript(world, `${SHORT}${before}${command}`)
  const { stdout, stderr, exitCode } = commands.at(-1)!
  const lines = stderr.split('\n').filter((line) => !line.startsWith('\tat '))
  const shown = lines.map((line) => line.replace(/^\[[^\]]*\] /, '').replace(/(?<=AdminClient) clientId=[^\]]*/, ''))
  return { stdout, stderr: shown, exitCode }
}

const MISMATCH =
  'org.apache.kafka.common.errors.MismatchedEndpointTypeException: The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type CONTROLLER'
const UNSUPPORTED = 'org.apache.kafka.common.errors.UnsupportedVersionException: The node does not support METADATA'
const FATAL =
  'WARN [AdminClient] Fatal error during metadata update (org.apache.kafka.clients.admin.internals.AdminMetadataManager)'

const QUORUM = 'kafka-metadata-quorum.sh --command-config t.properties describe --status'
const FEATURES = 'kafka-features.sh --command-config t.properties describe'
const CLUSTER = 'kafka-cluster.sh cluster-id --command-config t.properties'
const CONFIGS = 'kafka-configs.sh --describe --entity-type brokers --entity-default --command-config t.properties'
const REASSIGN = 'kafka-reassign-partitions.sh --list --command-config t.properties'

describe.each([
  [QUORUM, 'listNodes'],
  [FEATURES, 'describeFeatures'],
  [CLUSTER, 'listNodes'],
  [CONFIGS, 'describeConfigs'],
  [REASSIGN, 'listPartitionReassignments'],
])('%s', (command, call) => {
  const to = (address: string) => said(command.replace('--command-config', `${address} --command-config`))
  const all = ({ stdout, stderr }: ReturnType<typeof said>) => `${stdout}${stderr.join('\n')}`

  test('nobody there', () => {
    const answer = to('--bootstrap-controller localhost:9999')
    expect(all(answer)).toContain(`Timed out waiting for a node assignment. Call: ${call}`)
    expect(answer.stderr[0]).toBe(
      'WARN [AdminClient] Connection to node -1 (localhost/127.0.0.1:9999) could not be established. Node may not be available. (org.apache.kafka.clients.NetworkClient)',
    )
    expect(answer.exitCode).toBe(1)
  })

  test('a broker there', () => {
    const answer = to('--bootstrap-controller localhost:9092')
    expect(answer.stderr.slice(0, 2)).toEqual([FATAL, MISMATCH])
    expect(all(answer)).toContain(MISMATCH)
    expect(answer.exitCode).toBe(1)
  })

  test('a controller where a broker is looked for', () => {
    const answer = to('--bootstrap-server localhost:19101')
    expect(answer.stderr.slice(0, 4)).toEqual([
      FATAL,
      UNSUPPORTED,
      'WARN [AdminClient] The remote node is not a BROKER that supports the METADATA api. (org.apache.kafka.clients.admin.internals.AdminMetadataManager)',
      UNSUPPORTED,
    ])
    expect(answer.exitCode).toBe(1)
  })
})

test('a producer and a consumer that take a controller for a broker fail at once', () => {
  const produced = said('echo x | kafka-console-producer.sh --bootstrap-server localhost:19101 --topic orders')
  expect(produced.stderr).toEqual([
    'ERROR Error when sending message to topic orders with key: null, value: 1 bytes with error: (org.apache.kafka.clients.producer.internals.ErrorLoggingCallback)',
    UNSUPPORTED,
    '',
  ])
  const consumed = said('kafka-console-consumer.sh --bootstrap-server localhost:19101 --topic orders --from-beginning')
  expect(consumed.stderr.slice(-4)).toEqual([
    'ERROR Error processing message, terminating consumer process:  (org.apache.kafka.tools.consumer.ConsoleConsumer)',
    UNSUPPORTED,
    'Processed a total of 0 messages',
    '',
  ])
})

test('what controllers do not answer a tool refuses by itself', () => {
  const { stderr, exitCode } = said(
    'kafka-configs.sh --bootstrap-controller localhost:19101 --describe --entity-type topics --entity-name orders',
  )
  expect(stderr[1]).toBe(
    'java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnsupportedEndpointTypeException: This Admin API is not yet supported when communicating directly with the controller quorum.',
  )
  expect(exitCode).toBe(1)
})

test('brokers are set by a controller, whichever broker it is about', () => {
  const { stdout } = said(
    'kafka-configs.sh --bootstrap-controller localhost:19101 --alter --entity-type brokers --entity-name 1 --add-config log.cleaner.threads=2',
  )
  expect(stdout).toBe('Completed updating config for broker 1.\n')
})

test.each(['log.cleaner.threads=30', 'log.cleaner.threads=abc', 'num.partitions=4'])(
  'a controller writes down %s, which no broker has looked at, and the broker goes by what it had',
  (setting) => {
    const alter = (server: string) =>
      `kafka-configs.sh ${server} --alter --entity-type brokers --entity-name 1 --add-config ${setting}`
    expect(said(alter('--bootstrap-controller localhost:19101')).stdout).toBe(
      'Completed updating config for broker 1.\n',
    )
    expect(said(alter('--bootstrap-server localhost:9092')).exitCode).toBe(1)
  },
)

test('what a broker does not heed it does not describe either', () => {
  const alter = (setting: string) =>
    `kafka-configs.sh --bootstrap-controller localhost:19101 --alter --entity-type brokers --entity-name 1 --add-config ${setting}\n`
  const { stdout } = said(
    'kafka-configs.sh --bootstrap-server localhost:9092 --describe --entity-type brokers --entity-name 1',
    `${alter('log.cleaner.threads=abc')}${alter('num.partitions=4')}sleep 1\n`,
  )
  expect(stdout).toBe('Dynamic configs for broker 1 are:\n')
})

test('controllers answer without any broker', () => {
  const brokersDown = ':kill broker-1\n:kill broker-2\n:kill broker-3\n'
  const { stdout, exitCode } = said(
    'kafka-cluster.sh list-endpoints --bootstrap-controller localhost:19102',
    brokersDown,
  )
  expect(stdout.split('\n').map((line) => line.trim().split(/ +/))).toEqual([
    ['ID', 'HOST', 'PORT', 'RACK', 'ENDPOINT_TYPE'],
    ['101', 'localhost', '19101', 'null', 'controller'],
    ['102', 'localhost', '19102', 'null', 'controller'],
    ['103', 'localhost', '19103', 'null', 'controller'],
    [''],
  ])
  expect(exitCode).toBe(0)
  const status = said('kafka-metadata-quorum.sh --bootstrap-controller localhost:19103 describe --status', brokersDown)
  expect(status.stdout).toContain('CurrentVoters:')
})

test('what any controller is asked the active one answers, also after another has taken over', () => {
  const change =
    'kafka-configs.sh --bootstrap-controller localhost:19101,localhost:19102,localhost:19103 --alter --entity-type topics --entity-name orders --add-config retention.ms=1000000'
  const topic = 'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 1:2:3\n'
  for (const controller of [101, 102, 103]) {
    const answer = said(
      'kafka-configs.sh --bootstrap-server localhost:9092 --describe --entity-type topics --entity-name orders',
      `${topic}:kill controller-${controller}\n${change}\nsleep 2\n`,
    )
    expect(answer.stdout).toContain('retention.ms=1000000')
  }
})

test('each node tells its features', () => {
  const answer = said('kafka-features.sh --bootstrap-controller localhost:19101 describe --node-id 103')
  expect(answer.stdout).toMatch(/^Feature: eligible\.leader\.replicas\.version +SupportedMinVersion: 0/)
  expect(answer.exitCode).toBe(0)
})

test('fenced is no state of a controller', () => {
  const answer = said('kafka-cluster.sh list-endpoints --bootstrap-controller localhost:19101 --include-fenced-brokers')
  expect(answer.stderr[0]).toBe('The option --include-fenced-brokers is only supported with --bootstrap-server option')
  expect(answer.exitCode).toBe(1)
})

test('a controller can be configured by its id, as a broker can', () => {
  const answer = said(
    'kafka-configs.sh --bootstrap-controller localhost:19101 --alter --broker 101 --add-config log.retention.ms=5',
  )
  expect(answer).toMatchObject({ stdout: 'Completed updating config for broker 101.\n', exitCode: 0 })
})
