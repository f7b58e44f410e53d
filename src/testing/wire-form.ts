/** Messages by Kafka's field names with every field in place, as the JSON converters of Kafka's own classes read them. */
import type { AnyRequest, AnyResponse, Api } from '../kafka/protocol/api.ts'
import { apiOf, isResponse, type Request, type Response, sizeOf } from '../kafka/protocol/apis.ts'
import type { FieldRow, MessageTable, WireStruct, WireValue } from '../kafka/protocol/message-table.ts'

export interface WireForm {
  readonly message: string
  readonly version: number
  readonly data: unknown
}

export function wireForm(message: Request | Response): WireForm {
  const api = apiOf(message.type) as Api<AnyRequest & AnyResponse, AnyRequest & AnyResponse> | null
  if (api === null) throw new Error(`no API has a ${message.type}`)
  const { table, toWire } = isResponse(message) ? api.response : api.request
  const wire = toWire(message as AnyRequest & AnyResponse, sizeOf)
  return { message: table.name, version: api.version, data: complete(table, table.fields, api.version, wire) }
}

/** Fails where the message names a field that Kafka's has not, or leaves out one whose width varies. */
function complete(table: MessageTable, fields: readonly FieldRow[], version: number, wire: WireStruct): unknown {
  const known = fields.filter(
    ({ versions }) => versions === undefined || (version >= versions[0] && version <= versions[1]),
  )
  for (const name of Object.keys(wire)) {
    if (!known.some((field) => field.name === name))
      throw new Error(`${table.name} has no ${name} in version ${version}`)
  }
  const data: { [name: string]: unknown } = {}
  for (const field of known) {
    const value = wire[field.name]
    const tagged = field.tag !== undefined
    if (value === undefined && tagged) continue
    if (
      value === undefined &&
      field.default !== null &&
      /string|bytes|records|\[\]/.test(field.type) &&
      !isSilent(table, field)
    )
      throw new Error(`${table.name} leaves ${field.name} out`)
    data[field.name] = completeValue(table, field, version, value)
  }
  return data
}

/** What our messages say nothing of, and Kafka's then leave empty. */
const SILENT = [
  'rackId',
  'clusterId',
  'ProduceResponse.recordErrors',
  'CreateTopicsResponse.configs',
  'DescribeLogDirsRequest.partitions',
]

function isSilent(table: MessageTable, field: FieldRow): boolean {
  return SILENT.includes(field.name) || SILENT.includes(`${table.name}.${field.name}`)
}

function completeValue(table: MessageTable, field: FieldRow, version: number, value: WireValue): unknown {
  if (value === null) return null
  if (field.type.startsWith('[]')) {
    if (value === undefined) return field.default === null ? null : []
    const element: FieldRow = { ...field, type: field.type.slice(2) }
    return (value as readonly WireValue[]).map((each) => completeValue(table, element, version, each))
  }
  if (field.type === 'struct')
    return value === undefined && field.default === null
      ? null
      : complete(table, field.fields ?? [], version, (value ?? {}) as WireStruct)
  if (field.type === 'bytes' || field.type === 'records') return btoa('\0'.repeat(lengthOf(value)))
  if (field.type === 'bool') return value === true
  if (field.type === 'uuid') return 'AAAAAAAAAAAAAAAAAAAAAQ'
  if (field.type === 'string') return value ?? field.default ?? ''
  // Kafka's converter takes no whole number for one with a fraction.
  if (field.type === 'float64') return 0.5
  return typeof value === 'number' ? value : 0
}

function lengthOf(value: WireValue): number {
  if (typeof value === 'string') return value.length
  const batches = [value].flat() as readonly { readonly sizeInBytes: number }[]
  return batches.reduce((bytes, batch) => bytes + batch.sizeInBytes, 0)
}
