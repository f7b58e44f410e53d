/**
 * The SPLICE iframe protocol (https://cssplice.org/slcp): a learning platform around the frame keeps what was done in it
 * and gets a score. State is the run as a share link has it, under one location; the score is the share of the predictions
 * in the run that came true, 0 where nothing was predicted.
 */
import { exportRun } from '../store/engine.ts'
import { fetchPart } from '../store/fetch-part.ts'
import { useImageStore } from '../store/image-store.ts'
import { shareLink } from '../store/other-runs.ts'
import { usePlaybackStore } from '../store/playback-store.ts'
import { useLessons } from '../store/predictions-store.ts'
import { whenRunIsLeft } from '../store/run-left.ts'
import type { FramingPage } from './framing-page.ts'

const LOCATION = 'kafkascope'
const STATE_VERSION = 1
/** As the protocol's own script waits for the state. */
const ANSWER_WITHIN_MS = 15_000
/** What is done in one go is reported once. */
const REPORT_AFTER_MS = 800

/** Returns what ends it. */
export function speakSplice(page: FramingPage): () => void {
  const asked = crypto.randomUUID()
  const askedAtMs = performance.now()
  let known: string | null = null
  let touched = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopJudging: (() => void) | null = null
  const forgetMessages = page.onMessage((data) => {
    const run = touched || performance.now() - askedAtMs > ANSWER_WITHIN_MS ? null : readStateResponse(data, asked)
    // The page opens whatever run stands in its address. It is the platform's own, so there is nothing to report.
    if (run === null) return
    location.hash = run
  })
  const look = () => {
    if (!useImageStore.getState().ready) return
    const now = whatWasDone()
    if (known !== null && now !== known) {
      touched = true
      clearTimeout(timer)
      timer = setTimeout(() => void report(page), REPORT_AFTER_MS)
    }
    known = now
  }
  const judge = () => {
    if (stopJudging !== null || Object.keys(useLessons.getState().predictions).length === 0) return
    stopJudging = () => undefined
    void fetchPart(() => import('../store/lessons-store.ts')).then(({ keepJudging }) => {
      stopJudging = keepJudging()
    })
  }
  // A run that was shared with predictions in it may be there already.
  judge()
  const forgets = [
    useImageStore.subscribe(look),
    usePlaybackStore.subscribe(look),
    useLessons.subscribe(look),
    useLessons.subscribe(judge),
    // Another run begins with what was done in it: that is no news.
    whenRunIsLeft(() => {
      known = null
      clearTimeout(timer)
    }),
  ]
  page.greet({ subject: 'SPLICE.getState', message_id: asked })
  return () => {
    clearTimeout(timer)
    for (const forget of [forgetMessages, ...forgets]) forget()
    stopJudging?.()
  }
}

/** The run in the answer to the question `asked`, as the fragment of an address; null where there is none. */
export function readStateResponse(data: unknown, asked: string): string | null {
  if (typeof data !== 'object' || data === null) return null
  const { subject, message_id, state } = data as Readonly<Record<string, unknown>>
  if (subject !== 'SPLICE.getState.response' || message_id !== asked) return null
  const ours = (state as Readonly<Record<string, unknown>> | null | undefined)?.[LOCATION]
  const { version, run } = (ours ?? {}) as Readonly<Record<string, unknown>>
  return version === STATE_VERSION && typeof run === 'string' && run.startsWith('#') ? run : null
}

/** Commands of the branch on show, and what came of predictions: when it changes, there is something to report. */
function whatWasDone(): string {
  const { playback, branches } = usePlaybackStore.getState()
  const commands = branches.find(({ id }) => id === playback.branchId)?.commands ?? 0
  const { right, made } = predictions()
  return `${commands} ${right} ${made}`
}

function predictions(): { readonly right: number; readonly made: number } {
  const made = Object.values(useLessons.getState().predictions)
  const right = made.filter(({ choice, first }) => first.shown?.verdict?.outcome === choice)
  return { right: right.length, made: made.length }
}

async function report(page: FramingPage): Promise<void> {
  const { run } = await exportRun()
  const link = await shareLink(run, useImageStore.getState().atUs)
  const { right, made } = predictions()
  page.tell({
    subject: 'SPLICE.reportScoreAndState',
    message_id: crypto.randomUUID(),
    score: made === 0 ? 0 : right / made,
    state: { [LOCATION]: { version: STATE_VERSION, run: new URL(link).hash } },
  })
}
