import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClusterImage, emptyImage, type InFlightMessage } from '../kafka/observe/cluster-image.ts'
import {
  INITIAL_PACE,
  nextPace,
  type PaceScene,
  type PaceState,
  sceneOf,
  somethingIsAwaited,
  TerminalWatch,
  typedRecordsLinger,
} from './auto-pace.ts'

const FRAME_MS = 1_000 / 60
const quiet: PaceScene = { newsHopUs: 0, recordsHopUs: 0, awaited: false, turningPoint: false }
const records: PaceScene = { ...quiet, recordsHopUs: 750 }
const news: PaceScene = { ...quiet, newsHopUs: 750 }

/** Wall milliseconds until `simulatedUs` have passed in an unchanging scene. */
function wallMsFor(simulatedUs: number, scene: PaceScene, from: PaceState = INITIAL_PACE): number {
  let state = from
  let passedUs = 0
  let wallMs = 0
  while (passedUs < simulatedUs) {
    const advancedUs = state.pace * FRAME_MS * 1_000
    passedUs += advancedUs
    wallMs += FRAME_MS
    state = nextPace(state, scene, FRAME_MS, advancedUs)
  }
  return wallMs
}

/** A cluster in which a chain of hops of `movingUs` comes `perSecond` times a second; wall time for one second of it. */
function wallMsPerSecond(perSecond: number, movingUs: number, awaited: boolean): number {
  let state = INITIAL_PACE
  let nowUs = 0
  let wallMs = 0
  const periodUs = 1_000_000 / perSecond
  const run = (untilUs: number) => {
    while (nowUs < untilUs && wallMs < 10_000_000) {
      const phaseUs = nowUs % periodUs
      const moving = phaseUs < movingUs
      // As the host does it: an idle stretch ends where something begins to move.
      const edgeUs = moving ? Number.POSITIVE_INFINITY : periodUs - phaseUs
      const advancedUs = Math.min(state.pace * FRAME_MS * 1_000, edgeUs)
      nowUs += Math.max(advancedUs, 0.001)
      wallMs += FRAME_MS
      const next = nowUs % periodUs < movingUs
      state = nextPace(state, next ? { ...records, awaited } : { ...quiet, awaited }, FRAME_MS, advancedUs)
    }
  }
  run(4_000_000)
  const settledMs = wallMs
  run(6_000_000)
  return (wallMs - settledMs) / 2
}

