/** How kcat's consumers begin: the client, what it reads, and from where. */
import {
  type ConsumerClient,
  type ConsumerRecord,
  createConsumerClient,
  endOffsets,
  offsetsForTimes,
  seek,
  seekToBeginning,
  seekToEnd,
} from '../../kafka/clients/consumer/consumer-client.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import type { ProcessContext } from '../program.ts'
import { compileExpression } from '../shell/regular-expression.ts'
import { clientErrorText } from './error-texts.ts'
import type { KcatOptions } from './options.ts'
import { consumerSettings } from './properties.ts'
import { clientSpec, fatal, type KcatSession } from './session.ts'

export interface ConsumerWork {
  /** What the last poll brought, and how much of it is printed. */
  records: readonly ConsumerRecord[]
  printed: number
  polling: boolean
  /** Printed in all. */
  count: number
  /** Next offset to print, by partition; where somebody sought, that. */
  readonly next: Map<TopicPartition, number>
  /** At which end it was said to be. */
  readonly ends: Map<TopicPartition, number>
  /** To be committed, and not yet. */
  readonly stored: Map<TopicPartition, number>
  /** No more is read of them. */
  readonly stopped: Set<TopicPartition>
  /** `listing`: where ends are, for those that begin before them; `probing`: whether an open transaction holds back. */
  asked: { readonly callId: number; readonly about: 'listing' | 'probing' } | null
  memberId: string
  assigned: readonly TopicPartition[]
  nextCommitUs: number
  /** Set once it is on its way out. */
  closing: { readonly exitCode: number; commitId: number | null } | null
}

export function createConsumerWork(): ConsumerWork {
  return {
    ...{ records: [], printed: 0, polling: false, count: 0 },
    ...{ next: new Map(), ends: new Map(), stored: new Map(), stopped: new Set() },
    ...{ asked: null, memberId: '', assigned: [], nextCommitUs: 0, closing: null },
  }
}

/** Names and expressions as one expression for the whole name: librdkafka's are satisfied by its beginning. */
export function patternOf(topics: readonly string[]): string {
  return topics
    .map((topic) => (topic.startsWith('^') ? `(?:${topic}.*)` : `(?:${topic.replace(/[^\w-]/g, '\\$&')})`))
    .join('|')
}

/** Whether it is one that no name of a topic can hold the engine up with. */
export function isPattern(source: string): boolean {
  try {
    compileExpression(source)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

export function createConsumer(session: KcatSession, context: ProcessContext): ConsumerClient | null {
  const config = consumerSettings(session.options.settings)
  const made = createConsumerClient(clientSpec(session, config, context), context.node)
  if ('error' in made) {
    fatal(`Failed to create consumer: ${clientErrorText(made.error)}`, context)
    return null
  }
  session.consumer = made
  return made
}

/** Where to begin: at once, or once it is known where the ends are. */
export function startAt(
  options: KcatOptions,
  work: ConsumerWork,
  assigned: readonly TopicPartition[],
  consumer: ConsumerClient,
  { node }: ProcessContext,
): void {
  const { since } = options
  const start = options.start ?? (options.mode === 'C' ? 'beginning' : 'stored')
  if (assigned.length === 0) return
  if (since !== null) {
    const callId = offsetsForTimes(consumer, new Map(assigned.map((each) => [each, Math.max(0, since)])), node)
    if (typeof callId === 'number') work.asked = { callId, about: 'listing' }
  } else if (start === 'beginning') seekToBeginning(consumer, assigned, node)
  else if (start === 'end') seekToEnd(consumer, assigned, node)
  else if (start !== 'stored' && 'tail' in start)
    work.asked = { callId: endOffsets(consumer, assigned, node), about: 'listing' }
  else if (start !== 'stored') for (const each of assigned) seekTo(consumer, work, each, start.offset)
}

export function seekTo(consumer: ConsumerClient, work: ConsumerWork, name: TopicPartition, offset: number): void {
  work.next.set(name, offset)
  seek(consumer, name, offset)
}
