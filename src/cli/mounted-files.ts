/** Disks of the cluster's nodes as folders of the workstation, which shares a machine with them; they can be read here. */
import type { NodeContext } from '../engine/node-context.ts'
import { kafkaNodeKinds } from '../kafka/cluster/node-kinds.ts'
import { isNumericAddress, LOOPBACK_HOSTS } from '../kafka/common/addresses.ts'
import { type DiskFile, type LogDirectory, textFile } from '../kafka/common/log-directory.ts'
import { type NodeKind, registryOf } from '../kafka/common/node-kind.ts'
import { toolsOf } from '../kafka/profile/tool-registry.ts'
import { HOME, type MountedFiles, type VirtualDisk } from './files.ts'
import { textOfBytes } from './raw-text.ts'

const kinds: Readonly<Record<string, NodeKind>> = registryOf(kafkaNodeKinds)

/** The workstation's disk with all that can be read beside it. */
export function withMounts(
  disk: VirtualDisk,
  profile: string,
  node: Pick<NodeContext, 'machines' | 'wallClockMs' | 'nowMs'>,
): VirtualDisk {
  return { ...disk, mounted: mountedFiles(node, librariesOn(disk, profile)) }
}

/** `libraries` as a profile of tools tells them; none where Kafka does not lie there. */
function mountedFiles(node: Pick<NodeContext, 'machines' | 'wallClockMs' | 'nowMs'>, libraries: string): MountedFiles {
  const times = { formattedAtMs: node.wallClockMs - node.nowMs, nowMs: node.wallClockMs }
  const directories = (): LogDirectory[] => [
    ...node.machines().flatMap((machine) => kinds[machine.kind]?.logDirectoriesOf?.(machine, times) ?? []),
    serverLogs(node),
    machineFiles(),
    ...(libraries === '' ? [] : [librariesOf(libraries)]),
  ]
  return {
    read(path) {
      const file = findFile(directories(), path)
      return file === undefined ? undefined : contentsOf(file)
    },
    sizeOf: (path) => findFile(directories(), path)?.sizeInBytes,
    list(folder) {
      const names = directories().flatMap((directory) => namesIn(directory, folder) ?? [])
      return names.length > 0 ? names : undefined
    },
  }
}

const LOGS_FOLDER = `${HOME}/logs`
export const SERVER_LOG = `${LOGS_FOLDER}/server.log`

/** Servers that were started from one folder write into one file, each at its end. */
function serverLogs(node: Pick<NodeContext, 'machines'>): LogDirectory {
  const text = () =>
    node
      .machines()
      .flatMap((machine) => kinds[machine.kind]?.serverLogOf?.(machine) ?? [])
      .sort((a, b) => a.atMs - b.atMs)
      .map((lines) => lines.text)
      .join('')
  return { path: LOGS_FOLDER, files: () => [textFile('server.log', text())], folders: new Map() }
}

/** Jars, of which nothing but name and size is known here. */
function librariesOf(libraries: string): LogDirectory {
  const files = () =>
    libraries
      .trimEnd()
      .split('\n')
      .map((line): DiskFile => {
        const [name = '', bytes] = line.split(' ')
        return { name, sizeInBytes: Number(bytes), contents: () => null }
      })
  return { path: `${HOME}/libs`, files, folders: new Map() }
}

/** What there is to mount on a machine, while Kafka's own files lie on it. */
function librariesOn({ missing }: VirtualDisk, profile: string): string {
  return missing === undefined || missing.kafka === null ? toolsOf(profile).libraries : ''
}

/** What the system says of itself. All names of the cluster lead to this one machine. */
function machineFiles(): LogDirectory {
  const names = LOOPBACK_HOSTS.filter((name) => !isNumericAddress(name) && name !== 'localhost')
  const hosts = `127.0.0.1\tlocalhost\n127.0.0.1\t${names.join(' ')}\n127.0.1.1\tworkstation\n`
  return {
    path: '/etc',
    files: () => [textFile('hosts', hosts), textFile('hostname', 'workstation\n'), textFile('os-release', OS_RELEASE)],
    folders: new Map(),
  }
}

/** Of Debian 12, whose programs the terminal’s are held to. */
const OS_RELEASE = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`

function contentsOf(file: DiskFile): string | null {
  const bytes = file.contents()
  return bytes === null ? null : textOfBytes(bytes)
}

function findFile(directories: readonly LogDirectory[], path: string): DiskFile | undefined {
  const directory = directories.find((each) => path.startsWith(`${each.path}/`))
  if (directory === undefined) return undefined
  const [first = '', second, ...rest] = path.slice(directory.path.length + 1).split('/')
  if (rest.length > 0) return undefined
  const files = second === undefined ? directory.files() : (directory.folders.get(first)?.() ?? [])
  return files.find(({ name }) => name === (second ?? first))
}

/** Undefined where it is no folder of this directory, nor one above it. */
function namesIn(directory: LogDirectory, folder: string): string[] | undefined {
  if (folder === directory.path) return [...directory.files().map(({ name }) => name), ...directory.folders.keys()]
  const above = folder === '/' ? '/' : `${folder}/`
  if (directory.path.startsWith(above)) return [directory.path.slice(above.length).split('/')[0] ?? '']
  if (!folder.startsWith(`${directory.path}/`)) return undefined
  return directory.folders
    .get(folder.slice(directory.path.length + 1))?.()
    .map(({ name }) => name)
}
