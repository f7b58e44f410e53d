import { useT } from '../../i18n/index.ts'
import { isDown } from '../../kafka/observe/cluster-image.ts'
import { closeDialog } from '../../store/dialog-store.ts'
import { askAbout, sendCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { startAnew } from '../../store/restart.ts'
import { useAsked } from '../parts/use-asked.ts'
import { isFatal, isRefused, PropertiesEditor } from './PropertiesEditor.tsx'
import { useProperties } from './use-properties.ts'

/** The properties file of one broker: what it says, and starting the broker with it. */
export function BrokerProperties({ node }: { readonly node: string }) {
  const t = useT()
  const file = useProperties({ kind: 'broker', node }, `broker ${node}`)
  const status = useImageStore(({ image }) => image.brokers.get(node)?.status ?? null)
  const { read } = file
  if (status === null) return <p className="muted">{t('inspector.gone')}</p>
  const save = async () => {
    if (read === null || read.path === null || !file.changed) return true
    const { error } = await sendCommand({ type: 'WriteFile', path: read.path, content: file.text })
    if (error === null) file.keep()
    return error === null
  }
  const start = async () => {
    if (!(await save())) return
    const { notes } = await askAbout({ type: 'readProperties', of: { kind: 'broker', node }, text: file.text })
    const { error } = await startAnew(node)
    // Of what it dies stands in its log, here; otherwise the stage has more to show.
    if (error === null && !isFatal(notes)) closeDialog()
  }
  const down = isDown(status)
  const path = read?.path?.replace('/tmp/kafka/', '') ?? ''
  return (
    <>
      <p className="muted">{t('properties.intro', { path })}</p>
      <PropertiesEditor file={file} label={path} resetLabel={t('properties.reset')} />
      <p className="muted small">{t('properties.limits')}</p>
      <div className="actions">
        <button type="button" className="button primary" disabled={read === null} onClick={() => void start()}>
          {t(down ? 'properties.start' : 'properties.restart', { node })}
        </button>
        <button type="button" className="button" disabled={!file.changed} onClick={() => void save()}>
          {t('properties.save')}
        </button>
        <button type="button" className="button" onClick={closeDialog}>
          {t('app.close')}
        </button>
        <span role="status" className="muted">
          {t(file.changed ? 'properties.unsaved' : isRefused(file) ? 'properties.wouldFail' : 'properties.saved')}
        </span>
      </div>
      <ServerLog node={node} />
    </>
  )
}

/** The end of `logs/server.log`, and what the broker died of. */
function ServerLog({ node }: { readonly node: string }) {
  const t = useT()
  const now = useAsked(`${node} log`, () =>
    askAbout({ type: 'readProperties', of: { kind: 'broker', node }, text: '' }),
  )
  if (now === null) return null
  return (
    <section aria-label="logs/server.log">
      {now.failure !== null && (
        <div className="properties-failure" role="alert">
          <strong>{t('properties.failed', { node })}</strong> <span>{now.failure}</span>
        </div>
      )}
      <h3>logs/server.log</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what is further down. */}
      <pre className="properties-log mono" tabIndex={0}>
        {now.log}
      </pre>
      <p className="muted small">{t('properties.logHelp', { command: 'tail -f logs/server.log' })}</p>
    </section>
  )
}
