/** Other runs than the one that the page begins with, and the ways to one: fetched when somebody asks for it. */

import { loadMoreWords, t } from '../i18n/index.ts'
import type { ClusterSpec } from '../kafka/cluster/commands.ts'
import { type QuestionId, questionIds } from '../lessons/question-ids.ts'
import type { ImportedRun, StoredRun } from '../persistence/index.ts'
import { newRunId } from '../persistence/names.ts'
import { StorageError } from '../persistence/storage-types.ts'
import { type FailureId, failureIds } from '../scenarios/failures/failure-ids.ts'
import { ERAS, type Era, emptyCluster, firstMinute, oneBroker } from '../scenarios/index.ts'
import { CLASS_SEED, FIRST_MINUTE_BEGINS_US } from '../worker/default-run.ts'
import { ENGINE_VERSION } from '../worker/engine-version.ts'
import type { KeptLessons, KeptPrediction } from '../worker/kept-lessons.ts'
import type { RunData } from '../worker/port.ts'
import { useBeside } from './beside-store.ts'
import { defaultName, keepDefaultName } from './default-name.ts'
import { askAbout, exportRun } from './engine.ts'
import { fetchPart } from './fetch-part.ts'
import type { Place } from './last-seen.ts'
import { frameUs, usePlaybackStore } from './playback-store.ts'
import { lessonsToKeep, takeUpLessons } from './predictions-store.ts'
import { usePreferences } from './preferences-store.ts'
import { connect, currentSession, openDefaultRun, showRun } from './session.ts'
import { useSession } from './session-store.ts'
import { closeBeside, showEraBeside } from './show-beside.ts'
import { showToast } from './toasts-store.ts'

/** After a crash of which no frame was seen the run is opened this long before it. */
const BEFORE_CRASH_US = 1_000_000

/** Opens a run that came from a link; it is saved as one of the reader's own. */
async function openForeignRun(run: RunData, lessons: KeptLessons | undefined): Promise<void> {
  const kept = { id: newRunId(), name: defaultName(null) }
  keepDefaultName()
  const beside = besideFromAddress()
  const opened = () => {
    takeUpLessons(lessons)
    putBeside(beside)
  }
  await showRun({ run, kept, playing: false, opened })
}

/** At `place`, else where it was saved. False when it could not be opened; why is told. */
export async function openSavedRun(runId: string, playing = false, place: Place | null = null): Promise<boolean> {
  let stored: StoredRun
  try {
    stored = await currentSession().storage.loadRun(runId)
  } catch (error) {
    const problem = error instanceof StorageError ? error.problem : 'failed'
    await fetchPart(loadMoreWords)
    showToast({ tone: 'error', text: t(`app.storage.${problem}`) })
    return false
  }
  const { runToOpen } = await fetchPart(() => import('../persistence/run-keeper.ts'))
  const opened = () => takeUpLessons(stored.lessons)
  keepDefaultName()
  await showRun({ ...runToOpen(standingAt(stored, place)), kept: stored, playing, opened })
  return true
}

/** As it was saved where the place is on a branch that was not. */
function standingAt(stored: StoredRun, place: Place | null): StoredRun {
  if (place === null || !stored.branches.some(({ info }) => info.id === place.branchId)) return stored
  return { ...stored, branchId: place.branchId, positionUs: place.atUs, positionEvents: place.events }
}

/** The version beside which the run on show stands from now on; not beside itself. */
export function putBeside(era: Era | null | undefined): void {
  if (era != null && era !== eraOnShow()) showEraBeside(era)
}

/** The run that is beside in another version changes places with the one on show, and goes on from here as a run of its own. */
export async function changeEras(): Promise<void> {
  const { era } = useBeside.getState()
  const [here, { name }] = [eraOnShow(), useSession.getState()]
  if (era === null) return
  const { run } = await askAbout({ type: 'exportBeside', era, atUs: frameUs() })
  if (run === null) return closeBeside()
  await showRun({ run, kept: { id: newRunId(), name }, playing: false, opened: () => putBeside(here) })
}

