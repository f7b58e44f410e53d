// Group tools while the partition of __consumer_offsets that a group is on has no leader. Asked of 4.3.1.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

const SERVER = '--bootstrap-server localhost:9092'

test.each([
  ['--describe', 'describeConsumerGroups'],
  ['--delete', 'deleteConsumerGroups'],
])('%s looks for the coordinator without a pause, and says that it was not found', (action, api) => {
  const world = simulatorModel.create(emptyCluster(), 1)
  // g1 is on partition 30; with one replica each, a dead broker takes its partitions with it.
  runScript(
    world,
    `kafka-topics.sh ${SERVER} --create --topic __consumer_offsets --partitions 50 --replication-factor 1`,
  )
  for (const node of ['broker-2', 'broker-3']) simulatorModel.applyCommand(world, { type: 'KillNode', node })
  runScript(world, 'sleep 12')
  // Some group is on the broker that is left, and is not found there; the other two are on the dead ones.
  const groups = ['g1', 'g2', 'g3']
  const stdout = groups
    .map((group) => `kafka-consumer-groups.sh ${SERVER} ${action} --group ${group} --timeout 8000`)
    .map((line) => runScript(world, line).stdout)
    .join('')
  // 40,358 tries in 15 s were recorded, and 114,983 in 40 s; "waiting for a node assignment" where time was over between two.
  const wanted = `org.apache.kafka.common.errors.TimeoutException: Call(callName=${api}(api=FIND_COORDINATOR), deadlineMs=`
  expect(stdout, stdout).toContain(wanted)
  for (const [, tries] of stdout.matchAll(/ after (\d+) attempt\(s\)$/gm)) expect(Number(tries)).toBeGreaterThan(5_000)
})
