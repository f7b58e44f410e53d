import { Suspense, useEffect } from 'react'
import { useT } from '../../i18n/index.ts'
import { keepNotes } from '../../store/notes-keeping.ts'
import { showNotes, useNotes } from '../../store/notes-store.ts'
import { ErrorBoundary } from '../parts/ErrorBoundary.tsx'
import { Icon } from '../parts/Icon.tsx'
import { lazyPart } from '../parts/lazy-part.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import './notes-place.css'

const NotesPanel = lazyPart(() => import('./NotesPanel.tsx').then((module) => module.NotesPanel))

/** Beside the stage, for whoever has opened notes; put aside, they leave a button that brings them back. */
export function NotesPlace() {
  const t = useT()
  const notes = useNotes((state) => state.notes)
  const shown = useNotes((state) => state.shown)
  useEffect(keepNotes, [])
  if (notes === null) return null
  if (!shown)
    return (
      <button type="button" className="button notes-again" onClick={() => showNotes(true)}>
        <Icon name="file" size={14} /> {t('notes.again')}
      </button>
    )
  return (
    <ErrorBoundary>
      <Suspense
        fallback={
          <section className="notes">
            <PartLoading />
          </section>
        }
      >
        <NotesPanel opened={notes} />
      </Suspense>
    </ErrorBoundary>
  )
}
