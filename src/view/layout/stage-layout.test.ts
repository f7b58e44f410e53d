import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleImage } from '../../testing/sample-image.ts'
import { brokersOn, controllersOn, desk, groupsOn, producersOn, stageFor } from '../../testing/sample-stage.ts'
import { cellSizes, MARKS_ABOVE, MARKS_BELOW } from '../kinds/broker/cell-sizes.ts'
import { deferredHeatMap } from '../kinds/broker/deferred-heat-map.ts'
import { heatMap } from '../kinds/broker/heat-map-layout.ts'
import { bottom, type Rect, right } from './geometry.ts'
import { contentOf, contentSignature } from './stage-content.ts'
import type { StageLayout, Viewport } from './stage-layout.ts'

deferredHeatMap.arrive(heatMap)

const phone: Viewport = { ...desk, width: 390, height: 700 }

function layoutOf(sample: Parameters<typeof sampleImage>[0], viewport: Viewport, showInternal = false): StageLayout {
  return stageFor(sampleImage(sample), viewport, showInternal)
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < right(b) - 0.01 && b.x < right(a) - 0.01 && a.y < bottom(b) - 0.01 && b.y < bottom(a) - 0.01
}

function cardsOf(layout: StageLayout): Rect[] {
  const places = layout.regions.flatMap(({ cards, add }) => [...cards.map((card) => card.rect), ...(add ? [add] : [])])
  expect(places.length).toBeGreaterThan(2)
  return places
}

