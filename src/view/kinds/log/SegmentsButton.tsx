import { useT } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import { readSegments } from '../../../store/engine.ts'
import { showToast } from '../../../store/toasts-store.ts'
import { downloadBytes } from '../../parts/download.ts'
import type { DetailProps } from '../kind-view.ts'

/** The replica's disk in Kafka's own format, as files that Kafka's own tools can read. */
export function SegmentsButton({ id, image }: DetailProps) {
  const t = useT()
  const replica = image.replicas.get(id)
  if (replica === undefined) return null
  const download = async () => {
    const files = await readSegments(replica.broker, replica.topicPartition)
    if (files.length === 0) showToast({ tone: 'info', text: t('inspector.action.noSegments') })
    for (const file of files)
      downloadBytes(`${brokerNode(replica.broker)}-${replica.topicPartition}-${file.name}`, file.bytes)
  }
  return (
    <div className="actions">
      <button type="button" className="button" onClick={() => void download()}>
        {t('inspector.action.download')}
      </button>
    </div>
  )
}
