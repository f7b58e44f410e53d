// Calls that go to the leaders of partitions, where there is no such partition, or nobody leads it. Outputs as of 4.3.1.

import { beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import { applyCommand } from '../../kafka/cluster/apply-command.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
const TIMED_OUT = 'org.apache.kafka.common.errors.TimeoutException'
const CUT_OFF = (call: string) =>
  new RegExp(
    `${TIMED_OUT}: Call\\(callName=${call}\\(api=METADATA\\), deadlineMs=\\d+, tries=\\d+, nextAllowedTryMs=\\d+\\) timed out at \\d+ after \\d+ attempt\\(s\\)`,
  )

let world: World
let next = 0

const shell = (script: string) => runScript(world, script, { terminal: `t${next++}` })
const nowS = () => world.nowUs / 1_000_000
const deleteRecords = (...rows: readonly [topic: string, partition: number, offset: number][]) => {
  const partitions = rows.map(([topic, partition, offset]) => ({ topic, partition, offset }))
  return shell(`echo '${JSON.stringify({ partitions, version: 1 })}' > d.json
kafka-delete-records.sh ${SERVER} --offset-json-file d.json --command-config short.properties`)
}
const groups = (words: string) => shell(`kafka-consumer-groups.sh ${SERVER} --timeout 3000 ${words}`)

beforeAll(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  run(world, { untilUs: 1_000_000 })
  shell(`printf 'request.timeout.ms=1000\\ndefault.api.timeout.ms=3000\\n' > short.properties
kafka-topics.sh ${SERVER} --create --topic t --replica-assignment 1,2
kafka-topics.sh ${SERVER} --create --topic alone --replica-assignment 3,1
printf 'a\\nb\\nc\\n' | kafka-console-producer.sh ${SERVER} --topic t`)
})

describe('records of a partition that is not there', () => {
  test('wait for it until the time is over, as it may come', () => {
    const before = nowS()
    const { stdout, stderr } = deleteRecords(['t', 5, 1])
    expect(stdout).toMatch(/^Executing records delete operation\nRecords delete operation completed:\npartition: t-5\t/)
    expect(stdout).toMatch(CUT_OFF('deleteRecords'))
    expect(stderr).toBe('')
    expect(nowS() - before).toBeGreaterThanOrEqual(3)
  })

  test('do not keep those of its neighbours', () => {
    const { stdout } = deleteRecords(['t', 0, 0], ['t', 5, 1], ['nope', 0, 1])
    expect(stdout).toContain('partition: t-0\tlow_watermark: 0\n')
    expect(stdout.match(new RegExp(CUT_OFF('deleteRecords'), 'g'))).toHaveLength(2)
  })

  test('come with it', () => {
    const before = nowS()
    const { stdout } = shell(`(sleep 1; kafka-topics.sh ${SERVER} --create --topic late --replica-assignment 2) &
echo '{"partitions":[{"topic":"late","partition":0,"offset":0}]}' > d.json
kafka-delete-records.sh ${SERVER} --offset-json-file d.json
wait`)
    expect(stdout).toContain('partition: late-0\tlow_watermark: 0\n')
    expect(nowS() - before).toBeLessThan(10)
  })

  test('are refused where its topic cannot be', () => {
    const { stdout, stderr } = deleteRecords(['a b', 0, 1])
    const failed = 'org.apache.kafka.common.errors.InvalidTopicException'
    expect(stdout).toContain(
      `partition: a b-0\terror: ${failed}: Failed to fetch metadata for partition a b-0 due to invalid topic \`a b\`\n`,
    )
    expect(stderr).toContain('Received invalid topic error for topic a b in `Metadata` response (org.apache.kafka.')
  })

  test('are refused at once beyond the high watermark', () => {
    const before = nowS()
    const { stdout, stderr } = deleteRecords(['t', 0, 99])
    expect(stdout).toContain('partition: t-0\terror: org.apache.kafka.common.errors.OffsetOutOfRangeException: ')
    expect(stderr).toContain('failed due to an unexpected error OFFSET_OUT_OF_RANGE (org.apache.kafka.clients.')
    expect(nowS() - before).toBeLessThan(3)
  })
})

describe('where nobody leads a partition', () => {
  beforeAll(() => {
    groups('--group g --reset-offsets --to-earliest --topic alone:0 --execute')
    applyCommand(world, { type: 'KillNode', node: 'broker-3' })
    shell('sleep 12')
  })

  test('its records wait for a leader', () => {
    const { stdout } = deleteRecords(['alone', 0, 0], ['alone', 1, 0])
    expect(stdout).toMatch(CUT_OFF('deleteRecords'))
    expect(stdout).toContain('partition: alone-1\tlow_watermark: 0\n')
  })

  test('its group is described without its end, and not made to wait', () => {
    const before = nowS()
    const { stdout } = groups('--group g --describe')
    expect(stdout).toMatch(/^g +alone +0 +0 +- +- /m)
    expect(nowS() - before).toBeLessThan(3)
  })

  test('a leader that dies while it is asked is looked up again', () => {
    const { stdout } = shell(`kafka-topics.sh ${SERVER} --create --topic two --replica-assignment 2:1`)
    expect(stdout).toBe('Created topic two.\n')
    applyCommand(world, { type: 'PauseNode', node: 'broker-2' })
    const answered = shell(`kafka-get-offsets.sh ${SERVER} --topic two`)
    expect(answered.stdout).toBe('two:0:0\n')
    applyCommand(world, { type: 'ResumeNode', node: 'broker-2' })
  })
})
