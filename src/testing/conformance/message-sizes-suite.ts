/** Plays the table of messages with drawn content and the bytes that Kafka's own classes write for them. */
import { sizeOfRequestHeader, sizeOfResponseHeader } from '../../kafka/protocol/api.ts'
import { APIS } from '../../kafka/protocol/apis.ts'
import { type FieldRow, type MessageTable, messageSizer, type WireStruct } from '../../kafka/protocol/message-table.ts'
import { count, emptyResult, type Json, listOf, numberOf, objectOf, type SuiteResult, skip, stringOf } from './suite.ts'

/** The client id with which the table was made. */
const CLIENT_ID_BYTES = 'client'.length

export function playMessageSizes(tables: Json): SuiteResult {
  const result = emptyResult()
  const known = new Map<string, MessageTable>()
  for (const api of Object.values(APIS)) {
    for (const { table } of [api.request, api.response]) known.set(table.name, table)
  }
  for (const json of listOf(objectOf(tables, 'table').cases ?? [], 'cases')) {
    const entry = objectOf(json, 'case')
    const name = stringOf(entry.message, 'message')
    const table = known.get(name)
    if (table === undefined) {
      skip(result, `message ${name}`)
      continue
    }
    const version = numberOf(entry.version, 'version')
    const bytes = wholeSize(table, version, objectOf(entry.data, 'data'))
    const expected = numberOf(entry.bytes, 'bytes')
    const problem = bytes === expected ? null : `takes ${bytes} bytes, should take ${expected}`
    count(result, `${name} version ${version}`, problem)
  }
  return result
}

function wholeSize(table: MessageTable, version: number, data: { readonly [key: string]: Json }): number {
  const header = table.name.endsWith('Request')
    ? sizeOfRequestHeader(table, version) + CLIENT_ID_BYTES
    : sizeOfResponseHeader(table, version)
  return header + messageSizer(table, version)(withBytes(data, table.fields))
}

/** Bytes stand in the table as base 64. */
function withBytes(data: { readonly [key: string]: Json }, fields: readonly FieldRow[]): WireStruct {
  const struct: { [key: string]: WireStruct[string] } = {}
  for (const field of fields) {
    const value = data[field.name]
    if (value === undefined) continue
    const nested = field.fields
    if (value === null) struct[field.name] = null
    else if (field.type === 'bytes' || field.type === 'records') struct[field.name] = atob(stringOf(value, field.name))
    else if (nested === undefined) struct[field.name] = value as WireStruct[string]
    else if (!Array.isArray(value)) struct[field.name] = withBytes(objectOf(value, field.name), nested)
    else struct[field.name] = listOf(value, field.name).map((each) => withBytes(objectOf(each, field.name), nested))
  }
  return struct
}
