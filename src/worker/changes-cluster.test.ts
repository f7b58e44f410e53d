import { expect, test } from 'vitest'
import { kafkaTools } from '../cli/commands/kafka-tools.ts'
import { registerTool } from '../cli/commands/registry.ts'
import { enginePage } from '../testing/engine-page.ts'
import { toyTool } from '../testing/toy-tool.ts'
import { lineChangesCluster } from './changes-cluster.ts'
import { defaultRun } from './default-run.ts'
import { simulatorParts } from './simulator-parts.ts'

test.each([
  'ls -l',
  'cat config/server.properties | grep log',
  'bin/kafka-topics.sh --bootstrap-server my-kafka:10000 --list',
  './bin/kafka-topics.sh --describe --topic orders --bootstrap-server my-kafka:10000',
  'kafka-topics.sh --create --help',
  'kafka-consumer-groups.sh --describe --group hello-group --bootstrap-server :9092',
  'kafka-consumer-groups.sh --reset-offsets --to-earliest --dry-run --group g --bootstrap-server :9092',
  'kafka-configs.sh --describe --entity-type topics --bootstrap-server :9092',
  'kafka-metadata-quorum.sh --bootstrap-server :9092 describe --status',
  'kafka-reassign-partitions.sh --verify --bootstrap-server :9092 --reassignment-json-file a.json',
  'for i in 1 2 3; do kafka-topics.sh --list --bootstrap-server :9092; done',
  'bin/kafka-no-such-tool.sh --create',
  'kcat -b localhost:9092 -L',
  'kafkacat -b localhost:9092 -C -t orders -e | wc -l',
  'cd bin && pwd',
  '',
])('%j only reads', (line) => {
  expect(lineChangesCluster(line)).toBe(false)
})

test.each([
  'bin/kafka-topics.sh --create --topic hello.kafka --bootstrap-server my-kafka:10000',
  'kafka-topics.sh --bootstrap-server :9092 \\\n --alter --topic orders --partitions 4',
  'kafka-topics.sh --list --bootstrap-server :9092; kafka-topics.sh --delete --topic a --bootstrap-server :9092',
  'echo hello | kafka-console-producer.sh --topic orders --bootstrap-server :9092',
  'kafka-console-consumer.sh --topic orders --bootstrap-server :9092',
  'kafka-configs.sh --alter --add-config retention.ms=1 --entity-type topics --entity-name a --bootstrap-server :9092',
  'kafka-consumer-groups.sh --reset-offsets --to-earliest --execute --group g --bootstrap-server :9092',
  'for i in 1 2; do bin/kafka-topics.sh --create --topic t$i --bootstrap-server :9092; done',
  'seq 3 | kcat -b localhost:9092 -t orders',
  'kcat -b localhost:9092 -P -t orders -l orders.txt',
  'kcat -b localhost:9092 -G readers orders',
  'bash make-topics.sh',
  './make-topics.sh',
  'kill %1',
])('%j may change something', (line) => {
  expect(lineChangesCluster(line)).toBe(true)
})

test('a tool is judged by what its row says', () => {
  registerTool(toyTool)
  expect(lineChangesCluster('kafka-greet.sh --topic orders')).toBe(false)
  expect(lineChangesCluster('kafka-greet.sh --topic orders --louder')).toBe(true)
})

test('of every tool that the terminal has it is known whether it only reads', () => {
  const reading = kafkaTools.map(({ name }) => name).filter((name) => !lineChangesCluster(`${name} ${EVERY_CHANGE}`))
  expect(reading).toEqual([
    'kafka-broker-api-versions.sh',
    'kafka-dump-log.sh',
    'kafka-get-offsets.sh',
    'kafka-groups.sh',
    'kafka-log-dirs.sh',
  ])
})

const EVERY_CHANGE = '--create --alter --add --execute format unregister upgrade add-controller abort'

test('what is asked in a terminal leaves no mark on the timeline; what is sent, created or ended there does', () => {
  const page = enginePage(simulatorParts)
  page.open(defaultRun(), { playing: false })
  page.watch(50)
  const type = (text: string) => page.command({ type: 'TypeLine', terminal: 'terminal-1', text })
  const wait = (seconds: number) => {
    page.post({ type: 'seek', atUs: page.last.atUs + seconds * 1_000_000 })
    page.watch(50)
  }
  const marked = () => {
    const marks = page.frames.findLast((frame) => frame.marks !== null)?.marks ?? []
    return marks.filter(({ kind }) => kind === 'command').length
  }
  page.command({ type: 'OpenTerminal', terminal: 'terminal-1', tty: true })
  type('ls')
  wait(1)
  type('bin/kafka-topics.sh --list --bootstrap-server my-kafka:10000')
  wait(3)
  page.command({ type: 'Interrupt', terminal: 'terminal-1' })
  wait(1)
  expect(marked()).toBe(0)
  type('bin/kafka-topics.sh --create --topic mine --bootstrap-server my-kafka:10000')
  wait(4)
  expect(marked()).toBe(1)
  type('bin/kafka-console-producer.sh --topic mine --bootstrap-server my-kafka:10000')
  wait(3)
  type('ls')
  wait(1)
  expect(marked(), 'the producer sends it').toBe(3)
  page.command({ type: 'Interrupt', terminal: 'terminal-1' })
  wait(1)
  expect(marked()).toBe(4)
})