describe('on a desk', () => {
  test('three brokers with three partitions each fit beside an open dock, with text in every cell', () => {
    const layout = layoutOf({}, desk)
    expect(layout.density).toBe('full')
    expect(layout.height).toBeLessThanOrEqual(desk.height)
    expect(layout.gridColumns).toBe(1)
  })

  test('records flow from left to right: producers, brokers, groups', () => {
    const layout = layoutOf({}, desk)
    const [producer, broker, group] = [
      producersOn(layout)[0]!.rect,
      brokersOn(layout)[0]!.rect,
      groupsOn(layout)[0]!.rect,
    ]
    expect(right(producer)).toBeLessThan(broker.x)
    expect(right(broker)).toBeLessThan(group.x)
  })

  test('the newest record keeps clear of what is said of its replica, however wide the window is', () => {
    let checked = 0
    for (let width = 900; width <= 1_900; width += 7)
      for (const lane of brokersOn(layoutOf({}, { ...desk, width })).flatMap((broker) => broker.parts.lanes)) {
        if (lane.info.width === 0) continue
        checked++
        expect(lane.info.x - right(lane.cells), `${width} px`).toBeGreaterThanOrEqual(8)
      }
    expect(checked).toBeGreaterThan(100)
  })

  test('equal offsets of a partition stand above one another on every broker', () => {
    const layout = layoutOf({}, desk)
    const lanes = brokersOn(layout)
      .flatMap((broker) => broker.parts.lanes)
      .filter((lane) => lane.topicPartition === 'orders-0')
    expect(lanes).toHaveLength(3)
    expect(new Set(lanes.map((lane) => lane.cells.x)).size).toBe(1)
  })

  test('twelve replicas a broker get smaller cells, sixty get strips, and neither needs scrolling', () => {
    const tall = { ...desk, height: 780 }
    const twelve = layoutOf({ brokers: 6, partitions: 24 }, tall)
    expect(twelve.density).toBe('compact')
    expect(twelve.height * twelve.scale).toBeLessThanOrEqual(tall.height + 1)
    const sixty = layoutOf({ brokers: 6, partitions: 120 }, tall)
    expect(sixty.density).toBe('strips')
    expect(brokersOn(sixty).every((broker) => broker.parts.lanes.length === 60)).toBe(true)
    expect(sixty.height * sixty.scale).toBeLessThanOrEqual(tall.height + 1)
  })

  test('lanes keep their order at every density', () => {
    const order = (layout: StageLayout) => brokersOn(layout)[0]!.parts.lanes.map((lane) => lane.partition)
    const ascending = (partitions: number[]) =>
      partitions.every((partition, i) => i === 0 || partition > partitions[i - 1]!)
    for (const partitions of [3, 8, 24, 60]) expect(ascending(order(layoutOf({ partitions }, desk)))).toBe(true)
  })

  test('the fifty partitions of __consumer_offsets are shown only when asked for, as strips', () => {
    const internal = (layout: StageLayout) =>
      brokersOn(layout)[0]!.parts.lanes.filter((lane) => lane.topic.startsWith('__'))
    expect(internal(layoutOf({}, desk))).toHaveLength(0)
    const shown = internal(layoutOf({}, desk, true))
    expect(shown).toHaveLength(50)
    expect(shown.every((lane) => lane.density === 'strips')).toBe(true)
  })

  test('where lanes have no room, the replicas of a topic without records share a line, until its first record', () => {
    const image = sampleImage({})
    const quiet = (logEndOffset: number) => {
      const topics = ['quiet', 'still'].map((topic) => sampleImage({ topic }))
      return {
        ...image,
        topics: new Map([...image.topics, ...topics.flatMap((each) => [...each.topics])]),
        partitions: new Map([...image.partitions, ...topics.flatMap((each) => [...each.partitions])]),
        replicas: new Map([
          ...image.replicas,
          ...topics.flatMap((each) =>
            [...each.replicas.values()].map((row) => [row.id, { ...row, logEndOffset }] as const),
          ),
        ]),
      }
    }
    const [broker] = brokersOn(stageFor(quiet(0)))
    expect(broker!.parts.folds.map(({ topic, partitions }) => [topic, partitions])).toEqual([
      ['quiet', [0, 1, 2]],
      ['still', [0, 1, 2]],
    ])
    expect(broker!.parts.lanes.map((lane) => lane.topicPartition)).toEqual(['orders-0', 'orders-1', 'orders-2'])
    const [busy] = brokersOn(stageFor(quiet(3)))
    expect(busy!.parts.folds).toEqual([])
    expect(busy!.parts.lanes).toHaveLength(9)
  })

  test('six brokers with twenty topics are a map without scrolling, even if most topics are empty', () => {
    const image = sampleImage({ brokers: 6 })
    const quiet = Array.from({ length: 19 }, (_, n) => sampleImage({ brokers: 6, topic: `t${n + 1}`, partitions: 6 }))
    const replicas = quiet.flatMap((each) => [...each.replicas.values()])
    const many = {
      ...image,
      topics: new Map([image, ...quiet].flatMap(({ topics }) => [...topics])),
      partitions: new Map([image, ...quiet].flatMap(({ partitions }) => [...partitions])),
      replicas: new Map([...image.replicas, ...replicas.map((row) => [row.id, { ...row, logEndOffset: 0 }] as const)]),
    }
    for (const seen of [
      { width: 1_626, height: 675 },
      { width: 1_168, height: 560 },
    ]) {
      const layout = stageFor(many, seen)
      expect(layout.density).toBe('strips')
      expect(brokersOn(layout)).toHaveLength(6)
      expect(layout.height * layout.scale).toBeLessThanOrEqual(seen.height + 1)
    }
  })

  test('a name keeps every letter while the lane has room', () => {
    const topic = 'shipments-from-warehouse'
    const [broker] = brokersOn(stageFor(sampleImage({ topic })))
    const { label, cells } = broker!.parts.lanes[0]!
    expect(label.width).toBeGreaterThan(`${topic}-0`.length * 7)
    expect(right(cells)).toBeLessThan(right(broker!.rect))
  })

  test('where an empty topic would push the last lanes out of sight, it takes one line, however wide the cards are', () => {
    const image = sampleImage({})
    const quiet = sampleImage({ topic: 'quiet' })
    const both = {
      ...image,
      topics: new Map([...image.topics, ...quiet.topics]),
      partitions: new Map([...image.partitions, ...quiet.partitions]),
      replicas: new Map([
        ...image.replicas,
        ...[...quiet.replicas.values()].map((row) => [row.id, { ...row, logEndOffset: 0 }] as const),
      ]),
    }
    // With a terminal in use.
    const seen = { width: 1_168, height: 560 }
    const layout = stageFor(both, seen)
    expect(brokersOn(layout).map(({ parts }) => parts.folds.map(({ topic }) => topic))).toEqual([
      ['quiet'],
      ['quiet'],
      ['quiet'],
    ])
    expect(layout.height).toBeLessThanOrEqual(seen.height)
    expect(layout.density).toBe('full')
  })

  test('a usual window has room to spare: for a fourth partition, and for a banner above the stage', () => {
    for (const [partitions, height] of [
      [4, 624],
      [3, 524],
    ] as const) {
      const layout = layoutOf({ partitions }, { ...desk, width: 1_168, height })
      expect(layout.density).toBe('full')
      expect(layout.height).toBeLessThanOrEqual(height)
      expect(layout.countersInLine).toBe(false)
    }
  })

  test('marks above and below a lane’s cells stay between them and the next lane’s', () => {
    for (const height of [524, 560, 624, 800]) {
      const lanes = brokersOn(layoutOf({}, { ...desk, width: 1_168, height }))[0]!.parts.lanes
      for (const [above, below] of [
        [lanes[0]!, lanes[1]!],
        [lanes[1]!, lanes[2]!],
      ] as const)
        expect(below.cells.y - bottom(above.cells)).toBeGreaterThanOrEqual(MARKS_BELOW)
    }
    const [first, second] = brokersOn(layoutOf({}, { ...desk, width: 1_168, height: 624 }))[0]!.parts.lanes
    expect(second!.cells.y - bottom(first!.cells)).toBeGreaterThanOrEqual(MARKS_ABOVE + MARKS_BELOW - 4)
  })

  test('a low lane keeps its cells’ letters, and their offsets where it is long', () => {
    const narrow = layoutOf({ brokers: 6, partitions: 14 }, { ...desk, width: 1_168, height: 624 })
    expect(narrow.density).toBe('compact')
    expect(narrow.cell.compact.hasOffset).toBe(false)
    expect(narrow.cell.compact.width).toBeGreaterThanOrEqual(14)
    const [first] = brokersOn(narrow)[0]!.parts.lanes
    expect(first!.cells.height).toBeGreaterThanOrEqual(13)
    const long = cellSizes(400, 24, 2).compact
    expect(long.hasOffset).toBe(true)
    expect(long.width).toBe(cellSizes(400, 48, 2).full.width)
  })

  test('no broker stands alone in a row that has room for more, and a place that is left is for another one', () => {
    for (const brokers of [4, 5, 6, 7, 8, 9]) {
      for (const [width, height] of [
        [1_168, 624],
        [1_650, 790],
      ] as const) {
        const layout = layoutOf({ brokers, partitions: brokers * 2 }, { ...desk, width, height })
        if (layout.density === 'strips' || layout.gridColumns === 1) continue
        const left = brokers % layout.gridColumns
        const { add, cards } = layout.main
        expect(add === null, `${brokers} at ${width}`).toBe(left === 0)
        if (left === 0) continue
        expect(add!.y).toBe(cards.at(-1)!.rect.y)
        expect(add!.x).toBeGreaterThan(right(cards.at(-1)!.rect))
        if (brokers === 4) expect(left).not.toBe(1)
      }
    }
  })

  test('counters stand in the corner while nothing scrolls beneath it, else on a line below everything', () => {
    const low = layoutOf({}, { ...desk, width: 744, height: 340 })
    expect(low.countersInLine).toBe(true)
    const lowest = Math.max(...low.regions.flatMap(({ cards }) => cards.map(({ rect }) => bottom(rect))))
    expect(low.height - lowest).toBeGreaterThanOrEqual(30)
    expect(layoutOf({}, { ...desk, width: 1_168, height: 624 }).countersInLine).toBe(false)
    expect(layoutOf({}, { ...desk, width: 1_168, height: 624, zoom: 1.5 }).countersInLine).toBe(true)
  })

  test('six brokers with sixty replicas each are a map: a partition at one place on each broker, one lane whole above', () => {
    const brokers = brokersOn(layoutOf({ brokers: 6, partitions: 120 }, desk))
    expect(new Set(brokers.map(({ rect }) => rect.y)).size).toBe(1)
    expect(brokers.filter(({ parts }) => parts.pinned !== null)).toHaveLength(1)
    const few = brokersOn(layoutOf({ brokers: 6, partitions: 14, replicationFactor: 6 }, desk))
    const places = new Set<string>()
    for (const { rect, parts } of few)
      for (const lane of parts.lanes) places.add(`${lane.partition} at ${Math.round(lane.rect.x - rect.x)}`)
    expect(few[0]!.parts.isMap).toBe(true)
    expect(places.size).toBe(14)
  })

  test('a larger screen gets a larger picture', () => {
    expect(layoutOf({}, { ...desk, width: 3_840, height: 1_900 }).scale).toBeGreaterThan(2)
    expect(layoutOf({}, desk).scale).toBe(1)
  })

  test('a lecture hall gets a larger picture than a desk of the same size', () => {
    const screen = { ...desk, width: 1_920, height: 900 }
    expect(layoutOf({}, { ...screen, theme: 'projector' }).scale).toBeGreaterThan(layoutOf({}, screen).scale)
  })
})

