import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { SAMPLE_AT_US, sampleFlights, sampleImage } from '../../testing/sample-image.ts'
import { stageFor, wiresFor } from '../../testing/sample-stage.ts'
import { Routes } from '../layout/routes.ts'
import type { Brush, Emphasis } from './brush.ts'
import { carries, messageNear, trafficOf } from './flight-painter.ts'
import { groupPlaces } from './group-marks.ts'
import { readPalette } from './palette.ts'
import { paintScene } from './scene-painter.ts'
import { SceneState } from './scene-state.ts'
import { Sprites } from './sprites.ts'

beforeAll(() => {
  // jsdom has no graphics, and says so at every sprite.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

const nothing: Emphasis = {
  record: null,
  followed: null,
  hoveredRecord: null,
  groupId: null,
  messageId: null,
  replicaId: null,
  topicPartition: null,
}

/** A canvas that only takes notes. */
function recorder() {
  const texts: string[] = []
  const context = new Proxy({} as Record<string, unknown>, {
    get: (target, name: string) => {
      if (name === 'fillText') return (text: string) => texts.push(text)
      return target[name] ?? (() => undefined)
    },
    set: (target, name: string, value) => {
      target[name] = value
      return true
    },
  })
  return { context: context as unknown as CanvasRenderingContext2D, texts }
}

function brushFor(image: ClusterImage, change: Partial<Brush> = {}) {
  const layout = stageFor(image)
  const palette = readPalette((name) =>
    name === '--follower-mix'
      ? '0.6'
      : name === '--wire-width'
        ? '1.4px'
        : name === '--font'
          ? 'sans-serif'
          : '#446688',
  )
  const { context, texts } = recorder()
  const sprites = new Sprites(palette, 1)
  const cells = vi.spyOn(sprites, 'cell')
  const pills = vi.spyOn(sprites, 'pill')
  const replicasByPartition = new Map(
    [...image.partitions.keys()].map((id) => [
      id,
      [...image.replicas.values()].filter((replica) => replica.topicPartition === id),
    ]),
  )
  const brush: Brush = {
    context,
    palette,
    sprites,
    state: new SceneState(),
    layout,
    routes: new Routes(layout, wiresFor(layout, image)),
    image,
    emphasis: nothing,
    places: groupPlaces(image),
    replicasByPartition,
    nowMs: 0,
    playheadUs: SAMPLE_AT_US,
    atUs: SAMPLE_AT_US,
    reducedMotion: false,
    showControl: false,
    viewTop: 0,
    viewBottom: 10_000,
    ...change,
  }
  return { brush, texts, cells, pills }
}

describe('lanes', () => {
  test('records above the high watermark are hatched, others are not, and a follower is lighter than its leader', () => {
    const image = sampleImage()
    const { brush, cells } = brushFor(image)
    paintScene(brush, [])
    const count = (variant: string) => cells.mock.calls.filter(([painted]) => painted === variant).length
    const replicas = [...image.replicas.values()].filter((replica) => replica.topic === 'orders')
    const uncommitted = replicas.reduce((sum, replica) => sum + replica.logEndOffset - replica.highWatermark, 0)
    expect(count('uncommitted')).toBe(uncommitted)
    expect(count('leader') + count('follower') + uncommitted).toBeGreaterThanOrEqual(
      replicas.reduce((sum, replica) => sum + replica.cells.length, 0),
    )
    expect(count('next')).toBe(9)
  })

  test('a broker without power shows what it last held, in grey', () => {
    const { brush, cells } = brushFor(sampleImage({ killed: [2] }))
    paintScene(brush, [])
    expect(cells.mock.calls.some(([variant]) => variant === 'offline')).toBe(true)
  })

  test('only leaders fly the flag of the high watermark', () => {
    const { brush, texts } = brushFor(sampleImage())
    paintScene(brush, [])
    expect(texts.filter((text) => text === 'HW')).toHaveLength(3)
  })
})

describe('messages', () => {
  test('three records travel as one pill that says so; requests without records are no pills', () => {
    const image = sampleImage()
    const { brush, pills } = brushFor(image)
    expect(paintScene(brush, sampleFlights(image))).toBe(true)
    expect(pills.mock.calls.map(([, text]) => text).sort()).toEqual(['2', '3', '4', 'D'])
  })

  test('hundreds of messages at once become dots: pills would hide one another', () => {
    const image = sampleImage()
    const { brush, pills } = brushFor(image)
    const dots = vi.spyOn(brush.sprites, 'dot')
    const one = sampleFlights(image)[0]!
    paintScene(
      brush,
      Array.from({ length: 500 }, (_, id) => ({ ...one, id })),
    )
    expect(pills).not.toHaveBeenCalled()
    expect(dots).toHaveBeenCalledTimes(500)
  })

  test('messages that are held wait as a stack with their number, and nothing travels', () => {
    const image = sampleImage()
    const { brush, texts, pills } = brushFor(image)
    const held = Array.from({ length: 3 }, (_, i) => ({ ...sampleFlights(image)[0]!, id: i, held: true }))
    expect(paintScene(brush, held)).toBe(false)
    expect(pills).not.toHaveBeenCalled()
    expect(texts).toContain('3')
  })

  test('what is neither records, nor asks or thanks for them, is control traffic', () => {
    expect(trafficOf({ traffic: 'data', records: 2 })).toBe('records')
    expect(trafficOf({ traffic: 'acknowledgement', records: 0 })).toBe('acknowledgement')
    expect(trafficOf({ traffic: 'data', records: 0 })).toBe('request')
    expect(trafficOf({ traffic: 'news', records: 0 })).toBe('control')
    expect(trafficOf({ traffic: 'housekeeping', records: 0 })).toBe('control')
  })

  test('a record is followed by its offset once it has one, and by its sequence before', () => {
    const record = { topicPartition: 'orders-1', offset: 41, producerId: 1_000, sequence: 7 }
    const batch = { topicPartition: 'orders-1', baseOffset: 40, records: 3, producerId: -1, baseSequence: -1 }
    expect(carries({ batches: [batch] }, record)).toBe(true)
    expect(carries({ batches: [{ ...batch, baseOffset: 42 }] }, record)).toBe(false)
    expect(carries({ batches: [{ ...batch, topicPartition: 'orders-2' }] }, record)).toBe(false)
    const unsaved = { ...batch, baseOffset: -1, producerId: 1_000, baseSequence: 6 }
    expect(carries({ batches: [unsaved] }, record)).toBe(true)
    expect(carries({ batches: [{ ...unsaved, producerId: 1_001 }] }, record)).toBe(false)
    expect(carries({ batches: [unsaved] }, null)).toBe(false)
  })

  test('a click near a message finds it, a click elsewhere finds none', () => {
    const image = sampleImage()
    const flights = sampleFlights(image)
    const { brush } = brushFor(image)
    const route = brush.routes.of(flights[0]!)!
    const start = { x: route.line.xs[0]!, y: route.line.ys[0]! }
    const waiting = [{ ...flights[0]!, sentAtUs: SAMPLE_AT_US, arrivesAtUs: SAMPLE_AT_US + 1_000 }]
    expect(messageNear(brush, waiting, start.x + 3, start.y, 14)?.id).toBe(flights[0]!.id)
    expect(messageNear(brush, waiting, start.x + 300, start.y + 90, 14)).toBeNull()
  })
})
