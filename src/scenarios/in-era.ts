/** The same run in another Kafka version: its cluster and what was done to it, written as that version has them. */
import type { ClusterSpec, Command, ConfigEntries } from '../kafka/cluster/commands.ts'
import { keeperNodes } from '../kafka/cluster/metadata-keepers.ts'
import { keepersOfVersion, PROFILE_NAMES, specFactsOf } from '../kafka/profile/properties-registry.ts'
import { type Era, keepers, shippedProperties } from './index.ts'

/**
 * The same brokers, topics and clients, with as many keepers as there were, of that version's kind. What the shipped
 * `server.properties` of the one says gives way to what that of the other says; a line of the reader's own stays, also where
 * the other version does not know it, as it would if the file were copied.
 */
export function specInEra(spec: ClusterSpec, era: Era): ClusterSpec {
  const { controllers: _, zookeeper: __, ...rest } = spec
  return { ...rest, profile: era, ...keepers(keeperNodes(spec).length, era), config: configInEra(spec, era) }
}

function configInEra({ config, profile }: ClusterSpec, era: Era): ConfigEntries {
  const from = PROFILE_NAMES.find((name) => name === profile)
  if (from === undefined) return config
  const copies = copiesOfInternalTopics(config, from)
  const before = linesOf(from, copies)
  const after = Object.entries(linesOf(era, copies)).filter(([name]) => name in config || !(name in before))
  const own = Object.entries(config).filter(([name, value]) => before[name] !== value)
  return { ...Object.fromEntries(after), ...Object.fromEntries(own) }
}

const linesOf = (era: Era, copies: number) => shippedProperties(copies, specFactsOf(era).shippedProperties)

/** How many of Kafka's own topics it was written for: brokers may have been taken out of the spec since. */
function copiesOfInternalTopics(config: ConfigEntries, era: Era): number {
  const fitting = (copies: number) =>
    Object.entries(linesOf(era, copies)).filter(([name, value]) => config[name] === value).length
  return [3, 2, 1].reduce((best, copies) => (fitting(copies) > fitting(best) ? copies : best))
}

/** Which node of the other cluster stands where one of this stands: keepers in the order of their ids, others as they are. */
export function counterparts(spec: ClusterSpec, era: Era): ReadonlyMap<string, string> {
  if (keepersOfVersion(spec.profile) === keepersOfVersion(era)) return new Map()
  const others = keeperNodes(specInEra(spec, era))
  return new Map(keeperNodes(spec).map((node, index) => [node, others[index] ?? node]))
}

/** Fields of commands in which a node is named. */
const NODE_FIELDS: ReadonlySet<string> = new Set(['node', 'a', 'b', 'from', 'to'])

/** The same done to whoever stands there. A command that is about no keeper is returned as it is. */
export function commandInEra(command: Command, nodes: ReadonlyMap<string, string>): Command {
  let changed = false
  const fields = Object.entries(command).map(([name, value]) => {
    const other = NODE_FIELDS.has(name) ? nodes.get(value as string) : undefined
    changed ||= other !== undefined
    return [name, other ?? value] as const
  })
  return changed ? (Object.fromEntries(fields) as unknown as Command) : command
}
