/**
 * What the simulator says in a tool's place, on standard error and marked: Kafka's own tools print no such line. Where
 * outputs are compared with those of real Kafka these lines are left out.
 */

import type { ClientError } from '../kafka/clients/core/client-error.ts'
import { keeperSettings } from '../kafka/cluster/metadata-keepers.ts'
import type { ConfigDef } from '../kafka/profile/config-def.ts'
import type { Profile, ProfileConfigs } from '../kafka/profile/profile.ts'
import { NOT_SIMULATED, refuseNotSimulated, refuseReferences, withoutEffect } from '../kafka/profile/without-effect.ts'
import type { Request, Response } from '../kafka/protocol/apis.ts'
import { thrownByClient } from './java-errors.ts'
import type { ToolContext } from './replayed-tool.ts'

const MARK = 'simulator: '
const OWN_LINE = new RegExp(`^${MARK}.*\\n`, 'gm')

export function inOwnVoice(text: string): string {
  return `${MARK}${text}\n`
}

/** What Kafka's tool said, of all that stands on standard error. */
export function withoutOwnVoice(text: string): string {
  return text.replaceAll(OWN_LINE, '')
}

type Entries = Readonly<Record<string, string>>
type Speaker = Pick<ToolContext, 'profile' | 'printError' | 'exit'>

/**
 * A client that was made, having said which of its settings count for nothing here; or it is said why there is none: in
 * the simulator's voice where it could be had from Kafka, else as Java throws it. `usual` is what the tool itself sets.
 */
export function constructed<Client extends object>(
  made: Client | { readonly error: ClientError },
  scope: 'producer' | 'consumer',
  given: Entries,
  start: Speaker,
  usual: Entries = {},
): Client {
  if ('error' in made && made.error.class === NOT_SIMULATED) return refuse(String(made.error.message), start)
  if ('error' in made) throw thrownByClient(made.error)
  announceSettings(start.profile.configs[scope], withoutSerdes(given), start, usual)
  return made
}

/** Kafka's tools make their clients with serializers of their own, over whatever was given: it acts on none of these. */
function withoutSerdes(given: Entries): Entries {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !/^(key|value)\.(de)?serializer$/.test(name)))
}

/** To be called before an admin client's settings are read: one that refers to another place has no value here. */
export function refuseAdminReferences(given: Entries, start: Speaker): void {
  const refusal = refuseReferences(given)
  if (refusal !== null) refuse(refusal, start)
}

/** The same for an admin client, which has no constructor of its own here. */
export function announceAdmin(given: Entries, start: Speaker): void {
  const refusal = refuseNotSimulated(start.profile.configs.admin, given)
  if (refusal !== null) refuse(refusal, start)
  announceSettings(start.profile.configs.admin, given, start)
}

/**
 * The same for a server's properties file. What ships with Kafka is passed over, and so is who the server is and where it
 * listens: nobody starts one from the file here, and whoever reads it acts on those.
 */
export function announceServer(given: ReadonlyMap<string, string>, start: Speaker): void {
  const usual = { ...start.profile.shippedProperties }
  for (const name of WHO_A_SERVER_IS) usual[name] = given.get(name)?.trim() ?? ''
  announceSettings(start.profile.configs.broker, Object.fromEntries(given), start, usual)
}

const WHO_A_SERVER_IS = [
  ...keeperSettings(),
  ...[
    'listeners',
    'log.dirs',
    'log.dir',
    'metadata.log.dir',
    'controller.quorum.voters',
    'advertised.listeners',
    'inter.broker.listener.name',
  ],
]

function announceSettings(definition: ConfigDef, given: Entries, start: Speaker, usual: Entries = {}): void {
  const names = withoutEffect(definition, given, usual)
  if (names.length > 0) start.printError(inOwnVoice(withoutEffectText(names)))
}

/** Ends the tool, which would do something in real Kafka that is not simulated. */
export function refuse(message: string, start: Speaker): never {
  start.printError(inOwnVoice(message))
  return start.exit(1)
}

function withoutEffectText(names: readonly string[]): string {
  return `no effect here, though real Kafka would act on it: ${names.join(', ')}`
}

/** To be said of a change that the cluster has accepted; empty when everything in it is acted on. */
export function noticeOfChange(request: { readonly type: string }, response: Response, profile: Profile): string {
  const names = [
    ...settingsWithoutEffect(request as Request, response, profile.configs),
    ...featuresWithoutEffect(request as Request, response),
    ...quotasWithoutEffect(request as Request, response),
  ]
  return names.length === 0 ? '' : inOwnVoice(withoutEffectText(names))
}

function settingsWithoutEffect(request: Request, response: Response, configs: ProfileConfigs): string[] {
  if (request.type === 'CreateTopicsRequest' && response.type === 'CreateTopicsResponse') {
    const created = new Set(response.topics.filter((topic) => topic.errorCode === 'NONE').map((topic) => topic.name))
    const topics = request.topics.filter((topic) => created.has(topic.name))
    return withoutEffect(configs.topic, Object.fromEntries(topics.flatMap((topic) => valuesOf(topic.configs))))
  }
  if (request.type !== 'IncrementalAlterConfigsRequest' || response.type !== 'IncrementalAlterConfigsResponse')
    return []
  return request.resources.flatMap(({ resource, operations }, index) => {
    if (response.resources[index]?.errorCode !== 'NONE') return []
    const set = operations
      .filter(({ operation }) => operation !== 'delete')
      .map(({ name, value }) => [name, value] as const)
    const definition =
      resource.type === 'topic' ? configs.topic : resource.type === 'broker' ? configs.broker : configs.group
    return withoutEffect(definition, Object.fromEntries(valuesOf(set)))
  })
}

/** What their levels stand for is not simulated: only these two are looked at by anybody. */
function featuresWithoutEffect(request: Request, response: Response): string[] {
  if (request.type !== 'UpdateFeaturesRequest' || response.type !== 'UpdateFeaturesResponse') return []
  if (request.validateOnly || response.errorCode !== 'NONE') return []
  const names = request.updates.map(({ feature }) => feature).filter((name) => !FEATURES_IN_EFFECT.includes(name))
  return names.sort((a, b) => (a < b ? -1 : 1))
}

/** Here no handler takes time, and connections are made without being counted. */
const QUOTAS_WITHOUT_EFFECT = ['request_percentage', 'connection_creation_rate']

function quotasWithoutEffect(request: Request, response: Response): string[] {
  if (request.type !== 'AlterClientQuotasRequest' || response.type !== 'AlterClientQuotasResponse') return []
  const set = request.entries.flatMap(({ ops }, index) =>
    response.entries[index]?.errorCode === 'NONE' ? ops.filter(({ value }) => value !== null) : [],
  )
  return set.map(({ key }) => key).filter((name) => QUOTAS_WITHOUT_EFFECT.includes(name))
}

/** To be said of quotas of such names that were set; empty when each of them limits something. */
export function noticeOfQuotas(names: readonly string[]): string {
  const without = names.filter((name) => QUOTAS_WITHOUT_EFFECT.includes(name))
  return without.length === 0 ? '' : inOwnVoice(withoutEffectText(without))
}

const FEATURES_IN_EFFECT = ['metadata.version', 'eligible.leader.replicas.version']

function valuesOf(entries: readonly (readonly [string, string | null])[]): (readonly [string, string])[] {
  return entries.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
}
