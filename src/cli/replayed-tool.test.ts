import { describe, expect, test } from 'vitest'
import { formatWallClock } from '../kafka/common/civil-date.ts'
import type { Request } from '../kafka/protocol/apis.ts'
import { type Answer, workstationBench } from '../testing/workstation-bench.ts'

const BROKERS = [{ id: 1, host: 'localhost', port: 9092, rack: null }]
const asked: string[] = []

/** A broker that knows two topics, and what it was asked. */
const answering: Answer = (request: Request) => {
  asked.push(request.type)
  if (request.type !== 'MetadataRequest') return null
  const topic = (name: string) => ({ errorCode: 'NONE', name, topicId: '', isInternal: false, partitions: [] })
  const topics = request.topics === null ? [topic('b'), topic('a')] : []
  return { type: 'MetadataResponse', clusterId: 'c', brokers: BROKERS, controllerId: 1, topics } as { type: string }
}

const LIST = 'kafka-topics.sh --bootstrap-server localhost:9092 --list'

describe('a tool that asks the cluster', () => {
  test('reads its answers as if they had been there at once', () => {
    asked.length = 0
    const [finished] = workstationBench({ answer: answering }).script(LIST)
    expect(finished).toMatchObject({ stdout: 'a\nb\n', stderr: '', exitCode: 0 })
    expect(asked).toEqual(['MetadataRequest', 'MetadataRequest'])
  })

  test('nobody listens: a warning for each try, and after a minute the end', () => {
    const bench = workstationBench()
    const [finished] = bench.script(LIST)
    expect(finished?.stdout).toBe(
      'Error while executing topic command : Timed out waiting for a node assignment. Call: listTopics\n',
    )
    expect(finished?.stderr).toContain(
      'WARN [AdminClient clientId=adminclient-1] Connection to node -1 (localhost/127.0.0.1:9092) could not be established. Node may not be available. (org.apache.kafka.clients.NetworkClient)\n',
    )
    expect(finished?.exitCode).toBe(1)
    expect(Math.round(bench.world.nowUs / 1_000_000)).toBe(61)
  })

  test('a properties file shortens its patience', () => {
    const bench = workstationBench({
      files: { '/tmp/kafka/client.properties': 'request.timeout.ms=3000\ndefault.api.timeout.ms=3000\n' },
    })
    const [finished] = bench.script(`${LIST} --command-config client.properties`)
    expect(finished?.exitCode).toBe(1)
    expect(Math.round(bench.world.nowUs / 1_000_000)).toBe(4)
  })

  test('a broker that is silent: the call times out after a try', () => {
    let told = false
    const bench = workstationBench({
      answer: (request) => {
        if (told) return null
        told = true
        return answering(request)
      },
    })
    const [finished] = bench.script(LIST)
    expect(finished?.stdout).toMatch(
      /^Error while executing topic command : Call\(callName=listTopics, deadlineMs=\d+, tries=\d+, nextAllowedTryMs=\d+\) timed out at \d+ after \d+ attempt\(s\)\n$/,
    )
    expect(finished?.exitCode).toBe(1)
  })

  test('Ctrl-C while it waits is 130', () => {
    const bench = workstationBench({ tty: true })
    bench.type(LIST)
    bench.run(5_000)
    bench.interrupt()
    bench.type('echo $?')
    expect(bench.terminal.screen.endsWith('\n130\n')).toBe(true)
  })
})

test.each([
  [0, '1970-01-01 00:00:00,000'],
  [951_782_400_123, '2000-02-29 00:00:00,123'],
  [1_772_409_600_000, '2026-03-02 00:00:00,000'],
  [1_798_761_599_999, '2026-12-31 23:59:59,999'],
])('%d is %s', (ms, text) => {
  expect(formatWallClock(ms)).toBe(text)
})
