import { expect, test } from 'vitest'
import type { ProducerImage } from '../../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../../testing/sample-image.ts'
import { rect } from '../../layout/geometry.ts'
import { labelOf, queuesOf } from './tray-painter.ts'

const image = sampleImage()
const [name, topic] = [...image.topics].find(([, { internal }]) => !internal)!

/** The partitions of the trays and of those that have none, with records waiting for the given ones. */
function partitionsFor(partitions: number, trays: number, busy: readonly number[]): readonly string[] {
  const [sample] = image.producers.values()
  const batch = { inFlight: false, createdAtUs: 0 }
  const producer = {
    ...sample!,
    spec: { ...sample!.spec, workload: { ...sample!.spec.workload, topic: name } },
    batches: busy.map((partition) => ({ ...batch, topicPartition: `${name}-${partition}` })),
  } as unknown as ProducerImage
  const topics = new Map([[name, { ...topic, partitions }]])
  return queuesOf(producer, topics, trays).map(({ topicPartition }) => topicPartition.slice(name.length + 1))
}

test('each partition keeps its tray where there is one for all of them', () => {
  expect(partitionsFor(3, 3, [])).toEqual(['0', '1', '2'])
  expect(partitionsFor(3, 3, [2])).toEqual(['0', '1', '2'])
})

test('with fewer trays those with records have one, in their order, and the trays that are left over are empty partitions by name', () => {
  // How many have none stands in the last one.
  expect(partitionsFor(4, 3, [])).toEqual(['0', '1', '2', '3'])
  expect(partitionsFor(4, 3, [3])).toEqual(['0', '1', '3', '2'])
  expect(partitionsFor(12, 2, [10, 9]).slice(0, 2)).toEqual(['9', '10'])
  expect(partitionsFor(12, 2, [10, 9, 4]).slice(0, 3)).toEqual(['4', '9', '10'])
  for (const busy of [[], [3], [10, 9, 4]]) expect(new Set(partitionsFor(12, 2, busy)).size).toBe(12)
})

test('a tray’s name gives up the end of its stem before it is too narrow to read, and never its number', () => {
  const tray = rect(0, 0, 145, 18)
  expect(labelOf(tray, 'orders-12', 56)).toBe('orders-12')
  expect(labelOf(tray, 'shipments-international-16', 56)).toBe('shipmen…-16')
  expect(labelOf(rect(0, 0, 90, 18), 'shipments-international-16', 26)).toBe('-16')
})
