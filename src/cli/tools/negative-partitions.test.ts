// A partition below 0 of topic t is written like partition 1 of topic t-, and is not taken for it. Outputs as of 4.3.1.

import { beforeAll, expect, test } from 'vitest'
import { run } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'

let world: World
let next = 0

const shell = (script: string) => runScript(world, script, { terminal: `t${next++}` })
const reassign = (action: string, partition: number) =>
  shell(`printf '{"version":1,"partitions":[{"topic":"t","partition":${partition},"replicas":[1]}]}' > r.json
kafka-reassign-partitions.sh ${SERVER} --reassignment-json-file r.json --${action}`).stdout

beforeAll(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  run(world, { untilUs: 1_000_000 })
  shell(`kafka-topics.sh ${SERVER} --create --topic t --replica-assignment 1
kafka-topics.sh ${SERVER} --create --topic t- --replica-assignment 1,2`)
})

test('no leader is elected for it, and none for a topic that nobody made', () => {
  const elect = (words: string) => shell(`kafka-leader-election.sh ${SERVER} --election-type preferred ${words}`).stdout
  const unknown = 'org.apache.kafka.common.errors.UnknownTopicOrPartitionException'
  const failed = 'Error completing leader election (PREFERRED) for partition:'
  expect(elect('--topic t --partition -1')).toBe(`${failed} t--1: ${unknown}: No such partition as t--1\n`)
  expect(elect('--topic a1 --partition 5')).toBe(`${failed} a1-5: ${unknown}: No such topic as a1\n`)
  expect(elect('--topic t- --partition 1')).toBe('Valid replica already elected for partitions t--1\n')
})

test('it is not reassigned, looked at or left alone', () => {
  expect(reassign('execute', -1)).toContain(
    'Error: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: Unable to find partition: t--1\njava.util.concurrent.ExecutionException: ',
  )
  expect(reassign('verify', -1)).toMatch(
    /^Error: Index -1 out of bounds for length 1\njava\.lang\.IndexOutOfBoundsException: Index -1 out of bounds for length 1\n/,
  )
  expect(reassign('verify', 1)).toMatch(/^Error: Index 1 out of bounds for length 1\n/)
  expect(reassign('verify', 5)).toContain('There is no active reassignment of partition t-5')
  expect(reassign('cancel', -1)).toMatch(
    /^Error: org\.apache\.kafka\.common\.errors\.InvalidTopicException: The given partition index -1 is not valid\.\njava\.util\.concurrent\.ExecutionException: /,
  )
})

test.each([-1, 5])('a reset of partition %d from a file looks for its leader until the time is over', (partition) => {
  const { stdout, stderr } = shell(`printf 't,${partition},0\\n' > o.csv
kafka-consumer-groups.sh ${SERVER} --group g --reset-offsets --from-file o.csv --execute`)
  expect(stdout).toMatch(
    /^\nError: Executing consumer group command failed due to java\.util\.concurrent\.ExecutionException: org\.apache\.kafka\.common\.errors\.TimeoutException: Call\(callName=listOffsets\(api=METADATA\), /,
  )
  expect(stderr).toMatch(/^java\.lang\.RuntimeException: java\.util\.concurrent\.ExecutionException: /)
})

test('a consumer waits for it in silence', () => {
  const { stdout, stderr } = shell(
    `kafka-console-consumer.sh ${SERVER} --topic t --partition -1 --offset 0 --timeout-ms 3000`,
  )
  expect(stdout).toBe('')
  expect(stderr.replace(/^\[.*?\] /, '')).toBe(
    'ERROR Error processing message, terminating consumer process:  (org.apache.kafka.tools.consumer.ConsoleConsumer)\norg.apache.kafka.common.errors.TimeoutException\nProcessed a total of 0 messages\n',
  )
})

test('records before an offset of it are not deleted', () => {
  const { stdout } = shell(`printf '{"partitions":[{"topic":"t","partition":-1,"offset":0}],"version":1}' > d.json
kafka-delete-records.sh ${SERVER} --offset-json-file d.json`)
  expect(stdout).toMatch(/^partition: t--1\terror: org\.apache\.kafka\.common\.errors\./m)
})