describe('auto pace', () => {
  test('shows one hop of an election or a rebalance in 400 to 600 ms', () => {
    const settled = nextPace(INITIAL_PACE, news, FRAME_MS, 25)
    expect(wallMsFor(750, news, settled)).toBeGreaterThan(400)
    expect(wallMsFor(750, news, settled)).toBeLessThan(600)
  })

  test('shows one hop of a record in 400 to 600 ms while records are rare', () => {
    const settled = nextPace({ ...INITIAL_PACE, busy: 0.005 }, records, FRAME_MS, 25)
    expect(wallMsFor(750, records, settled)).toBeGreaterThan(400)
    expect(wallMsFor(750, records, settled)).toBeLessThan(600)
  })

  test('shows what a decision led to hop by hop, and soon relaxes: ten seconds later ordinary records pass quickly', () => {
    const rare = { ...INITIAL_PACE, busy: 0.005 }
    const decided = nextPace(rare, { ...records, turningPoint: true }, FRAME_MS, 25)
    expect(wallMsFor(750, records, decided)).toBeGreaterThan(400)
    let state = decided
    for (let wallMs = 0; wallMs < 10_500; wallMs += FRAME_MS) state = nextPace(state, records, FRAME_MS, 25)
    expect(wallMsFor(750, records, { ...state, busy: 0.005 })).toBeLessThan(100)
    // The next election is worth as much attention as the first, and so is whatever the reader does.
    expect(wallMsFor(750, news, nextPace(state, news, FRAME_MS, 25))).toBeGreaterThan(400)
    expect(wallMsFor(750, records, nextPace(state, { ...records, turningPoint: true }, FRAME_MS, 25))).toBeGreaterThan(
      400,
    )
  })

  test('does not show the hundred questions of a new controller one by one, and is patient again after some quiet', () => {
    const asks = { ...news, newsHopUs: 400, turningPoint: true }
    const wallMs = wallMsFor(41_000, asks)
    expect(wallMs).toBeGreaterThan(5_000)
    expect(wallMs).toBeLessThan(15_000)
    let state = INITIAL_PACE
    for (let ms = 0; ms < 20_000; ms += FRAME_MS) state = nextPace(state, news, FRAME_MS, 25)
    expect(wallMsFor(750, news, state)).toBeLessThan(150)
    for (let ms = 0; ms < 5_000; ms += FRAME_MS) state = nextPace(state, records, FRAME_MS, 25)
    expect(wallMsFor(750, news, nextPace(state, news, FRAME_MS, 25))).toBeGreaterThan(400)
  })

  test('nor the moves of fifty partitions, between which there are short breaks', () => {
    let state = INITIAL_PACE
    for (let partition = 0; partition < 50; partition++) {
      for (let ms = 0; ms < 500; ms += FRAME_MS) state = nextPace(state, news, FRAME_MS, 25)
      for (let ms = 0; ms < 500; ms += FRAME_MS) state = nextPace(state, quiet, FRAME_MS, 25)
    }
    expect(wallMsFor(750, news, nextPace(state, news, FRAME_MS, 25))).toBeLessThan(150)
  })

  test('crosses a timeout of nine seconds in about a second and a half', () => {
    const wallMs = wallMsFor(9_000_000, quiet)
    expect(wallMs).toBeGreaterThan(1_000)
    expect(wallMs).toBeLessThan(2_000)
  })

  test('does not make anybody wait ten seconds for a session of forty-five', () => {
    expect(wallMsFor(45_000_000, quiet)).toBeLessThan(6_000)
  })

  test('stretches a second of ordinary traffic to some seconds, not to minutes', () => {
    const wallMs = wallMsPerSecond(8, 4_000, false)
    expect(wallMs).toBeGreaterThan(3_000)
    expect(wallMs).toBeLessThan(25_000)
  })

  test('shows hops quicker the busier the cluster is', () => {
    const busy = nextPace({ ...INITIAL_PACE, pace: 1, busy: 0.9 }, records, FRAME_MS, 25)
    const calm = nextPace({ ...INITIAL_PACE, pace: 1, busy: 0.01 }, records, FRAME_MS, 25)
    expect(busy.pace).toBeGreaterThan(5 * calm.pace)
  })

  test('lets ordinary traffic past while the reader waits for a dead broker to be fenced', () => {
    expect(wallMsPerSecond(8, 4_000, true)).toBeLessThan(1_500)
  })

  test('hurries on from a crawl also when something has been awaited for long', () => {
    const crawling: PaceState = { ...INITIAL_PACE, pace: 0.001, awaitedMs: 20_000 }
    expect(wallMsFor(9_000_000, { ...quiet, awaited: true }, crawling)).toBeLessThan(2_000)
    expect(wallMsFor(45_000_000, { ...records, awaited: true }, crawling)).toBeLessThan(8_000)
  })

  test('slows down for the news even then', () => {
    const waiting: PaceState = { ...INITIAL_PACE, pace: 2, busy: 0.5, moving: true }
    expect(
      nextPace(waiting, { newsHopUs: 750, recordsHopUs: 750, awaited: true, turningPoint: false }, FRAME_MS, 25).pace,
    ).toBe(0.0015)
  })

  test('never grows by leaps, whatever happens', () => {
    const scene = fc.record({
      newsHopUs: fc.constantFrom(0, 1, 750, 200_000),
      recordsHopUs: fc.constantFrom(0, 1, 750, 200_000),
      awaited: fc.boolean(),
      turningPoint: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(scene, fc.double({ min: 0, max: 500, noNaN: true })), { maxLength: 60 }),
        (frames) => {
          let state = INITIAL_PACE
          for (const [each, wallMs] of frames) {
            const next = nextPace(state, each, wallMs, state.pace * wallMs * 1_000)
            expect(next.pace).toBeGreaterThan(0)
            expect(next.pace).toBeLessThanOrEqual(Math.max(state.pace * 6, 0.0002))
            state = next
          }
        },
      ),
    )
  })
})

