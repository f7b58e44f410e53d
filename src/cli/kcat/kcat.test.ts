// Held to what kcat 1.7.1 (librdkafka 2.0.2, Debian 12) printed at real clusters of 4.3.1 and 2.5.0.
import '../../testing/every-version.ts'

import { beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../engine/scheduler.ts'
import { takeHappenings, type World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript, terminalOf } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'
import { crc32, fnv1a } from './partitioners.ts'
import { USAGE } from './usage.ts'

const CREATE =
  'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --replica-assignment 1:2:3,2:3:1,3:1:2'
const KEYED = String.raw`printf 'k1:v1\nk2:v2\nk3:v3\nalpha:1\nbeta:2\n' | kcat -b localhost:9092 -P -t orders -K:`
let world: World

beforeEach(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  runScript(world, CREATE)
})

function at(line: string): { stdout: string; stderr: string; exitCode: number } {
  const { stdout, stderr, exitCode } = runScript(world, `${line}\n`)
  return { stdout, stderr, exitCode }
}

describe('metadata', () => {
  test('-L lists brokers and topics as the real one lays them out', () => {
    const { stdout } = at('kcat -b localhost:9092 -L -t orders')
    expect(stdout.replace(' (controller)', '')).toBe(`Metadata for orders (from broker 1: localhost:9092/1):
 3 brokers:
  broker 1 at localhost:9092
  broker 2 at localhost:9093
  broker 3 at localhost:9094
 1 topics:
  topic "orders" with 3 partitions:
    partition 0, leader 1, replicas: 1,2,3, isrs: 1,2,3
    partition 1, leader 2, replicas: 2,3,1, isrs: 2,3,1
    partition 2, leader 3, replicas: 3,1,2, isrs: 3,1,2
`)
  })

  test('asking for a topic that is not there brings it into being, and so the second answer is another', () => {
    expect(at('kcat -b localhost:9092 -L -t nothere').stdout).toContain(
      '  topic "nothere" with 0 partitions: Broker: Unknown topic or partition\n',
    )
    expect(at('kcat -b localhost:9092 -L -t nothere').stdout).toContain('  topic "nothere" with 1 partitions:\n')
  })

  test('in 2.5 its leader is not there yet', () => {
    world = simulatorModel.create(emptyCluster('kafka-2.5'), 1)
    expect(at('kcat -b localhost:9092 -L -t nothere').stdout).toContain(
      '  topic "nothere" with 0 partitions: Broker: Leader not available (try again)\n',
    )
  })

  test('-J says the same in JSON, without an end of line', () => {
    const { stdout } = at('kafkacat -b localhost:9092 -L -J -t orders')
    expect(stdout.endsWith(']}]}]}')).toBe(true)
    const parsed = JSON.parse(stdout)
    expect(parsed.originating_broker).toEqual({ id: 1, name: 'localhost:9092/1' })
    expect(parsed.topics[0].partitions[1]).toEqual({
      partition: 1,
      leader: 2,
      replicas: [{ id: 2 }, { id: 3 }, { id: 1 }],
      isrs: [{ id: 2 }, { id: 3 }, { id: 1 }],
    })
  })

  test('nobody there: what librdkafka logs, and then what to try', () => {
    const { stderr, exitCode } = at('kcat -b localhost:9099 -L')
    expect(exitCode).toBe(1)
    expect(
      stderr.replace(/\|\d+\.\d+\|/, '|TIME|'),
    ).toBe(`%3|TIME|FAIL|rdkafka#producer-1| [thrd:localhost:9099/bootstrap]: localhost:9099/bootstrap: Connect to ipv4#127.0.0.1:9099 failed: Connection refused (after 0ms in state CONNECT)
% ERROR: Failed to acquire metadata: Local: Broker transport failure (Are the brokers reachable? Also try increasing the metadata timeout with -m <timeout>?)
`)
  })

  test('of two servers one is enough', () => {
    const { stdout, stderr } = at('kcat -b localhost:9099,localhost:9093 -L -t orders')
    expect(stderr).toContain('localhost:9099/bootstrap: Connect to')
    expect(stdout).toContain('(from broker 2: localhost:9093/2):\n')
  })
})

