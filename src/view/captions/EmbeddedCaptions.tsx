import { useEffect } from 'react'
import { keepStories } from '../../store/stories-store.ts'
import { CaptionBar } from './CaptionBar.tsx'
import { SpokenCaptions } from './SpokenCaptions.tsx'

/** Captions in a page of somebody else's, where the picture stops for nobody: its reader may never have asked for it. */
export function EmbeddedCaptions() {
  useEffect(() => keepStories({ pauses: false }), [])
  return (
    <>
      <CaptionBar />
      <SpokenCaptions />
    </>
  )
}
