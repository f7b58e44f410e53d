/** Counterpart in Kafka: org.apache.kafka.server.util.json: what a file must hold, and Jackson's words where it does not. */
import type { Profile } from '../../kafka/profile/profile.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { JavaException } from '../java-errors.ts'
import { javaDouble } from '../java-numbers.ts'
import { type JsonNode, JsonProblem, readJson } from './jackson.ts'

/** Json.parseFull: null for what is no JSON at all. */
export function parseJson(text: string, profile: Profile): JsonNode | null {
  try {
    return readWholeJson(text, profile)
  } catch (error) {
    if (error instanceof JsonProblem) return null
    throw error
  }
}

/** Json.tryParseFull: throws `JsonProblem`. */
export function readWholeJson(text: string, profile: Profile): JsonNode {
  if (text === '' && toolsOf(profile.name).readsEmptyJson) return { kind: 'missing' }
  return readJson(text)
}

function mismatch(message: string): JavaException {
  return new JavaException('com.fasterxml.jackson.databind.JsonMappingException', message)
}

export function asObject(node: JsonNode): ReadonlyMap<string, JsonNode> {
  if (node.kind === 'object') return node.fields
  throw mismatch(`Expected JSON object, received ${printJson(node)}`)
}

export function asArray(node: JsonNode): readonly JsonNode[] {
  if (node.kind === 'array') return node.items
  throw mismatch(`Expected JSON array, received ${printJson(node)}`)
}

/** What is decoded as a list, rather than walked through, is told in other words. */
export function asList(node: JsonNode): readonly JsonNode[] {
  if (node.kind === 'array') return node.items
  throw mismatch(`Expected \`JSON array\` value, received ${printJson(node)}`)
}

export function fieldOf(fields: ReadonlyMap<string, JsonNode>, name: string): JsonNode {
  const node = fields.get(name)
  if (node === undefined) throw mismatch(`No such field exists: \`${name}\``)
  return node
}

export function asText(node: JsonNode): string {
  if (node.kind === 'string') return node.text
  throw mismatch(`Expected \`String\` value, received ${printJson(node)}`)
}

/** Numbers with a fraction, and those that have no room, are none. */
export function asNumber(node: JsonNode, type: 'Integer' | 'Long'): number {
  const limit = type === 'Integer' ? 2_147_483_648n : 9_223_372_036_854_775_808n
  if (node.kind === 'number' && /^-?\d+$/.test(node.text)) {
    const value = BigInt(node.text)
    if (value >= -limit && value < limit) return Number(value)
  }
  throw mismatch(`Expected \`${type}\` value, received ${printJson(node)}`)
}

/** JsonNode.toString. */
export function printJson(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${[...node.fields].map(([name, value]) => `${JSON.stringify(name)}:${printJson(value)}`).join(',')}}`
    case 'array':
      return `[${node.items.map(printJson).join(',')}]`
    case 'string':
      return JSON.stringify(node.text)
    case 'number':
      return /^-?\d+$/.test(node.text) ? node.text.replace(/^-0$/, '0') : javaDouble(Number(node.text))
    case 'word':
      return node.text
    case 'missing':
      return ''
  }
}
