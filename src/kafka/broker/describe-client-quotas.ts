/** Counterpart in Kafka: KafkaApis.handleDescribeClientQuotasRequest and ClientQuotasImage.describe. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { QuotaEntity } from '../common/client-quotas.ts'
import { inHashMapOrder } from '../common/java-hash.ts'
import type { DescribeClientQuotasRequest, DescribeClientQuotasResponse } from '../protocol/describe-client-quotas.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { BrokerState } from './broker-state.ts'

export function handleDescribeClientQuotas(
  { metadata }: BrokerState,
  { components, strict, correlationId }: DescribeClientQuotasRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const entries = [...(metadata.clientQuotas?.values() ?? [])]
    .filter(({ entity }) => matches(entity, components, strict))
    .map(({ entity, quotas }) => ({ entity, values: valuesOf(quotas) }))
  const response: DescribeClientQuotasResponse = {
    type: 'DescribeClientQuotasResponse',
    correlationId,
    errorCode: 'NONE',
    errorMessage: null,
    entries,
  }
  sendMessage(node, from, response)
}

/** As the HashMap lists them that ClientQuotaDelta.apply made with room for those that were there before. */
function valuesOf(quotas: Readonly<Record<string, number>>): { readonly key: string; readonly value: number }[] {
  const keys = Object.keys(quotas)
  return inHashMapOrder(keys, keys.length).map((key) => ({ key, value: quotas[key] as number }))
}

function matches(entity: QuotaEntity, components: DescribeClientQuotasRequest['components'], strict: boolean): boolean {
  if (strict && entity.length !== components.length) return false
  return components.every(({ entityType, matchType, match }) => {
    const found = entity.find((each) => each.entityType === entityType)
    if (found === undefined) return false
    return matchType === 'specified' || found.entityName === (matchType === 'default' ? null : match)
  })
}
