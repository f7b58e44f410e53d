/** What parts of the page know of the run on show. They come when they are needed; whoever leaves a run need not have them. */

const forgetters = new Set<() => void>()

/** Has `forget` called each time another run comes on show, until the returned function is called. */
export function whenRunIsLeft(forget: () => void): () => void {
  forgetters.add(forget)
  return () => void forgetters.delete(forget)
}

export function forgetRun(): void {
  for (const forget of forgetters) forget()
}
