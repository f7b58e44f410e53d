/** Counterpart in Kafka: org.apache.kafka.controller.ClientQuotaControlManager (KIP-546). */
import { type QuotaEntity, quotaEntityKey } from '../common/client-quotas.ts'
import { inHashMapOrder } from '../common/java-hash.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import type { AlterClientQuotasRequest, AlterClientQuotasResponse } from '../protocol/alter-client-quotas.ts'
import { type ApiError, apiError, type ControllerResult, NO_ERROR } from './controller-result.ts'
import type { ControllerState } from './controller-state.ts'

type Entry = AlterClientQuotasRequest['entries'][number]

/** Long.MAX_VALUE as the double that it is compared with. */
const LONGEST = 4_294_967_296 * 2_147_483_648

/** Null: a number with a fraction; otherwise the largest whole number (QuotaConfig). */
const LIMITS: Readonly<Record<string, number | null>> = {
  producer_byte_rate: LONGEST,
  consumer_byte_rate: LONGEST,
  request_percentage: null,
  controller_mutation_rate: null,
}
const IP_LIMITS: Readonly<Record<string, number | null>> = { connection_creation_rate: 2_147_483_647 }

/** As many as a new HashMap has room for. */
const NEW_HASH_MAP = 12

/** Entity by entity: one that is refused does not stop the others. */
export function alterClientQuotas(
  { image }: Pick<ControllerState, 'image'>,
  request: AlterClientQuotasRequest,
): ControllerResult<AlterClientQuotasResponse> {
  const records: MetadataRecord[] = []
  const entries = request.entries.map((entry) => {
    const altered = quotaRecords(image, entry)
    if (!('errorCode' in altered)) records.push(...altered)
    return { entity: entry.entity, ...('errorCode' in altered ? altered : NO_ERROR) }
  })
  const response = { type: 'AlterClientQuotasResponse' as const, correlationId: request.correlationId, entries }
  return { records: request.validateOnly ? [] : records, response }
}

/** Of what changes. */
function quotaRecords(image: MetadataImage, { entity, ops }: Entry): readonly MetadataRecord[] | ApiError {
  const refusal = refuseEntity(entity)
  if (refusal !== null) return refusal
  const limits = entity.some(({ entityType }) => entityType === 'ip') ? IP_LIMITS : LIMITS
  const current = image.clientQuotas?.get(quotaEntityKey(entity))?.quotas ?? {}
  const records: MetadataRecord[] = []
  // ClientQuotaControlManager goes through them as a HashMap of its own lists them.
  const asked = new Map(ops.map(({ key, value }) => [key, value]))
  for (const key of inHashMapOrder([...asked.keys()], NEW_HASH_MAP)) {
    const value = asked.get(key) ?? null
    if (value === null) {
      if (current[key] !== undefined) records.push({ type: 'ClientQuotaRecord', entity, key, value: 0, remove: true })
      continue
    }
    const wrong = refuseValue(limits, key, value)
    if (wrong !== null) return wrong
    if (current[key] !== value) records.push({ type: 'ClientQuotaRecord', entity, key, value, remove: false })
  }
  return records
}

function refuseEntity(entity: QuotaEntity): ApiError | null {
  if (entity.length === 0) return apiError('INVALID_REQUEST', 'Invalid empty client quota entity')
  const isIp = entity.some(({ entityType }) => entityType === 'ip')
  return isIp && entity.length > 1
    ? apiError(
        'INVALID_REQUEST',
        'Invalid quota entity combination, IP entity shouldnot be combined with User or ClientId',
      )
    : null
}

function refuseValue(limits: Readonly<Record<string, number | null>>, key: string, value: number): ApiError | null {
  const refuse = (why: string) => apiError('INVALID_REQUEST', why)
  const most = limits[key]
  if (most === undefined) return refuse(`Invalid configuration key ${key}`)
  if (value <= 0) return refuse(`Quota ${key} must be greater than 0`)
  if (most === null) return null
  if (value > most)
    return refuse(`Proposed value for ${key} is too large for ${most === 2_147_483_647 ? 'an INT' : 'a LONG'}.`)
  return Math.abs(value % 1) > 1e-6 ? refuse(`${key} cannot be a fractional value.`) : null
}
