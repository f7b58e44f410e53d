import { type MessageKey, useT } from '../../i18n/index.ts'
import { isDown } from '../../kafka/observe/cluster-image.ts'
import { openDiskFile, showDiskOf, useDisk } from '../../store/disk-store.ts'
import { askAbout } from '../../store/engine.ts'
import { showToast } from '../../store/toasts-store.ts'
import type { Disk, DiskNode } from '../../worker/questions/read-disk.ts'
import { Icon } from '../parts/Icon.tsx'
import { PartLoading } from '../parts/PartLoading.tsx'
import { useAsked } from '../parts/use-asked.ts'
import { BatchView } from './BatchView.tsx'
import { DirectoryList } from './DirectoryList.tsx'
import { DiskTree } from './DiskTree.tsx'
import { folderOf, nameOf, topicPartitionOf } from './disk-words.ts'
import { downloadFile, downloadFolder } from './download-disk.ts'
import { FileView } from './FileView.tsx'
import './disk.css'

/** The disk of a node at the instant on show: its folders, what is in a file, and in a batch. */
export function DiskPanel() {
  const t = useT()
  const { node, openFolders, file, offset } = useDisk()
  const open = [...openFolders].sort()
  const disk = useAsked(`${node} ${open.join(' ')}`, () => askAbout({ type: 'readDisk', node, open }))
  if (disk === null) return <PartLoading />
  const shown = disk.node
  if (shown === null) return <p className="empty">{t('disk.nobody')}</p>
  const off = isDown(shown.status)
  const depth = file === null ? 1 : offset === null ? 2 : 3
  return (
    <section className={off ? 'disk is-off' : 'disk'} data-depth={depth} aria-label={t('disk.label')}>
      <Tools disk={disk} shown={shown} />
      <div className="disk-body">
        <div className="disk-tree">
          {shown.holdsReplicas && !hasTopics(disk) && (
            <p className="disk-note muted">{t(isUnreadable(disk) ? 'disk.failed' : 'disk.noTopics')}</p>
          )}
          {disk.directories.length > 1 && <DirectoryList disk={disk} canFail={!off && shown.holdsReplicas} />}
          <DiskTree disk={disk} />
        </div>
        {file === null ? (
          <p className="disk-hint empty wide-only">{t('disk.pickFile')}</p>
        ) : (
          <FileView key={file} node={shown.id} path={file} />
        )}
        {file !== null && offset !== null && <BatchView node={shown.id} path={file} offset={offset} />}
      </div>
    </section>
  )
}

/** Every directory has files, if only the one that says whose it is. */
function isUnreadable({ directories }: Disk): boolean {
  return directories.every(({ files, folders }) => files.length + folders.length === 0)
}

function hasTopics({ directories }: Disk): boolean {
  return directories.some(({ folders }) => folders.some(({ name }) => name !== '__cluster_metadata-0'))
}

function Tools({ disk, shown }: { readonly disk: Disk; readonly shown: DiskNode }) {
  const t = useT()
  const { file, offset } = useDisk()
  const folder = file === null ? null : folderOf(file)
  return (
    <div className="disk-tools" role="toolbar" aria-label={t('disk.tools')}>
      {file !== null && (
        <button
          type="button"
          className="button narrow-only"
          onClick={() => openDiskFile(offset === null ? null : file)}
        >
          <Icon name="undo" size={13} /> {t('disk.back')}
        </button>
      )}
      <select
        className={file === null ? '' : 'wide-only'}
        aria-label={t('disk.whose')}
        value={shown.id}
        onChange={(event) => showDiskOf(event.target.value)}
      >
        {disk.nodes.map(({ id, status }) => (
          <option key={id} value={id}>
            {status === 'running' ? id : `${id} · ${t(`inspector.status.${status}` as MessageKey)}`}
          </option>
        ))}
      </select>
      {isDown(shown.status) && !isUnreadable(disk) && (
        <span className="disk-off">
          {t('disk.off', { status: t(`inspector.status.${shown.status}` as MessageKey) })}
        </span>
      )}
      {file !== null && (
        <span className="disk-path mono wide-only" title={file}>
          {file}
        </span>
      )}
      {file !== null && folder !== null && (
        <span className="disk-downloads">
          <button type="button" className="button" onClick={() => void download(shown.id, file, t)}>
            {t('disk.download')}
          </button>
          {topicPartitionOf(file) !== null && (
            <button type="button" className="button" onClick={() => void downloadAll(shown.id, folder, t)}>
              {t('disk.downloadFolder', { folder: nameOf(folder) })}
            </button>
          )}
        </span>
      )}
    </div>
  )
}

type Translate = ReturnType<typeof useT>

async function download(node: string, path: string, t: Translate): Promise<void> {
  const missing = await downloadFile(node, path)
  if (missing !== null) showToast({ tone: 'info', text: t('disk.notDownloaded', { name: missing }) })
}

async function downloadAll(node: string, path: string, t: Translate): Promise<void> {
  const missing = await downloadFolder(node, path)
  if (missing.length > 0) showToast({ tone: 'info', text: t('disk.notDownloaded', { name: missing.join(', ') }) })
}
