/**
 * The page's run from opening to closing: which one is opened, where it is saved, and what happens when the engine dies.
 * `main.tsx` starts it once.
 */
import type { Command } from '../kafka/cluster/commands.ts'
import type { RunLock, RunSummary, Storage } from '../persistence/index.ts'
// Not from its index: that would bring the codecs of files and links along with the first view.
import { newRunId } from '../persistence/names.ts'
import { defaultRun } from '../worker/default-run.ts'
import type { EnginePort, RunData, SavedBranch } from '../worker/port.ts'
import { connectEngine, openRun, undo } from './engine.ts'
import { fetchLater, fetchPart } from './fetch-part.ts'
import { endFirstFrames } from './first-frames.ts'
import { LastSeen } from './last-seen.ts'
import { usePlaybackStore } from './playback-store.ts'
import { forgetRun } from './run-left.ts'
import type { KeptRun, RunSaving } from './run-saving.ts'
import { type SavingTrouble, useSession } from './session-store.ts'
import { useToasts } from './toasts-store.ts'

export type { RunSummary }

/** The ways to another run than the first: fetched where one is asked for, and given to the session, which they need. */
export interface OtherRuns {
  openLink(): Promise<boolean>
  openNamed(): Promise<boolean>
  openSavedRun(runId: string, playing?: boolean): Promise<boolean>
}

interface Session {
  readonly otherRuns: () => Promise<OtherRuns>
  readonly storage: Storage
  readonly createEngine: () => EnginePort
  /** An embed saves nothing: it is in somebody else's page, and the frame is often refused storage. */
  readonly embedded: boolean
  saving: RunSaving | null
  /** Resolves when it is settled whether and how the run on show is saved, and it was saved for the first time. */
  settled: Promise<void>
  lock: RunLock | null
  seen: LastSeen
}

const LAST_RUN = 'lastRun'

let session: Session | null = null

/** Opens the run of the link, else what the address names (`named`), else the last saved run, else the first minute. */
export async function startSession(
  storage: Storage,
  createEngine: () => EnginePort,
  otherRuns: () => Promise<OtherRuns>,
  { embedded = false, named = false }: { readonly embedded?: boolean; readonly named?: boolean } = {},
): Promise<void> {
  const seen = new LastSeen()
  session = { storage, createEngine, otherRuns, embedded, saving: null, settled: Promise.resolve(), lock: null, seen }
  connect(session)
  const started = session
  storage.onAvailable(() => saveAfterAll(started))
  watchTheTab()
  if (await openLinkIfAny()) return
  if (named && (await (await otherRuns()).openNamed())) return
  const last = embedded ? null : readLastRun(await storage.getPreference(LAST_RUN).catch(() => null))
  if (last !== null && (await (await currentSession().otherRuns()).openSavedRun(last.runId, last.playing))) return
  await openDefaultRun()
}

export function currentSession(): Session {
  if (session === null) throw new Error('The session was not started')
  return session
}

export function connect(to: Session): void {
  connectEngine(to.createEngine(), {
    saveEntry: async (entry, branchId) => {
      await (await settledSaving(to))?.saveEntry(entry, branchId)
      to.seen.done(entry, branchId)
    },
    onFrame: (frame) => {
      to.seen.frame(frame)
      if (frame.inexact !== undefined) useSession.setState({ inexact: frame.inexact })
      if (frame.inVain !== undefined) useSession.setState({ inVain: frame.inVain })
      to.saving?.onFrame(frame)
    },
    // What a dying engine says last knows less than what it said first.
    onCrash: (crash) => useSession.setState((state) => ({ crash: state.crash ?? crash })),
    onCommandDone: async (command) => (await fetchPart(() => import('./command-told.ts'))).tellDone(command, undo),
    onUndone: async (undone) => (await fetchPart(() => import('./undo-message.ts'))).tellUndone(undone),
  })
}

export async function openDefaultRun(): Promise<void> {
  await showRun({ run: defaultRun(), kept: { id: newRunId(), name: '' }, playing: true })
}

