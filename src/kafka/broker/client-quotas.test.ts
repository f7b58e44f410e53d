// Quotas as brokers keep them: who sends or reads too much waits, and the rate comes out as it was set.

import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import type { Happening } from '../observe/happenings.ts'

const CONFIGS = 'kafka-configs.sh --bootstrap-server localhost:9092 --alter --add-config'
const TOPIC = 'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic quota --replica-assignment 1'
const PERF =
  'kafka-producer-perf-test.sh --bootstrap-server localhost:9092 --topic quota --num-records 300 --record-size 1000 --throughput -1 --command-property batch.size=5000'
const READ =
  'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic quota --from-beginning --max-messages 300 > /dev/null'

/** How long the last line took, in seconds, and who was told to wait. */
function played(...lines: readonly string[]) {
  const world = simulatorModel.create(emptyCluster(), 1)
  runScript(world, `${lines.slice(0, -1).join('\n')}\n`)
  const told: string[] = []
  world.onHappening = ({ body }) => {
    const happening = body as Happening
    if (happening.type === 'ClientThrottled') told.push(`${happening.client} ${happening.api}`)
  }
  const beganUs = world.nowUs
  const said = runScript(world, `${lines.at(-1)}\n`)
  expect(said.commands.at(-1)!.exitCode).toBe(0)
  return { seconds: (world.nowUs - beganUs) / 1_000_000, told: new Set(told) }
}

test('a producer with a quota is slowed down to it, after the burst that the windows have room for', () => {
  // 300 kB at 10 kB a second, of which the ten windows before the first take 100 kB at once: 4.3.1 took 27.8 s.
  const { seconds, told } = played(TOPIC, `${CONFIGS} producer_byte_rate=10000 --client perf-producer-client`, PERF)
  expect(seconds).toBeGreaterThan(26)
  expect(seconds).toBeLessThan(29)
  expect([...told]).toEqual(['perf-producer-client produce'])
  expect(played(TOPIC, PERF).seconds).toBeLessThan(5)
})

test('a rate may be as large as a long, which as a double is one more', () => {
  const world = simulatorModel.create(emptyCluster(), 1)
  const said = (rate: string) => runScript(world, `${CONFIGS} producer_byte_rate=${rate} --client c\n`).commands[0]!
  expect(said('9223372036854775808').exitCode).toBe(0)
  expect(said('9223372036854777856').stderr).toContain('Proposed value for producer_byte_rate is too large for a LONG.')
})

test('a consumer with a quota gets nothing for a while, and then reads on', () => {
  const { seconds, told } = played(TOPIC, PERF, `${CONFIGS} consumer_byte_rate=10000 --client-defaults`, READ)
  // 57 s of 4.3.1, whose program takes a while to start.
  expect(seconds).toBeGreaterThan(45)
  expect(seconds).toBeLessThan(60)
  expect([...told]).toEqual(['console-consumer fetch'])
})

test('the narrowest quota counts: a client’s own before the default, a user’s before both', () => {
  const own = `${CONFIGS} producer_byte_rate=1000000 --client perf-producer-client`
  const byDefault = `${CONFIGS} producer_byte_rate=10000 --client-defaults`
  const ofUser = `${CONFIGS} producer_byte_rate=20000 --user-defaults`
  expect(played(TOPIC, byDefault, own, PERF).told.size).toBe(0)
  expect(played(TOPIC, own, ofUser, PERF).told.size).toBe(1)
})
