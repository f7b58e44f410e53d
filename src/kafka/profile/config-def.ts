/**
 * Counterpart in Kafka: org.apache.kafka.common.config.ConfigDef. Definitions of settings as data, the parsing of their
 * values, and the exact words with which Kafka refuses a bad one.
 */
import { durationMs } from '../common/java-duration.ts'
import { type ConfigScope, MODELLED } from './modelled.ts'

export type ConfigType = 'BOOLEAN' | 'STRING' | 'INT' | 'SHORT' | 'LONG' | 'DOUBLE' | 'LIST' | 'PASSWORD' | 'CLASS'

export type Validator =
  | { readonly kind: 'atLeast'; readonly min: number }
  | { readonly kind: 'between'; readonly min: number; readonly max: number }
  | { readonly kind: 'in'; readonly values: readonly string[] }
  | { readonly kind: 'inAnyCase'; readonly values: readonly string[] }
  | { readonly kind: 'notEmpty' }
  /** ValidList: any values where none are named. */
  | { readonly kind: 'list'; readonly values: readonly string[]; readonly mayBeEmpty: boolean }
  /** ValidList of versions that mind neither an empty list nor a value that is given twice. */
  | { readonly kind: 'each'; readonly values: readonly string[] }
  /** What brokers speak among themselves, or the beginning of its name. */
  | { readonly kind: 'apiVersion'; readonly values: readonly string[] }
  | { readonly kind: 'quorumVoters' }
  | { readonly kind: 'quorumServers' }
  | { readonly kind: 'gzipLevel' }
  | { readonly kind: 'shareOffsetReset' }
  | { readonly kind: 'throttledReplicas'; readonly starMayHaveCompany?: true }

export interface ConfigKey {
  readonly name: string
  readonly type: ConfigType
  /** As text, the way Kafka prints it; null: no value unless one is given. */
  readonly defaultValue: string | null
  readonly validator: Validator | null
  /** Kafka takes it but shows it to nobody who did not set it. */
  readonly isInternal: boolean
  /** Whether something here acts on it; where nothing does, that is said aloud where the setting is given. */
  readonly hasEffect: boolean
}

/** In the order of definition, which is the order in which a whole set of values is checked. */
export type ConfigDef = ReadonlyMap<string, ConfigKey>

export type ParsedValue = string | number | boolean | readonly string[]

/** `[name, type, default]`, with a validator, and with a mark on what Kafka keeps to itself. */
export type ConfigRow = readonly [string, ConfigType, string | null, (Validator | null)?, 'internal'?]

export function atLeast(min: number): Validator {
  return { kind: 'atLeast', min }
}

export function between(min: number, max: number): Validator {
  return { kind: 'between', min, max }
}

export function oneOf(...values: string[]): Validator {
  return { kind: 'in', values }
}

export function anyCase(...values: string[]): Validator {
  return { kind: 'inAnyCase', values }
}

/** A list of any of these; twice is once (ValidList.in). */
export function listOf(...values: string[]): Validator {
  return { kind: 'list', values, mayBeEmpty: true }
}

/** A list of any of these, as it was given. */
export function eachOf(...values: string[]): Validator {
  return { kind: 'each', values }
}

/** At least one of these. */
export function someOf(...values: string[]): Validator {
  return { kind: 'list', values, mayBeEmpty: false }
}

/** A list of any values, none of them empty; twice is once (ValidList.anyNonDuplicateValues). */
export const DISTINCT: Validator = Object.freeze({ kind: 'list', values: [], mayBeEmpty: true })

/** Such a list with at least one value. */
export const NON_EMPTY: Validator = Object.freeze({ kind: 'list', values: [], mayBeEmpty: false })

export function defineConfigs(scope: ConfigScope, rows: readonly ConfigRow[]): ConfigDef {
  const definition = new Map<string, ConfigKey>()
  for (const [name, type, defaultValue, validator = null, internal] of rows) {
    const hasEffect = MODELLED[scope].has(name)
    const isInternal = internal !== undefined
    definition.set(name, Object.freeze({ name, type, defaultValue, validator, isInternal, hasEffect }))
  }
  return definition
}

/** A value, or the message of the ConfigException that Kafka throws for it. */
export type ParseResult =
  | { readonly value: ParsedValue; readonly error: null }
  | { readonly value: null; readonly error: string }

/** Parses `text` as the setting `key` and checks it, as ConfigDef.parseValue and the validator do. */
export function parseConfigValue(key: ConfigKey, text: string): ParseResult {
  const parsed = withoutDuplicates(key, parseType(key.type, text.trim()))
  if (parsed === null) return refused(key.name, text, whatWasExpected(key.type))
  const error = key.validator === null ? null : check(key.name, key.validator, parsed)
  return error === null ? { value: parsed, error: null } : { value: null, error }
}

