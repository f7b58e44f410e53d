import { ConfigList } from '../../panels/ConfigEditor.tsx'
import type { DetailProps } from '../kind-view.ts'
import { MemorySetting } from './MemorySetting.tsx'

export function BrokerSettings({ id, image }: DetailProps) {
  const broker = image.brokers.get(id)
  if (broker === undefined) return null
  return (
    <>
      <MemorySetting broker={broker} />
      <ConfigList scope="broker" given={broker.config} effective={broker.config} />
    </>
  )
}
