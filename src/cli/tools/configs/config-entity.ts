/** Counterpart in Kafka: the entities of kafka.admin.ConfigCommand.ConfigCommandOptions and its checkArgs. */
import { LOOPBACK_HOSTS } from '../../../kafka/common/addresses.ts'
import type { ParsedOptions } from '../../options/jopt.ts'

const TYPES = ['topics', 'clients', 'users', 'brokers', 'ips', 'client-metrics', 'groups', 'broker-loggers']
const WITH_DEFAULTS = ['users', 'clients', 'brokers', 'ips']

/** `--topic x` is short for `--entity-type topics --entity-name x`. */
const SHORT: readonly (readonly [option: string, type: string])[] = [
  ['topic', 'topics'],
  ['client', 'clients'],
  ['user', 'users'],
  ['broker', 'brokers'],
  ['broker-logger', 'broker-loggers'],
  ['ip', 'ips'],
  ['client-metrics', 'client-metrics'],
  ['group', 'groups'],
]
const SHORT_DEFAULTS: readonly (readonly [option: string, type: string])[] = [
  ['client-defaults', 'clients'],
  ['user-defaults', 'users'],
  ['broker-defaults', 'brokers'],
  ['ip-defaults', 'ips'],
]

export interface Entity {
  readonly type: string
  /** Null: every entity of the type; empty: the default one. */
  readonly name: string | null
}

/** What is wrong with the entities that a command names, or null; in the order in which Kafka looks. */
export function complaintAboutEntities(options: ParsedOptions): string | null {
  const types = entityTypes(options)
  const repeated = types.filter((type, index) => types.indexOf(type) < index)
  if (repeated.length > 0) return `Duplicate entity type(s) specified: ${repeated.join(',')}`
  const unknown = types.find((type) => !TYPES.includes(type))
  if (unknown !== undefined) {
    return `Invalid entity type ${unknown}, the entity type must be one of ${TYPES.join(', ')} with a --bootstrap-server or --bootstrap-controller argument`
  }
  if (types.length === 0) return 'At least one entity type must be specified'
  if (types.length > 1 && !types.every((type) => type === 'users' || type === 'clients'))
    return "Only 'users' and 'clients' entity types may be specified together"
  if (isLongAndShort(options))
    return '--entity-{type,name,default} should not be used in conjunction with specific entity flags'
  return null
}

/** An entity is named in the one way or the other. */
export function isLongAndShort(options: ParsedOptions): boolean {
  const long = ['entity-name', 'entity-type', 'entity-default'].some((option) => options.has(option))
  return long && [...SHORT, ...SHORT_DEFAULTS].some(([option]) => options.has(option))
}

/** What is wrong with the entities' names, or null. */
export function complaintAboutNames(options: ParsedOptions): string | null {
  const types = entityTypes(options)
  const [first = ''] = types
  const names = entityNames(options)
  const named = names.some((name) => name !== '')
  const takesDefault = types.some((type) => WITH_DEFAULTS.includes(type))
  for (const name of names) {
    if (named && (first === 'brokers' || first === 'broker-loggers') && !/^[-+]?\d+$/.test(name))
      return `The entity name for ${first} must be a valid integer broker id, but it is: ${name}`
    if (named && first === 'ips' && !isAddress(name))
      return `The entity name for ips must be a valid IP or resolvable host, but it is: ${name}`
  }
  if (options.has('describe')) {
    if (!takesDefault && options.has('entity-default'))
      return `--entity-default must not be specified with --describe of ${types.join(',')}`
    if (first === 'broker-loggers' && !named)
      return `An entity name must be specified with --describe of ${types.join(',')}`
    return null
  }
  if (takesDefault && names.length === 0)
    return 'An entity-name or default entity must be specified with --alter of users, clients, brokers or ips'
  if (!takesDefault && !named) return `An entity name must be specified with --alter of ${types.join(',')}`
  return null
}

/** The entity a command is about: the first, as quotas are not simulated. */
export function entityOf(options: ParsedOptions): Entity {
  const [name] = entityNames(options)
  return { type: entityTypes(options)[0] ?? '', name: name ?? null }
}

export function entityTypes(options: ParsedOptions): string[] {
  const short = [...SHORT, ...SHORT_DEFAULTS].filter(([option]) => options.has(option)).map(([, type]) => type)
  return [...options.values('entity-type'), ...short]
}

export function entityNames(options: ParsedOptions): string[] {
  const given = options.values('entity-name')
  let named = 0
  const long = options.order.flatMap((option) => {
    if (option === 'entity-default') return ['']
    return option === 'entity-name' ? [given[named++] ?? ''] : []
  })
  const short = SHORT.filter(([option]) => options.has(option)).map(([option]) => options.value(option) ?? '')
  const defaults = SHORT_DEFAULTS.filter(([option]) => options.has(option)).map(() => '')
  return [...long, ...short, ...defaults]
}

function isAddress(name: string): boolean {
  return LOOPBACK_HOSTS.includes(name) || /^\d+(\.\d+){3}$/.test(name) || /^[0-9A-Fa-f:]*:[0-9A-Fa-f:]*$/.test(name)
}
