import { useT } from '../../i18n/index.ts'
import { type BrokerImage, type ClusterImage, isDown } from '../../kafka/observe/cluster-image.ts'
import { doTogether } from '../../store/gesture.ts'
import { useImageStore } from '../../store/image-store.ts'

/** Says of a cluster that is not whole that a question may end otherwise in it, and mends that. */
export function WholeFirst() {
  const t = useT()
  const down = useDown()
  if (down === '') return null
  const start = () => {
    const { image } = useImageStore.getState()
    void doTogether(nodesDown(image).map((node) => ({ type: 'StartNode', node })))
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

type Server = Pick<BrokerImage, 'node' | 'status'>

/** What is not running and missed, by name; empty where nothing is. */
export function useDown(): string {
  return useImageStore(({ image }) => nodesDown(image).join(', '))
}

/** Brokers, and those who keep the metadata where too few are left for a majority: while one is, nothing goes otherwise. */
function nodesDown({ brokers, controllers, zookeepers }: ClusterImage): readonly string[] {
  const down: Server[] = [...brokers.values()].filter(({ status }) => isDown(status))
  const ensembles: readonly Server[][] = [[...controllers.values()], [...zookeepers.values()]]
  for (const keepers of ensembles) {
    const gone = keepers.filter(({ status }) => isDown(status))
    if (gone.length * 2 >= keepers.length) down.push(...gone)
  }
  return down.map(({ node }) => node)
}
