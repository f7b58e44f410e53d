import { beforeAll, describe, expect, test } from 'vitest'
import type { World } from '../engine/world.ts'
import { emptyCluster } from '../scenarios/index.ts'
import { runScript } from '../testing/headless-shell.ts'
import { complete } from './complete.ts'
import { simulatorModel } from './model.ts'

let world: World

beforeAll(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  runScript(
    world,
    [
      'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic hello.kafka',
      'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders',
      'echo one | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders',
      'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders --group hello-group --from-beginning --max-messages 1',
      'echo x > cut.json',
    ].join('\n'),
  )
})

const at = (line: string) => complete(line, line.length, world)

describe('Tab', () => {
  test.each<[string, string[]]>([
    ['kafka-to', ['kafka-topics.sh']],
    ['bin/kafka-to', ['bin/kafka-topics.sh']],
    ['./bin/kafka-to', ['./bin/kafka-topics.sh']],
    ['kafka-topics.sh --bootstrap-server localhost:9092 --topic he', ['hello.kafka']],
    ['kafka-topics.sh --topic=or', ['orders']],
    ['kafka-topics.sh --part', ['--partition-size-limit-per-response', '--partitions']],
    ['bin/kafka-consumer-groups.sh --group ', ['hello-group']],
    ['kafka-topics.sh --bootstrap-server ', ['localhost:9092', 'localhost:9093', 'localhost:9094']],
    ['kafka-topics.sh --create --config reten', ['retention.bytes=', 'retention.ms=']],
    ['kafka-console-producer.sh --reader-property parse.k', ['parse.key=true']],
    ['kafka-delete-records.sh --offset-json-file c', ['config/', 'cut.json']],
    ['cat cu', ['cut.json']],
    ['cat config/server.p', ['config/server.properties']],
    ['echo one | kafka-console-pro', ['kafka-console-producer.sh']],
    ['kafka-topics.sh --list > cu', ['cut.json']],
    ['kafka-console-consumer.sh --isolation-level read_c', ['read_committed']],
    ['nothing-like-it', []],
  ])('%s', (line, candidates) => {
    expect(at(line).candidates).toEqual(candidates)
  })

  test('only the word before the cursor is replaced', () => {
    const line = 'kafka-topics.sh --topic he --describe'
    const { from, candidates } = complete(line, 'kafka-topics.sh --topic he'.length, world)
    expect(line.slice(0, from) + candidates[0]).toBe('kafka-topics.sh --topic hello.kafka')
  })
})
