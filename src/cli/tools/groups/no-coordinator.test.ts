// Group tools while the partition of __consumer_offsets that a group is on has no leader. Asked of 4.3.1.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

const SERVER = '--bootstrap-server localhost:9092'

test.each([
  ['--describe', 'describeConsumerGroups'],
  ['--delete', 'deleteConsumerGroups'],
])('%s says that it is the coordinator that was not found', (action, api) => {
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
  const wanted = `org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: ${api}(api=FIND_COORDINATOR)`
  expect(stdout.split(wanted).length - 1, stdout).toBeGreaterThan(0)
})
