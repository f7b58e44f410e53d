import { beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

let world: World
let next = 0

const shell = (script: string) => runScript(world, script, { terminal: `t${next++}` })
const groups = (words: string) =>
  shell(`kafka-consumer-groups.sh --bootstrap-server localhost:9092 --reset-offsets ${words}`)
const rows = (stdout: string) =>
  stdout
    .split('\n')
    .slice(2, -1)
    .map((line) => line.split(/ +/).join(' '))

beforeAll(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  run(world, { untilUs: 1_000_000 })
  shell(`kafka-topics.sh --bootstrap-server localhost:9092 --create --topic a --replica-assignment 1:2,2:1
kafka-topics.sh --bootstrap-server localhost:9092 --create --topic b --replica-assignment 1:2
seq 3 | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic b
printf 'b,0,2\\n' > without-groups.csv
printf 'g,b,0,1\\nh,b,0,2\\ng,a,1,0\\n' > with-groups.csv
printf 'b,0,zero\\n' > wrong.csv`)
})

describe('a reset from a file takes its scope from the file', () => {
  test('three columns are the plan of the one group that is asked for', () => {
    expect(rows(groups('--group g --from-file without-groups.csv --dry-run').stdout)).toEqual(['g b 0 2'])
  })

  test('four columns name the group of each row', () => {
    const { stdout } = groups('--group g --group h --from-file with-groups.csv --dry-run')
    expect(rows(stdout)).toEqual(['g a 1 0', 'g b 0 1', 'h b 0 2'])
    expect(rows(groups('--group h --from-file with-groups.csv --dry-run').stdout)).toEqual(['h b 0 2'])
  })

  test('a group that the file does not name has no plan', () => {
    expect(groups('--group k --from-file with-groups.csv --dry-run').stdout).toBe(
      `\nError: No reset plan for group k found\n\n${'GROUP'.padEnd(15)} ${'TOPIC'.padEnd(15)} PARTITION  NEW-OFFSET\n`,
    )
  })

  test('for several groups three columns are a group, a topic and a partition', () => {
    const { stdout } = groups('--group g --group h --from-file without-groups.csv --dry-run')
    expect(stdout).toContain('No reset plan for group h found\n\nError: No reset plan for group g found\n')
  })

  test('a text where a number belongs is told of', () => {
    const { stdout, stderr } = groups('--group g --from-file wrong.csv --dry-run')
    const where = (column: string) =>
      `(StringReader); line: 1, column: 5] (through reference chain: org.apache.kafka.tools.consumer.group.CsvUtils$CsvRecord${column}`
    expect(stdout).toContain('Cannot deserialize value of type `int` from String "zero": not a valid `int` value')
    expect(stdout).toContain(where('WithGroup["partition"])'))
    expect(stderr).toContain(where('NoGroup["offset"])'))
  })
})

test.each(['--to-earliest', '--to-latest', '--to-current', '--to-offset 0', '--shift-by 0', '--by-duration PT1H'])(
  '%s refuses partitions that do not exist, as they were named',
  (scenario) => {
    const { stdout } = groups(`--group g ${scenario} --topic b:12,0,3 --topic a:5 --dry-run`)
    expect(stdout).toContain('failed due to The partitions "b-12,b-3,a-5" do not exist\n')
  },
)

test('a column is as wide as the longest name', () => {
  shell(
    'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic a-topic-with-a-long-name --replica-assignment 1',
  )
  const { stdout } = groups('--group g --to-earliest --topic a-topic-with-a-long-name --dry-run')
  expect(stdout).toContain('TOPIC                    PARTITION  NEW-OFFSET\n')
})

describe('a reassignment', () => {
  const reassign = (words: string) =>
    shell(`kafka-reassign-partitions.sh --bootstrap-server localhost:9092 ${words}`).stdout

  test('is proposed for brokers that are there: others are passed over', () => {
    shell(`echo '{"topics":[{"topic":"b"}],"version":1}' > topics.json`)
    const proposed = reassign('--generate --topics-to-move-json-file topics.json --broker-list 1,2,9')
    expect(proposed).toMatch(/Proposed partition reassignment configuration\n.*"replicas":\[(1,2|2,1)\]/)
    expect(reassign('--generate --topics-to-move-json-file topics.json --broker-list 1,9')).toContain(
      'Error: The target replication factor of 2 cannot be reached because only 1 broker(s) are registered or some brokers',
    )
    expect(reassign('--generate --topics-to-move-json-file topics.json --broker-list 1,x')).toContain(
      'Error: For input string: "x"\njava.lang.NumberFormatException',
    )
  })

  // `cases/reassignment-seen-while-it-runs.sh`, recorded from Kafka 4.3.1.
  test('throttles partitions that stay, and its added replicas do not count', () => {
    simulatorModel.applyCommand(world, { type: 'CutLink', a: 'broker-3', b: 'broker-1' })
    shell(
      `echo '{"version":1,"partitions":[{"topic":"a","partition":0,"replicas":[1,3]},{"topic":"a","partition":1,"replicas":[2,1]}]}' > plan.json`,
    )
    reassign('--reassignment-json-file plan.json --execute --throttle 100000')
    const { stdout } = shell('kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic a')
    expect(stdout).toContain('ReplicationFactor: 2\t')
    expect(stdout).toContain('leader.replication.throttled.replicas=0:1,0:2,1:1,1:2,')
    expect(stdout).toContain('follower.replication.throttled.replicas=0:3,')
  })
})
