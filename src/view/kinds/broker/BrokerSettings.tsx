import { ConfigList } from '../../panels/ConfigEditor.tsx'
import type { DetailProps } from '../kind-view.ts'

export function BrokerSettings({ id, image }: DetailProps) {
  const broker = image.brokers.get(id)
  return broker === undefined ? null : <ConfigList scope="broker" given={broker.config} effective={broker.config} />
}
