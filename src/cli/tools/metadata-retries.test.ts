// How often clients of 4.3.1 ask for a topic that is not there, and by which correlation ids, as recorded from it.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const WARNING = /^\[\S+ \d\d:\d\d:(\d\d),(\d{3})\] WARN .* recoverable issue with correlation id (\d+) : /gm

/** The ids of the warnings, and the milliseconds from each to the next. */
function warnings(command: string) {
  const spec = emptyCluster()
  const world = simulatorModel.create({ ...spec, config: { ...spec.config, 'auto.create.topics.enable': 'false' } }, 1)
  const { stderr } = runScript(world, `${command}\n`).commands.at(-1)!
  const found = [...stderr.matchAll(WARNING)]
  const atMs = found.map(([, seconds, ms]) => Number(seconds) * 1000 + Number(ms))
  return { ids: found.map(([, , , id]) => Number(id)), pauses: atMs.slice(1).map((ms, index) => ms - atMs[index]!) }
}

test('a producer asks first of all, and waits twice as long each time, up to a second', () => {
  const { ids, pauses } = warnings(
    'echo x | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic missing --command-property max.block.ms=4500',
  )
  expect(ids[0]).toBe(1)
  for (const [index, expected] of [100, 200, 400, 800, 1000].entries()) {
    expect(pauses[index]).toBeGreaterThanOrEqual(expected * 0.8)
    expect(pauses[index]).toBeLessThanOrEqual(expected * 1.2 + 5)
  }
})

test('a consumer asks for its coordinator first, and for metadata on the same connection', () => {
  const { ids } = warnings(
    'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic missing --group g --timeout-ms 3000',
  )
  expect(ids[0]).toBe(2)
})

test('a consumer that is given a partition nobody leads asks for it all the time', () => {
  const { ids, pauses } = warnings(
    'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic missing --partition 0 --offset earliest --timeout-ms 3000',
  )
  // Nor does it need a coordinator, as it knows where to begin.
  expect(ids[0]).toBe(1)
  expect(pauses.length).toBeGreaterThan(20)
  expect(Math.max(...pauses)).toBeLessThan(130)
})
