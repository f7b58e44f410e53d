/** Files of a disk to the reader's own machine. */
import { askAbout } from '../../store/engine.ts'
import { downloadBytes } from '../parts/download.ts'
import { folderOf, nameOf } from './disk-words.ts'

/** Null: it has been handed over. Else the name of a file whose bytes are not made here, or that is gone. */
export async function downloadFile(node: string, path: string): Promise<string | null> {
  const { files } = await askAbout({ type: 'readDiskBytes', node, path })
  const [file] = files
  if (file === undefined) return nameOf(path)
  downloadBytes(nameOf(path), file.bytes)
  return null
}

/** A folder with all its files as one ZIP; the names of files that are missing in it. */
export async function downloadFolder(node: string, path: string): Promise<readonly string[]> {
  const [{ files, unwritten }, { zipSync }] = await Promise.all([
    askAbout({ type: 'readDiskBytes', node, path }),
    import('fflate'),
  ])
  const above = folderOf(path).length + 1
  const entries = Object.fromEntries(files.map((file) => [file.path.slice(above), file.bytes]))
  // The same disk makes the same archive, whenever it is packed.
  downloadBytes(`${node}-${nameOf(path)}.zip`, zipSync(entries, { mtime: '1980-01-01 00:00:00' }))
  return unwritten
}
