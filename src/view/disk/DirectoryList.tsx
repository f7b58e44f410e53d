import { type Translate, useT } from '../../i18n/index.ts'
import { sendCommand } from '../../store/engine.ts'
import type { Disk, DiskDirectory } from '../../worker/questions/read-disk.ts'
import { formatBytes } from '../parts/format-time.ts'

/** Of a broker with several log directories: how full each is, and the switch that lets its disk fail. */
export function DirectoryList({ disk, canFail }: { readonly disk: Disk; readonly canFail: boolean }) {
  const t = useT()
  const node = disk.node?.id ?? ''
  return (
    <ul className="disk-directories" aria-label={t('directory.list', { node })}>
      {disk.directories.map((directory) => {
        const { path, failed } = directory
        return (
          <li key={path} className={failed ? 'is-failed' : ''}>
            <span className="mono">{path}</span>
            <span className="muted">{failed ? `✕ ${t('directory.failedWord')}` : contentsOf(directory, t)}</span>
            {!failed && canFail && (
              <button
                type="button"
                className="button danger"
                aria-label={t('inspector.action.failDirectory', { directory: path })}
                onClick={() => void sendCommand({ type: 'FailDisk', broker: node, directory: path })}
              >
                {t('directory.fail')}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function contentsOf({ folders }: DiskDirectory, t: Translate): string {
  const replicas = folders.filter(({ recordBytes }) => recordBytes !== null)
  const bytes = replicas.reduce((sum, { recordBytes }) => sum + (recordBytes ?? 0), 0)
  return `${t('directory.holds', { replicas: replicas.length })} · ${formatBytes(bytes)}`
}
