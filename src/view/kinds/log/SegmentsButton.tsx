import { useT } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import { showOnDisk } from '../../../store/disk-store.ts'
import { showToast } from '../../../store/toasts-store.ts'
import type { DetailProps } from '../kind-view.ts'

/** To the file that holds a record, or, of a replica, to the one that is being written to. */
export function SegmentsButton({ id, offset, image }: DetailProps) {
  const t = useT()
  const replica = image.replicas.get(id)
  if (replica === undefined) return null
  const node = brokerNode(replica.broker)
  const show = async () => {
    const found = await showOnDisk(node, replica.topicPartition, offset ?? null)
    if (!found) showToast({ tone: 'info', text: t('disk.notHere', { node }) })
  }
  return (
    <div className="actions">
      <button type="button" className="button" onClick={() => void show()}>
        {t('disk.show')}
      </button>
    </div>
  )
}