/** ConfigDef.convertToString: `text` as Kafka prints what it has read in it. */
export function textOfValue(key: ConfigKey | undefined, text: string): string {
  const value = key === undefined ? null : parseConfigValue(key, text).value
  if (key === undefined || value === null) return text
  switch (key.type) {
    case 'INT':
    case 'SHORT':
    case 'LONG':
      // Longs are longer than numbers here.
      return String(BigInt(text.trim().replace(/^\+/, '')))
    case 'DOUBLE':
      return Number.isInteger(value) ? `${value}.0` : String(value)
    default:
      return Array.isArray(value) ? value.join(',') : String(value)
  }
}

/** Where Kafka minds what a list holds, what is given twice counts once. */
function withoutDuplicates({ validator }: ConfigKey, parsed: ParsedValue | null): ParsedValue | null {
  return validator?.kind === 'list' && Array.isArray(parsed) ? [...new Set(parsed as readonly string[])] : parsed
}

/** What ConfigDef logs of the lists among `entries` that hold a value twice, in the order of their keys. */
export function duplicateWarnings(definition: ConfigDef, entries: Readonly<Record<string, string>>): string[] {
  return [...definition.values()].flatMap((key) => {
    const text = entries[key.name]
    const given = text === undefined ? null : parseType(key.type, text.trim())
    const distinct = withoutDuplicates(key, given)
    if (!Array.isArray(given) || !Array.isArray(distinct) || given.length === distinct.length) return []
    return [
      `Configuration key "${key.name}" contains duplicate values. Duplicates will be removed. The original value is: ${show(given)}, the updated value is: ${show(distinct)}`,
    ]
  })
}

function refused(name: string, shown: string, why: string): ParseResult {
  return { value: null, error: invalidValue(name, shown, why) }
}

/** The text of `ConfigException(name, value, why)`. */
export function invalidValue(name: string, shown: string, why: string): string {
  return `Invalid value ${shown} for configuration ${name}: ${why}`
}

function whatWasExpected(type: ConfigType): string {
  return type === 'BOOLEAN' ? 'Expected value to be either true or false' : `Not a number of type ${type}`
}

function parseType(type: ConfigType, text: string): ParsedValue | null {
  switch (type) {
    case 'BOOLEAN': {
      const lower = text.toLowerCase()
      return lower === 'true' ? true : lower === 'false' ? false : null
    }
    case 'INT':
      return parseInteger(text, -2_147_483_648n, 2_147_483_647n)
    case 'SHORT':
      return parseInteger(text, -32_768n, 32_767n)
    case 'LONG':
      return parseInteger(text, -9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n)
    case 'DOUBLE':
      return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(text) ? Number(text.replace(/[dDfF]$/, '')) : null
    case 'LIST':
      return text === '' ? [] : text.split(/\s*,\s*/)
    case 'STRING':
    case 'PASSWORD':
    case 'CLASS':
      return text
  }
}

/** Beyond 2^53 the nearest double: such longs only ever mean "never" or "no limit". */
function parseInteger(text: string, min: bigint, max: bigint): number | null {
  if (!/^[+-]?\d+$/.test(text)) return null
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  return value < min || value > max ? null : Number(value)
}

function check(name: string, validator: Validator, value: ParsedValue): string | null {
  switch (validator.kind) {
    case 'atLeast':
      return Number(value) < validator.min
        ? invalidValue(name, show(value), `Value must be at least ${validator.min}`)
        : null
    case 'between':
      if (Number(value) < validator.min)
        return invalidValue(name, show(value), `Value must be at least ${validator.min}`)
      return Number(value) > validator.max
        ? invalidValue(name, show(value), `Value must be no more than ${validator.max}`)
        : null
    case 'in':
      return checkString(name, String(value), validator.values)
    case 'inAnyCase': {
      const given = String(value).toUpperCase()
      if (validator.values.some((each) => each.toUpperCase() === given)) return null
      const why = `String must be one of (case insensitive): ${validator.values.join(', ')}`
      return invalidValue(name, String(value), why)
    }
    case 'notEmpty':
      return value === '' ? invalidValue(name, '', 'String must be non-empty') : null
    case 'list':
      return checkList(name, value as readonly string[], validator)
    case 'each':
      return firstRefusal(value as readonly string[], (each) => checkString(name, each, validator.values))
    case 'apiVersion':
      return checkApiVersion(name, String(value), validator.values)
    case 'quorumVoters':
      return firstRefusal(value as readonly string[], (entry) => checkVoter(name, entry))
    case 'quorumServers':
      return firstRefusal(value as readonly string[], (entry) =>
        checkAddress(entry, `${entry} for the configuration ${name}. Each entry should be in the form "{host}:{port}"`),
      )
    case 'gzipLevel': {
      const level = Number(value)
      const valid = level === -1 || (level >= 1 && level <= 9)
      return valid ? null : invalidValue(name, show(value), 'Value must be between 1 and 9 or equal to -1')
    }
    case 'shareOffsetReset':
      return checkShareOffsetReset(name, String(value))
    case 'throttledReplicas':
      return checkThrottledReplicas(name, value as readonly string[], validator.starMayHaveCompany === true)
  }
}

