import { useEffect } from 'react'
import { useT } from '../../i18n/index.ts'
import { useDialog } from '../../store/dialog-store.ts'
import { useImageStore } from '../../store/image-store.ts'
import { startAgain } from '../../store/other-runs.ts'
import { endPresenting, usePresenter } from '../../store/presenter-store.ts'
import { useSession } from '../../store/session-store.ts'
import { useToasts } from '../../store/toasts-store.ts'
import { CLASS_SEED } from '../../worker/default-run.ts'
import { CaptionBar } from '../captions/CaptionBar.tsx'
import { Toasts } from '../panels/Toasts.tsx'
import { ErrorBoundary } from '../parts/ErrorBoundary.tsx'
import { Icon } from '../parts/Icon.tsx'
import { MissingParts, StageLoading } from '../parts/PartLoading.tsx'
import { Stage } from '../stage/Stage.tsx'
import { TimelineFoot } from '../timeline/TimelineFoot.tsx'
import { listenForPresenterKeys } from './presenter-keys.ts'
import './presenter.css'

/** For a room: the stage, what happens in one sentence, and the time; nothing else. */
export function PresenterPage() {
  const t = useT()
  const ready = useImageStore((state) => state.ready)
  const blank = usePresenter((state) => state.blank)
  // A dialog has them within itself.
  const beneathDialog = useDialog((state) => state.dialog !== null)
  const failed = useToasts((state) => state.toasts.some((toast) => toast.tone === 'error'))
  useEffect(listenForPresenterKeys, [])
  useEffect(() => {
    document.documentElement.dataset.presenting = ''
    return () => {
      delete document.documentElement.dataset.presenting
    }
  }, [])
  return (
    <div className="presenter">
      <main className="stage-region" id="stage" tabIndex={-1} aria-label={t('app.stage')}>
        <h1 className="visually-hidden">{t('app.name')}</h1>
        <ErrorBoundary>{ready ? <Stage compact presenting /> : <StageLoading />}</ErrorBoundary>
      </main>
      <MissingParts />
      <CaptionBar />
      {failed && !beneathDialog && <Toasts inLine />}
      <TimelineFoot>
        <SameStart />
        <button
          type="button"
          className="button quiet"
          aria-label={t('app.projectorOff')}
          title={`${t('app.projectorOff')} (Esc)`}
          onClick={endPresenting}
        >
          <Icon name="close" />
        </button>
      </TimelineFoot>
      {blank && (
        <button
          type="button"
          className="presenter-blank"
          aria-label={t('presenter.unblank')}
          onClick={() => usePresenter.setState({ blank: false })}
        />
      )}
    </div>
  )
}

/** From which seed the picture comes: where everybody reads the same one, everybody sees the same. */
function SameStart() {
  const t = useT()
  const seed = useSession((state) => state.seed)
  if (seed === null) return null
  return (
    <button
      type="button"
      className="button quiet same-start"
      title={`${t('presenter.sameStartHelp')} (R)`}
      onClick={() => void startAgain({ demonstration: true })}
    >
      <Icon name="undo" /> {t(seed === CLASS_SEED ? 'presenter.sameStart' : 'presenter.otherStart', { seed })}
    </button>
  )
}
