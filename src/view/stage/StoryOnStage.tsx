import { type RefObject, use, useEffect } from 'react'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../store/image-store.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import { MiniMap } from './MiniMap.tsx'
import { StageSource } from './stage-source.ts'
import { useStageView } from './stage-view-store.ts'
import { useFollowStory } from './use-follow-story.ts'
import { useRecentElections } from './use-recent-elections.ts'

interface StoryOnStageProps {
  readonly scroller: RefObject<HTMLElement | null>
  readonly layout: StageLayout
  readonly image: ClusterImage
  /** A map above the stage leads to each broker. */
  readonly mapped: boolean
}

/** Brings what a caption tells of into view, and lights the wires of a quorum that has just elected. */
export function StoryOnStage({ scroller, layout, image, mapped }: StoryOnStageProps) {
  const goTo = useFollowStory(scroller, layout)
  const electing = useRecentElections().length > 0
  const own = use(StageSource) === useImageStore
  useEffect(() => {
    if (own) useStageView.setState({ electing })
  }, [own, electing])
  return mapped ? <MiniMap image={image} goTo={goTo} /> : null
}
