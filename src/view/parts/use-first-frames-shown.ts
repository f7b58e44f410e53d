import { useEffect, useState } from 'react'
import { afterFirstFrames, areFirstFramesShown } from '../../store/first-frames.ts'

/** True after the first frames: what they do does not need is fetched only then. */
export function useFirstFramesShown(): boolean {
  const [later, setLater] = useState(areFirstFramesShown)
  useEffect(() => (later ? undefined : afterFirstFrames(() => setLater(true))), [later])
  return later
}