function checkString(name: string, value: string, valid: readonly string[]): string | null {
  return valid.includes(value) ? null : invalidValue(name, value, `String must be one of: ${valid.join(', ')}`)
}

function checkList(
  name: string,
  values: readonly string[],
  { values: valid, mayBeEmpty }: Extract<Validator, { kind: 'list' }>,
): string | null {
  if (values.length === 0 && !mayBeEmpty) {
    const shown = valid.length === 0 ? 'any non-empty value' : show(valid)
    return `Configuration '${name}' must not be empty. Valid values include: ${shown}`
  }
  for (const value of values) {
    if (value === '') return `Configuration '${name}' values must not be empty.`
    const error = valid.length === 0 ? null : checkString(name, value, valid)
    if (error !== null) return error
  }
  return null
}

/** ApiVersionValidator: of `2.5.1` or `0.10.2.7` only the first two or three numbers are looked at. */
function checkApiVersion(name: string, value: string, versions: readonly string[]): string | null {
  const key = value
    .split('.')
    .slice(0, value.startsWith('0.') ? 3 : 2)
    .join('.')
  if (versions.some((each) => each === key || each.replace(/-IV\d+$/, '') === key)) return null
  return invalidValue(name, value, `Version \`${value}\` is not a valid version`)
}

function firstRefusal(values: readonly string[], refuse: (value: string) => string | null): string | null {
  for (const value of values) {
    const error = refuse(value)
    if (error !== null) return error
  }
  return null
}

/** ShareGroupAutoOffsetResetStrategy.Validator. */
function checkShareOffsetReset(name: string, text: string): string | null {
  const isDuration = text.startsWith('by_duration:') && durationMs(text.slice('by_duration:'.length)) !== null
  if (text === 'earliest' || text === 'latest' || isDuration) return null
  const forms = "either 'earliest', 'latest' or of the format 'by_duration:<PnDTnHnMn.nS>'"
  const why = `Invalid value \`${text}\` for configuration ${name}. The value must be ${forms}.`
  return invalidValue(name, text, why)
}

/** QuorumConfig.parseVoterConnections. */
function checkVoter(name: string, entry: string): string | null {
  const form = 'Each entry should be in the form `{id}@{host}:{port}`.'
  const [id = '', address, ...more] = entry.replace(/@+$/, '').split('@')
  if (address === undefined || more.length > 0) return `Invalid configuration value for ${name}. ${form}`
  if (parseInteger(id, -2_147_483_648n, 2_147_483_647n) === null)
    return `Failed to parse voter ID as an integer from ${id}`
  return checkAddress(address, `entry ${entry} for the configuration ${name}. ${form}`)
}

/** Utils.getHost and Utils.getPort: `localhost:9093`, `[::1]:9093`, with or without a protocol in front. */
function checkAddress(address: string, where: string): string | null {
  const isAddress = /^(?:[a-zA-Z][a-zA-Z\d+\-.]*:\/\/)?\[?[0-9a-zA-Z\-._%:]*\]?:[0-9]+$/.test(address)
  return isAddress ? null : `Failed to parse host name from ${where}`
}

/** `partition:broker` pairs, or `*`, in some versions only a lone one (ThrottledReplicaListValidator). */
function checkThrottledReplicas(name: string, values: readonly string[], company: boolean): string | null {
  const valid =
    (values[0] === '*' && (company || values.length === 1)) || values.every((pair) => /^([0-9]+:[0-9]+)?$/.test(pair))
  if (valid) return null
  const why = `${name} must be the literal '*' or a list of replicas in the following format: [partitionId]:[brokerId],[partitionId]:[brokerId],...`
  return invalidValue(name, show(values), why)
}

/** As Java prints it: a whole double has a fraction too. */
function show(value: ParsedValue): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value)
}
