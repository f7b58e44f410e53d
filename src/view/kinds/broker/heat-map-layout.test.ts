import { expect, test } from 'vitest'
import { bottom, rect, right } from '../../layout/geometry.ts'
import type { CardContent, ReplicaRef } from '../../layout/stage-content.ts'
import type { BrokerContent } from './broker-view.ts'
import { type HeatMap, heatMap, type MapFor } from './heat-map-layout.ts'

/** Every broker has all of them. */
function brokersWith(brokers: number, topics: number, partitions: number): CardContent<BrokerContent>[] {
  const replicasOf = (broker: number): ReplicaRef[] =>
    Array.from({ length: topics * partitions }, (_, index) => {
      const [topic, partition] = [`topic-${Math.floor(index / partitions)}`, index % partitions]
      const topicPartition = `${topic}-${partition}`
      return { id: `${topicPartition}@${broker}`, topicPartition, topic, partition }
    })
  return Array.from({ length: brokers }, (_, index) => ({
    kind: 'broker',
    id: `broker-${index + 1}`,
    parts: {
      id: index + 1,
      replicas: replicasOf(index + 1),
      internalReplicas: [],
      emptyTopics: [],
      folded: [],
      offsetDigits: 2,
    },
  }))
}

function mapOf(brokers: CardContent<BrokerContent>[], by: MapFor, width: number, height: number): HeatMap {
  const nothing = rect(0, 0, 0, 0)
  return heatMap(
    brokers,
    rect(20, 100, width, height),
    (replica, broker, box) => ({
      ...replica,
      broker,
      density: 'full',
      rect: box,
      label: nothing,
      badge: nothing,
      cells: nothing,
      info: nothing,
    }),
    by,
  )
}

test('topics stand in the order of their numbers', () => {
  const [first] = mapOf(brokersWith(3, 12, 2), 'mouse', 600, 400).cards
  expect(first!.parts.sections.map(({ topic }) => topic).slice(0, 3)).toEqual(['topic-0', 'topic-1', 'topic-2'])
})

test('few topics get high lines, many as high ones as there is room for', () => {
  const lineOf = (topics: number) =>
    mapOf(brokersWith(3, topics, 4), 'mouse', 600, 400).cards[0]!.parts.lanes[0]!.rect.height
  expect(lineOf(3)).toBe(26)
  expect(lineOf(10)).toBeGreaterThan(lineOf(14))
  expect(mapOf(brokersWith(3, 10, 4), 'mouse', 600, 400).bottom).toBeLessThanOrEqual(500)
  expect(lineOf(60)).toBe(14)
})

test('what the cells mean, the pinned lane and the cards stand below one another', () => {
  const { cards } = mapOf(brokersWith(6, 20, 6), 'mouse', 590, 360)
  const [{ rect: card, parts }] = cards as [HeatMap['cards'][number]]
  expect(parts.legend!.y).toBe(100)
  expect(parts.pinned!.rect.y).toBeGreaterThan(bottom(parts.legend!))
  expect(card.y).toBeGreaterThan(bottom(parts.pinned!.rect))
  expect(cards.filter((each) => each.parts.legend !== undefined)).toHaveLength(1)
})

test('on a phone brokers stand in even rows, none wider than the screen, with room for their buttons', () => {
  const { cards, columns } = mapOf(brokersWith(6, 20, 6), 'touch', 346, 0)
  expect(columns).toBe(3)
  expect(new Set(cards.map(({ rect: card }) => card.y)).size).toBe(2)
  for (const { rect: card, parts } of cards) {
    expect(right(card)).toBeLessThanOrEqual(20 + 346)
    expect(parts.header.height).toBeGreaterThanOrEqual(44 + 24)
  }
})

test('beside the inspector each card still has room for its broker’s name and buttons, and a topic’s name for two lines', () => {
  const { cards } = mapOf(brokersWith(6, 6, 10), 'mouse', 525, 390)
  for (const { rect: card } of cards) expect(card.width).toBeGreaterThanOrEqual(76)
  expect(Math.max(...cards.map(({ rect: card }) => bottom(card)))).toBeLessThanOrEqual(100 + 390)
  const { sections, lanes } = cards[0]!.parts
  const [first] = sections
  const own = lanes.filter(({ topic }) => topic === first!.topic)
  expect(first!.rect.height).toBeGreaterThanOrEqual(
    Math.max(...own.map(({ rect: cell }) => bottom(cell))) - first!.rect.y,
  )
})
