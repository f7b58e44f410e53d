/**
 * Keys of the presenter, those of a clicker among them. What they do is the same wherever the focus is: who speaks to a
 * class does not know where that was left.
 */
import { openDialog, useDialog } from '../../store/dialog-store.ts'
import { pause, play } from '../../store/engine.ts'
import { startAgain } from '../../store/other-runs.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { endPresenting, usePresenter } from '../../store/presenter-store.ts'
import { stepStory } from '../../store/stories-store.ts'

export type PresenterKey = 'playPause' | 'nextBeat' | 'previousBeat' | 'blank' | 'sameStart' | 'fullScreen' | 'help'

/** For the help dialog, in the order shown. */
export const presenterKeys: readonly (readonly [PresenterKey, string])[] = [
  ['playPause', 'Space'],
  ['nextBeat', 'PageDown'],
  ['previousBeat', 'PageUp'],
  ['blank', 'B'],
  ['sameStart', 'R'],
  ['fullScreen', 'F'],
  ['help', '?'],
]

const byKey: Readonly<Record<string, PresenterKey>> = {
  ' ': 'playPause',
  pagedown: 'nextBeat',
  pageup: 'previousBeat',
  b: 'blank',
  r: 'sameStart',
  f: 'fullScreen',
  '?': 'help',
}

/** What a key asks for; null when it is none of the presenter's. */
export function presenterKeyOf({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): PresenterKey | null {
  return ctrlKey || metaKey || altKey ? null : (byKey[key.toLowerCase()] ?? null)
}

const actions: Readonly<Record<PresenterKey, () => void>> = {
  playPause: () => (usePlaybackStore.getState().playback.state === 'playing' ? pause() : play()),
  nextBeat: () => stepStory(1),
  previousBeat: () => stepStory(-1),
  blank: () => usePresenter.setState({ blank: true }),
  sameStart: () => void startAgain({ demonstration: true }),
  fullScreen: toggleFullScreen,
  help: () => openDialog({ name: 'help' }),
}

function toggleFullScreen(): void {
  const change =
    document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen()
  // A browser may refuse; then the window stays as it is.
  change.catch(() => undefined)
}

/** Listens until the returned function is called. */
export function listenForPresenterKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (useDialog.getState().dialog !== null || event.isComposing) return
    if (usePresenter.getState().blank) {
      if (event.type === 'keydown') usePresenter.setState({ blank: false })
      return swallow(event)
    }
    const asked = presenterKeyOf(event)
    // In a list of choices letters and space choose; there is no other field here.
    if (asked === null || (event.target instanceof Element && event.target.matches('select, input'))) return
    // A button is pressed when the key comes up again.
    swallow(event)
    if (event.type === 'keydown' && !(event.repeat && asked !== 'nextBeat' && asked !== 'previousBeat'))
      actions[asked]()
  }
  const onEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && useDialog.getState().dialog === null) endPresenting()
  }
  window.addEventListener('keydown', onKey, true)
  window.addEventListener('keyup', onKey, true)
  window.addEventListener('keydown', onEscape)
  return () => {
    window.removeEventListener('keydown', onKey, true)
    window.removeEventListener('keyup', onKey, true)
    window.removeEventListener('keydown', onEscape)
  }
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
