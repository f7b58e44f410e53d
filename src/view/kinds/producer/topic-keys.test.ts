import { expect, test } from 'vitest'
import type { ProducerImage } from '../../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../../testing/sample-image.ts'
import { keysOfTopic } from './topic-keys.ts'

const image = sampleImage()
const [known] = image.producers.values()

function producing(name: string, topic: string, keys: readonly string[]): ProducerImage {
  const workload = { topic, recordsPerSecond: 1, valueBytes: 10, keys }
  return { ...known!, name, spec: { ...known!.spec, name, workload } }
}

test('the keys that a producer sends itself come before those of others, and these before what the log shows', () => {
  const producers = new Map([
    ['first', producing('first', 'orders', ['alice', 'bob'])],
    ['second', producing('second', 'orders', ['carol'])],
    ['third', producing('third', 'elsewhere', ['zoe'])],
  ])
  expect(keysOfTopic({ ...image, producers }, 'orders', 'second')).toEqual(['carol'])
  expect(keysOfTopic({ ...image, producers }, 'orders', 'third')).toEqual(['alice', 'bob'])
  expect(keysOfTopic({ ...image, producers: new Map() }, 'orders')).toEqual(['A', 'B', 'C', 'D'])
  expect(keysOfTopic({ ...image, producers }, 'nobody-writes-here')).toEqual([])
})
