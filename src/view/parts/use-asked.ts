import { useEffect, useState } from 'react'
import { QuestionDropped } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'

/** Wall time between two looks at a run that goes on. */
const LOOK_MS = 350

/**
 * The newest answer to a question about the instant on show: asked anew whenever `key`, which says what is asked, is
 * another, and as the instant moves. Null until the first one; an older answer stays until a newer one comes.
 */
export function useAsked<Answer>(key: string, ask: () => Promise<Answer>): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says all that `ask` asks.
  useEffect(() => {
    let gone = false
    let asking = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let seen: unknown = null
    const look = async () => {
      timer = undefined
      if (gone || asking) return
      const { image, atUs } = useImageStore.getState()
      seen = image
      asking = true
      try {
        const found = await ask()
        if (!gone) setAnswer(found)
      } catch (error) {
        // Another run was opened: its first frame has the question asked again.
        if (!(error instanceof QuestionDropped)) throw error
      } finally {
        asking = false
      }
      const now = useImageStore.getState()
      if (!gone && (now.image !== seen || now.atUs !== atUs)) timer ??= setTimeout(() => void look(), LOOK_MS)
    }
    const forget = useImageStore.subscribe((state, before) => {
      if (state.image !== before.image || state.atUs !== before.atUs) timer ??= setTimeout(() => void look(), LOOK_MS)
    })
    void look()
    return () => {
      gone = true
      clearTimeout(timer)
      forget()
    }
  }, [key])
  return answer
}