describe('on a phone', () => {
  test('nothing is wider than the screen', () => {
    const layout = layoutOf({}, phone)
    expect(layout.mode).toBe('stacked')
    for (const card of cardsOf(layout)) expect(right(card)).toBeLessThanOrEqual(phone.width)
    for (const broker of brokersOn(layout))
      for (const lane of broker.parts.lanes) expect(right(lane.cells)).toBeLessThanOrEqual(right(broker.rect))
  })

  test('a small frame in a page shows the brokers first, what is done with them after that, then their clients', () => {
    const layout = layoutOf({}, { ...phone, width: 320, height: 300, compact: true })
    const [producers, cluster, groups] = layout.regions
    expect(cluster!.cards[0]!.rect.y).toBeLessThan(120)
    const endOfBrokers = Math.max(...cluster!.cards.map(({ rect }) => rect.y + rect.height))
    for (const { chips } of cluster!.strips) for (const chip of chips) expect(chip.rect.y).toBeGreaterThan(endOfBrokers)
    for (const region of [producers!, groups!]) expect(region.heading.y).toBeGreaterThan(endOfBrokers)
  })

  test('whatever is touched is at least 44 pixels high', () => {
    const layout = layoutOf({}, phone)
    const targets = [
      ...brokersOn(layout).flatMap((broker) => broker.parts.lanes),
      ...groupsOn(layout).flatMap((group) => group.parts.members),
    ]
    for (const target of targets) expect(target.rect.height).toBeGreaterThanOrEqual(44)
    for (const controller of controllersOn(layout)) expect(controller.rect.height).toBeGreaterThanOrEqual(44)
    const adds = layout.regions.flatMap(({ add }) => (add === null ? [] : [add.height]))
    expect(adds).toHaveLength(2)
    for (const height of adds) expect(height).toBeGreaterThanOrEqual(44)
  })
})

