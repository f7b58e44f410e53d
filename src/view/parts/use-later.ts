import { useEffect, useState } from 'react'
import { useImageStore } from '../../store/image-store.ts'

/** Long enough for the first frames to be shown, too short for anybody to miss what comes after. */
const FIRST_FRAMES_MS = 250

/** True once the picture moves: what the first look does not need is fetched only then. */
export function useLater(): boolean {
  const ready = useImageStore((state) => state.ready)
  // Whatever appears when the picture is there already need not wait.
  const [later, setLater] = useState(ready)
  useEffect(() => {
    if (!ready || later) return
    const timer = setTimeout(() => setLater(true), FIRST_FRAMES_MS)
    return () => clearTimeout(timer)
  }, [ready, later])
  return later
}
