/** Counterpart in Kafka: org.apache.kafka.tools.BrokerApiVersionsCommand. */
import type { ApiRow } from '../../kafka/profile/profile.ts'
import type { ApiVersionsResponse } from '../../kafka/protocol/api-versions.ts'
import { thrownByAdmin, titleOf } from '../java-errors.ts'
import { checkRequired } from '../options/checks.ts'
import { replayedTool, ToolFailure } from '../replayed-tool.ts'
import { connectAdmin } from './admin-connection.ts'
import { describeCluster } from './cluster-calls.ts'
import { javaMain, openTool } from './java-main.ts'

const FRAME = 'org.apache.kafka.tools.BrokerApiVersionsCommand.main(BrokerApiVersionsCommand.java)'

export const kafkaBrokerApiVersions = replayedTool((context) =>
  javaMain(context, FRAME, () => {
    const tool = openTool(context, 'This tool helps to retrieve broker version information.')
    checkRequired(tool, 'bootstrap-server')
    connectAdmin(context, tool.options.value('bootstrap-server') ?? '', tool.options)
    for (const broker of describeCluster(context).brokers) {
      const node = `${broker.host}:${broker.port} (id: ${broker.id} rack: ${broker.rack ?? 'null'} isFenced: ${broker.isFenced})`
      try {
        const target = { kind: 'broker' as const, brokerId: broker.id }
        const clientSoftwareVersion = context.profile.kafkaVersion
        const request = { type: 'ApiVersionsRequest' as const, clientSoftwareVersion }
        const call = { name: 'apiVersions', target, request }
        const { apiKeys } = context.call(call, 'ApiVersionsResponse')
        context.print(`${node} -> (\n${nodeApiVersions(apiKeys, knownToClients(context.profile.apis))}\n)\n`)
      } catch (error) {
        if (!(error instanceof ToolFailure)) throw error
        context.print(`${node} -> ERROR: ${titleOf(thrownByAdmin(error.error))}\n`)
      }
    }
  }),
)

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
