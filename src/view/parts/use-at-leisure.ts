import { useEffect, useState } from 'react'

/** What a store of Zustand's offers of itself. */
interface Readable<State> {
  getState(): State
  subscribe(listener: () => void): () => void
}

/**
 * What a store holds, at most once in so many milliseconds of wall time: numbers that change with every frame cannot be
 * read, and to draw them would take the picture's time.
 */
export function useAtLeisure<State>(store: Readable<State>, everyMs: number): State {
  const [shown, setShown] = useState(store.getState)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      timer = undefined
      setShown(store.getState())
    }
    read()
    const forget = store.subscribe(() => {
      timer ??= setTimeout(read, everyMs)
    })
    return () => {
      clearTimeout(timer)
      forget()
    }
  }, [store, everyMs])
  return shown
}
