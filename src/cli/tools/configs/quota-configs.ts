/** Counterpart in Kafka: kafka.admin.ConfigCommand, quotas of users, clients and addresses. */
import type { QuotaEntity, QuotaEntityType } from '../../../kafka/common/client-quotas.ts'
import { hashTableSize, inBucketOrder, inHashMapOrder, javaHashOfString } from '../../../kafka/common/java-hash.ts'
import type {
  DescribeClientQuotasRequest,
  DescribeClientQuotasResponse,
} from '../../../kafka/protocol/describe-client-quotas.ts'
import { brokerError, executionException } from '../../java-errors.ts'
import { javaDouble } from '../../java-numbers.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { entityNames, entityTypes } from './config-entity.ts'

const CLIENT_QUOTAS = ['producer_byte_rate', 'consumer_byte_rate', 'request_percentage', 'controller_mutation_rate']
const IP_QUOTAS = ['connection_creation_rate']
const SCRAM = ['SCRAM-SHA-256', 'SCRAM-SHA-512']

const ENTITY_TYPES: Readonly<Record<string, QuotaEntityType>> = { users: 'user', clients: 'client-id', ips: 'ip' }

export function isQuotaType(type: string): boolean {
  return Object.hasOwn(ENTITY_TYPES, type)
}

type Described = DescribeClientQuotasResponse['entries'][number]

/** What is wrong with what is to be set and deleted, before anybody is asked; null: nothing. */
export function complaintAboutQuotas(
  options: ParsedOptions,
  added: ReadonlyMap<string, string>,
  deleted: readonly string[],
): string | null {
  const types = entityTypes(options)
  const [first = ''] = types
  const set = (names: readonly string[]) => `Set(${names.join(', ')})`
  if (first === 'ips') {
    const unknown = [...added.keys(), ...deleted].filter((name) => !IP_QUOTAS.includes(name))
    return unknown.length === 0
      ? null
      : `Only connection quota configs can be added for 'ips' using --bootstrap-server. Unexpected config names: ${unknown.join(',')}`
  }
  const ofUsersAlone = first === 'users' && types.length === 1
  const known = ofUsersAlone ? [...CLIENT_QUOTAS, ...SCRAM] : CLIENT_QUOTAS
  const what = ofUsersAlone ? 'Only quota and SCRAM credential configs can be' : 'Only quota configs can be'
  const whose = `for '${ofUsersAlone ? 'users' : 'clients'}' using --bootstrap-server. Unexpected config names:`
  const unknown = [...added.keys()].filter((name) => !known.includes(name))
  if (unknown.length > 0) return `${what} added ${whose} ${set(unknown)}`
  const unknownDeleted = deleted.filter((name) => !known.includes(name))
  return unknownDeleted.length > 0 ? `${what} deleted ${whose} ArrayBuffer(${unknownDeleted.join(', ')})` : null
}

/** A value as Scala's toDouble reads it; null where that throws. */
export function quotaValue(text: string): number | null {
  const trimmed = text.trim()
  if (/^[-+]?(?:NaN|Infinity)$/.test(trimmed)) return Number(trimmed.replace('+', ''))
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[fFdD]?$/.test(trimmed) ? Number.parseFloat(trimmed) : null
}

/** Sets and deletes; throws what the controller refuses with, and returns what is wrong with names to delete. */
export function alterQuotas(
  options: ParsedOptions,
  added: ReadonlyMap<string, string>,
  deleted: readonly string[],
  context: ToolContext,
): string | null {
  const [known] = describedQuotas(options, context)
  const values = known?.values ?? []
  const missing = deleted.filter((name) => !values.some(({ key }) => key === name))
  if (missing.length > 0) return `Invalid config(s): ${missing.join(',')}`
  const ops: { readonly key: string; readonly value: number | null }[] = []
  for (const [key, text] of added) {
    const value = quotaValue(text)
    if (value === null) return `Cannot parse quota configuration value for ${key}: ${text}`
    ops.push({ key, value })
  }
  for (const key of deleted) ops.push({ key, value: null })
  const response = context.call(
    {
      name: 'alterClientQuotas',
      request: {
        type: 'AlterClientQuotasRequest',
        entries: [{ entity: entityGiven(options), ops }],
        validateOnly: false,
      },
    },
    'AlterClientQuotasResponse',
  )
  const result = response.entries[0]
  if (result !== undefined && result.errorCode !== 'NONE')
    throw executionException(brokerError(context.profile, result.errorCode, result.errorMessage))
  return null
}

/** In the order of the HashMap that the entity is kept in. */
function entityGiven(options: ParsedOptions): QuotaEntity {
  const names = entityNames(options)
  return entityTypes(options).map((type, index) => ({
    entityType: ENTITY_TYPES[type] ?? 'user',
    entityName: names[index] === '' ? null : (names[index] ?? null),
  }))
}

export function describeQuotas(options: ParsedOptions, context: ToolContext): void {
  for (const { entity, values } of inMapOrder(describedQuotas(options, context))) {
    const whose = (['user', 'client-id', 'ip'] as const).flatMap((type) => {
      const part = entity.find(({ entityType }) => entityType === type)
      return part === undefined ? [] : [nameOf(type, part.entityName)]
    })
    const keys = inHashMapOrder(
      values.map(({ key }) => key),
      values.length,
    )
    const shown = keys.map((key) => `${key}=${javaDouble(values.find((each) => each.key === key)?.value ?? 0)}`)
    context.print(`Quota configs for ${whose.join(', ')} are ${shown.join(', ')}\n`)
  }
}

function nameOf(type: QuotaEntityType, name: string | null): string {
  const word = type === 'user' ? 'user-principal' : type
  return name === null ? `the default ${word}` : `${word} '${name}'`
}

function describedQuotas(options: ParsedOptions, context: ToolContext): readonly Described[] {
  const names = entityNames(options)
  const components: DescribeClientQuotasRequest['components'] = entityTypes(options).map((type, index) => {
    const entityType = ENTITY_TYPES[type] ?? 'user'
    const name = names[index]
    if (name === undefined) return { entityType, matchType: 'specified', match: null }
    return name === ''
      ? { entityType, matchType: 'default', match: null }
      : { entityType, matchType: 'exact', match: name }
  })
  const { entries } = context.call(
    { name: 'describeClientQuotas', request: { type: 'DescribeClientQuotasRequest', components, strict: true } },
    'DescribeClientQuotasResponse',
  )
  return entries
}

/** A HashMap over ClientQuotaEntity: its hash is that of the map it holds. */
function inMapOrder(entries: readonly Described[]): readonly Described[] {
  return inBucketOrder(entries, hashOfEntity, hashTableSize(entries.length))
}

function hashOfEntity({ entity }: Described): number {
  let sum = 31
  for (const { entityType, entityName } of entity)
    sum = (sum + (javaHashOfString(entityType) ^ (entityName === null ? 0 : javaHashOfString(entityName)))) | 0
  return sum
}