describe('partitions are chosen by CRC32 of the key, not by murmur2 as in Java', () => {
  test('the hashes', () => {
    expect(crc32('123456789')).toBe(0xcbf43926)
    expect(fnv1a('kafka')).toBe(0xd33c4e1)
    expect(fnv1a('giberish123456789')).toBe(0x77a58295)
  })

  test('five keys went where the real ones went', () => {
    expect(at(KEYED)).toEqual({ stdout: '', stderr: '', exitCode: 0 })
    expect(at("kcat -b localhost:9092 -C -t orders -e -q -f '%p %o %k %s\\n' | sort").stdout).toBe(
      '0 0 k2 v2\n1 0 k1 v1\n1 1 alpha 1\n1 2 beta 2\n2 0 k3 v3\n',
    )
  })

  test('with partitioner=murmur2_random keys go where a Java producer puts them', () => {
    const keys = 'a:1\nb:2\nc:3\nd:4\ne:5\n'
    at(`printf '${keys}' > keys.txt`)
    at('kcat -b localhost:9092 -P -t orders -K: -X partitioner=murmur2_random -l keys.txt')
    at(
      'kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders --reader-property parse.key=true --reader-property key.separator=: < keys.txt',
    )
    const places = at("kcat -b localhost:9092 -C -t orders -e -q -f '%k %p\\n' | sort").stdout.trim().split('\n')
    expect(places).toHaveLength(10)
    expect(new Set(places).size).toBe(5)
  })

  test('a partition that there is not', () => {
    const { stderr, exitCode } = at('echo x | kcat -b localhost:9092 -P -t orders -p 9')
    expect({ stderr, exitCode }).toEqual({
      stderr: '% Delivery failed for message: Local: Unknown partition\n',
      exitCode: 1,
    })
  })
})

