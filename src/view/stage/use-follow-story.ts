import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { brokerNode } from '../../kafka/common/addresses.ts'
import type { Beat } from '../../kafka/observe/stories/beat.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { toldIn, useStories } from '../../store/told-stories.ts'
import type { StageLayout } from '../layout/stage-layout.ts'

/** Left above a thing that is brought into view. */
const AIR_PX = 8

/** Where not all of the stage is in view: brings what a caption tells of into view. Returns what brings any node there. */
export function useFollowStory(scroller: RefObject<HTMLElement | null>, layout: StageLayout): (node: string) => void {
  const latest = useRef(layout)
  useEffect(() => {
    latest.current = layout
  }, [layout])
  const goTo = useCallback((node: string) => bringIntoView(scroller.current, latest.current, node), [scroller])
  useEffect(
    () =>
      useStories.subscribe((state, before) => {
        if (state.toldId === before.toldId) return
        const beat = toldIn(state)?.beat
        const node = beat === undefined ? undefined : decisiveNode(beat, latest.current)
        // What tells of it may first take some of the stage's height.
        if (node !== undefined) requestAnimationFrame(() => goTo(node))
      }),
    [goTo],
  )
  return goTo
}

/** Who leads now, where that is what it is about; else whom it is about. */
function decisiveNode({ facts }: Beat, { stations }: StageLayout): string | undefined {
  const named = [...(facts.brokers ?? []).map((id) => brokerNode(id)), ...(facts.nodes ?? [])]
  return named.find((node) => stations.has(node))
}

function bringIntoView(scroller: HTMLElement | null, { stations, scale }: StageLayout, node: string): void {
  const box = stations.get(node)?.box
  if (scroller === null || box === undefined) return
  const top = box.y * scale
  const bottom = top + box.height * scale
  if (top >= scroller.scrollTop && bottom <= scroller.scrollTop + scroller.clientHeight) return
  scrollStage(scroller, top)
}

/** `topPx`: of what is to be seen, in CSS pixels of the picture. */
export function scrollStage(scroller: HTMLElement, topPx: number): void {
  const behavior = usePreferences.getState().reducedMotion ? 'auto' : 'smooth'
  scroller.scrollTo?.({ top: topPx - AIR_PX, behavior })
}
