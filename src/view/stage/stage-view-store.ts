/** How the reader looks at the stage: toggles, zoom, and what the pointer or the focus is on. No part of the run. */
import { create } from 'zustand'

/** What the pointer is over, in pixels of the stage's viewport. */
export type Hover =
  | {
      readonly kind: 'record'
      readonly replicaId: string
      readonly offset: number
      readonly x: number
      readonly y: number
    }
  | { readonly kind: 'lane'; readonly replicaId: string; readonly x: number; readonly y: number }
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'wire'; readonly wireId: string }

/** What the cells of a heat map measure. */
export type HeatMetric = 'lag' | 'bytes'

export interface StageViewState {
  /** The stage, or the same run as a space-time diagram. */
  readonly picture: 'stage' | 'spaceTime'
  readonly heat: HeatMetric
  /** Leaders have been elected in the last seconds. */
  readonly electing: boolean
  readonly showInternal: boolean
  readonly showControl: boolean
  readonly zoom: number
  readonly hover: Hover | null
  /** Where the keyboard stands among brokers and lanes: `broker-1` or `orders-0@1`. */
  readonly activeId: string | null
  /** The record the keyboard stands on within the active lane. */
  readonly activeOffset: number | null
}

export const ZOOM_STEPS = [0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2] as const

export const useStageView = create<StageViewState>()(() => ({
  picture: 'stage',
  heat: 'lag',
  electing: false,
  showInternal: false,
  showControl: false,
  zoom: 1,
  hover: null,
  activeId: null,
  activeOffset: null,
}))

export function setHover(hover: Hover | null): void {
  if (useStageView.getState().hover !== hover) useStageView.setState({ hover })
}

/** Larger (1) or smaller (-1) by one step. */
export function zoomBy(direction: 1 | -1): void {
  const { zoom } = useStageView.getState()
  const at = ZOOM_STEPS.findIndex((step) => step >= zoom - 0.001)
  const next = ZOOM_STEPS[Math.min(ZOOM_STEPS.length - 1, Math.max(0, at + direction))]
  useStageView.setState({ zoom: next ?? 1 })
}
