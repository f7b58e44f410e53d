// kafka-cluster.sh unregister, as 4.3.1 was recorded to do it: of a broker that runs, of one that has stopped, of none.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const AT = '--bootstrap-server localhost:9092'
const UNREGISTER = `kafka-cluster.sh unregister ${AT} --id`
const LIST = `kafka-cluster.sh list-endpoints ${AT} --include-fenced-brokers`
const DESCRIBE = `kafka-topics.sh ${AT} --describe --topic t`

function played(script: string) {
  const world = simulatorModel.create(emptyCluster(), 1)
  return runScript(world, `kafka-topics.sh ${AT} --create --topic t --replica-assignment 3:1,1:2\n${script}\n`).commands
}

const idsIn = (listing: string | undefined) => listing?.match(/^\d+/gm)

test('a broker that runs is forgotten, leads nothing any more, and comes back with its next start', () => {
  const [, done, listed, described, , later, , , , after] = played(
    [`${UNREGISTER} 3`, LIST, DESCRIBE, 'sleep 12', LIST, ':kill broker-3', ':start broker-3', 'sleep 6', LIST].join(
      '\n',
    ),
  )
  expect(done).toMatchObject({ stdout: 'Broker 3 is no longer registered.\n', exitCode: 0 })
  expect(idsIn(listed?.stdout)).toEqual(['1', '2'])
  expect(described?.stdout).toContain('Partition: 0\tLeader: 1\tReplicas: 3,1\tIsr: 1\t')
  // Its heartbeats are refused, however long it goes on sending them.
  expect(idsIn(later?.stdout)).toEqual(['1', '2'])
  expect(idsIn(after?.stdout)).toEqual(['1', '2', '3'])
})

test('of one that has stopped no replica can be made until it is back', () => {
  const commands = played(
    [
      ':stop broker-2',
      'sleep 2',
      `${UNREGISTER} 2`,
      LIST,
      `kafka-topics.sh ${AT} --create --topic u --replica-assignment 2`,
    ].join('\n'),
  )
  const [done, listed, created] = commands.slice(-3)
  expect(done?.stdout).toBe('Broker 2 is no longer registered.\n')
  expect(idsIn(listed?.stdout)).toEqual(['1', '3'])
  expect(created?.stdout).toContain(
    'The manual partition assignment includes broker 2, but no such broker is registered.',
  )
})

test.each(['9', '-1', '101'])('broker %s is none', (id) => {
  const [, failed] = played(`${UNREGISTER} ${id}`)
  const cause = `org.apache.kafka.common.errors.BrokerIdNotRegisteredException: Broker ID ${id} is not currently registered`
  expect(failed?.stderr).toContain(
    `failed: Broker ID ${id} is not currently registered (org.apache.kafka.clients.admin`,
  )
  expect(failed?.stderr).toContain(`KafkaAdminClient)\n${cause}\njava.util.concurrent.ExecutionException: ${cause}\n`)
  expect(failed?.exitCode).toBe(1)
})
