import { useEffect, useState } from 'react'
import { type BesideState, useBeside } from '../../store/beside-store.ts'

/** Words that change with every frame cannot be read, and drawing them would take the picture's time. */
const EVERY_MS = 200

/** What is beside, at most five times a second. */
export function useBesideAtLeisure(): BesideState {
  const [shown, setShown] = useState(useBeside.getState)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      timer = undefined
      setShown(useBeside.getState())
    }
    read()
    const forget = useBeside.subscribe(() => {
      timer ??= setTimeout(read, EVERY_MS)
    })
    return () => {
      clearTimeout(timer)
      forget()
    }
  }, [])
  return shown
}
