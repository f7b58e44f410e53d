// Quotas of 2.5, which stand in ZooKeeper: a broker hears of them as they change, and reads them when it starts.
import '../../../../testing/every-version.ts'
import { expect, test } from 'vitest'
import { simulatorModel } from '../../../../cli/model.ts'
import { emptyCluster } from '../../../../scenarios/index.ts'
import { runScript } from '../../../../testing/headless-shell.ts'

const ZK = 'kafka-configs.sh --zookeeper localhost:2181 --alter'
const TOPIC = 'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic quota --replica-assignment 1'

const perf = (client: string) =>
  `kafka-producer-perf-test.sh --topic quota --num-records 300 --record-size 1000 --throughput -1 --producer-props bootstrap.servers=localhost:9092 batch.size=5000 client.id=${client}`

function shellOf25() {
  const world = simulatorModel.create(emptyCluster('kafka-2.5'), 1)
  const run = (line: string) => {
    const beganUs = world.nowUs
    const { commands } = runScript(world, `${line}\n`)
    expect(commands.at(-1)?.exitCode).toBe(0)
    return { seconds: (world.nowUs - beganUs) / 1_000_000, stderr: commands.at(-1)?.stderr ?? '' }
  }
  return { run }
}

test('a client with a quota is slowed down to it, and no other one', () => {
  const { run } = shellOf25()
  run(TOPIC)
  run(`${ZK} --add-config producer_byte_rate=10000 --entity-type clients --entity-name perf-producer-client`)
  run('sleep 1')
  const { seconds } = run(perf('perf-producer-client'))
  // 24.6 s of 2.5.0: a sample is forgotten when its beginning is too old, sooner than in later versions.
  expect(seconds).toBeGreaterThan(24)
  expect(seconds).toBeLessThan(26)
  expect(run(perf('other')).seconds).toBeLessThan(5)

  run(`${ZK} --delete-config producer_byte_rate --entity-type clients --entity-name perf-producer-client`)
  run('sleep 1')
  expect(run(perf('perf-producer-client')).seconds, 'without its quota').toBeLessThan(5)
})

test('a user’s clients come before a client alone, and what was set before a broker started counts too', () => {
  const { run } = shellOf25()
  run(TOPIC)
  run(`${ZK} --add-config producer_byte_rate=10000 --entity-type clients --entity-default`)
  const narrow = '--entity-type users --entity-name ANONYMOUS --entity-type clients --entity-name app'
  run(`${ZK} --add-config producer_byte_rate=1000000 ${narrow}`)
  run('sleep 1')
  expect(run(perf('app')).seconds).toBeLessThan(5)
  run('kafka-server-stop.sh; sleep 5; kafka-server-start.sh -daemon config/server.properties; sleep 20')
  expect(run(perf('app')).seconds).toBeLessThan(5)
  expect(run(perf('other')).seconds).toBeGreaterThan(15)
})

test('a quota of requests’ time limits nothing, which is said where it is set', () => {
  const { run } = shellOf25()
  const quota = (what: string) => run(`${ZK} --add-config ${what} --entity-type clients --entity-default`).stderr
  expect(quota('request_percentage=50')).toContain(
    'simulator: no effect here, though real Kafka would act on it: request_percentage\n',
  )
  expect(quota('request_percentage=50,consumer_byte_rate=100')).not.toContain('consumer_byte_rate')
  expect(quota('consumer_byte_rate=200')).toContain('request_percentage')
})
