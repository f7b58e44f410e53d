import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TopicImage } from '../../kafka/observe/cluster-image.ts'
import { fitting } from './fitting-topics.ts'

const topic = (name: string): TopicImage => {
  return { name, topicId: name, internal: false, partitions: 3, replicationFactor: 3, config: {} }
}
const shape = () => '3 × RF 3'
const names = (topics: readonly TopicImage[]) => topics.map(({ name }) => name)

test('with room each topic has its shape, with less its name, and with still less the last ones wait in a menu', () => {
  const topics = ['orders', 'payments', 'shipments', 'clicks'].map(topic)
  expect(fitting(topics, 1_000, shape)).toEqual({ shown: topics, rest: [], brief: false })
  expect(fitting(topics, 420, shape)).toEqual({ shown: topics, rest: [], brief: true })
  const { shown, rest } = fitting(topics, 300, shape)
  expect([names(shown), names(rest)]).toEqual([
    ['orders', 'payments'],
    ['shipments', 'clicks'],
  ])
})

test('no topic is ever left out of both, and what is in sight has room', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, unit: 'binary' })), fc.integer({ max: 2_000 }), (given, room) => {
      const topics = given.map(topic)
      const { shown, rest } = fitting(topics, room, shape)
      expect([...shown, ...rest]).toEqual(topics)
      if (rest.length > 0) expect(shown.length * 46).toBeLessThanOrEqual(Math.max(0, room))
    }),
  )
})
