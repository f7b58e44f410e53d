import type { ConfigEntries } from '../../../kafka/cluster/commands.ts'
import { sendCommand } from '../../../store/engine.ts'
import { AsProperties } from '../../panels/AsProperties.tsx'
import { ClientMetadata } from '../../panels/ClientMetadata.tsx'
import { ConfigEditor, ConfigList } from '../../panels/ConfigEditor.tsx'
import { ConsumerWorkEditor } from '../../panels/WorkloadEditor.tsx'
import type { DetailProps } from '../kind-view.ts'

/** What a consumer's application does, and its settings. */
export function ConsumerSettings({ id, image }: DetailProps) {
  const member = image.members.get(id)
  if (member === undefined) return null
  const { spec } = member
  if (spec === null)
    return (
      <>
        <ClientMetadata client={id} />
        <ConfigList scope="consumer" effective={member.config} />
      </>
    )
  return (
    <>
      <ConsumerWorkEditor
        spec={spec}
        onApply={(consumer) => void sendCommand({ type: 'ConfigureConsumer', consumer })}
      />
      <ClientMetadata client={id} />
      <AsProperties of="consumer" node={id} />
      <ConfigEditor
        key={id}
        scope="consumer"
        given={spec.config}
        effective={member.config}
        onApply={(config: ConfigEntries) =>
          void sendCommand({ type: 'ConfigureConsumer', consumer: { ...spec, config } })
        }
      />
    </>
  )
}
