import { useT } from '../../i18n/index.ts'
import { type ClusterImage, isDown } from '../../kafka/observe/cluster-image.ts'
import { doTogether } from '../../store/gesture.ts'
import { useImageStore } from '../../store/image-store.ts'

/** Says of a cluster that is not whole that a question may end otherwise in it, and mends that. */
export function WholeFirst() {
  const t = useT()
  const down = useImageStore(({ image }) => brokersDown(image).join(', '))
  if (down === '') return null
  const start = () => {
    const { image } = useImageStore.getState()
    void doTogether(brokersDown(image).map((node) => ({ type: 'StartNode', node })))
  }
  return (
    <div className="lesson-steps">
      <p className="muted">{t('lesson.down', { nodes: down })}</p>
      <button type="button" className="button" onClick={start}>
        {t('lesson.startAll')}
      </button>
    </div>
  )
}

function brokersDown({ brokers }: ClusterImage): readonly string[] {
  return [...brokers.values()].filter(({ status }) => isDown(status)).map(({ node }) => node)
}