interface NewRun {
  /** Where the reader comes in. */
  readonly beginsAtUs?: number
  /** The version beside. */
  readonly beside?: Era | null
  /** Called once the run before is forgotten. */
  readonly opened?: () => void
  /** What is done on the way there. */
  readonly script?: Parameters<typeof showRun>[0]['script']
}

/** A fresh run, the same for everybody who opens it. */
export async function openNewRun(
  spec: ClusterSpec,
  name: string,
  { beginsAtUs = FIRST_MINUTE_BEGINS_US, beside = null, opened, script }: NewRun = {},
): Promise<void> {
  const run: RunData = { engineVersion: ENGINE_VERSION, spec, seed: CLASS_SEED, journal: [], positionUs: beginsAtUs }
  // What was done in another cluster was not done in this one.
  usePreferences.getState().setPreferences({ invitationsDone: [] })
  const whenOpen = () => {
    opened?.()
    putBeside(beside)
  }
  await showRun({ run, kept: { id: newRunId(), name }, playing: true, script, opened: whenOpen })
}

/** What `startAgain` has begun last. */
let begunAgain: { readonly id: string; readonly name: string } | null = null

/** A failure story straight before it is decided, standing still; with that version beside it. */
export async function openFailure(id: FailureId, era?: Era, beside: Era | null = null): Promise<void> {
  const { FAILURES } = await fetchPart(() => import('../scenarios/failures/registry.ts'))
  await fetchPart(loadMoreWords)
  const { cluster, before, beginsAtMs } = FAILURES[id]
  const spec: ClusterSpec = { ...cluster(emptyCluster(era)), story: id }
  const positionUs = beginsAtMs * 1_000
  const run: RunData = { engineVersion: ENGINE_VERSION, spec, seed: CLASS_SEED, journal: [], positionUs }
  const script = before.map(({ atMs, command }) => ({ atUs: atMs * 1_000, command }))
  usePreferences.getState().setPreferences({ invitationsDismissed: false })
  const kept = { id: newRunId(), name: defaultName(id) }
  keepDefaultName()
  await showRun({ run, kept, playing: false, script, opened: () => putBeside(beside) })
}

/** The address at which everybody finds the same failure at its beginning. */
export function failureLink(id: FailureId): string {
  const beside = useBeside.getState().era
  return `${linkTo('failure', id, eraOnShow())}${beside === null ? '' : `&beside=${beside}`}`
}

/** The address at which everybody is asked the same. */
export function lessonLink(id: QuestionId, era: Era | undefined): string {
  return linkTo('lesson', id, era)
}

function linkTo(what: 'failure' | 'lesson', id: string, era: Era | undefined): string {
  const profile = era === undefined || era === ERAS[0] ? '' : `&profile=${era}`
  return `${location.origin}${location.pathname}?${what}=${id}${profile}`
}

/** Of questions that do not belong to the first minute. */
const LESSON_CLUSTERS: { readonly [Id in QuestionId]?: (era?: Era) => ClusterSpec } = { tooManyCopies: oneBroker }

/** A question of the lessons, in a fresh cluster that it can be asked of. */
export async function openLesson(id: QuestionId, era?: Era, beside: Era | null = null): Promise<void> {
  const { openQuestion } = await fetchPart(() => import('./lessons-store.ts'))
  usePreferences.getState().setPreferences({ invitationsDismissed: false })
  const spec = (LESSON_CLUSTERS[id] ?? firstMinute)(era)
  await openNewRun(spec, '', { beside, opened: () => openQuestion(id) })
}

/** Undefined where there is no version of the name. */
export function eraNamed(profile: string | null): Era | undefined {
  return ERAS.find((name) => name === profile)
}

/** Undefined while it is not known. */
export function eraOnShow(): Era | undefined {
  return eraNamed(useSession.getState().profile)
}

