import { useEffect, useState } from 'react'
import { type BesideState, useBeside } from '../../store/beside-store.ts'

/** Words that change with every frame cannot be read, and drawing them would take the picture's time. */
const EVERY_MS = 400

/** What is beside, at most every 400 ms of wall time. */
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
