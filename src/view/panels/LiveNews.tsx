import { useEffect, useState } from 'react'
import { t, useT } from '../../i18n/index.ts'
import { useImageStore } from '../../store/image-store.ts'
import { happeningText } from './happening-text.ts'
import { newsOf } from './news.ts'

/** A screen reader is told news at most this often, and at most this many at once. */
const TOLD_EVERY_MS = 4_000
const TOLD_AT_ONCE = 3

/** The cluster's news as live text for those who do not see the stage. Routine traffic is left to the event list. */
export function LiveNews() {
  const translate = useT()
  const [told, setTold] = useState('')
  useEffect(() => {
    let lastId = useImageStore.getState().happenings.at(-1)?.id ?? 0
    const timer = setInterval(() => {
      const fresh = useImageStore.getState().happenings.filter((each) => each.id > lastId)
      const newest = fresh.at(-1)
      if (newest === undefined) return
      lastId = newest.id
      const news = newsOf(fresh, TOLD_AT_ONCE)
      if (news.length > 0) setTold(news.map((each) => happeningText(each.body, t)).join('. '))
    }, TOLD_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label={translate('app.news')}>
      {told}
    </div>
  )
}