/**
 * The cluster on show from its beginning, of the same seed and with nothing done to it. The run as it was stays saved, if
 * anything was done there; of a demonstration that is shown again and again only the last showing does.
 */
export async function startAgain({ demonstration = false } = {}): Promise<void> {
  const { run, branches } = await exportRun()
  const { spec, seed } = run
  const { runId, name, trouble, story } = useSession.getState()
  const failure = failureIds.find((each) => each === story)
  const beside = useBeside.getState().era
  if (failure !== undefined) return openFailure(failure, eraOnShow(), beside)
  const untouched = name === '' && run.journal.length === 0 && branches.length === 1
  const shownAgain = demonstration && begunAgain?.id === runId && begunAgain?.name === name
  const again: RunData = { engineVersion: ENGINE_VERSION, spec, seed, journal: [], positionUs: FIRST_MINUTE_BEGINS_US }
  usePreferences.getState().setPreferences({ invitationsDone: [], beatsMet: [] })
  begunAgain = { id: newRunId(), name }
  await showRun({ run: again, kept: begunAgain, playing: true, opened: () => putBeside(beside) })
  // What another tab holds is that tab's.
  if (runId === null || trouble === 'otherTab' || !(untouched || shownAgain)) return
  await currentSession()
    .storage.deleteRun(runId)
    .catch(() => undefined)
}

/** A file's run, under a new id. */
export async function openImportedRun(imported: ImportedRun): Promise<void> {
  const now = Date.now()
  const stored = { ...imported, id: newRunId(), createdAt: now, updatedAt: now }
  const { runToOpen } = await fetchPart(() => import('../persistence/run-keeper.ts'))
  const opened = () => takeUpLessons(stored.lessons)
  await showRun({ ...runToOpen(stored), kept: { id: stored.id, name: stored.name }, playing: false, opened })
}

/** After the engine died: a new one on the run as it was, where the reader last stood, standing still. */
export async function restartAfterCrash(): Promise<void> {
  const { crash, runId, name } = useSession.getState()
  const place = currentSession().seen.place()
  useSession.setState({ crash: null })
  connect(currentSession())
  if (crash !== null && crash.run !== null) {
    const { positionEvents: _, ...run } = crash.run
    // To the event: at that very instant there may be the one that broke the engine.
    const position =
      place === null
        ? { positionUs: Math.max(0, run.positionUs - BEFORE_CRASH_US) }
        : { positionUs: place.atUs, positionEvents: place.events }
    await showRun({ run: { ...run, ...position }, kept: { id: newRunId(), name }, playing: false })
  } else if (runId === null || !(await openSavedRun(runId, false, place))) {
    await openDefaultRun()
  }
}

/** What another tab holds is copied, so that this tab may write. */
export async function copyCurrentRun(name: string): Promise<void> {
  const { runId } = useSession.getState()
  if (runId === null) return
  await openSavedRun(await currentSession().storage.duplicateRun(runId, name))
}

/** The address that opens this run at `atUs`, the instant on show, with the version beside it that is. In which language and theme is up to whoever opens it. */
export async function shareLink(run: RunData, atUs: number): Promise<string> {
  const { encodeLink } = await fetchPart(() => import('../persistence/share-link.ts'))
  const { positionEvents, ...data } = run
  // The number of events is that of the engine's instant, which while it plays is ahead of the picture's.
  const events = atUs === run.positionUs && positionEvents !== undefined ? { positionEvents } : {}
  const here = { ...data, positionUs: atUs, ...events }
  const { era } = useBeside.getState()
  const beside = era === null ? '' : `?beside=${era}`
  return `${location.origin}${location.pathname}${beside}${encodeLink(here, predictedHere(atUs))}`
}

const MOST_SHOWN = 40

/** Of an address, as far as a message has room for it. */
export function shortened(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}

