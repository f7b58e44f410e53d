// What kafka-preferred-replica-election.sh of 2.5.0 said, in an ensemble in which nobody acts on what it writes.
import { expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

test('elections are asked for by a znode; what does not exist is passed over, and one at a time is enough', () => {
  const world = simulatorModel.create(
    {
      ...{ profile: 'kafka-2.5', brokers: [], controllers: [], zookeeper: [1], config: {} },
      ...{ topics: [], producers: [], consumers: [], startWallClockMs: 1_772_409_600_000, networkLatencyUs: 250 },
    },
    1,
  )
  const play = (line: string) => runScript(world, line)
  for (const path of ['/admin', '/brokers', '/brokers/topics']) play(`zookeeper-shell.sh localhost:2181 create ${path}`)
  play('kafka-topics.sh --zookeeper localhost:2181 --create --topic plain --replica-assignment 1:2,2:1')
  const elect = 'kafka-preferred-replica-election.sh --zookeeper localhost:2181'
  const file = `printf '%s' '{"partitions":[{"topic":"plain","partition":0},{"topic":"gone","partition":9}]}' > e.json`
  expect(play(`${file}; ${elect} --path-to-json-file e.json`)).toMatchObject({
    exitCode: 0,
    stdout:
      "This tool is deprecated. Please use kafka-leader-election tool. Tracking issue: KAFKA-8405\nWarning: --zookeeper is deprecated and will be removed in a future version of Kafka.\nUse --bootstrap-server instead to specify a broker to connect to.\nCreated preferred replica election path with plain-0\nSuccessfully started preferred replica election for partitions Set(plain-0)\nSkipping preferred replica leader election for partition gone-9 since it doesn't exist.\n",
  })
  expect(play('zookeeper-shell.sh localhost:2181 get /admin/preferred_replica_election').stdout).toContain(
    '{"version":1,"partitions":[{"topic":"plain","partition":0}]}',
  )
  const again = play(elect)
  expect(again.exitCode).toBe(1)
  expect(again.stderr).toMatch(
    /^Exception in thread "main" kafka\.common\.AdminCommandFailedException: Admin command failed\n[\s\S]*Caused by: kafka\.admin\.AdminOperationException: Preferred replica leader election currently in progress for plain-0\. Aborting operation\n/,
  )
})