test('a group whose name may need a second line beside its lag has its members below both', () => {
  const headOf = (name: string) => {
    const image = sampleImage()
    const members = [...image.members].map(([id, each]) => [id, { ...each, groupId: name }] as const)
    // As wide as the stage is beside the panel of the first minute, in a window of 1440 pixels.
    const layout = stageFor({ ...image, groups: new Map(), members: new Map(members) }, { width: 1_168 })
    const [card] = groupsOn(layout)
    return card!.parts.members[0]!.rect.y - card!.rect.y
  }
  expect(headOf('payments-group')).toBeGreaterThan(headOf('orders'))
})

test('no card covers another, and no lane leaves its card, whatever the cluster and the window', () => {
  const samples = fc.record({
    brokers: fc.integer({ min: 1, max: 9 }),
    partitions: fc.integer({ min: 0, max: 70 }),
    records: fc.integer({ min: 0, max: 20_000 }),
    width: fc.integer({ min: 320, max: 3_840 }),
    height: fc.integer({ min: 300, max: 2_000 }),
    showInternal: fc.boolean(),
    compact: fc.boolean(),
  })
  fc.assert(
    fc.property(samples, ({ brokers, partitions, records, width, height, showInternal, compact }) => {
      const layout = layoutOf({ brokers, partitions, records }, { ...desk, width, height, compact }, showInternal)
      const cards = cardsOf(layout)
      for (const [i, card] of cards.entries())
        for (const other of cards.slice(i + 1)) expect(overlap(card, other)).toBe(false)
      for (const broker of brokersOn(layout)) {
        for (const lane of broker.parts.lanes) {
          expect(lane.rect.y).toBeGreaterThanOrEqual(bottom(broker.parts.header) - 0.01)
          expect(bottom(lane.rect)).toBeLessThanOrEqual(bottom(broker.rect) + 0.01)
        }
        expect(bottom(broker.rect)).toBeLessThanOrEqual(layout.height)
      }
    }),
    { numRuns: 60 },
  )
})

test('records alone do not change what there is to place', () => {
  const content = (records: number) => contentSignature(contentOf(sampleImage({ records }), { showInternal: false }))
  expect(content(20)).toBe(content(60))
  expect(content(60)).not.toBe(content(200)) // Offsets of three digits need wider cells.
})
