/** Tab completion: programs, options of the tool, topics, groups, addresses, settings, files. */
import type { World } from '../engine/world.ts'
import { profileOfCluster } from '../kafka/cluster/profile-of-cluster.ts'
import type { ClusterImage } from '../kafka/observe/cluster-image.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { profileOf } from '../kafka/profile/registry.ts'
import { commandsOf } from './commands/registry.ts'
import { HOME, isFolder, listFolder, resolvePath, type VirtualDisk } from './files.ts'
import { optionNames } from './options/option-names.ts'
import { WORKSTATION_NODE, type WorkstationState } from './workstation-state.ts'

export interface Completion {
  /** The candidates replace the line from here to the cursor. */
  readonly from: number
  readonly candidates: string[]
}

/** What the word before the cursor could become, sorted. */
export function complete(line: string, cursor: number, world: World): Completion {
  const { words, word, from } = wordsBefore(line.slice(0, cursor))
  const candidates = candidatesFor(words, word, world)
  const matching = [...new Set(candidates)].filter((candidate) => candidate.startsWith(word))
  return { from, candidates: matching.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) }
}

/** Words of the command the cursor is in, without the one it stands in; `--topic=he` counts as two. */
function wordsBefore(text: string): { words: string[]; word: string; from: number } {
  const start = Math.max(...['|', ';', '&', '\n'].map((end) => text.lastIndexOf(end))) + 1
  const parts = text.slice(start).split(/[ \t]+/)
  const last = parts.pop() ?? ''
  const words = parts.filter((part) => part !== '' && part !== '\\')
  const option = /^(--[^=]+)=(.*)$/s.exec(last)
  const word = option?.[2] ?? last
  if (option !== null) words.push(option[1] ?? '')
  return { words, word, from: text.length - word.length }
}

function candidatesFor(words: readonly string[], word: string, world: World): string[] {
  const state = world.nodes.get(WORKSTATION_NODE)?.state as WorkstationState | null | undefined
  const files = () => (state == null ? [] : filesFor(word, state.disk))
  const program = words[0]
  const commands = commandsOf(profileOfCluster(world))
  if (program === undefined) return [...programNames(word, commands.names()), ...(word.includes('/') ? files() : [])]
  const previous = words[words.length - 1] ?? ''
  if (['<', '>', '>>', '2>'].includes(previous)) return files()
  const name = program.slice(program.lastIndexOf('/') + 1)
  const tool = (commands.row(name) ?? commands.row(`${name}.sh`))?.name
  if (tool === undefined || !tool.endsWith('.sh')) return files()
  if (words.length > 1 && previous.startsWith('--')) {
    const values = valuesFor(previous, tool, words, world)
    if (values !== null) return values
    if (/config$|file$|^--files$/.test(previous)) return files()
  }
  return optionNames(profileOf(profileOfCluster(world)), tool)
}

function programNames(word: string, names: string[]): string[] {
  const tools = names.filter((name) => name.endsWith('.sh'))
  if (word.includes('/')) {
    const folder = word.slice(0, word.lastIndexOf('/') + 1)
    return resolvePath(HOME, folder) === `${HOME}/bin` ? tools.map((tool) => folder + tool) : []
  }
  return names
}

function filesFor(word: string, disk: VirtualDisk): string[] {
  const folder = word.slice(0, word.lastIndexOf('/') + 1)
  const path = resolvePath(HOME, folder === '' ? '.' : folder)
  return listFolder(disk, path).map((name) => folder + name + (isFolder(disk, resolvePath(path, name)) ? '/' : ''))
}

const FIXED: Readonly<Record<string, readonly string[]>> = {
  '--offset': ['earliest', 'latest'],
  '--reset-policy': ['earliest', 'latest', 'none'],
  '--isolation-level': ['read_committed', 'read_uncommitted'],
  '--compression-codec': ['gzip', 'lz4', 'none', 'snappy', 'zstd'],
  '--request-required-acks': ['0', '1', 'all'],
  '--acks': ['0', '1', '-1'],
  '--election-type': ['preferred', 'unclean'],
  '--entity-type': ['brokers', 'client-metrics', 'clients', 'groups', 'ips', 'topics', 'users'],
  '--time': ['earliest', 'latest', 'max-timestamp'],
  '--group-protocol': ['classic', 'consumer'],
}

const READER_PROPERTIES = [
  'parse.key=true',
  'key.separator=',
  'parse.headers=true',
  'ignore.error=true',
  'null.marker=',
]
const FORMATTER_PROPERTIES = ['key', 'value', 'partition', 'offset', 'timestamp', 'headers']
  .map((part) => `print.${part}=`)
  .concat('key.separator=')

/** Values an option may take; null where anything may stand there. */
function valuesFor(option: string, tool: string, words: readonly string[], world: World): string[] | null {
  if (Object.hasOwn(FIXED, option)) return [...(FIXED[option] ?? [])]
  const image = (): ClusterImage => buildImage(world)
  const topics = () => [...image().topics.keys()]
  switch (option) {
    case '--topic':
    case '--topic-list':
    case '--input-topics':
      return topics()
    case '--group':
    case '--group-id':
      return [...image().groups.keys()]
    case '--bootstrap-server':
      return [...image().brokers.values()].map((broker) => `localhost:${9091 + Number(broker.node.slice(7))}`)
    case '--broker-list':
      return [...image().brokers.values()].map((broker) => broker.node.slice(7))
    case '--entity-name':
      if (words.includes('topics')) return topics()
      return words.includes('groups') ? [...image().groups.keys()] : null
    case '--config':
    case '--add-config':
      return tool === 'kafka-topics.sh' || tool === 'kafka-configs.sh'
        ? topicConfigs(world).map((key) => `${key}=`)
        : null
    case '--delete-config':
      return topicConfigs(world)
    case '--reader-property':
      return READER_PROPERTIES
    case '--formatter-property':
      return FORMATTER_PROPERTIES
    case '--property':
      return tool === 'kafka-console-producer.sh' ? READER_PROPERTIES : FORMATTER_PROPERTIES
    default:
      return null
  }
}

function topicConfigs(world: World): string[] {
  return [...profileOf(profileOfCluster(world)).configs.topic.keys()]
}
