import { useT } from '../../i18n/index.ts'
import type { Command, ConfigEntries } from '../../kafka/cluster/commands.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { closeDialog } from '../../store/dialog-store.ts'
import { sendCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { isRefused, PropertiesEditor } from './PropertiesEditor.tsx'
import { useProperties } from './use-properties.ts'

interface ClientPropertiesProps {
  readonly kind: 'producer' | 'consumer'
  readonly name: string
}

/** What a client's application gives it, as the properties file that it would load; the client is made anew with it. */
export function ClientProperties({ kind, name }: ClientPropertiesProps) {
  const t = useT()
  const image = useImageStore(({ image }) => image)
  const given = settingsOf(image, kind, name)
  const file = useProperties({ kind, config: given?.config ?? {} }, `${kind} ${name}`)
  if (given === null) return <p className="muted">{t('inspector.gone')}</p>
  const apply = async () => {
    if (file.read === null) return
    const { error } = await sendCommand(given.command(file.read.entries))
    if (error !== null) return
    file.keep()
    closeDialog()
  }
  return (
    <>
      <p className="muted">{t('properties.clientIntro', { name })}</p>
      <PropertiesEditor file={file} label={`${name}.properties`} resetLabel={t('properties.resetClient')} />
      <div className="actions">
        <button
          type="button"
          className="button primary"
          disabled={!file.changed || isRefused(file)}
          onClick={() => void apply()}
        >
          {t('properties.apply', { name })}
        </button>
        <button type="button" className="button" onClick={closeDialog}>
          {t('app.close')}
        </button>
      </div>
    </>
  )
}

interface ClientSettings {
  readonly config: ConfigEntries
  command(config: ConfigEntries): Command
}

/** Null for one that is gone, or runs in a terminal. */
function settingsOf(image: ClusterImage, kind: 'producer' | 'consumer', name: string): ClientSettings | null {
  if (kind === 'producer') {
    const producer = image.producers.get(name)
    if (producer === undefined || producer.terminal !== null) return null
    const { spec } = producer
    return {
      config: spec.config,
      command: (config) => ({ type: 'ConfigureProducer', producer: { ...spec, config } }),
    }
  }
  const spec = image.members.get(name)?.spec ?? null
  if (spec === null) return null
  return { config: spec.config, command: (config) => ({ type: 'ConfigureConsumer', consumer: { ...spec, config } }) }
}