interface RunToShow {
  readonly run: RunData
  readonly branches?: readonly SavedBranch[]
  readonly branchId?: string
  readonly kept: KeptRun
  readonly playing: boolean
  /** Called once the run before is forgotten, and before this one is saved. */
  readonly opened?: () => void
  /** As in the message that opens a run. */
  readonly script?: readonly { readonly atUs: number; readonly command: Command }[]
}

export async function showRun({ run, branches, branchId, kept, playing, opened, script }: RunToShow): Promise<void> {
  const at = currentSession()
  stopSaving(at)
  at.seen = new LastSeen()
  forgetRun()
  // What they offer to undo is another run's.
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter(({ tone, stays }) => tone === 'error' || stays) }))
  useSession.setState({
    runId: kept.id,
    name: kept.name,
    seed: run.seed,
    profile: run.spec.profile,
    story: run.spec.story ?? null,
    inexact: null,
    inVain: [],
  })
  report(null)
  openRun(run, branches ?? null, branchId, script === undefined ? { playing } : { playing, script })
  opened?.()
  if (at.embedded) return
  save(at, kept)
  await at.settled
}

/** What it takes for that may be out of reach for a while; nobody waits for it that long. */
function save(at: Session, kept: KeptRun): void {
  at.settled = beginSaving(at, kept).catch(() => {
    report('failed')
    void fetchLater(() => beginSaving(at, kept))
  })
}

/** The browser's storage answers after all: from now on the run on show is saved there. */
function saveAfterAll(at: Session): void {
  const { runId, name } = useSession.getState()
  if (runId === null || at.embedded) return
  stopSaving(at)
  save(at, { id: runId, name })
}

function stopSaving(at: Session): void {
  at.saving?.stop()
  at.saving = null
  at.lock?.release()
  at.lock = null
}

/** On a first visit saving begins when the picture moves, but nobody who asks for it has to wait for that. */
async function settledSaving(at: Session): Promise<RunSaving | null> {
  endFirstFrames()
  await at.settled
  return at.saving
}

async function beginSaving(at: Session, kept: KeptRun): Promise<void> {
  const lock = await at.storage.lockRun(kept.id)
  const { startSaving } = await import('./run-saving.ts')
  if (useSession.getState().runId !== kept.id) {
    lock.release()
    return
  }
  at.lock = lock
  // Only now is it certain that the storage could be opened.
  report(lock.held ? null : 'otherTab')
  if (!lock.held) return
  at.saving = startSaving(at.storage, kept, report)
  if (at.storage.available) rememberLastRun()
  await at.saving.saveWhole()
}

/** Null takes a trouble of saving back; one of the whole browser stays. */
function report(trouble: SavingTrouble | null): void {
  const { storage, embedded } = currentSession()
  if (embedded) return
  useSession.setState({ trouble: storage.available ? trouble : (storage.reason ?? 'refused') })
}

function rememberLastRun(): void {
  const { runId } = useSession.getState()
  const playing = usePlaybackStore.getState().playback.state === 'playing'
  currentSession()
    .storage.setPreference(LAST_RUN, { runId, playing })
    .catch(() => undefined)
}

function readLastRun(value: unknown): { readonly runId: string; readonly playing: boolean } | null {
  if (typeof value !== 'object' || value === null || !('runId' in value) || typeof value.runId !== 'string') return null
  return { runId: value.runId, playing: 'playing' in value && value.playing === true }
}

function watchTheTab(): void {
  window.addEventListener('hashchange', () => void openLinkIfAny())
  usePlaybackStore.subscribe((state, before) => {
    const turned = (state.playback.state === 'playing') !== (before.playback.state === 'playing')
    if (turned && state.playback.state !== 'seeking' && currentSession().saving !== null) rememberLastRun()
  })
}

/** False where the address has no run in it. What else stands where one would is told. */
async function openLinkIfAny(): Promise<boolean> {
  return location.hash !== '' && (await currentSession().otherRuns()).openLink()
}

/** The storage, for the list of saved runs; the run on show is in it. */
export async function savedRuns(): Promise<Storage> {
  await settledSaving(currentSession())
  return currentSession().storage
}

export async function renameCurrentRun(name: string): Promise<void> {
  useSession.setState({ name })
  await (await settledSaving(currentSession()))?.rename(name)
}
