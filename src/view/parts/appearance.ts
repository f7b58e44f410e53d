/** Theme, motion and language as attributes of the page; style sheets and screen readers go by them. */
import { setLanguage } from '../../i18n/index.ts'
import { fetchPart } from '../../store/fetch-part.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { usePresenter } from '../../store/presenter-store.ts'

/** Follows the preferences until the returned function is called. */
export function followPreferences(): () => void {
  const apply = () => {
    const { theme, reducedMotion } = usePreferences.getState()
    document.documentElement.dataset.theme = usePresenter.getState().presenting ? 'projector' : theme
    document.documentElement.dataset.motion = reducedMotion ? 'reduced' : 'full'
    // The one wanted when it can be fetched.
    void fetchPart(() => setLanguage(usePreferences.getState().language))
  }
  apply()
  const system = matchMedia('(prefers-reduced-motion: reduce)')
  // An empty change makes the store look at the system's setting again.
  const onSystem = () => usePreferences.getState().setPreferences({})
  system.addEventListener('change', onSystem)
  const forget = usePreferences.subscribe(apply)
  const forgetPresenter = usePresenter.subscribe(apply)
  return () => {
    system.removeEventListener('change', onSystem)
    forget()
    forgetPresenter()
  }
}
