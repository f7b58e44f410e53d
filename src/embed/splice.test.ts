import { afterEach, expect, test, vi } from 'vitest'
import { usePlaybackStore } from '../store/playback-store.ts'
import { forgetRun } from '../store/run-left.ts'
import { sampleBranch, sampleRun } from '../testing/sample-runs.ts'
import { showSample } from '../testing/show-sample.ts'
import type { ToWorker } from '../worker/port.ts'
import { readStateResponse, speakSplice } from './splice.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** A platform around a frame that shows a run of so many commands, and what it was told of it. */
function platformAround(commands: number) {
  const answer = (message: ToWorker) =>
    message.type === 'exportRun'
      ? ({ type: 'runExported', requestId: message.requestId, run: sampleRun(), branches: [] } as const)
      : undefined
  showSample({}, { answer })
  const done = (count: number) => {
    const { branchId } = usePlaybackStore.getState().playback
    const { info } = sampleBranch(branchId)
    usePlaybackStore.setState({ branches: [{ ...info, id: branchId, commands: count }] })
  }
  done(commands)
  const greeted: object[] = []
  const reports: { readonly score: number; readonly state: { readonly kafkascope: object } }[] = []
  ends.push(
    speakSplice({
      greet: (message) => void greeted.push(message),
      tell: (message) => void reports.push(message as (typeof reports)[number]),
      onMessage: () => () => undefined,
    }),
  )
  // The picture moves on, and nobody has done anything.
  done(commands)
  return { greeted, reports, done }
}

/** Longer than what is done in one go is gathered. */
const A_WHILE_MS = 1_500
const aWhile = () => new Promise((resolve) => setTimeout(resolve, A_WHILE_MS))

test('a platform is asked for the state, and hears of what the learner did', async () => {
  const { greeted, reports, done } = platformAround(2)
  expect(greeted).toMatchObject([{ subject: 'SPLICE.getState' }])
  done(3)
  await vi.waitFor(() => expect(reports).toHaveLength(1), { timeout: 10_000 })
  expect(reports[0]).toMatchObject({
    score: 0,
    state: { kafkascope: { version: 1, run: expect.stringMatching(/^#/) } },
  })
})

test('what was done in a run before it was opened is no news to the platform that keeps it', async () => {
  const { reports, done } = platformAround(0)
  forgetRun()
  done(5)
  await aWhile()
  expect(reports).toEqual([])
})

const answer = (state: unknown, message_id = 'asked') => ({ subject: 'SPLICE.getState.response', message_id, state })

test('a platform gives back the run that was reported to it', () => {
  expect(readStateResponse(answer({ kafkascope: { version: 1, run: '#1.abc' } }), 'asked')).toBe('#1.abc')
})

test.each([
  ['nothing was kept yet', answer(null)],
  ['nothing was kept yet', answer(undefined)],
  ['another tool’s state', answer({ parsons1: { blocks: [] } })],
  ['a later version’s state', answer({ kafkascope: { version: 2, run: '#1.abc' } })],
  ['an address in place of a run', answer({ kafkascope: { version: 1, run: 'https://elsewhere.example/' } })],
  ['no object at all', answer('state')],
  ['an answer to somebody else', answer({ kafkascope: { version: 1, run: '#1.abc' } }, 'other')],
  ['another subject', { subject: 'SPLICE.getState', message_id: 'asked' }],
  ['no message', null],
])('%s: the run on show stays', (_, message) => {
  expect(readStateResponse(message, 'asked')).toBeNull()
})
