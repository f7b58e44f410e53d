import { useEffect, useState } from 'react'
import { askAbout, QuestionDropped } from '../../../../store/engine.ts'
import { useImageStore } from '../../../../store/image-store.ts'
import type { AnswerTo, AskOf } from '../../../../worker/questions/registry.ts'

export type Partitioning = AnswerTo<'readPartitioning'>
type Question = Omit<AskOf<'readPartitioning'>, 'type'>

/** Wall time; what a producer has sent meanwhile changes where the next record without key goes. */
const ASK_AGAIN_MS = 400

/** The steps to a record's partition: again with every other question, and as the run goes on. Null: not known yet. */
export function usePartitioning(question: Question | null): Partitioning | null {
  const [known, setKnown] = useState<Partitioning | null>(null)
  const key = question === null ? null : JSON.stringify(question)
  useEffect(() => {
    if (key === null) return setKnown(null)
    let there = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      timer = undefined
      try {
        const answer = await askAbout({ type: 'readPartitioning', ...(JSON.parse(key) as Question) })
        if (there) setKnown(answer)
      } catch (error) {
        if (!(error instanceof QuestionDropped)) throw error
      }
    }
    void ask()
    const forget = useImageStore.subscribe((now, before) => {
      if (now.atUs !== before.atUs) timer ??= setTimeout(() => void ask(), ASK_AGAIN_MS)
    })
    return () => {
      there = false
      clearTimeout(timer)
      forget()
    }
  }, [key])
  return known
}
