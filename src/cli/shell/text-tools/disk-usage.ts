/** Counterparts in coreutils: du and df, on a disk with blocks of 4 KiB. */
import { isFile, isFolder, isLink, listFolder, resolvePath, sizeOf } from '../../files.ts'
import { type Given, hasAny, lastValue, optionSet } from '../../options/getopt.ts'
import type { TextHost } from '../text-program.ts'
import { type TextTool, wrongValue } from './text-tool.ts'

const NO_FILES = { files: () => ['/dev/null'] }
const BLOCK = 4_096

interface Usage {
  readonly name: string
  readonly bytes: number
  readonly depth: number
  readonly isFolder: boolean
}

export const du: TextTool = {
  ...NO_FILES,
  options: optionSet(
    'du',
    'a|all h|human-readable s|summarize c|total k m d|max-depth= b|bytes !B|block-size= !0|null !apparent-size !D !exclude= !H !L !l !P !S !si !t|threshold= !time[=] !x !X=',
  ),
  plan(given) {
    const depth = lastValue(given, 'd')
    if (depth !== undefined && !/^\d+$/.test(depth)) return wrongValue(du.options, `invalid maximum depth ‘${depth}’`)
    const most = hasAny(given, 's') ? 0 : Number(depth ?? Number.POSITIVE_INFINITY)
    return (host) => {
      const rows: Usage[] = []
      let total = 0
      let stderr = ''
      for (const name of given.operands.length === 0 ? ['.'] : given.operands) {
        const path = resolvePath(host.folder, name)
        if (isFile(host.disk, path) || isFolder(host.disk, path)) total += usageBelow(name, 0, host, { rows, given })
        else stderr += `du: cannot access '${name}': No such file or directory\n`
      }
      const shown = rows.filter((row) => row.depth <= most && (row.isFolder || hasAny(given, 'a') || row.depth === 0))
      if (hasAny(given, 'c')) shown.push({ name: 'total', bytes: total, depth: 0, isFolder: true })
      const stdout = shown.map(({ bytes, name }) => `${amountOf(bytes, given)}\t${name}\n`).join('')
      return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 }
    }
  },
}

/** What lies below comes before what it lies in. */
function usageBelow(
  name: string,
  depth: number,
  host: TextHost,
  to: { readonly rows: Usage[]; readonly given: Given },
): number {
  const path = resolvePath(host.folder, name)
  const isDirectory = isFolder(host.disk, path) && (depth === 0 || !isLink(host.disk, path))
  const size = sizeOf(host.disk, path)
  let bytes = hasAny(to.given, 'b')
    ? isDirectory
      ? BLOCK
      : size
    : isDirectory
      ? BLOCK
      : Math.ceil(size / BLOCK) * BLOCK
  if (isDirectory)
    for (const each of listFolder(host.disk, path))
      bytes += usageBelow(`${name.replace(/\/$/, '')}/${each}`, depth + 1, host, to)
  to.rows.push({ name, bytes, depth, isFolder: isDirectory })
  return bytes
}

function amountOf(bytes: number, given: Given): string {
  if (hasAny(given, 'h')) return humanAmount(bytes)
  if (hasAny(given, 'b')) return String(bytes)
  return String(Math.ceil(bytes / (hasAny(given, 'm') ? 1_048_576 : 1_024)))
}

/** `4.0K`: one digit behind the point below ten, always rounded up. */
function humanAmount(bytes: number): string {
  let value = bytes
  let unit = 0
  for (; value >= 1_024 && unit < 4; unit++) value /= 1_024
  if (unit === 0) return String(bytes)
  return (value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value))) + 'KMGT'.charAt(unit - 1)
}

/** A disk of 20 GiB, on which nothing but what lies here takes room. */
const DISK_BYTES = 20 * 1_024 * 1_024 * 1_024

export const df: TextTool = {
  ...NO_FILES,
  options: optionSet(
    'df',
    'h|human-readable k P|portability T|print-type a|all !B|block-size= !H !i|inodes !l !m !output[=] !t= !x= !total',
  ),
  plan: (given) => (host) => {
    const used = usageBelow('/', 0, host, { rows: [], given: { options: [], operands: [] } })
    const amount = (bytes: number) => (hasAny(given, 'h') ? humanAmount(bytes) : String(Math.ceil(bytes / 1_024)))
    const type = hasAny(given, 'T')
    const share = `${Math.ceil((100 * used) / DISK_BYTES)}%`
    const free = DISK_BYTES - used
    const head = hasAny(given, 'h') ? ['Size', 'Used', 'Avail'] : ['1K-blocks', 'Used', 'Available']
    const width = hasAny(given, 'h') ? [5, 5, 5] : [9, 8, 9]
    const line = (name: string, kind: string, sizes: readonly string[], last: string) =>
      `${name.padEnd(14)} ${type ? `${kind.padEnd(4)} ` : ''}${sizes.map((text, at) => text.padStart(width[at] ?? 0)).join(' ')} ${last}\n`
    const sizes = [DISK_BYTES, used, free].map(amount)
    const stdout =
      line('Filesystem', 'Type', head, 'Use% Mounted on') + line('/dev/vda1', 'ext4', sizes, `${share.padStart(4)} /`)
    return { stdout, stderr: '', exitCode: 0 }
  },
}
