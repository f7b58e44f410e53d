/** Tab completion: programs, options of the tool, topics, groups, addresses, settings, files. */
import type { World } from '../engine/world.ts'
import { profileOfCluster } from '../kafka/cluster/profile-of-cluster.ts'
import { buildImage } from '../kafka/observe/image/build-image.ts'
import { profileOf } from '../kafka/profile/registry.ts'
import type { ShellCommand } from './commands/command.ts'
import { COMMON_VALUES } from './commands/option-values.ts'
import { commandsOf } from './commands/registry.ts'
import { HOME, isFolder, listFolder, resolvePath, type VirtualDisk } from './files.ts'
import { withMounts } from './mounted-files.ts'
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
  const files = () => (state == null ? [] : filesFor(word, withMounts(state.disk, state.profile, seenFrom(world))))
  const program = words[0]
  const commands = commandsOf(profileOfCluster(world))
  if (program === undefined) return [...programNames(word, commands.names()), ...(word.includes('/') ? files() : [])]
  const previous = words[words.length - 1] ?? ''
  if (['<', '>', '>>', '2>'].includes(previous)) return files()
  const name = program.slice(program.lastIndexOf('/') + 1)
  const row = commands.row(name) ?? commands.row(`${name}.sh`)
  if (row?.words === undefined) return files()
  if (words.length > 1 && previous.startsWith('--')) {
    const values = valuesOf(previous, row, words, world)
    if (values !== null) return [...values]
    if (/config$|file$|^--files$/.test(previous)) return files()
  }
  return [...row.words]
}

function seenFrom({ nodes, wallClockStartMs, nowUs }: World): Parameters<typeof withMounts>[2] {
  const nowMs = nowUs / 1_000
  return { machines: () => [...nodes.values()], wallClockMs: wallClockStartMs + nowMs, nowMs }
}

/** Values an option may take, as the row of its tool says or as it is alike in all; null where anything may stand there. */
function valuesOf(option: string, row: ShellCommand, words: readonly string[], world: World): readonly string[] | null {
  const table = [row.values ?? {}, COMMON_VALUES].find((each) => Object.hasOwn(each, option))
  const values = table?.[option] ?? null
  if (typeof values !== 'function') return values
  return values({ words, profile: profileOf(profileOfCluster(world)), image: () => buildImage(world) })
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
