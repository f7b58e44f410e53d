// What kafka-reassign-partitions.sh of 2.5.0 said, in an ensemble in which brokers have registered and none of them acts.
import { beforeEach, expect, test } from 'vitest'
import '../../../testing/every-version.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

function ensemble() {
  const world = simulatorModel.create(
    {
      ...{ profile: 'kafka-2.5', brokers: [], controllers: [], zookeeper: [1], config: {} },
      ...{ topics: [], producers: [], consumers: [], startWallClockMs: 1_772_409_600_000, networkLatencyUs: 250 },
    },
    1,
  )
  const play = (line: string) => {
    const { stdout, stderr, exitCode } = runScript(world, line)
    return { stdout, stderr, exitCode }
  }
  const shell = (line: string) => play(`zookeeper-shell.sh localhost:2181 ${line}`)
  for (const path of ['/brokers', '/brokers/ids', '/brokers/topics', '/config', '/config/changes', '/admin'])
    shell(`create ${path}`)
  for (const id of [1, 2, 3]) {
    const broker = { host: 'localhost', port: 9091 + id, endpoints: [], listener_security_protocol_map: {} }
    shell(`create /brokers/ids/${id} '${JSON.stringify({ ...broker, timestamp: '1' })}'`)
  }
  play('kafka-topics.sh --zookeeper localhost:2181 --create --topic move --replica-assignment 1,2')
  return {
    play,
    shell,
    get: (path: string) => shell(`get ${path}`).stdout.split('\n').at(-2),
    execute: (plan: string, more = '') =>
      play(
        `printf '%s\\n' '${plan}' > plan.json; kafka-reassign-partitions.sh --zookeeper localhost:2181 --execute --reassignment-json-file plan.json ${more}`,
      ),
    verify: () =>
      play('kafka-reassign-partitions.sh --zookeeper localhost:2181 --verify --reassignment-json-file plan.json'),
  }
}

let t: ReturnType<typeof ensemble>
beforeEach(() => {
  t = ensemble()
})

const row = (topic: string, partition: number, replicas: readonly number[]) =>
  JSON.stringify({ version: 1, partitions: [{ topic, partition, replicas }] })
const printed = (stdout: string) => ({ stdout, stderr: '', exitCode: 0 })

test('a plan is written to a znode, and is over once that is gone: throttles are set with it and removed after it', () => {
  expect(t.execute(row('move', 0, [3, 1]), '--throttle 1')).toEqual(
    printed(
      'Current partition replica assignment\n\n{"version":1,"partitions":[{"topic":"move","partition":1,"replicas":[2],"log_dirs":["any"]},{"topic":"move","partition":0,"replicas":[1],"log_dirs":["any"]}]}\n\nSave this to use as the --reassignment-json-file option during rollback\nWarning: You must run Verify periodically, until the reassignment completes, to ensure the throttle is removed. You can also alter the throttle by rerunning the Execute command passing a new value.\nThe inter-broker throttle limit was set to 1 B/s\nSuccessfully started reassignment of partitions.\n',
    ),
  )
  expect(t.get('/admin/reassign_partitions')).toBe(
    '{"version":1,"partitions":[{"topic":"move","partition":0,"replicas":[3,1]}]}',
  )
  expect(t.get('/config/topics/move')).toContain('"follower.replication.throttled.replicas":"0:3"')
  expect(t.verify()).toEqual(
    printed('Status of partition reassignment: \nReassignment of partition move-0 is still in progress\n'),
  )
  expect(t.execute(row('move', 0, [3, 1]), '--throttle 9')).toEqual(
    printed('There is an existing assignment running.\n'),
  )
  expect(t.get('/config/brokers/3')).toContain('"leader.replication.throttled.rate":"9"')
  t.shell('delete /admin/reassign_partitions')
  expect(t.verify()).toEqual(printed('Status of partition reassignment: \nReassignment of partition move-0 failed\n'))
  const moved = { version: 2, partitions: { 0: [3, 1], 1: [2] }, adding_replicas: {}, removing_replicas: {} }
  t.shell(`set /brokers/topics/move '${JSON.stringify(moved)}'`)
  expect(t.verify()).toEqual(
    printed(
      'Status of partition reassignment: \nReassignment of partition move-0 completed successfully\nThrottle was removed.\n',
    ),
  )
  expect(t.get('/config/brokers/3')).toBe('{"version":1,"config":{}}')
})

test('replicas are proposed as AdminUtils places them', () => {
  expect(
    t.play(
      `printf '%s\\n' '{"topics":[{"topic":"move"}],"version":1}' > topics.json; kafka-reassign-partitions.sh --zookeeper localhost:2181 --generate --topics-to-move-json-file topics.json --broker-list 3`,
    ),
  ).toEqual(
    printed(
      'Current partition replica assignment\n{"version":1,"partitions":[{"topic":"move","partition":1,"replicas":[2],"log_dirs":["any"]},{"topic":"move","partition":0,"replicas":[1],"log_dirs":["any"]}]}\n\nProposed partition reassignment configuration\n{"version":1,"partitions":[{"topic":"move","partition":1,"replicas":[3],"log_dirs":["any"]},{"topic":"move","partition":0,"replicas":[3],"log_dirs":["any"]}]}\n',
    ),
  )
})

test.each([
  [row('move', 0, [9, 1]), 'AdminCommandFailedException', 'The proposed assignment contains non-existent brokerIDs: 9'],
  [
    row('nothing', 0, [1]),
    'AdminCommandFailedException',
    'The proposed assignment contains non-existent partitions: ListBuffer(nothing-0)',
  ],
  [
    row('move', 1, [3, 3]),
    'AdminCommandFailedException',
    'Partition replica lists may not contain duplicate entries: move-1 contains multiple entries for 3',
  ],
  ['move 0 to 3', 'AdminOperationException', 'The input string is not a valid JSON'],
])('%s', (plan, exception, message) => {
  const { stdout, stderr, exitCode } = t.execute(plan)
  const [told, thrown] = stdout.split('\n')
  expect(told).toBe(`Partitions reassignment failed due to ${message}`)
  expect(thrown).toMatch(new RegExp(`^kafka\\.\\w+\\.${exception}: `))
  expect([stderr, exitCode]).toEqual(['', 0])
})
