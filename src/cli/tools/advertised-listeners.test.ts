// Clients reach a broker at the host and port it advertises, whatever it really listens on. What 4.3.1 says was recorded.

import { describe, expect, test } from 'vitest'
import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { refuse, simulatorModel } from '../model.ts'

const SHORT = "printf 'request.timeout.ms=1000\\ndefault.api.timeout.ms=3000\\n' > t.properties\n"
const TOPICS =
  'kafka-topics.sh --bootstrap-server localhost:9093 --create --topic orders --replica-assignment 1\nkafka-topics.sh --bootstrap-server localhost:9093 --create --topic two --replica-assignment 2:1\n'
const PRODUCE =
  'echo x | timeout 30 kafka-console-producer.sh --bootstrap-server localhost:9093 --topic orders --command-property delivery.timeout.ms=3000 --command-property request.timeout.ms=1000 --command-property linger.ms=0'

function clusterAdvertising(address: string) {
  const spec = emptyCluster()
  const config: ConfigEntries = { 'advertised.listeners': `PLAINTEXT://${address}` }
  const brokers = spec.brokers.map((broker) => (broker.id === 1 ? { ...broker, config } : broker))
  return simulatorModel.create({ ...spec, brokers }, 1)
}

/** Without times and stack frames, each line once. */
function said(address: string, script: string) {
  const { commands } = runScript(clusterAdvertising(address), `${SHORT}${TOPICS}${script}`)
  const last = commands.at(-1)!
  const lines = last.stderr
    .split('\n')
    .filter((line) => !line.startsWith('\tat '))
    .map((line) => line.replace(/^\[[^\]]*\] /, ''))
  return { stdout: last.stdout, stderr: [...new Set(lines)], exitCode: last.exitCode }
}

describe('a host that nobody knows', () => {
  const UNKNOWN = 'nosuchhost:9092 (id: 1 rack: null isFenced: false) (org.apache.kafka.clients.NetworkClient)'

  test('the cluster is listed with it', () => {
    const { stdout } = said('nosuchhost:9092', 'kafka-cluster.sh list-endpoints --bootstrap-server localhost:9093')
    expect(stdout.split('\n')[1]?.split(/ +/).slice(0, 3)).toEqual(['1', 'nosuchhost', '9092'])
  })

  test('the producer knows the leader, never reaches it, and its records expire', () => {
    const { stderr } = said('nosuchhost:9092', PRODUCE)
    expect(stderr[0]).toBe(`WARN [Producer clientId=console-producer] Error connecting to node ${UNKNOWN}`)
    expect(stderr.slice(1, 3)).toEqual([
      'java.net.UnknownHostException: nosuchhost: Temporary failure in name resolution',
      'java.net.UnknownHostException: nosuchhost',
    ])
    expect(stderr[4]).toMatch(
      /^org\.apache\.kafka\.common\.errors\.TimeoutException: Expiring 1 record\(s\) for orders-0:3\d\d\d ms has passed since batch creation\./,
    )
    expect(stderr).toHaveLength(6)
  })

  test('with acks=0 they wait for the connection just so', () => {
    const { stderr } = said('nosuchhost:9092', `${PRODUCE} --command-property acks=0`)
    expect(stderr[0]).toBe(`WARN [Producer clientId=console-producer] Error connecting to node ${UNKNOWN}`)
    expect(stderr.join('\n')).toContain('TimeoutException: Expiring 1 record(s) for orders-0')
  })

  test('a tool that needs this broker waits for it in vain', () => {
    const { stderr, exitCode } = said(
      'nosuchhost:9092',
      'kafka-configs.sh --bootstrap-server localhost:9093 --command-config t.properties --describe --entity-type brokers --entity-name 1',
    )
    expect(stderr).toContain(`WARN [AdminClient clientId=adminclient-1] Error connecting to node ${UNKNOWN}`)
    expect(stderr.join('\n')).toContain('Timed out waiting for a node assignment. Call: describeConfigs')
    expect(exitCode).toBe(1)
  })

  test('another broker cannot follow it either, and leaves the ISR of nothing it leads itself', () => {
    const { stdout } = said(
      'nosuchhost:9092',
      'kafka-topics.sh --bootstrap-server localhost:9093 --create --topic led --replica-assignment 1:2\nsleep 40\nkafka-topics.sh --bootstrap-server localhost:9093 --describe --topic led | tail -n 1\nkafka-topics.sh --bootstrap-server localhost:9093 --describe | grep -o "Isr: [0-9,]*" | sort -u | tr "\\n" " "',
    )
    expect(stdout).toBe('Isr: 1 Isr: 2,1 ')
  })
})

