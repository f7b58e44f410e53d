import { ConfigList } from '../../panels/ConfigEditor.tsx'
import { brokerConfigs } from '../../panels/everyday-configs.ts'
import type { DetailProps } from '../kind-view.ts'

export function BrokerSettings({ id, image }: DetailProps) {
  const broker = image.brokers.get(id)
  return broker === undefined ? null : <ConfigList configs={brokerConfigs} effective={broker.config} />
}
