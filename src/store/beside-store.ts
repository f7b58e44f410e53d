/** Another branch, or the same run in another Kafka version, beside the branch on show, at the same instant; and in what the two differ. */
import { create } from 'zustand'
import { emptyImage } from '../kafka/observe/cluster-image.ts'
import type { Era } from '../scenarios/index.ts'
import type { BesideFrame, EraTold } from '../worker/questions/read-beside.ts'
import type { ImageState } from './image-store.ts'

export type Difference = NonNullable<BesideFrame['differences']>[number]

/** The image and what is in flight are the other one's; its happenings are not told. */
export interface BesideState extends ImageState, EraTold {
  /** Null: no branch is beside. */
  readonly branchId: string | null
  /** Null: no other version is beside. */
  readonly era: Era | null
  /** What matters most comes first. */
  readonly differences: readonly Difference[]
  /** Where two branches part; null where they do not, or before that is known. */
  readonly partedAtUs: number | null
}

export const nothingBeside: BesideState = {
  branchId: null,
  era: null,
  image: emptyImage(),
  inFlight: [],
  atUs: 0,
  happenings: [],
  ready: false,
  opening: 0,
  differences: [],
  partedAtUs: null,
  first: null,
  otherwise: [],
}

export const useBeside = create<BesideState>()(() => nothingBeside)

/** Whether anything is beside. */
export const isBeside = ({ branchId, era }: BesideState) => (branchId ?? era) !== null
