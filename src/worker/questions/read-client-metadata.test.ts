// The classic: the bootstrap address works, and the metadata names one that nobody can reach.

import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { run } from '../../engine/scheduler.ts'
import { firstMinute } from '../../scenarios/index.ts'
import type { Asked } from './question.ts'
import { readClientMetadata } from './read-client-metadata.ts'

function known(advertised: string, seconds: number) {
  const spec = firstMinute()
  const brokers = spec.brokers.map((broker) =>
    broker.id === 2 ? { ...broker, config: { 'advertised.listeners': `PLAINTEXT://${advertised}` } } : broker,
  )
  const world = simulatorModel.create({ ...spec, brokers }, 10)
  run(world, { untilUs: world.nowUs + seconds * 1_000_000 })
  const asked = { timeline: { world } } as unknown as Asked
  return readClientMetadata.answer(asked, { type: 'readClientMetadata', client: 'order-service' }).known
}

test.each([
  ['localhost:9093', 'connected', null],
  ['nosuchhost:9093', 'unknownHost', null],
  ['localhost:9999', 'refused', null],
  ['localhost:9092', 'connected', 'broker-1'],
])('broker 2 advertises %s: a producer finds it %s', (address, state, answeredBy) => {
  const { brokers, bootstrap, ageUs, maxAgeUs } = known(address, 5) ?? { brokers: [] }
  expect(bootstrap).toEqual(['localhost:9092', 'localhost:9093', 'localhost:9094'])
  expect(brokers[1]).toMatchObject({ id: 2, address, state, answeredBy })
  expect(brokers[0]).toMatchObject({ address: 'localhost:9092', answeredBy: null })
  expect(maxAgeUs).toBe(300_000_000)
  expect(ageUs).toBeLessThan(10_000_000)
})

test('a client that is not there knows nothing', () => {
  const world = simulatorModel.create(firstMinute(), 10)
  const asked = { timeline: { world } } as unknown as Asked
  expect(readClientMetadata.answer(asked, { type: 'readClientMetadata', client: 'nobody' }).known).toBeNull()
})
