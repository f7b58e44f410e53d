/** The record that the reader follows, and where it is at the instant on show. */
import { create } from 'zustand'
import type { FollowedPlaces } from '../worker/chronicle/places.ts'

export interface FollowedState {
  /** Null: none is followed. */
  readonly places: FollowedPlaces | null
}

export const useFollowed = create<FollowedState>()(() => ({ places: null }))
