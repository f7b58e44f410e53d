import { expect, test } from 'vitest'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

const TOPICS = 'kafka-topics.sh --bootstrap-server my-kafka:9092'
const REASSIGN = 'kafka-reassign-partitions.sh --bootstrap-server my-kafka:9092'

/** Partition 0 is to move to broker 3, which cannot reach its leader; partition 1 stays. */
function movingOne(then: string): string {
  const world = simulatorModel.create(emptyCluster(), 1)
  const partitions = [
    { topic: 'mv', partition: 0, replicas: [1, 3] },
    { topic: 'mv', partition: 1, replicas: [2, 1] },
  ]
  const script = `${TOPICS} --create --topic mv --replica-assignment 1:2,2:1
echo '${JSON.stringify({ version: 1, partitions })}' > plan.json
:cut broker-3 broker-1
${REASSIGN} --reassignment-json-file plan.json --execute --throttle 100000 > execute.txt
${then}
`
  return runScript(world, script).stdout
}

test('while replicas are added, the replication factor is that of before', () => {
  const stdout = movingOne(`${TOPICS} --describe --topic mv`)
  expect(stdout).toContain('ReplicationFactor: 2')
  expect(stdout).toMatch(/Partition: 0\tLeader: 1\tReplicas: 1,3,2\tIsr: 1,2\tAdding Replicas: 3\tRemoving Replicas: 2/)
})

test('a partition with all its own replicas in sync is not under-replicated for those that are to come', () => {
  expect(movingOne(`${TOPICS} --describe --topic mv --under-replicated-partitions`)).not.toContain('Partition:')
})

test('partitions of the plan that stay are throttled as sources, and nowhere as targets', () => {
  const stdout = movingOne(`${TOPICS} --describe --topic mv`)
  expect(stdout).toContain('leader.replication.throttled.replicas=0:1,0:2,1:1,1:2')
  expect(stdout).toContain('follower.replication.throttled.replicas=0:3')
})

test('a change of the replication factor is refused where it is not allowed, partition by partition', () => {
  const partitions = [
    { topic: 'mv', partition: 0, replicas: [2] },
    { topic: 'mv', partition: 1, replicas: [1, 2] },
  ]
  const stdout = runScript(
    simulatorModel.create(emptyCluster(), 1),
    `${TOPICS} --create --topic mv --replica-assignment 1:2,2:1
echo '${JSON.stringify({ version: 1, partitions })}' > plan.json
${REASSIGN} --reassignment-json-file plan.json --execute --disallow-replication-factor-change
`,
  ).stdout
  expect(stdout).toContain('Error reassigning partition(s):\nmv-0: The replication factor is changed from 2 to 1\n')
  expect(stdout).not.toContain('mv-1: ')
})

test('of a topic in which nothing moves the throttled followers are none, which is set too', () => {
  const { stdout } = runScript(
    simulatorModel.create(emptyCluster(), 1),
    `${TOPICS} --create --topic stays --replica-assignment 1:2,2:1
echo '{"version":1,"partitions":[{"topic":"stays","partition":0,"replicas":[2,1]}]}' > stays.json
${REASSIGN} --reassignment-json-file stays.json --execute --throttle 100000
${TOPICS} --describe --topic stays
`,
  )
  expect(stdout).toContain('leader.replication.throttled.replicas=0:1,0:2')
  expect(stdout).toMatch(/follower\.replication\.throttled\.replicas=,/)
})

// As 4.3.1 was recorded to end.
test('throttles are taken back at each broker itself: one that is dead is waited for, and ends the tool', () => {
  const plan = { version: 1, partitions: [{ topic: 'mv', partition: 0, replicas: [1, 3] }] }
  const { stdout, exitCode } = runScript(
    simulatorModel.create(emptyCluster(), 1),
    `${TOPICS} --create --topic mv --replica-assignment 1:2
echo '${JSON.stringify(plan)}' > plan.json
:kill broker-3
sleep 12
${REASSIGN} --reassignment-json-file plan.json --verify`,
  )
  expect(stdout).toContain(`Clearing broker-level throttles on brokers 1,2,3
Error: org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: incrementalAlterConfigs
java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.TimeoutException`)
  expect(stdout).not.toContain('topic-level')
  expect(exitCode).toBe(1)
})

test('a topic of the plan that is not there ends the tool, once throttles of the others are gone', () => {
  const partitions = ['mv', 'nope'].map((topic) => ({ topic, partition: 0, replicas: [1, 2] }))
  const throttled = 'leader.replication.throttled.replicas'
  const { stdout } = runScript(
    simulatorModel.create(emptyCluster(), 1),
    `${TOPICS} --create --topic mv --replica-assignment 1:2 --config ${throttled}='*'
echo '${JSON.stringify({ version: 1, partitions })}' > plan.json
${REASSIGN} --reassignment-json-file plan.json --verify; echo $?
${TOPICS} --describe --topic mv`,
  )
  expect(stdout).toContain(`Clearing topic-level throttles on topics nope,mv
Error: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: The topic 'nope' does not exist.
`)
  expect(stdout).toContain('\n1\nTopic: mv')
  expect(stdout).not.toContain(throttled)
})

test('a broker shows the rates that it is throttled to', () => {
  const stdout = movingOne('kafka-configs.sh --bootstrap-server my-kafka:9092 --describe --broker 1')
  expect(stdout).toContain(
    'leader.replication.throttled.rate=100000 sensitive=false synonyms={DYNAMIC_BROKER_CONFIG:leader.replication.throttled.rate=100000}',
  )
})

test('a reassignment whose old replicas are all gone is not cancelled, and the tool says so', () => {
  const plan = { version: 1, partitions: [{ topic: 'mv', partition: 0, replicas: [1] }] }
  const { stdout } = runScript(
    simulatorModel.create(emptyCluster(), 1),
    `${TOPICS} --create --topic mv --replica-assignment 3
:kill broker-3
sleep 12
echo '${JSON.stringify(plan)}' > plan.json
${REASSIGN} --reassignment-json-file plan.json --execute
${REASSIGN} --reassignment-json-file plan.json --cancel
`,
  )
  expect(stdout).toContain(
    'Error cancelling partition reassignment for:\nmv-0: Unable to revert partition assignment for mv:0 because it would require an unclean leader election.\n',
  )
})
