/** What of the disks is open: whose, which folders, which file, and which of its batches. */
import { create } from 'zustand'
import { askAbout } from './engine.ts'
import { usePreferences } from './preferences-store.ts'
import { whenRunIsLeft } from './run-left.ts'
import { useSelectionStore } from './selection-store.ts'
import { useSheet } from './sheet-store.ts'

export interface DiskState {
  /** Empty: the first that has a disk. */
  readonly node: string
  /** Absolute paths. */
  readonly openFolders: ReadonlySet<string>
  /** Absolute; null: none is open. */
  readonly file: string | null
  /** An offset of the batch that is open; null: none is. */
  readonly offset: number | null
}

const nothingOpen: DiskState = { node: '', openFolders: new Set(), file: null, offset: null }

export const useDisk = create<DiskState>()(() => nothingOpen)

whenRunIsLeft(() => useDisk.setState(nothingOpen))

/** Shows the disk of another node; what is open there has another path. */
export function showDiskOf(node: string): void {
  useDisk.setState({ ...nothingOpen, node })
}

export function toggleFolder(path: string): void {
  const openFolders = new Set(useDisk.getState().openFolders)
  if (!openFolders.delete(path)) openFolders.add(path)
  useDisk.setState({ openFolders })
}

export function openDiskFile(path: string | null, offset: number | null = null): void {
  useDisk.setState({ file: path, offset })
}

/**
 * Opens the tab at the file of a replica that holds `offset`, and the batch in it; without an offset, at the file that is
 * being written to. False where the node has no such replica.
 */
export async function showOnDisk(node: string, topicPartition: string, offset: number | null): Promise<boolean> {
  const { path } = await askAbout({ type: 'findOnDisk', node, topicPartition, offset })
  if (path === null) return false
  const { node: shown, openFolders } = useDisk.getState()
  const folder = path.slice(0, path.lastIndexOf('/'))
  const open = shown === node ? [...openFolders, folder] : [folder]
  useDisk.setState({ node, openFolders: new Set(open), file: path, offset })
  openDiskTab()
  return true
}

function openDiskTab(): void {
  usePreferences.getState().setPreferences({ dockTab: 'disk', dockOpen: true })
  // On a phone the dock is a sheet, and the inspector would lie over it.
  if (matchMedia('(max-width: 720px), (max-height: 480px)').matches) {
    useSheet.setState({ sheet: 'events' })
    useSelectionStore.getState().select(null)
  }
}
