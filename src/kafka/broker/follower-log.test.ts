// What a follower does with what it fetched, on real brokers.

import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { holdLink, releaseLink } from '../../engine/link-faults.ts'
import { endProcess } from '../../engine/processes.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { batchOf } from '../../testing/batches.ts'
import { brokerWorld } from '../../testing/broker-world.ts'
import { runScript } from '../../testing/headless-shell.ts'

const SERVER = '--bootstrap-server localhost:9092'

test('a replica that is made where records were deleted up to the middle of a batch begins with that batch', () => {
  const world = simulatorModel.create(emptyCluster(), 1)
  const { commands } = runScript(
    world,
    [
      `kafka-topics.sh ${SERVER} --create --topic t --replica-assignment 1`,
      `seq 1 9 | kafka-console-producer.sh ${SERVER} --topic t`,
      `echo '{"partitions":[{"topic":"t","partition":0,"offset":4}],"version":1}' > gone.json`,
      `kafka-delete-records.sh ${SERVER} --offset-json-file gone.json`,
      `echo '{"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[2]}]}' > move.json`,
      `kafka-reassign-partitions.sh ${SERVER} --reassignment-json-file move.json --execute`,
      'sleep 5',
      `kafka-topics.sh ${SERVER} --describe --topic t`,
      `kafka-get-offsets.sh ${SERVER} --topic t --time earliest`,
      `kafka-get-offsets.sh ${SERVER} --topic t`,
    ].join('\n'),
  )
  const [described, earliest, latest] = commands.slice(-3).map(({ stdout }) => stdout)
  expect(described).toContain('Leader: 2\tReplicas: 2\tIsr: 2')
  expect([earliest, latest]).toEqual(['t:0:4\n', 't:0:9\n'])
})

test('a follower gives up on a leader whose log is another one under the same epoch, and goes on with the rest', () => {
  const t = brokerWorld(2)
  t.topic('lost', [[1, 2]])
  t.topic('other', [[1, 2]])
  const write = (topicPartition: string, values: string[], client = 'before') => {
    const partitions = [{ topicPartition, batch: batchOf(values) }]
    const { partitions: answers } = t.ask(1, 'ProduceRequest', { acks: 1, timeoutMs: 30_000, partitions }, client)
    expect(answers[0]?.errorCode).toBe('NONE')
  }
  for (const value of ['a', 'b', 'c']) write('lost-0', [value])
  t.runUntil('the follower has them', () => t.partition(2, 'lost-0').log.logEndOffset === 3)
  // So soon back that nobody was elected in its place.
  holdLink(t.world, 'broker-2', 'broker-1', ['FetchRequest'])
  endProcess(t.world, 'broker-1', 'powerCut')
  t.start(1)
  t.runFor(3_000)
  expect(t.partition(1, 'lost-0').log.logEndOffset).toBe(0)
  write('lost-0', ['1', '2', '3', '4', '5'], 'after')
  releaseLink(t.world, 'broker-2', 'broker-1')
  t.runFor(5_000)
  write('other-0', ['x'], 'after')
  t.runFor(5_000)
  expect(t.partition(2, 'lost-0').log.logEndOffset).toBe(3)
  expect(t.partition(2, 'other-0').log.logEndOffset).toBe(1)
})
