// What a follower does with what it fetched, on real brokers.

import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { emptyCluster } from '../../scenarios/index.ts'
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
