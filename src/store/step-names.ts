/** What a step of one event will pass over, asked for while the picture stands. */
import { create } from 'zustand'
import type { AnswerTo } from '../worker/questions/registry.ts'
import { askAbout } from './engine.ts'
import { useImageStore } from './image-store.ts'
import { usePlaybackStore } from './playback-store.ts'

export type StepNames = Pick<AnswerTo<'readNeighbours'>, 'back' | 'forward'>

/** Null while the picture moves, and until it is known. */
export const useStepNames = create<{ readonly names: StepNames | null }>()(() => ({ names: null }))

/** Who steps on and on is told once that rests: to ask is to look into the past. */
const RESTS_MS = 120

/** Asks at every standstill until the returned function is called. */
export function keepStepNames(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let standstill = 0
  const ask = async () => {
    const asked = standstill
    const names = await askAbout({ type: 'readNeighbours' }).catch(() => null)
    if (asked === standstill) useStepNames.setState({ names })
  }
  const moved = () => {
    standstill++
    clearTimeout(timer)
    if (useStepNames.getState().names !== null) useStepNames.setState({ names: null })
    if (isStanding()) timer = setTimeout(() => void ask(), RESTS_MS)
  }
  const forgetPlayback = usePlaybackStore.subscribe((state, before) => {
    if (state.playback !== before.playback || state.stepped !== before.stepped) moved()
  })
  moved()
  return () => {
    clearTimeout(timer)
    standstill++
    forgetPlayback()
  }
}

function isStanding(): boolean {
  const { playback } = usePlaybackStore.getState()
  return playback.state === 'paused' && playback.branchId !== '' && useImageStore.getState().ready
}
