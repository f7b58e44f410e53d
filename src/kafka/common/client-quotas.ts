/** Whom a quota is for (KIP-546), as requests about quotas, the metadata log and its image have it. */

export type QuotaEntityType = 'user' | 'client-id' | 'ip'

/** Users, clients, or users' clients, or addresses. Null is the default of the type. In Kafka's order of a HashMap. */
export type QuotaEntity = readonly { readonly entityType: QuotaEntityType; readonly entityName: string | null }[]

/** The same by one text: what rows of the image are found by. */
export function quotaEntityKey(entity: QuotaEntity): string {
  const parts = entity.map(
    ({ entityType, entityName }) => `${entityType}=${entityName === null ? '' : `:${entityName}`}`,
  )
  return parts.sort((a, b) => (a < b ? -1 : 1)).join('/')
}