describe('reading', () => {
  test('-e stops at the end of each partition', () => {
    at(KEYED)
    const { stdout, stderr } = at('kcat -b localhost:9092 -C -t orders -e')
    expect(stdout.split('\n').sort().join(' ')).toBe(' 1 2 v1 v2 v3')
    expect(stderr).toBe(`% Reached end of topic orders [0] at offset 1
% Reached end of topic orders [1] at offset 3
% Reached end of topic orders [2] at offset 1: exiting
`)
  })

  test('where to begin', () => {
    at("printf 'a\\nb\\nc\\n' | kcat -b localhost:9092 -P -t orders -p 0")
    const read = (start: string) => at(`kcat -b localhost:9092 -C -t orders -p 0 -e -q ${start}`).stdout
    expect(read('-o 1')).toBe('b\nc\n')
    expect(read('-o -2')).toBe('b\nc\n')
    expect(read('-o end')).toBe('')
    expect(read('-o beginning -c 2')).toBe('a\nb\n')
    expect(read('-o s@0')).toBe('a\nb\nc\n')
    const beyond = at('kcat -b localhost:9092 -C -t orders -p 0 -e -o 99').stderr
    expect(beyond).toMatch(
      /^%4\|[\d.]+\|OFFSET\|rdkafka#consumer-1\| \[thrd:main\]: orders \[0\]: offset reset \(at offset 99, broker 1\) to END: fetch failed due to requested offset not available on the broker: Broker: Offset out of range\n% Reached end of topic orders \[0\] at offset 3: exiting\n$/,
    )
    expect(at('kcat -b localhost:9092 -C -t orders -p 0 -o stored').stderr).toBe(
      '% ERROR: Failed to start consuming topic orders [0]: Local: Invalid argument or configuration\n',
    )
    expect(at('kcat -b localhost:9092 -C -t orders -p 0 -e -o e@1').stderr).toBe(
      '% Reached stop timestamp for topic orders [0] at offset 0: exiting\n',
    )
  })

  test('tokens of -f, headers and what is null', () => {
    at("printf 'x' | kcat -b localhost:9092 -P -t orders -p 1 -k fixed -H a=b -H c=d -H e")
    at("printf 'k:\\n' | kcat -b localhost:9092 -P -t orders -p 1 -K: -Z")
    const line = "kcat -b localhost:9092 -C -t orders -p 1 -e -q -f '%t [%p] %o k=%k(%K) v=%s(%S) h=%h %%\\x41\\n'"
    expect(at(line).stdout).toBe(
      'orders [1] 0 k=fixed(5) v=x(1) h=a=b,c=d,e=NULL %A\norders [1] 1 k=k(1) v=(-1) h= %A\n',
    )
    expect(at("kcat -b localhost:9092 -C -t orders -p 1 -e -q -Z -f '%k=%s\\n'").stdout).toBe('fixed=x\nk=NULL\n')
    const json = at('kcat -b localhost:9092 -C -t orders -p 1 -e -q -J').stdout.replaceAll(/"ts":\d+/g, '"ts":N')
    expect(json).toBe(
      '{"topic":"orders","partition":1,"offset":0,"tstype":"create","ts":N,"broker":2,"headers":["a","b","c","d","e",null],"key":"fixed","payload":"x"}\n{"topic":"orders","partition":1,"offset":1,"tstype":"create","ts":N,"broker":2,"key":"k","payload":null}\n',
    )
  })

  test('topics and partitions that are not there', () => {
    expect(at('kcat -b localhost:9092 -C -t missing -e')).toEqual({
      stdout: '',
      stderr: '% ERROR: Topic missing error: Broker: Unknown topic or partition\n',
      exitCode: 1,
    })
    expect(at('kcat -b localhost:9092 -C -t orders -p 9 -e').stderr).toBe(
      '% ERROR: Topic orders (with partitions 0..2): partition 9 does not exist\n',
    )
  })

  test('-Q finds offsets by time', () => {
    at(KEYED)
    expect(at('kcat -b localhost:9092 -Q -t orders:1:-1 -t orders:0:0').stdout).toBe(
      'orders [0] offset 0\norders [1] offset 3\n',
    )
  })
})

describe('in a group', () => {
  test('it says who has what, and commits what it has printed and nothing else', () => {
    at(KEYED)
    const { stdout, stderr } = at('kcat -b localhost:9092 -G readers -X auto.offset.reset=earliest -c 2 orders')
    expect(stdout.split('\n')).toHaveLength(3)
    expect(stderr.replaceAll(/rdkafka-[0-9a-f-]{36}/g, 'MEMBER')).toBe(`% Waiting for group rebalance
% Group readers rebalanced (memberid MEMBER): assigned: orders [0], orders [1], orders [2]
% Group readers rebalanced (memberid MEMBER): revoked: orders [0], orders [1], orders [2]
`)
    const rest = at('kcat -b localhost:9092 -G readers -X auto.offset.reset=earliest -e -q orders').stdout
    expect((stdout + rest).split('\n').sort().join(' ')).toBe(' 1 2 v1 v2 v3')
  })

  test('a group that has committed nothing begins at the end', () => {
    at(KEYED)
    const { stdout, stderr } = at('kcat -b localhost:9092 -G late -e orders')
    expect(stdout).toBe('')
    expect(stderr).toContain('% Reached end of topic orders [1] at offset 3\n')
    const groups = 'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group late'
    expect(at(groups).stdout).toBe('')
  })

  test('topics by a pattern, topics that are not there, and no topic', () => {
    at(KEYED)
    expect(at("kcat -b localhost:9092 -G p -o beginning -e -q '^ord' | wc -l").stdout).toBe('5\n')
    expect(at('kcat -b localhost:9092 -G g8 -e nosuch').stderr).toBe(
      '% Waiting for group rebalance\n% ERROR: Topic nosuch [0] error: Subscribed topic not available: nosuch: Broker: Unknown topic or partition\n',
    )
    expect(at('kcat -b localhost:9092 -G g').stderr).toBe(
      '% ERROR: Failed to subscribe to 0 topics: Local: Invalid argument or configuration\n\n',
    )
  })
})

