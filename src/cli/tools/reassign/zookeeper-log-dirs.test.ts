// Folders in a plan that is written to ZooKeeper: words and files as of 2.5.0.
import { beforeEach, expect, test } from 'vitest'
import '../../../testing/every-version.ts'
import type { World } from '../../../engine/world.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

let world: World
let next = 0
const shell = (script: string) => runScript(world, script, { terminal: `t${next++}` }).stdout
const BROKERS = '--bootstrap-server localhost:9092'
const reassign = (rest: string, brokers = BROKERS) =>
  shell(`kafka-reassign-partitions.sh --zookeeper localhost:2181 ${brokers} --reassignment-json-file plan.json ${rest}`)
const plan = (replicas: readonly number[], log_dirs: readonly string[]) =>
  shell(
    `echo '${JSON.stringify({ version: 1, partitions: [{ topic: 't', partition: 0, replicas, log_dirs }] })}' > plan.json`,
  )
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)

beforeEach(() => {
  world = simulatorModel.create(
    {
      ...{ profile: 'kafka-2.5', controllers: [], zookeeper: [1], config: {} },
      brokers: [1, 2, 3].map((id) => ({
        id,
        rack: null,
        config: { 'log.dirs': `/tmp/kafka-logs-${id},/tmp/more-logs-${id}` },
      })),
      ...{ topics: [], producers: [], consumers: [], startWallClockMs: 1_772_409_600_000, networkLatencyUs: 250 },
    },
    1,
  )
  shell(`sleep 10; kafka-topics.sh ${BROKERS} --create --topic t --replica-assignment 1:2; sleep 1`)
})

test('replicas move to folders that the plan names, one that is yet to be made is made there', () => {
  plan([1, 3], ['/tmp/more-logs-1', '/tmp/more-logs-3'])
  expect(lastLine(reassign('--execute'))).toBe('Successfully started reassignment of partitions.')
  shell('sleep 5')
  expect(reassign('--verify')).toBe(
    [
      'Status of partition reassignment: ',
      'Reassignment of partition t-0 completed successfully',
      'Reassignment of replica t-0-1 completed successfully',
      'Reassignment of replica t-0-3 completed successfully',
      '',
    ].join('\n'),
  )
  expect(shell('ls -d /tmp/*/t-0')).toBe('/tmp/more-logs-1/t-0\n/tmp/more-logs-3/t-0\n')
})

test('a folder that the broker does not have ends it, and nobody can be asked without a broker’s address', () => {
  plan([1, 2], ['/tmp/nowhere', 'any'])
  const refused = reassign('--execute')
  expect(refused).toContain('Partitions reassignment failed due to Failed to alter dir for t-0-1\n')
  expect(refused).toContain(
    '\nCaused by: org.apache.kafka.common.errors.LogDirNotFoundException: The user-specified log directory is not found in the broker config.\n',
  )
  const missing =
    'Partitions reassignment failed due to bootstrap-server needs to be provided in order to reassign replica to the specified log directory\n'
  expect(reassign('--execute', '')).toContain(missing)
  expect(reassign('--verify', '')).toContain(missing)
})

test('a move that was given up says where the replica is instead, and the throttle stays', () => {
  plan([1, 2], ['/tmp/more-logs-1', 'any'])
  expect(reassign('--verify')).toBe(
    [
      'Status of partition reassignment: ',
      'Partition t-0 on broker 1 is not being moved from log dir /tmp/kafka-logs-1 to /tmp/more-logs-1',
      'Reassignment of partition t-0 completed successfully',
      'Reassignment of replica t-0-1 failed',
      '',
    ].join('\n'),
  )
  reassign('--execute --replica-alter-log-dirs-throttle 100000')
  expect(shell(`kafka-configs.sh ${BROKERS} --describe --entity-type brokers --entity-name 1`)).toContain(
    '  replica.alter.log.dirs.io.max.bytes.per.second=null sensitive=true ',
  )
  shell('sleep 3')
  expect(lastLine(reassign('--verify'))).toBe('Throttle was removed.')
})
