/** What is told of the run on show. Who tells it is `stories-store.ts`, which comes after the first frames. */
import { create } from 'zustand'
import type { Beat, Story } from '../kafka/observe/stories/beat.ts'

export interface StoriesState {
  readonly stories: readonly Story[]
  /** The same by their ids, as far as they have ever been told on this branch: who goes back may go on again. */
  readonly known: ReadonlyMap<number, Story>
  /** The happening with which the beat that is told now begins; null while nothing has happened. */
  readonly toldId: number | null
  /** The picture stands still because of that beat: a moment of a kind that this reader has not seen before. */
  readonly held: boolean
  /** The beat is told because it happens, or because the reader asked for it; false where the reader came upon it. */
  readonly news: boolean
}

/** A beat in its story. */
export interface Told {
  readonly story: Story
  readonly index: number
  readonly beat: Beat
  /** All of the story's, and behind them those that come later: they are known since the reader has gone back. */
  readonly beats: readonly Beat[]
}

export const nothingTold: StoriesState = { stories: [], known: new Map(), toldId: null, held: false, news: false }

export const useStories = create<StoriesState>()(() => nothingTold)

/** What is told now; null while nothing has happened. */
export function toldIn({ stories, known, toldId }: StoriesState): Told | null {
  for (const story of stories) {
    const index = story.beats.findIndex(({ happeningId }) => happeningId === toldId)
    if (index < 0) continue
    const later = known.get(story.id)?.beats.slice(story.beats.length) ?? []
    return { story, index, beat: story.beats[index] as Beat, beats: [...story.beats, ...later] }
  }
  return null
}
