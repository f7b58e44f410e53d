import { MoveButtons } from '../../moves/MoveButtons.tsx'
import { AsProperties } from '../../panels/AsProperties.tsx'
import { ConfigList } from '../../panels/ConfigEditor.tsx'
import { isUp } from '../../stage/actions.ts'
import type { DetailProps } from '../kind-view.ts'
import { MemorySetting } from './MemorySetting.tsx'

export function BrokerSettings({ id, image }: DetailProps) {
  const broker = image.brokers.get(id)
  if (broker === undefined) return null
  return (
    <>
      {isUp(broker.status) && (
        <MoveButtons
          offers={[
            ['moves.menu.here', { kind: 'here', broker: broker.id }],
            ['moves.menu.drain', { kind: 'drain', broker: broker.id }],
          ]}
        />
      )}
      <MemorySetting broker={broker} />
      <section>
        <AsProperties of="broker" node={id} />
      </section>
      <ConfigList scope="broker" given={broker.config} effective={broker.config} />
    </>
  )
}
