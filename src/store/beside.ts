/** Keeps what is beside in step with the picture, and makes branches to be shown there: "what if I had not …?" */
import { engineWords } from '../i18n/engine-words.ts'
import { t } from '../i18n/index.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { applyDelta, applyInFlightDelta, emptyImage } from '../kafka/observe/cluster-image.ts'
import type { BesideFrame, BesideOther } from '../worker/questions/read-beside.ts'
import { type BesideState, useBeside } from './beside-store.ts'
import { askAbout, type Deed, makeBranch, openBranch, renameBranch } from './engine.ts'
import { useImageStore } from './image-store.ts'
import { frameUs, usePlaybackStore } from './playback-store.ts'
import { closeBeside, showBeside } from './show-beside.ts'
import { showToast } from './toasts-store.ts'

/** Wall time between two questions: every second frame, so that the worker has the others for the run itself. */
const RHYTHM_MS = 33

/** While something is beside, asks for it at each instant that is shown. Returns what ends that. */
export function keepBeside(): () => void {
  let known = 0
  let asking = false
  let askedAtMs = 0
  let told = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = async () => {
    timer = undefined
    const other = besideOther(useBeside.getState())
    if (other === null || asking) return
    asking = true
    askedAtMs = performance.now()
    const atUs = frameUs()
    const asked = keyNow()
    try {
      const { beside, share, missing } = await askAbout({ type: 'readBeside', other, atUs, known })
      told = asked
      if (JSON.stringify(besideOther(useBeside.getState())) !== JSON.stringify(other)) known = 0
      else if (missing) tellMissing()
      else if (beside !== null) {
        known = beside.number
        show(beside)
      } else if (share === undefined) closeBeside()
      else useBeside.setState({ opening: share })
      // There is more to come even if nothing changes meanwhile.
      if (beside === null || !beside.complete) told = ''
    } catch {
      // Another run was opened, or the engine is gone: what is asked next tells.
      known = 0
    } finally {
      asking = false
      soon()
    }
  }
  const soon = () => {
    if (timer !== undefined || asking || besideOther(useBeside.getState()) === null || told === keyNow()) return
    timer = setTimeout(() => void ask(), Math.max(0, askedAtMs + RHYTHM_MS - performance.now()))
  }
  const forgets = [
    useImageStore.subscribe(soon),
    usePlaybackStore.subscribe((state, before) => {
      followBranch(state.playback.branchId, before.playback.branchId)
      soon()
    }),
    useBeside.subscribe((state, before) => {
      if (state.branchId === before.branchId && state.era === before.era) return
      known = 0
      told = ''
      soon()
    }),
  ]
  soon()
  return () => {
    clearTimeout(timer)
    for (const forget of forgets) forget()
  }
}

/** What is beside, as the engine is asked for it; null where nothing is. */
function besideOther({ branchId, era }: BesideState): BesideOther | null {
  return era !== null ? { era } : branchId !== null ? { branchId } : null
}

/** What an answer holds for: while nothing of it changes there is nothing to ask. */
function keyNow(): string {
  const { playback, branches } = usePlaybackStore.getState()
  const commands = branches.map(({ id, commands: count }) => `${id} ${count}`).join()
  return `${JSON.stringify(besideOther(useBeside.getState()))} ${playback.branchId} ${frameUs()} ${commands}`
}

function show({ whole, delta, inFlight, atUs, differences, partedAtUs, era }: BesideFrame): void {
  const before = useBeside.getState()
  useBeside.setState({
    image: applyDelta(whole ? emptyImage() : before.image, delta),
    inFlight: applyInFlightDelta(whole ? [] : before.inFlight, inFlight),
    atUs,
    ready: true,
    differences: differences ?? before.differences,
    partedAtUs,
    ...era,
  })
}

function tellMissing(): void {
  closeBeside()
  showToast({ tone: 'error', text: t('beside.era.missing') })
}

/** Who opens the branch beside sees the one that was left beside it. */
function followBranch(now: string, before: string): void {
  const { branchId } = useBeside.getState()
  if (now === before) return
  if (now === '') closeBeside()
  else if (now === branchId && before !== '') showBeside(before)
}

/** The two change places, at the instant on show. */
export function changePlaces(): void {
  const { branchId } = useBeside.getState()
  if (branchId !== null) openBranch(branchId, frameUs())
}

/**
 * What if `instead` had been done in place of a command that was given: nothing (an empty list), another, or several?
 * Everything else is done as it was. The new branch is named and shown beside. Returns its id; null when it cannot be,
 * of which the reader is told.
 */
export async function showWhatIf(
  deed: Omit<Deed, 'atUs'>,
  instead: readonly Command[],
  name: string,
): Promise<string | null> {
  const { branchId, afterEvents } = deed
  const made = await makeBranch({ branchId, afterEvents }, instead)
  if (made.branchId === null) {
    showToast({ tone: 'error', text: made.error === null ? t('beside.noSuchCommand') : engineWords(made.error) })
    return null
  }
  renameBranch(made.branchId, name)
  showBeside(made.branchId)
  return made.branchId
}