describe('at a terminal', () => {
  const apply = (command: Parameters<typeof simulatorModel.applyCommand>[1]) =>
    simulatorModel.applyCommand(world, command)
  const pass = (ms: number) => {
    run(world, { untilUs: world.nowUs + ms * 1000 })
    takeHappenings(world)
  }
  const open = (line: string) => {
    apply({ type: 'OpenTerminal', terminal: 'a', tty: true })
    apply({ type: 'TypeLine', terminal: 'a', text: line })
    pass(2_000)
  }

  test('without a mode it reads; a broker that dies is told of, and the rest goes on', () => {
    at(KEYED)
    open('kcat -b localhost:9092 -t orders -p 1')
    const { screen } = terminalOf(world, 'a')
    expect(screen).toContain('% Auto-selecting Consumer mode (use -P or -C to override)\nv1\n1\n2\n')
    expect(screen).toContain('% Reached end of topic orders [1] at offset 3\n')
    apply({ type: 'KillNode', node: 'broker-2' })
    pass(30_000)
    at('echo more | kcat -b localhost:9092 -P -t orders -p 1')
    pass(2_000)
    const later = terminalOf(world, 'a').screen
    expect(later).toMatch(/%6\|[\d.]+\|FAIL\|rdkafka#consumer-1\| \[thrd:localhost:9093\/2\]: localhost:9093\/2: Disc/)
    expect(later).toContain('% ERROR: Local: Broker transport failure: localhost:9093/2: Disconnected (after ')
    expect(later).toContain('more\n% Reached end of topic orders [1] at offset 4\n')
    apply({ type: 'Interrupt', terminal: 'a' })
    pass(1_000)
    expect(terminalOf(world, 'a').lastExitCode).toBe(0)
  })

  test('what is typed into -P waits for Ctrl-D, as in version 1.7.1, and that is said', () => {
    open('kcat -b localhost:9092 -P -t orders -p 0')
    apply({ type: 'TypeLine', terminal: 'a', text: 'one' })
    pass(2_000)
    expect(terminalOf(world, 'a').screen).toContain('simulator: kcat reads blocks of 1024 bytes')
    expect(at('kcat -b localhost:9092 -C -t orders -e -q').stdout).toBe('')
    apply({ type: 'EndOfInput', terminal: 'a' })
    pass(2_000)
    expect(at('kcat -b localhost:9092 -C -t orders -e -q').stdout).toBe('one\n')
  })
})

test('what it does not do here it says, and what makes no sense it refuses in its own words', () => {
  expect(at('kcat -h').stdout).toBe(USAGE)
  expect(at('kcat -C -t orders').stderr).toBe(`Error: -b <broker,..> missing\n\n${USAGE}`)
  expect(at('kcat -b localhost:9092 -C').stderr).toBe(`Error: -t <topic> missing\n\n${USAGE}`)
  expect(at('kcat -b localhost:9092 -C -t orders -f %x').stderr).toBe('% ERROR: Unsupported formatter: %x\n')
  expect(at('kcat -b localhost:9092 -C -t orders -X no.such=1').stderr).toBe(
    '% ERROR: No such configuration property: "no.such"\n',
  )
  expect(at('kcat -b localhost:9092 -L -X linger.ms=foo').stderr).toBe(
    '% ERROR: Invalid value for configuration property "queue.buffering.max.ms"\n',
  )
  expect(at('kcat -b localhost:9092 -P -t orders -X transactional.id=t').stderr).toBe(
    'simulator: kcat: transactions of kcat are not modelled here.\n',
  )
  expect(at('kcat -b localhost:9092 -L -t orders -X socket.keepalive.enable=true').stderr).toBe(
    'simulator: no effect here, though real Kafka would act on it: socket.keepalive.enable\n',
  )
})
