/**
 * Predictions: what the reader thought would happen, what was done about it, and what the engine found to have come of
 * it. They belong to the run on show; that a question was settled outlives it, as a preference.
 */
import { loadMoreWords, t } from '../i18n/index.ts'
import type { Subject } from '../lessons/lesson-question.ts'
import { type QuestionId, questionIds } from '../lessons/question-ids.ts'
import { LESSON_QUESTIONS } from '../lessons/registry.ts'
import { askAbout, openBranch, pause, play, renameBranch, seek, sendQuietly } from './engine.ts'
import { doTogether } from './gesture.ts'
import { useImageStore } from './image-store.ts'
import { usePlaybackStore } from './playback-store.ts'
import { nothingAsked, type Prediction, type Trial, useLessons } from './predictions-store.ts'
import { usePreferences } from './preferences-store.ts'
import { leaveStory } from './stories-store.ts'
import { runInTerminal } from './terminals-store.ts'

export function openQuestion(open: QuestionId): void {
  useLessons.setState({ open })
}

/** From now on the prediction stands, beside whatever comes. */
export function lockIn(id: QuestionId, subject: Subject, choice: string): void {
  const first = { branchId: '', sinceUs: useImageStore.getState().atUs, stepsDone: 0, nearly: false, shown: null }
  put(id, { subject, choice, first, again: null })
  useLessons.setState({ open: id })
}

/** Asks anew, in the cluster as it is now. */
export function askAgain(id: QuestionId): void {
  useLessons.setState(({ predictions: { [id]: _, ...predictions } }) => ({ predictions, open: id }))
}

/** Does the next step for the reader. */
export async function doStep(id: QuestionId): Promise<void> {
  const prediction = useLessons.getState().predictions[id]
  if (prediction === undefined) return
  const { image, atUs } = useImageStore.getState()
  const gesture = LESSON_QUESTIONS[id].steps[prediction.first.stepsDone]?.gesture(image, prediction.subject) ?? null
  if (gesture === null) return
  // Who went back to before the prediction does it there.
  putTrial(id, 'first', { ...prediction.first, sinceUs: Math.min(prediction.first.sinceUs, atUs) })
  if (gesture.kind === 'line') {
    leaveStory()
    return runInTerminal(gesture.line)
  }
  await doTogether(gesture.commands)
}

/**
 * The same once more with something else, on a branch that begins before it: whatever was done is done again at the same
 * instants. The new branch is on show then.
 */
export async function tryAgain(id: QuestionId): Promise<void> {
  const prediction = useLessons.getState().predictions[id]
  const stretch = prediction?.first.shown?.stretch ?? null
  if (prediction === undefined || stretch === null) return
  const variation = LESSON_QUESTIONS[id].variation?.(useImageStore.getState().image, prediction.subject) ?? null
  if (variation === null) return
  pause()
  seek(stretch.fromUs)
  let branchId: string | null = null
  for (const command of variation.commands) {
    const { deed } = await sendQuietly(command)
    if (deed === undefined || deed === null) return
    branchId = deed.branchId
  }
  if (branchId === null) return
  await loadMoreWords()
  renameBranch(branchId, t(`lesson.variation.${variation.name as 'acksAll'}`))
  putTrial(id, 'again', { branchId, sinceUs: stretch.fromUs, stepsDone: 0, nearly: false, shown: null })
  for (const { atUs, command } of stretch.journal) {
    seek(atUs)
    await sendQuietly(command)
  }
  play()
}

/** Simulated time between two looks at whether it is decided, and how far the reader is taken ahead at most. */
const STRIDE_US = 500_000
const MOST_AHEAD_US = 90_000_000

/** Runs on, without showing every step of it, until the prediction is decided. */
export async function skipAhead(id: QuestionId): Promise<void> {
  const asked = useLessons.getState().predictions[id]
  const fromUs = useImageStore.getState().atUs
  for (let aheadUs = STRIDE_US; aheadUs <= MOST_AHEAD_US; aheadUs += STRIDE_US) {
    const now = useLessons.getState().predictions[id]
    if (asked === undefined || now?.subject !== asked.subject || now.first.shown !== null) return
    seek(fromUs + aheadUs)
    const { subject, first } = now
    // Who has been asked answers once the picture is there. The watcher may ask the same in between.
    const judged = await askAbout({ type: 'judge', question: id, subject, sinceUs: first.sinceUs }).catch(() => null)
    if (judged !== null && judged.verdict !== null) return
  }
}

