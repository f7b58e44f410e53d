import { useMemo } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { openDiskFile, toggleFolder, useDisk } from '../../store/disk-store.ts'
import type { Disk, DiskFileRow } from '../../worker/questions/read-disk.ts'
import { formatBytes } from '../parts/format-time.ts'
import { Icon } from '../parts/Icon.tsx'
import { type RowParts, Rows } from './Rows.tsx'

interface TreeRow {
  readonly kind: 'directory' | 'folder' | 'file'
  /** Absolute. */
  readonly path: string
  readonly name: string
  readonly level: number
  readonly sizeInBytes: number | null
  readonly isOpen: boolean
  readonly failed?: boolean
}

/** Directories, their folders and files, as far as they are open. */
export function DiskTree({ disk }: { readonly disk: Disk }) {
  const t = useT()
  const openFolders = useDisk((state) => state.openFolders)
  const file = useDisk((state) => state.file)
  const rows = useMemo(() => treeRows(disk, openFolders), [disk, openFolders])
  const pick = (index: number) => {
    const row = rows[index]
    if (row?.kind === 'folder') toggleFolder(row.path)
    if (row?.kind === 'file') openDiskFile(row.path)
  }
  const onKey = (key: string, index: number) => {
    const row = rows[index]
    if (row?.kind !== 'folder' || (key !== 'ArrowRight' && key !== 'ArrowLeft')) return false
    if (row.isOpen === (key === 'ArrowLeft')) toggleFolder(row.path)
    return true
  }
  return (
    <Rows
      role="tree"
      label={t('disk.tree', { node: disk.node?.id ?? '' })}
      count={rows.length}
      active={rows.findIndex(({ path }) => path === file)}
      row={(index) => rowParts(rows[index]!, t)}
      onPick={pick}
      onKey={onKey}
    />
  )
}

function rowParts({ kind, name, level, sizeInBytes, isOpen, failed = false }: TreeRow, t: Translate): RowParts {
  const size = sizeInBytes === null ? '' : formatBytes(sizeInBytes)
  return {
    className: failed ? `disk-${kind} is-failed` : `disk-${kind}`,
    label: size === '' ? name : t('disk.sized', { name, size }),
    level,
    ...(kind === 'file' ? {} : { expanded: isOpen }),
    content: (
      <>
        <span className="disk-indent" style={{ width: `${(level - 1) * 0.875}rem` }} />
        {kind === 'folder' && (
          <span className={isOpen ? 'disk-twist is-open' : 'disk-twist'}>
            <Icon name="chevron" size={11} />
          </span>
        )}
        {kind === 'file' && <Icon name="file" size={11} />}
        <span className="disk-name mono">{name}</span>
        <span className="disk-size">{size}</span>
      </>
    ),
  }
}

/** A reader's own topics before Kafka's, and the directory's own files between them. */
function treeRows({ directories }: Disk, openFolders: ReadonlySet<string>): TreeRow[] {
  return directories.flatMap(({ path, files, folders, failed }) => {
    const folderRows = folders.map((folder) => {
      const folderPath = `${path}/${folder.name}`
      const isOpen = openFolders.has(folderPath)
      const own: TreeRow = {
        kind: 'folder',
        path: folderPath,
        name: folder.name,
        level: 2,
        sizeInBytes: folder.recordBytes,
        isOpen,
      }
      return { name: folder.name, rows: [own, ...(isOpen ? fileRows(folder.files ?? [], folderPath, 3) : [])] }
    })
    const isInternal = ({ name }: { name: string }) => name.startsWith('__')
    return [
      { kind: 'directory' as const, path, name: path, level: 1, sizeInBytes: null, isOpen: true, failed },
      ...folderRows.filter((each) => !isInternal(each)).flatMap(({ rows }) => rows),
      ...fileRows(files, path, 2),
      ...folderRows.filter(isInternal).flatMap(({ rows }) => rows),
    ]
  })
}

function fileRows(files: readonly DiskFileRow[], folder: string, level: number): TreeRow[] {
  return files.map(({ name, sizeInBytes }) => ({
    kind: 'file',
    path: `${folder}/${name}`,
    name,
    level,
    sizeInBytes,
    isOpen: false,
  }))
}
