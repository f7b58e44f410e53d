/** Counterpart in Kafka: DefaultQuotaCallback: which of the quotas that are set is a client's (KIP-55, KIP-546). */
import { type QuotaEntity, quotaEntityKey } from '../common/client-quotas.ts'
import type { MetadataImage } from './metadata-image.ts'

/** Who counts together, and how much a second that may be. */
export interface QuotaLimit {
  readonly key: string
  readonly perSecond: number
}

/** Listeners are PLAINTEXT: nobody says who it is. */
const USER = 'ANONYMOUS'

/** DefaultQuotaCallback.quotaLimit: the narrowest that is set; null where there is none. */
export function quotaLimitOf(
  { clientQuotas }: Pick<MetadataImage, 'clientQuotas'>,
  name: string,
  clientId: string,
): QuotaLimit | null {
  if (clientQuotas === undefined || clientQuotas.size === 0) return null
  for (const [key, entity] of levels(clientId)) {
    const perSecond = clientQuotas.get(quotaEntityKey(entity))?.quotas[name]
    if (perSecond !== undefined) return { key, perSecond }
  }
  return null
}

/** Who counts together at each level, and what the level is called. */
function levels(clientId: string): readonly (readonly [key: string, entity: QuotaEntity])[] {
  const both = `${USER}:${clientId}`
  const user = (entityName: string | null) => ({ entityType: 'user' as const, entityName })
  const client = (entityName: string | null) => ({ entityType: 'client-id' as const, entityName })
  return [
    [both, [user(USER), client(clientId)]],
    [both, [user(USER), client(null)]],
    [`${USER}:`, [user(USER)]],
    [both, [user(null), client(clientId)]],
    [both, [user(null), client(null)]],
    [`${USER}:`, [user(null)]],
    [`:${clientId}`, [client(clientId)]],
    [`:${clientId}`, [client(null)]],
  ]
}
