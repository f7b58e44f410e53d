import { useT } from '../../i18n/index.ts'
import { doTogether } from '../../store/gesture.ts'
import { useImageStore } from '../../store/image-store.ts'

/** Says of a cluster that is not whole that a question may end otherwise in it, and mends that. */
export function WholeFirst() {
  const t = useT()
  const down = useImageStore(({ image }) =>
    [...image.brokers.values()]
      .filter(({ status }) => status === 'killed' || status === 'poweredOff' || status === 'stopped')
      .map(({ node }) => node)
      .join(', '),
  )
  if (down === '') return null
  const nodes = down.split(', ')
  const start = () => void doTogether(nodes.map((node) => ({ type: 'StartNode', node })))
  return (
    <div className="lesson-steps">
      <p className="muted">{t('lesson.down', { nodes: down })}</p>
      <button type="button" className="button" onClick={start}>
        {t('lesson.startAll')}
      </button>
    </div>
  )
}
