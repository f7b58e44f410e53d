/** A properties file that is being edited: its text, what was before, and what is to be said of it. */
import { useEffect, useRef, useState } from 'react'
import { askAbout, QuestionDropped } from '../../store/engine.ts'
import type { AnswerTo, AskOf } from '../../worker/questions/registry.ts'

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
  /** The text on show is in force from now on. */
  keep(): void
}

/** Wall time without a key until the engine is asked again. */
const PAUSE_MS = 200

/** One file for as long as the component is there: whoever edits another is another one. */
export function useProperties(of: PropertiesFile): EditedProperties {
  const [read, setRead] = useState<PropertiesRead | null>(null)
  const [text, setText] = useState<string | null>(null)
  const [saved, setSaved] = useState('')
  const [past, setPast] = useState<readonly Step[]>([])
  const file = useRef(of)
  file.current = of
  useEffect(() => {
    let gone = false
    const look = async () => {
      const answer = await readFile(file.current, text)
      if (gone || answer === null) return
      setRead(answer)
      if (text !== null) return
      setText(answer.text)
      setSaved(answer.text)
    }
    const timer = setTimeout(() => void look(), text === null ? 0 : PAUSE_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [text])
  const edit = (next: string, typed = false) => {
    if (text === null || next === text) return
    const step = { text, typed: typed && isLetter(text, next) }
    setPast(step.typed && past.at(-1)?.typed ? past : [...past.slice(-MOST_STEPS), step])
    setText(next)
  }
  const undo = () => {
    const last = past.at(-1)
    if (last === undefined) return
    setPast(past.slice(0, -1))
    setText(last.text)
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
    keep: () => setSaved(shown),
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
