import { describe, expect, test } from 'vitest'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { brokersOn, producersOn, stageFor, wiresFor } from '../../testing/sample-stage.ts'
import { kafkaScene } from '../scenes/kafka/kafka-scene.ts'
import { pointAt, right } from './geometry.ts'
import { Routes } from './routes.ts'
import type { StageLayout } from './stage-layout.ts'
import { linkId, wiresSignature } from './wires.ts'

function stage(image: ClusterImage, width = 1_440): StageLayout {
  return stageFor(image, { width })
}

function signatureOf(image: ClusterImage): string {
  return wiresSignature(kafkaScene.edges(image, false), image.links)
}

function endsOf(line: { xs: Float32Array; ys: Float32Array }) {
  const last = line.xs.length - 1
  return { start: { x: line.xs[0]!, y: line.ys[0]! }, end: { x: line.xs[last]!, y: line.ys[last]! } }
}

function withLink(image: ClusterImage, a: string, b: string, trouble: { cut?: boolean; held?: number }): ClusterImage {
  const id = linkId(a, b)
  const [first = '', second = ''] = id.split('|')
  const link = {
    id,
    a: first,
    b: second,
    cut: trouble.cut ?? false,
    extraUs: 0,
    held: trouble.held ?? 0,
    holding: (trouble.held ?? 0) > 0,
  }
  return { ...image, links: new Map([[id, link]]) }
}

describe('wires follow leadership', () => {
  test('a producer is wired to the leader lane of each partition it sends to', () => {
    const image = sampleImage()
    const layout = stage(image)
    const wires = wiresFor(layout, image, false).filter((wire) => wire.kind === 'produce' && wire.from === 'payments')
    expect(wires.map((wire) => [wire.topicPartition, wire.to]).sort()).toEqual([
      ['orders-0', 'broker-1'],
      ['orders-1', 'broker-2'],
      ['orders-2', 'broker-3'],
    ])
    const { start, end } = endsOf(wires[0]!.line)
    const payments = producersOn(layout).find((card) => card.id === 'payments')!
    expect(start.x).toBeCloseTo(right(payments.rect), 0)
    expect(end.x).toBeCloseTo(brokersOn(layout)[0]!.rect.x, 0)
  })

  test('after an election the wires point to the new leader', () => {
    const image = sampleImage({ killed: [2] })
    const wires = wiresFor(stage(image), image, false)
    const toOrders1 = wires.filter((wire) => wire.kind === 'produce' && wire.topicPartition === 'orders-1')
    expect(new Set(toOrders1.map((wire) => wire.to))).toEqual(new Set(['broker-3']))
    expect(wires.some((wire) => wire.kind === 'produce' && wire.to === 'broker-2')).toBe(false)
    expect(signatureOf(image)).not.toBe(signatureOf(sampleImage()))
  })

  test('a member is wired to the leaders of the partitions it was assigned, and to no others', () => {
    const image = sampleImage()
    const wires = wiresFor(stage(image), image, false).filter((wire) => wire.to === 'analytics-1')
    expect(wires.map((wire) => wire.topicPartition).sort()).toEqual(['orders-0', 'orders-1'])
    expect(wiresFor(stage(image), image, false).some((wire) => wire.to === 'analytics-2')).toBe(false)
  })

  test('records alone move no wire', () => {
    expect(signatureOf(sampleImage({ records: 9 }))).toBe(signatureOf(sampleImage({ records: 30 })))
  })
})

test('a cut link is drawn even when nobody would send on it, so that it can be repaired', () => {
  const image = withLink(sampleImage(), 'consumer-3', 'broker-1', { cut: true })
  const wire = wiresFor(stage(image), image, false).find((candidate) => candidate.link === 'broker-1|consumer-3')
  expect(wire).toMatchObject({ from: 'broker-1', to: 'consumer-3' })
})

test('wires of control traffic appear when asked for', () => {
  const image = sampleImage()
  const control = (shown: boolean) => wiresFor(stage(image), image, shown).filter((wire) => wire.kind === 'control')
  expect(control(false)).toEqual([])
  expect(control(true).map((wire) => wire.link)).toContain('broker-2|controller-101')
})

describe('routes', () => {
  const image = sampleImage()
  const layout = stage(image)
  const routes = new Routes(layout, wiresFor(layout, image, false))

  test('a response travels the same wire as its request, the other way', () => {
    const request = routes.of({ from: 'payments', to: 'broker-2', topicPartitions: ['orders-1'] })!
    const response = routes.of({ from: 'broker-2', to: 'payments', topicPartitions: ['orders-1'] })!
    expect(response.line).toBe(request.line)
    expect([request.reversed, response.reversed]).toEqual([false, true])
  })

  test('a message between nodes without a wire still finds a way, one to a node off stage does not', () => {
    expect(routes.of({ from: 'broker-3', to: 'controller-102', topicPartitions: [] })).not.toBeNull()
    expect(routes.of({ from: 'broker-3', to: 'nowhere', topicPartitions: [] })).toBeNull()
  })

  test('on a phone every wire stays within the screen', () => {
    const narrow = stage(image, 390)
    const place = { x: 0, y: 0 }
    for (const wire of wiresFor(narrow, image, true)) {
      for (let t = 0; t <= 1; t += 0.05) {
        pointAt(wire.line, t, place)
        expect(place.x).toBeGreaterThanOrEqual(0)
        expect(place.x).toBeLessThanOrEqual(390)
      }
    }
  })
})
