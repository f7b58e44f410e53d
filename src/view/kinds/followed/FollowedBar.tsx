import { useT } from '../../../i18n/index.ts'
import { follow } from '../../../store/engine.ts'
import { useFollowed } from '../../../store/followed-store.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import { Icon } from '../../parts/Icon.tsx'
import { Prose } from '../../parts/Prose.tsx'
import { followedTitle, whereItIs } from './followed-words.ts'
import './followed-bar.css'

/** Which record is followed and where it is, in words: what the rings show, also for who does not see them. */
export function FollowedBar() {
  const t = useT()
  const places = useFollowed((state) => state.places)
  const shown = useSelectionStore(({ selection }) => selection?.kind === 'followed')
  if (places === null) return null
  return (
    <section className="followed-bar" aria-label={t('following.label')}>
      <span className="followed-ring" aria-hidden="true" />
      <p>
        <strong>{followedTitle(places, t)}</strong>
        <span role="status">
          <Prose text={whereItIs(places, t)} />
        </span>
      </p>
      <button
        type="button"
        className="button quiet"
        aria-label={t('following.openLong')}
        aria-pressed={shown}
        onClick={() => useSelectionStore.getState().select({ kind: 'followed', id: 'followed' })}
      >
        {t('following.open')}
      </button>
      <button type="button" className="icon-button" aria-label={t('following.stop')} onClick={() => follow(null)}>
        <Icon name="close" />
      </button>
    </section>
  )
}
