import { useT } from '../../../i18n/index.ts'
import { MoveButtons } from '../../moves/MoveButtons.tsx'
import { AsProperties } from '../../panels/AsProperties.tsx'
import { ConfigList } from '../../panels/ConfigEditor.tsx'
import { isUp } from '../../stage/actions.ts'
import type { DetailProps } from '../kind-view.ts'
import { MemorySetting } from './MemorySetting.tsx'

export function BrokerSettings({ id, image }: DetailProps) {
  const t = useT()
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
        {broker.startFailure !== undefined && (
          <p className="bad" role="alert">
            {t('properties.failed', { node: id })} {broker.startFailure}
          </p>
        )}
        <AsProperties of="broker" node={id} />
      </section>
      <ConfigList scope="broker" given={broker.config} effective={broker.config} />
    </>
  )
}