describe('what the pace goes by', () => {
  const message: InFlightMessage = {
    id: 1,
    from: 'broker-1',
    to: 'broker-2',
    type: 'FetchResponse',
    traffic: 'data',
    sentAtUs: 1_000,
    arrivesAtUs: 1_600,
    held: false,
    sizeBytes: 100,
    records: 1,
    keys: ['A'],
    topicPartitions: ['orders-0'],
  }

  const calm = { awaited: false, turningPoint: false, terminals: new Set<string>() }

  test('messages that carry records count, and empty fetches and heartbeats do not', () => {
    const empty = { ...message, records: 0 }
    expect(sceneOf([empty, { ...empty, traffic: 'housekeeping' }], calm)).toEqual(quiet)
    expect(sceneOf([empty, message], calm)).toEqual({ ...quiet, recordsHopUs: 600 })
  })

  test('internal topics tick all the time and are not waited upon', () => {
    expect(sceneOf([{ ...message, topicPartitions: ['__cluster_metadata-0'] }], calm)).toEqual(quiet)
    expect(sceneOf([{ ...message, topicPartitions: ['__consumer_offsets-12', 'orders-0'] }], calm).recordsHopUs).toBe(
      600,
    )
  })

  test('the quickest message sets the pace, so that it too can be followed', () => {
    const slow = { ...message, arrivesAtUs: 300_000 }
    expect(sceneOf([slow, message, slow], calm).recordsHopUs).toBe(600)
  })

  test('elections and rebalances are news, and a held message goes nowhere', () => {
    expect(sceneOf([{ ...message, traffic: 'news', records: 0 }], calm).newsHopUs).toBe(600)
    expect(sceneOf([{ ...message, held: true }], calm)).toEqual(quiet)
  })

  test('a dead broker is awaited until it is fenced and its partitions are led by others', () => {
    const image = (fenced: boolean, leader: number) =>
      ({
        ...emptyImage(),
        brokers: new Map([['broker-1', { id: 1, status: 'killed', fenced }]]),
        partitions: new Map([['orders-0', { leader }]]),
      }) as unknown as ClusterImage
    expect(somethingIsAwaited(image(false, 1))).toBe(true)
    expect(somethingIsAwaited(image(true, 1))).toBe(true)
    expect(somethingIsAwaited(image(true, 2))).toBe(false)
    // Nobody can lead: nothing will come of waiting.
    expect(somethingIsAwaited(image(true, -1))).toBe(false)
  })

  test('a decision of the controllers is news while something turns, and else it is background', () => {
    const decision = { ...message, topicPartitions: ['__cluster_metadata-0'] }
    expect(sceneOf([decision], { ...calm, turningPoint: true })).toEqual({
      ...quiet,
      newsHopUs: 600,
      turningPoint: true,
    })
    const after = nextPace(
      { ...INITIAL_PACE, pace: 2 },
      { ...quiet, awaited: true, turningPoint: true },
      FRAME_MS,
      30_000,
    )
    expect(after.pace).toBeLessThanOrEqual(0.01)
  })

  test('a tool in a terminal is awaited until it ends, a console until it has come up', () => {
    const watch = new TerminalWatch()
    const awaited = (running: string | null, atUs: number, goesOn = false) => {
      const terminals = new Map([['t', { name: 't', running, goesOn, editor: null }]])
      return watch.isAwaited({ ...emptyImage(), terminals } as unknown as ClusterImage, atUs)
    }
    expect(awaited(null, 0)).toBe(false)
    expect([awaited('kafka-topics.sh', 1_000_000), awaited('kafka-topics.sh', 9_000_000)]).toEqual([true, true])
    expect(awaited('kafka-console-consumer.sh', 10_000_000, true)).toBe(true)
    expect(awaited('kafka-console-consumer.sh', 11_000_000, true)).toBe(true)
    expect(awaited('kafka-console-consumer.sh', 12_000_000, true)).toBe(false)
    // Back in time it comes up again.
    expect(awaited('kafka-console-consumer.sh', 10_000_000, true)).toBe(true)
  })

  test('what the reader has typed is awaited while it lingers, and followed however busy the cluster is', () => {
    const image = (terminal: string | null, inFlight: boolean) =>
      ({
        ...emptyImage(),
        producers: new Map([['t', { terminal, batches: [{ inFlight }] }]]),
      }) as unknown as ClusterImage
    expect(typedRecordsLinger(image('t', false))).toBe(true)
    expect(typedRecordsLinger(image('t', true))).toBe(false)
    expect(typedRecordsLinger(image(null, false))).toBe(false)
    expect(sceneOf([message], { ...calm, terminals: new Set(['broker-1']) }).newsHopUs).toBe(600)
  })

  test('a broker that has come up is awaited until it serves', () => {
    const image = (status: string, fenced: boolean) =>
      ({ ...emptyImage(), brokers: new Map([['b', { id: 1, status, fenced }]]) }) as unknown as ClusterImage
    expect(somethingIsAwaited(image('running', true))).toBe(true)
    expect(somethingIsAwaited(image('stopping', false))).toBe(true)
    expect(somethingIsAwaited(image('running', false))).toBe(false)
  })

  test('a rebalance is awaited, and so are the session of a dead member and the assignment of a new one', () => {
    const image = (groupState: string, status: string, members: readonly string[], state = 'stable') =>
      ({
        ...emptyImage(),
        groups: new Map([['g', { groupId: 'g', state: groupState, members }]]),
        members: new Map([
          ['c', { name: 'c', groupId: 'g', memberId: status === 'killed' ? '' : 'c-1', status, state }],
        ]),
      }) as unknown as ClusterImage
    expect(somethingIsAwaited(image('Stable', 'running', [], 'joining'))).toBe(true)
    expect(somethingIsAwaited(image('PreparingRebalance', 'running', ['c-1']))).toBe(true)
    expect(somethingIsAwaited(image('Stable', 'killed', ['c-1']))).toBe(true)
    expect(somethingIsAwaited(image('Stable', 'killed', []))).toBe(false)
    expect(somethingIsAwaited(image('Stable', 'running', ['c-1']))).toBe(false)
  })
})
