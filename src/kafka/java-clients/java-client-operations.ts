/** What a program outside asks of its Java-like clients, as the recordings write it, and what is known while it runs. */

import type { ConsumerRecord } from '../clients/consumer/consumer-client.ts'
import type { ClientError } from '../clients/core/client-error.ts'
import type { ClientOperation } from '../cluster/commands.ts'
import { type TopicPartition, topicPartition } from '../common/topic-partition.ts'
import { decodeUtf8 } from '../common/utf8.ts'
import type { ConfigDef } from '../profile/config-def.ts'
import { withoutEffect } from '../profile/without-effect.ts'

/** Answers as JSON: `{ ok: true }`, `{ error, message }`, lists and maps. */
export type OperationResult = unknown

/** An operation that waits for something. Plain data. */
export type RunningOperation = { readonly resultIndex: number; readonly startedAtUs: number } & (
  | {
      readonly kind: 'send'
      readonly producer: string
      /** Each record waits for the answer to the one before; else all are sent, then flushed. */
      readonly each: boolean
      readonly records: readonly OperationRecord[]
      nextRecord: number
      readonly sendIds: number[]
      readonly outcomes: (OperationResult | null)[]
      flushId: number
      flushed: boolean
      /** What the program met when it made its next record. */
      refusal: ClientError | null
    }
  /** A call of a transactional producer. */
  | { readonly kind: 'transaction'; readonly producer: string; readonly callId: number }
  | { readonly kind: 'closeProducer'; readonly producer: string }
  | { readonly kind: 'closeConsumer'; readonly consumer: string }
  | {
      readonly kind: 'call'
      readonly consumer: string
      callId: number
      readonly partitions: readonly TopicPartition[]
      /** Beginning offsets, while the end offsets are asked for. */
      beginnings: ReadonlyMap<TopicPartition, number> | null
    }
  | {
      readonly kind: 'run'
      readonly untilUs: number
      readonly wanted: number
      seen: number
      readonly consumers: Map<
        string,
        { readonly records: Map<TopicPartition, unknown[]>; result: OperationResult | null }
      >
    }
  | { readonly kind: 'sleep'; readonly untilUs: number }
)

export interface OperationRecord {
  readonly topic: string
  readonly partition: number | null
  readonly key: string | null
  readonly value: string | null
  readonly timestamp: number | null
  readonly headers: readonly (readonly [string, string | null])[]
}

export const OK: OperationResult = Object.freeze({ ok: true })

/** A client is there; settings that count for nothing here are named, which real Kafka does not do. */
export function madeWith(definition: ConfigDef, given: Readonly<Record<string, string>>): OperationResult {
  const names = withoutEffect(definition, given)
  return names.length === 0 ? OK : { ok: true, withoutEffect: names }
}

export function thrown(error: ClientError): OperationResult {
  return { error: error.class, message: String(error.message) }
}

export function textArgument(operation: ClientOperation, name: string): string {
  const value = operation[name]
  return typeof value === 'string' ? value : ''
}

export function numberArgument(operation: ClientOperation, name: string, fallback: number): number {
  const value = operation[name]
  return typeof value === 'number' ? value : fallback
}

export function configArgument(operation: ClientOperation): Record<string, string> {
  const config: Record<string, string> = {}
  for (const [key, value] of Object.entries((operation.config ?? {}) as Record<string, unknown>))
    config[key] = String(value)
  return config
}

/** `[["orders", 0], …]` */
export function partitionsArgument(operation: ClientOperation, name = 'partitions'): TopicPartition[] {
  const list = (operation[name] ?? []) as readonly (readonly [string, number])[]
  return list.map(([topic, partition]) => topicPartition(topic, partition))
}

export function recordsArgument(operation: ClientOperation): OperationRecord[] {
  const topic = textArgument(operation, 'topic')
  return ((operation.records ?? []) as readonly Partial<OperationRecord>[]).map((record) => ({
    topic: record.topic ?? topic,
    partition: record.partition ?? null,
    key: record.key ?? null,
    value: record.value ?? null,
    timestamp: record.timestamp ?? null,
    headers: record.headers ?? [],
  }))
}

/** By topic, then by number: how the recordings list partitions. */
export function sortedNames(names: Iterable<TopicPartition>): TopicPartition[] {
  const parts = [...names].map((name) => {
    const hyphen = name.lastIndexOf('-')
    return { name, topic: name.slice(0, hyphen), partition: Number(name.slice(hyphen + 1)) }
  })
  parts.sort((a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.partition - b.partition))
  return parts.map(({ name }) => name)
}

/** `[offset, key, value]` */
export function shownRecord({ offset, record }: ConsumerRecord): unknown[] {
  const text = (bytes: string | null): string | null => (bytes === null ? null : decodeUtf8(bytes))
  return [offset, text(record.key), text(record.value)]
}

/** A map of partitions as a JSON object, in the order of `names`. */
export function byName<Value>(
  names: readonly TopicPartition[],
  makeValue: (name: TopicPartition) => Value,
): Record<string, Value> {
  const object: Record<string, Value> = {}
  for (const name of names) object[name] = makeValue(name)
  return object
}
