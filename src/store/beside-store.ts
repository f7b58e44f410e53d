/** Another branch beside the one on show, at the same instant, and in what the two differ. */
import { create } from 'zustand'
import { emptyImage } from '../kafka/observe/cluster-image.ts'
import type { BesideFrame } from '../worker/questions/read-beside.ts'
import type { ImageState } from './image-store.ts'

export type Difference = NonNullable<BesideFrame['differences']>[number]

/** The image and what is in flight are the other branch's; its happenings are not told. */
export interface BesideState extends ImageState {
  /** Null: there is nothing beside. */
  readonly branchId: string | null
  /** What matters most comes first. */
  readonly differences: readonly Difference[]
  /** Where the two part; null where they do not, or before that is known. */
  readonly partedAtUs: number | null
}

const nothingBeside: BesideState = {
  branchId: null,
  image: emptyImage(),
  inFlight: [],
  atUs: 0,
  happenings: [],
  ready: false,
  opening: 0,
  differences: [],
  partedAtUs: null,
}

export const useBeside = create<BesideState>()(() => nothingBeside)

/** Shows a branch beside the one on show, in place of any other, at the instant on show. It stays beside while time goes on. */
export function showBeside(branchId: string): void {
  if (useBeside.getState().branchId !== branchId) useBeside.setState({ ...nothingBeside, branchId })
}

export function closeBeside(): void {
  useBeside.setState(nothingBeside)
}
