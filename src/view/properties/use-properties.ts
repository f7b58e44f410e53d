/** A properties file that is being edited: its text, what was before, and what is to be said of it. */
import { useEffect, useRef, useState } from 'react'
import { askAbout, QuestionDropped } from '../../store/engine.ts'
import type { AnswerTo, AskOf } from '../../worker/questions/registry.ts'
import { keepDraft, keptDraft } from '../parts/kept-drafts.ts'

export type PropertiesFile = AskOf<'readProperties'>['of']
export type PropertiesRead = AnswerTo<'readProperties'>

export interface EditedProperties {
  /** Null until the engine has told it. */
  readonly read: PropertiesRead | null
  readonly text: string
  /** It is another than was last read or saved. */
  readonly changed: boolean
  /** What is said of an earlier text than this one. */
  readonly stale: boolean
  readonly canUndo: boolean
  /** `typed`: by a key, not all at once. */
  edit(text: string, typed?: boolean): void
  undo(): void
  /** Back to what was last read or saved. */
  discard(): void
  /** The text on show is in force from now on. */
  keep(): void
}

/** Wall time without a key until the engine is asked again. */
const PAUSE_MS = 200

interface Draft {
  readonly text: string
  readonly past: readonly Step[]
}

/**
 * One file for as long as the component is there: whoever edits another is another one. What was not saved is there again
 * the next time; `about` tells whose file it is.
 */
export function useProperties(of: PropertiesFile, about: string): EditedProperties {
  const [read, setRead] = useState<PropertiesRead | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const [draft, setDraft] = useState(() => keptDraft<Draft>(about))
  const file = useRef(of)
  file.current = of
  const text = saved === null ? null : (draft?.text ?? saved)
  useEffect(() => {
    let gone = false
    const look = async () => {
      const answer = await readFile(file.current, text)
      if (gone || answer === null) return
      setRead(answer)
      if (text === null) setSaved(answer.text)
    }
    const timer = setTimeout(() => void look(), text === null ? 0 : PAUSE_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [text])
  const past = draft?.past ?? []
  const put = (next: Draft) => {
    setDraft(next)
    keepDraft(about, next.text === saved ? null : next)
  }
  const edit = (next: string, typed = false) => {
    if (text === null || next === text) return
    const step = { text, typed: typed && isLetter(text, next) }
    put({ text: next, past: step.typed && past.at(-1)?.typed ? past : [...past.slice(-MOST_STEPS), step] })
  }
  const undo = () => {
    const last = past.at(-1)
    if (last !== undefined) put({ text: last.text, past: past.slice(0, -1) })
  }
  const shown = text ?? ''
  return {
    read,
    text: shown,
    changed: text !== null && shown !== saved,
    stale: read !== null && read.text !== shown,
    canUndo: past.length > 0,
    edit,
    undo,
    discard: () => edit(saved ?? ''),
    keep: () => {
      setSaved(shown)
      setDraft({ text: shown, past })
      keepDraft(about, null)
    },
  }
}

interface Step {
  /** What stood there before it. */
  readonly text: string
  /** Letters typed one after the other are one step back; a blank, a new line or anything larger begins another. */
  readonly typed: boolean
}

const MOST_STEPS = 200

/** One letter more, or one less, and no blank. */
function isLetter(before: string, next: string): boolean {
  if (Math.abs(next.length - before.length) !== 1) return false
  const at = firstDifference(before, next)
  return /\S/.test(next.length > before.length ? next.charAt(at) : before.charAt(at))
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

/** Null where another run was opened meanwhile. */
async function readFile(of: PropertiesFile, text: string | null): Promise<PropertiesRead | null> {
  try {
    return await askAbout({ type: 'readProperties', of, text })
  } catch (error) {
    if (error instanceof QuestionDropped) return null
    throw error
  }
}
