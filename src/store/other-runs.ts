/** Other runs than the one that the page begins with, and the ways to one: fetched when somebody asks for it. */
import type { ClusterSpec } from '../kafka/cluster/commands.ts'
import type { ImportedRun } from '../persistence/index.ts'
import { newRunId } from '../persistence/names.ts'
import { CLASS_SEED, FIRST_MINUTE_BEGINS_US } from '../worker/default-run.ts'
import { ENGINE_VERSION } from '../worker/engine-version.ts'
import type { RunData } from '../worker/port.ts'
import { exportRun } from './engine.ts'
import { usePreferences } from './preferences-store.ts'
import { connect, currentSession, openDefaultRun, openSavedRun, showRun } from './session.ts'
import { useSession } from './session-store.ts'

/** After a crash of which no frame was seen the run is opened this long before it. */
const BEFORE_CRASH_US = 1_000_000

/** A fresh run, the same for everybody who opens it; `beginsAtUs` is where the reader comes in. */
export async function openNewRun(spec: ClusterSpec, name: string, beginsAtUs = FIRST_MINUTE_BEGINS_US): Promise<void> {
  const run: RunData = { engineVersion: ENGINE_VERSION, spec, seed: CLASS_SEED, journal: [], positionUs: beginsAtUs }
  // What was done in another cluster was not done in this one.
  usePreferences.getState().setPreferences({ invitationsDone: [] })
  await showRun({ run, kept: { id: newRunId(), name }, playing: true })
}

/** The cluster on show from its beginning, of the same seed and with nothing done to it. The run as it was stays saved. */
export async function startAgain(): Promise<void> {
  const { run } = await exportRun()
  const { spec, seed } = run
  const again: RunData = { engineVersion: ENGINE_VERSION, spec, seed, journal: [], positionUs: FIRST_MINUTE_BEGINS_US }
  usePreferences.getState().setPreferences({ invitationsDone: [], beatsMet: [] })
  await showRun({ run: again, kept: { id: newRunId(), name: useSession.getState().name }, playing: true })
}

/** A file's run, under a new id. */
export async function openImportedRun(imported: ImportedRun): Promise<void> {
  const now = Date.now()
  const stored = { ...imported, id: newRunId(), createdAt: now, updatedAt: now }
  const { runToOpen } = await import('../persistence/run-keeper.ts')
  await showRun({ ...runToOpen(stored), kept: { id: stored.id, name: stored.name }, playing: false })
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

/** The address that opens this run at `atUs`, the instant on show. In which language and theme is up to whoever opens it. */
export async function shareLink(run: RunData, atUs: number): Promise<string> {
  const { encodeLink } = await import('../persistence/share-link.ts')
  const { positionEvents, ...data } = run
  // The number of events is that of the engine's instant, which while it plays is ahead of the picture's.
  const events = atUs === run.positionUs && positionEvents !== undefined ? { positionEvents } : {}
  const here = { ...data, positionUs: atUs, ...events }
  return `${location.origin}${location.pathname}${encodeLink(here)}`
}