/** Opens the branch of a trial, at the instant that decided it: the branch may have been left long before that. */
export function showTrial({ branchId, shown }: Trial): void {
  openBranch(branchId)
  if (shown?.verdict != null) seek(shown.verdict.atUs)
}

function put(id: QuestionId, prediction: Prediction): void {
  useLessons.setState(({ predictions }) => ({ predictions: { ...predictions, [id]: prediction } }))
}

function putTrial(id: QuestionId, which: 'first' | 'again', trial: Trial): void {
  const prediction = useLessons.getState().predictions[id]
  if (prediction !== undefined) put(id, { ...prediction, [which]: trial })
}

/** Wall time between two questions to the engine about the same prediction. */
const ASK_EVERY_MS = 300

let watchers = 0
let stopWatching: (() => void) | null = null

/** Follows the predictions of the run on show until the returned function is called; several may. */
export function keepJudging(): () => void {
  if (watchers++ === 0) stopWatching = watch()
  return () => {
    if (--watchers === 0) stopWatching?.()
  }
}

function watch(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  let busy = false
  let due = false
  let ended = false
  const begin = () => {
    busy = true
    due = false
    void judgeAll().finally(() => {
      if (!ended) timer = setTimeout(rest, ASK_EVERY_MS)
    })
  }
  const rest = () => {
    busy = false
    if (due) begin()
  }
  // While the picture stands still and nobody does anything, nobody is asked.
  const wake = () => {
    due = true
    if (!busy) begin()
  }
  const forgetLessons = useLessons.subscribe(({ predictions }, before) => {
    if (Object.keys(predictions).length > Object.keys(before.predictions).length) wake()
  })
  const forgetImage = useImageStore.subscribe((state, before) => {
    // Another run: what was predicted of this one is no more.
    if (before.ready && !state.ready) useLessons.setState(nothingAsked)
    else wake()
  })
  return () => {
    ended = true
    if (timer !== null) clearTimeout(timer)
    forgetLessons()
    forgetImage()
  }
}

async function judgeAll(): Promise<void> {
  for (const id of questionIds) {
    const prediction = useLessons.getState().predictions[id]
    if (prediction === undefined) continue
    if (prediction.first.shown === null) await judgeTrial(id, 'first')
    else if (prediction.again !== null && prediction.again.shown === null) await judgeTrial(id, 'again')
  }
}

async function judgeTrial(id: QuestionId, which: 'first' | 'again'): Promise<void> {
  const prediction = useLessons.getState().predictions[id]
  const trial = prediction?.[which]
  if (prediction === undefined || trial === undefined || trial === null) return
  const { branchId: onShow } = usePlaybackStore.getState().playback
  if (which === 'again' && onShow !== trial.branchId) return
  const { subject } = prediction
  const judged = await askAbout({ type: 'judge', question: id, subject, sinceUs: trial.sinceUs }).catch(() => null)
  const now = useLessons.getState().predictions[id]?.[which]
  if (judged === null || now === undefined || now === null || now.sinceUs !== trial.sinceUs) return
  // The engine may know already what the picture does not show yet.
  const { type, branchId, steps, verdict, nearly, stretch } = judged
  const there = verdict !== null && verdict.atUs <= useImageStore.getState().atUs
  const stepsDone = steps.length
  if (!there && stepsDone === now.stepsDone && branchId === now.branchId && nearly === now.nearly) return
  // Without the number of the question: it is saved as it stands.
  const shown = there ? { type, branchId, steps, verdict, nearly, stretch } : null
  putTrial(id, which, { ...now, branchId, stepsDone, nearly, shown })
  if (there && which === 'first') settle(id)
}

function settle(id: QuestionId): void {
  const { invitationsDone, setPreferences } = usePreferences.getState()
  if (invitationsDone.includes(id)) return
  setPreferences({ invitationsDone: questionIds.filter((each) => each === id || invitationsDone.includes(each)) })
}
