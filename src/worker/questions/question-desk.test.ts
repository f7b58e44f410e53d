import { describe, expect, test } from 'vitest'
import { Timeline } from '../../engine/timeline.ts'
import { manualClock } from '../../testing/manual-clock.ts'
import { freshRun, kill, openPage, seek } from '../../testing/toy-page.ts'
import { toyParts } from '../../testing/toy-parts.ts'
import { replayed } from '../history/replayed.ts'
import type { FromWorker, ToWorker } from '../port.ts'
import type { LongQuestion, QuickQuestion } from './question.ts'
import { QuestionDesk } from './question-desk.ts'

interface CountRecords {
  readonly type: 'countRecords'
  readonly toUs: number
}

/** How many messages arrived up to an instant: nobody keeps count, so it is lived through again. */
const countRecords: LongQuestion<CountRecords, { readonly type: 'counted'; readonly records: number }> = {
  begin: ({ timeline }, { toUs }) => {
    let records = 0
    const observer = {
      afterEvent: (_: unknown, event: { readonly link: number } | null) => void (records += event?.link === -1 ? 0 : 1),
    }
    return replayed(timeline, { to: { atUs: toUs }, observer, answer: () => ({ type: 'counted', records }) })
  },
}

const breaks: QuickQuestion<object, object> = {
  answer: () => {
    throw new Error('nobody knows')
  },
}

function desk() {
  const clock = manualClock()
  const sent: FromWorker[] = []
  const parts = toyParts()
  const timeline = new Timeline(parts.model, freshRun.spec, freshRun.seed)
  timeline.runTo(600_000_000)
  const questions = { countRecords, breaks }
  const asked = new QuestionDesk({ parts, clock, send: (message) => void sent.push(message), questions })
  const ask = (question: object) => asked.take(timeline, question as ToWorker)
  return { clock, sent, timeline, ask, forgetAll: () => asked.forgetAll() }
}

describe('a question whose answer takes long', () => {
  test('is answered in slices, and the timeline on screen stands where it stood', () => {
    const { clock, sent, timeline, ask } = desk()
    const { position } = timeline
    clock.costPerLookMs = 3
    ask({ type: 'countRecords', requestId: 7, toUs: 600_000_000 })
    clock.turns(2)
    expect(sent).toEqual([])
    clock.settle()
    // Ten a second, each a millisecond on its way: the last set out with the end.
    expect(sent).toEqual([{ type: 'counted', requestId: 7, records: 5_999 }])
    expect(timeline.position).toEqual(position)
  })

  test('gives way to a newer one of its name, and is told so', () => {
    const { clock, sent, ask } = desk()
    clock.costPerLookMs = 3
    ask({ type: 'countRecords', requestId: 1, toUs: 600_000_000 })
    clock.turns(2)
    ask({ type: 'countRecords', requestId: 2, toUs: 1_000_000 })
    clock.settle()
    expect(sent).toEqual([
      { type: 'unanswered', requestId: 1, error: null },
      { type: 'counted', requestId: 2, records: 9 },
    ])
  })

  test('ends with the run it is about', () => {
    const { clock, sent, ask, forgetAll } = desk()
    ask({ type: 'countRecords', requestId: 1, toUs: 600_000_000 })
    forgetAll()
    clock.settle()
    expect(sent).toEqual([{ type: 'unanswered', requestId: 1, error: null }])
  })

  test('is about the run as it was when it was asked, whatever becomes of that meanwhile', () => {
    const { clock, sent, timeline, ask } = desk()
    ask({ type: 'countRecords', requestId: 1, toUs: 2_000_000 })
    timeline.seek({ atUs: 1_000_000 })
    timeline.act(kill)
    clock.settle()
    expect(sent).toEqual([{ type: 'counted', requestId: 1, records: 19 }])
  })
})

test('a question that breaks is not answered, and the run goes on', () => {
  const { sent, ask } = desk()
  ask({ type: 'breaks', requestId: 3 })
  expect(sent).toEqual([{ type: 'unanswered', requestId: 3, error: 'nobody knows' }])
})

test('while the engine is on its way elsewhere, what is asked waits for the arrival', () => {
  const page = openPage()
  page.clock.costPerLookMs = 3
  page.post({ type: 'seek', atUs: 60_000_000 })
  expect(page.ask('hash', { type: 'readHash' }).atUs).toBe(60_000_000)
})

test('the image of another instant is there to be read, and the one on screen does not change for it', () => {
  const page = openPage()
  seek(page, 5_000_000)
  const before = page.image.brokers.get('broker-2')
  const { image, atUs } = page.ask('imageRead', { type: 'readImage', atUs: 2_000_000 })
  expect(atUs).toBe(2_000_000)
  expect(image.brokers.get('broker-2')?.diskBytes).toBe(19)
  page.showFrame()
  expect(page.last.atUs).toBe(5_000_000)
  expect(page.image.brokers.get('broker-2')).toEqual(before)
})
