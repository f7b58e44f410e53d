import { useEffect } from 'react'
import { useT } from '../../i18n/index.ts'
import { dismissToast, type Toast, useToasts } from '../../store/toasts-store.ts'
import { Icon } from '../parts/Icon.tsx'
import './toasts.css'

const STAYS_MS = 6_000
/** Somebody may still be reaching for the button. */
const STAYS_WITH_ACTION_MS = 10_000

/**
 * Messages about what was just done; errors stay until they are put away. They have a place of their own, so that they
 * cover nothing; `inLine` where that is a single line, which shows the newest, and the one before when it goes.
 */
export function Toasts({ inLine = false }: { readonly inLine?: boolean }) {
  const t = useT()
  const toasts = useToasts((state) => state.toasts)
  return (
    <section className={inLine ? 'toasts in-line' : 'toasts'} aria-label={t('app.toasts')} aria-live="polite">
      {toasts.slice(inLine ? -1 : 0).map((toast) => (
        <ToastRow key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastRow({ toast }: { readonly toast: Toast }) {
  const t = useT()
  useEffect(() => {
    if (toast.tone === 'error' || toast.stays === true) return
    const timer = setTimeout(() => dismissToast(toast.id), toast.action === null ? STAYS_MS : STAYS_WITH_ACTION_MS)
    return () => clearTimeout(timer)
  }, [toast])
  return (
    <div className={`toast toast-${toast.tone}`}>
      <span>{toast.text}</span>
      {toast.action !== null && (
        <button
          type="button"
          className="button"
          onClick={() => {
            toast.action?.run()
            dismissToast(toast.id)
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t('app.toast.dismiss')}
        onClick={() => dismissToast(toast.id)}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}