/** What was predicted on the branch on show until `atUs`: a link holds no other branch. */
function predictedHere(atUs: number): readonly KeptPrediction[] {
  const { branchId } = usePlaybackStore.getState().playback
  const predictions = lessonsToKeep()?.predictions ?? []
  return predictions.filter(
    ({ first }) => first.sinceUs <= atUs && (first.branchId === '' || first.branchId === branchId),
  )
}

/** Opens the run in the address, if there is one that can be read, and takes it out: from then on the run has a life of its own. */
export async function openLink(): Promise<boolean> {
  const [{ decodeLink }, { runFormat }] = await fetchPart(() =>
    Promise.all([import('../persistence/share-link.ts'), import('../worker/run-schema.ts')]),
  )
  const { hash } = location
  // A place on the page, as the way past its head leads to one.
  if (document.getElementById(hash.slice(1)) !== null) return false
  const link = decodeLink(hash, runFormat)
  history.replaceState(null, '', location.pathname + location.search)
  if (link.kind === 'none') {
    // Whatever opens without it is opened first, and takes the messages of the run before with it.
    void fetchPart(loadMoreWords).then(() =>
      showToast({ tone: 'error', text: t('app.link.unknown', { hash: shortened(hash) }) }),
    )
    return false
  }
  if (link.kind === 'ok') {
    await openForeignRun(link.run, link.lessons)
  } else {
    await openDefaultRun()
    await fetchPart(loadMoreWords)
    showToast({ tone: 'error', text: t(`app.link.${link.kind}`) })
  }
  return true
}

/** The Kafka version that the address wants beside what it opens (`?beside=`); it forgets it. Null: none. */
function besideFromAddress(): Era | null {
  const era = eraNamed(new URL(location.href).searchParams.get('beside')) ?? null
  if (era === null || currentSession().embedded) return null
  forgetInAddress('beside')
  return era
}

function forgetInAddress(...names: readonly string[]): void {
  const address = new URL(location.href)
  for (const name of names) address.searchParams.delete(name)
  history.replaceState(null, '', address)
}

/** Beside whatever run comes on show next. */
function putBesideOnceOpen(era: Era): void {
  const forget = usePlaybackStore.subscribe(({ playback }) => {
    if (playback.branchId === '') return
    forget()
    putBeside(era)
  })
}

const UNKNOWN = { failure: 'failure.unknown', lesson: 'lesson.unknown' } as const

/** What stands behind that name in the address; where it is nothing's name, that is told. */
async function namedIn<Id extends string>(
  address: URL,
  what: 'failure' | 'lesson',
  ids: readonly Id[],
): Promise<Id | undefined> {
  const name = address.searchParams.get(what)
  const id = ids.find((each) => each === name)
  if (name === null || id !== undefined) return id
  await fetchPart(loadMoreWords)
  showToast({ tone: 'error', text: t(UNKNOWN[what], { id: shortened(name), ids: ids.join(', ') }) })
  return undefined
}

/**
 * What the address names: a failure story (`?failure=`), a question of the lessons (`?lesson=`) or a running cluster, of a
 * Kafka version (`?profile=`), and the version beside it (`?beside=`), alone beside whatever opens without it. The address
 * forgets it: a page that is loaded anew goes on with its run, which has a life of its own. False where there is nothing of
 * the name; of a failure and a question that is told.
 */
export async function openNamed(): Promise<boolean> {
  const address = new URL(location.href)
  const era = eraNamed(address.searchParams.get('profile'))
  const failure = await namedIn(address, 'failure', failureIds)
  const lesson = await namedIn(address, 'lesson', questionIds)
  const beside = besideFromAddress()
  if (failure === undefined && lesson === undefined && era === undefined) {
    if (beside !== null) putBesideOnceOpen(beside)
    return false
  }
  if (!currentSession().embedded) forgetInAddress('failure', 'lesson', 'profile')
  if (failure !== undefined) await openFailure(failure, era, beside)
  else if (lesson !== undefined) await openLesson(lesson, era, beside)
  else await openNewRun(firstMinute(era), '', { beside })
  return true
}
