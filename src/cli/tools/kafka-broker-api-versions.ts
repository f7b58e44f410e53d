/** Counterpart in Kafka: org.apache.kafka.tools.BrokerApiVersionsCommand. */
import { parseBootstrapServers } from '../../kafka/clients/core/bootstrap.ts'
import { targetAt } from '../../kafka/clients/core/lost-connection.ts'
import { hashOfString, inJavaHashOrder } from '../../kafka/common/java-hash-order.ts'
import type { ApiRow } from '../../kafka/profile/profile.ts'
import type { ApiVersionsResponse } from '../../kafka/protocol/api-versions.ts'
import type { MetadataBroker } from '../../kafka/protocol/metadata.ts'
import { JavaException, thrownByAdmin, titleOf } from '../java-errors.ts'
import { checkRequired } from '../options/checks.ts'
import { replayedTool, type ToolContext, ToolFailure } from '../replayed-tool.ts'
import { connectAdmin } from './admin-connection.ts'
import { javaMain, openTool } from './java-main.ts'

/** It has an admin client of its own, which asks each node once (BrokerApiVersionsCommand.AdminClient). */
const LEGACY = { isLegacy: true, clientId: 'admin-1', requestTimeoutMs: 5_000 } as const

export const kafkaBrokerApiVersions = replayedTool((context) =>
  javaMain(context, () => {
    const tool = openTool(context)
    checkRequired(tool, 'bootstrap-server')
    const servers = tool.options.value('bootstrap-server') ?? ''
    connectAdmin(context, servers, tool.options, LEGACY)
    // It waits until there are brokers, and then asks which there are.
    findAllBrokers(servers, context)
    const brokers = inJavaHashOrder(findAllBrokers(servers, context), hashOfNode)
    const lines = new Map(brokers.map((broker) => [broker, '']))
    for (const broker of [...brokers].sort((a, b) => a.id - b.id)) lines.set(broker, versionsOf(broker, context))
    for (const line of lines.values()) context.print(line)
  }),
)

function versionsOf(broker: MetadataBroker, context: ToolContext): string {
  const node = context.profile.rules.words.node(broker)
  try {
    const target = { kind: 'broker' as const, brokerId: broker.id }
    const request = { type: 'ApiVersionsRequest' as const, clientSoftwareVersion: context.profile.kafkaVersion }
    const call = { name: 'apiVersions', target, request }
    const { apiKeys } = context.call(call, 'ApiVersionsResponse')
    return `${node} -> (\n${nodeApiVersions(apiKeys, knownToClients(context.profile.apis))}\n)\n`
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error
    return `${node} -> ERROR: ${titleOf(thrownByAdmin(error.error))}\n`
  }
}

/** The first of the servers that answers, each asked once. */
function findAllBrokers(servers: string, context: ToolContext): readonly MetadataBroker[] {
  const parsed = parseBootstrapServers(servers, context.profile)
  const known = parsed.ok ? parsed.servers : []
  const order = shuffled([...known.keys()], context)
  for (const index of order) {
    try {
      const request = { type: 'MetadataRequest' as const, topics: null, allowAutoTopicCreation: true }
      const target = { kind: 'server' as const, index }
      return context.call({ name: 'metadata', target, request }, 'MetadataResponse').brokers
    } catch (error) {
      if (!(error instanceof ToolFailure)) throw error
    }
  }
  const shown = order.map((index) => context.profile.rules.words.node(targetAt(-1 - index, known[index]?.shown ?? '')))
  throw new JavaException('java.lang.RuntimeException', `Request METADATA failed on brokers [${shown.join(', ')}]`)
}

/** org.apache.kafka.common.Cluster shuffles its nodes. */
function shuffled(list: number[], { randomInt }: ToolContext): number[] {
  for (let left = list.length; left > 1; left--) {
    const drawn = randomInt(left)
    const last = list[left - 1] as number
    list[left - 1] = list[drawn] as number
    list[drawn] = last
  }
  return list
}

/** org.apache.kafka.common.Node.hashCode: the brokers are listed as a HashMap of them is. */
function hashOfNode({ host, id, port, rack }: MetadataBroker): number {
  const hashOfFalse = 1237
  const parts = [hashOfString(host), id, port, rack === null ? 0 : hashOfString(rack), hashOfFalse]
  return parts.reduce((hash, part) => (Math.imul(hash, 31) + part) | 0, 1)
}

/** ApiKeys.clientApis. */
function knownToClients(apis: readonly ApiRow[]): ApiRow[] {
  return apis.filter(({ servedBy }) => servedBy !== 'controller')
}

type Range = ApiVersionsResponse['apiKeys'][number]

/** NodeApiVersions.toString(true): what the client knows, and what only the broker does, by their keys. */
function nodeApiVersions(answered: readonly Range[], known: readonly ApiRow[]): string {
  const keys = new Set([...known.map(({ key }) => key), ...answered.map(({ apiKey }) => apiKey)])
  const lines = [...keys]
    .sort((a, b) => a - b)
    .map((key) => {
      const range = answered.find(({ apiKey }) => apiKey === key)
      const api = known.find((each) => each.key === key)
      if (api === undefined) return `\tUNKNOWN(${key}): ${range === undefined ? '' : rangeOf(range)}`
      if (range === undefined) return `\t${api.name}(${key}): UNSUPPORTED`
      return `\t${api.name}(${key}): ${rangeOf(range)} ${usable(range, api)}`
    })
  return lines.join(',\n')
}

function rangeOf({ minVersion, maxVersion }: Range): string {
  return minVersion === maxVersion ? `${minVersion}` : `${minVersion} to ${maxVersion}`
}

/** The latest version that both speak. */
function usable(range: Range, { min, max }: ApiRow): string {
  if (range.minVersion > max) return '[unusable: node too new]'
  if (range.maxVersion < min) return '[unusable: node too old]'
  return `[usable: ${Math.min(max, range.maxVersion)}]`
}
