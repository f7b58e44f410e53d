import { useSyncExternalStore } from 'react'

/** Something that comes after the first frames: null until then, and whoever uses it is drawn again when it is there. */
export interface Arriving<Thing> {
  /** Given once, when it has come. */
  arrive(thing: Thing): void
  current(): Thing | null
  use(): Thing | null
}

export function arriving<Thing>(): Arriving<Thing> {
  let there: Thing | null = null
  const listeners = new Set<() => void>()
  const current = () => there
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    arrive(thing) {
      there = thing
      for (const listener of listeners) listener()
    },
    current,
    use: () => useSyncExternalStore(subscribe, current, current),
  }
}
