/** What somebody has begun to write and not saved: it outlives the place where it is written, until the page is left. */
import { useState } from 'react'
import { useSession } from '../../store/session-store.ts'

const drafts = new Map<string, unknown>()

/** Of this run alone: another one has other files. */
const keyOf = (about: string) => `${useSession.getState().runId} ${about}`

export function keptDraft<Draft>(about: string): Draft | null {
  return (drafts.get(keyOf(about)) as Draft | undefined) ?? null
}

/** Null: there is nothing to keep. */
export function keepDraft<Draft>(about: string, draft: Draft | null): void {
  if (draft === null) drafts.delete(keyOf(about))
  else drafts.set(keyOf(about), draft)
}

/** As `useState`, of a draft that is there again when its place is; one component for each thing it is `about`. */
export function useKeptDraft<Draft>(about: string): readonly [Draft | null, (draft: Draft | null) => void] {
  const [draft, setDraft] = useState(() => keptDraft<Draft>(about))
  const keep = (next: Draft | null) => {
    keepDraft(about, next)
    setDraft(next)
  }
  return [draft, keep]
}