test('a port where nobody listens', () => {
  const { stderr } = said('localhost:9999', PRODUCE)
  expect(stderr[0]).toBe(
    'WARN [Producer clientId=console-producer] Connection to node 1 (localhost/127.0.0.1:9999) could not be established. Node may not be available. (org.apache.kafka.clients.NetworkClient)',
  )
  expect(stderr.join('\n')).not.toContain('Received invalid metadata error')
  expect(stderr.join('\n')).toContain('TimeoutException: Expiring 1 record(s) for orders-0')
})

test('an address in digits of a network that is not there', () => {
  const { stderr } = said('10.0.0.5:9092', PRODUCE)
  expect(stderr.slice(0, 2)).toEqual([
    'WARN [Producer clientId=console-producer] Error connecting to node 10.0.0.5:9092 (id: 1 rack: null isFenced: false) (org.apache.kafka.clients.NetworkClient)',
    'java.net.SocketException: Network is unreachable',
  ])
})

test('the address of another broker: that one is asked, and does not lead', () => {
  const { stderr } = said('localhost:9093', PRODUCE)
  expect(stderr.join('\n')).toContain('Received invalid metadata error in produce request on partition orders-0')
  expect(stderr.join('\n')).toContain('NotLeaderOrFollowerException')
})

test('the address of another broker: it is asked for offsets until the time is over', () => {
  const { stdout, stderr, exitCode } = said(
    'localhost:9093',
    'kafka-get-offsets.sh --bootstrap-server localhost:9093 --command-config t.properties',
  )
  expect(stderr[0]).toBe(
    'Skip getting offsets for topic-partition orders-0 due to error: org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: listOffsets(api=LIST_OFFSETS)',
  )
  expect(stdout).toBe('two:0:0\n')
  expect(exitCode).toBe(0)
})

test('another name of the same machine works, and is what clients are told', () => {
  const consumed = said(
    'my-kafka:9092',
    'echo x | kafka-console-producer.sh --bootstrap-server localhost:9093 --topic orders\nkafka-console-consumer.sh --bootstrap-server localhost:9093 --topic orders --partition 0 --offset earliest --max-messages 1',
  )
  expect(consumed).toEqual({ stdout: 'x\n', stderr: ['Processed a total of 1 messages', ''], exitCode: 0 })
  const listed = said(
    'my-kafka:9092',
    'kafka-broker-api-versions.sh --bootstrap-server localhost:9093 | grep -o "^my-kafka[^ ]*"',
  )
  expect(listed.stdout).toBe('my-kafka:9092\n')
})

test.each([
  ['PLAINTEXT://0.0.0.0:9092', 'cannot use the nonroutable meta-address 0.0.0.0'],
  ['localhost:9092', 'Unable to parse localhost:9092 to a broker endpoint'],
  ['CLIENTS://localhost:9092', 'No security protocol defined for listener CLIENTS'],
  ['', "Configuration 'advertised.listeners' must not be empty."],
])('a broker that advertises %s does not start', (advertised, words) => {
  const world = simulatorModel.create(emptyCluster(), 1)
  const config = { 'advertised.listeners': advertised }
  expect(refuse(world, { type: 'AddBroker', broker: { id: 4, rack: null, config } })).toContain(words)
})
