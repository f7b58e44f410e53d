import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyInFlightDelta, type InFlightMessage } from '../kafka/observe/cluster-image.ts'
import { InFlightTracker } from './in-flight-delta.ts'

const load = { records: 1, keys: ['A'], topicPartitions: [], batches: [] }
const message = (id: number, change: Partial<InFlightMessage> = {}): InFlightMessage => {
  const fetch = {
    from: 'broker-1',
    to: 'broker-2',
    type: 'FetchRequest',
    traffic: 'data' as const,
    sentAtUs: id,
    arrivesAtUs: id + 500,
  }
  return { id, ...fetch, held: false, sizeBytes: 80, ...load, ...change }
}

/** The wires at one instant after another, the clock turned back now and then. */
const instants = fc.array(
  fc.uniqueArray(
    fc
      .record({ id: fc.nat(9), held: fc.boolean(), arrivesAtUs: fc.nat(2) })
      .map(({ id, ...rest }) => message(id, rest)),
    { selector: ({ id }) => id },
  ),
  { maxLength: 6 },
)

describe('what moved on the wires', () => {
  test('put together from changes is what is under way, by the order in which it set out', () => {
    fc.assert(
      fc.property(instants, (frames) => {
        const tracker = new InFlightTracker()
        let shown: readonly InFlightMessage[] = []
        for (const messages of frames) {
          shown = applyInFlightDelta(shown, structuredClone(tracker.changesTo(messages)))
          expect(shown).toEqual([...messages].sort((a, b) => a.id - b.id))
        }
      }),
    )
  })

  test('is told once for each message, and nothing while all of them are on their way', () => {
    const tracker = new InFlightTracker()
    const first = message(1)
    const second = message(2)
    expect(tracker.changesTo([first])).toEqual({ set: [first], removed: [] })
    expect(tracker.changesTo([second, first])).toEqual({ set: [second], removed: [] })
    const changes = tracker.changesTo([first, second])
    expect(changes).toEqual({ set: [], removed: [] })
    const shown = [first, second]
    expect(applyInFlightDelta(shown, changes)).toBe(shown)
    expect(tracker.changesTo([second])).toEqual({ set: [], removed: [1] })
  })

  test('a message of another branch with the same id is another message', () => {
    const tracker = new InFlightTracker()
    tracker.changesTo([message(1)])
    const other = message(1, { keys: ['B'] })
    expect(tracker.changesTo([other]).set).toEqual([other])
  })

  test('begins anew for a page that has forgotten everything', () => {
    const tracker = new InFlightTracker()
    const only = message(1)
    tracker.changesTo([only])
    tracker.startOver()
    expect(tracker.changesTo([only])).toEqual({ set: [only], removed: [] })
  })
})
