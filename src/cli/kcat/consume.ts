/**
 * `kcat -C` and `kcat -G`: counterparts of `consumer_run` and `kafkaconsumer_run`. What was printed is what is committed,
 * as librdkafka stores an offset only for what the application was given.
 */
import {
  assign,
  type ConsumerClient,
  type ConsumerEvent,
  type ConsumerRecord,
  closeConsumer,
  commitAsync,
  commitSync,
  endOffsets,
  pause,
  seekToEnd,
  startPoll,
  subscribe,
  subscribePattern,
  takeConsumerEvents,
} from '../../kafka/clients/consumer/consumer-client.ts'
import { clientError } from '../../kafka/clients/core/client-error.ts'
import {
  byTopicThenPartition,
  splitTopicPartition,
  type TopicPartition,
  topicPartition,
} from '../../kafka/common/topic-partition.ts'
import { exitProcess, type ProcessContext, writeError, writeOut } from '../program.ts'
import { textOfBytes } from '../raw-text.ts'
import { logLine } from './connections.ts'
import { type ConsumerWork, createConsumer, isPattern, patternOf, seekTo, startAt } from './consumer-start.ts'
import { brokerErrorText, clientErrorText } from './error-texts.ts'
import { formatRecord } from './format.ts'
import { commits } from './options.ts'
import { askForMetadata, fatal, inform, type KcatSession, takeMetadata } from './session.ts'

/** fetch.wait.max.ms: a leader that has nothing answers so late, and that is when the end is known. */
const POLL_MS = 500
const CLOSE_MS = 30_000

export function beginConsuming(session: KcatSession, work: ConsumerWork, context: ProcessContext): void {
  const { options } = session
  if (options.mode === 'C') return askForMetadata(session, context)
  session.admin = null
  const consumer = createConsumer(session, context)
  if (consumer === null) return
  if (options.since !== null || options.until !== null)
    return fatal("-o ..@ timestamps can't be used with -G mode\n", context)
  if (options.operands.length === 0)
    return fatal('Failed to subscribe to 0 topics: Local: Invalid argument or configuration\n', context)
  const { operands } = options
  const source = operands.some((topic) => topic.startsWith('^')) ? patternOf(operands) : null
  const refused =
    source === null
      ? subscribe(consumer, operands, context.node)
      : isPattern(source)
        ? subscribePattern(consumer, { source, takesInternal: true }, context.node)
        : clientError('IllegalArgumentException', 'Invalid argument or configuration')
  if (refused !== null)
    return fatal(`Failed to subscribe to ${options.operands.length} topics: ${clientErrorText(refused)}\n`, context)
  inform(session, 1, 'Waiting for group rebalance', context)
  goOnConsuming(session, work, context)
}

export function goOnConsuming(session: KcatSession, work: ConsumerWork, context: ProcessContext): void {
  if (context.process.exitCode !== null) return
  if (session.consumer === null) onMetadata(session, work, context)
  const { consumer } = session
  if (consumer === null || context.process.exitCode !== null) return
  handleEvents(session, work, consumer, context)
  while (work.closing === null && !work.polling && work.records.length === 0 && work.asked?.about !== 'listing') {
    work.polling = true
    startPoll(consumer, POLL_MS, context.node)
    handleEvents(session, work, consumer, context)
  }
  commitInTime(session, work, consumer, context)
}

/** Of `-C`: the topic and its partitions are looked up before anything is read. */
function onMetadata(session: KcatSession, work: ConsumerWork, context: ProcessContext): void {
  const { options } = session
  const response = takeMetadata(session)
  const name = options.topic ?? ''
  if (response === null) return
  if (response === 'failed')
    return fatal(`Failed to query metadata for topic ${name}: Local: Broker transport failure`, context)
  session.connections.brokers = response.brokers
  const [topic] = response.topics
  if (topic === undefined) return fatal(`No such topic in cluster: ${name}`, context)
  if (topic.errorCode !== 'NONE') return fatal(`Topic ${name} error: ${brokerErrorText(topic.errorCode)}`, context)
  const count = topic.partitions.length
  if (options.start === 'stored' && options.settings.get('group.id') === undefined)
    return fatal(
      `Failed to start consuming topic ${name} [${Math.max(0, options.partition)}]: Local: Invalid argument or configuration`,
      context,
    )
  if (options.partition >= count)
    return fatal(
      `Topic ${name} (with partitions 0..${count - 1}): partition ${options.partition} does not exist`,
      context,
    )
  session.admin = null
  const consumer = createConsumer(session, context)
  if (consumer === null) return
  const wanted = options.partition >= 0 ? [options.partition] : Array.from({ length: count }, (_, index) => index)
  work.assigned = wanted.map((partition) => topicPartition(name, partition))
  assign(consumer, work.assigned, context.node)
  startAt(options, work, work.assigned, consumer, context)
}

function handleEvents(
  session: KcatSession,
  work: ConsumerWork,
  consumer: ConsumerClient,
  context: ProcessContext,
): void {
  work.memberId = consumer.group?.memberId || work.memberId
  if (consumer.core.metadata.brokers.length > 0) session.connections.brokers = consumer.core.metadata.brokers
  for (let events = takeConsumerEvents(consumer); events.length > 0; events = takeConsumerEvents(consumer))
    for (const event of events) handleEvent(session, work, consumer, event, context)
  noteResets(session, work, consumer, context)
  if (session.options.mode === 'G') refuseUnknownTopics(session, consumer, context)
}

function handleEvent(
  session: KcatSession,
  work: ConsumerWork,
  consumer: ConsumerClient,
  event: ConsumerEvent,
  context: ProcessContext,
): void {
  if (event.type === 'closed') return exitProcess(context.process, work.closing?.exitCode ?? 0)
  if (event.type === 'assigned' || event.type === 'revoked' || event.type === 'lost')
    return onRebalance(session, work, consumer, event, context)
  if (event.type === 'completed' || event.type === 'callFailed')
    return onAnswer(session, work, consumer, event, context)
  if (work.closing !== null) return
  if (event.type === 'pollFailed') {
    work.polling = false
    fatal(`Consumer error: ${clientErrorText(event.error)}`, context)
  }
  if (event.type !== 'polled') return
  work.polling = false
  work.records = event.records.filter(({ topicPartition: name }) => !work.stopped.has(name))
  work.printed = 0
  if (event.records.length === 0) lookForEnds(session, work, consumer, context)
}

function onAnswer(
  session: KcatSession,
  work: ConsumerWork,
  consumer: ConsumerClient,
  event: Extract<ConsumerEvent, { type: 'completed' | 'callFailed' }>,
  context: ProcessContext,
): void {
  if (work.closing !== null && event.callId === work.closing.commitId)
    return closeConsumer(consumer, CLOSE_MS, context.node)
  if (work.asked?.callId !== event.callId) return
  const { about } = work.asked
  work.asked = null
  if (event.type === 'callFailed') {
    if (about === 'listing') fatal(`offsets_for_times failed: ${clientErrorText(event.error)}`, context)
    return
  }
  const { value } = event
  const { start } = session.options
  if (value.kind === 'offsetsForTimes')
    for (const [name, found] of value.offsets) {
      if (found === null) seekToEnd(consumer, [name], context.node)
      else seekTo(consumer, work, name, found.offset)
    }
  if (value.kind !== 'offsets') return
  for (const [name, end] of value.offsets) {
    if (about === 'probing') atEnd(session, work, consumer, { name, end }, context)
    else if (typeof start === 'object' && start !== null && 'tail' in start)
      seekTo(consumer, work, name, Math.max(0, end - start.tail))
  }
}

function onRebalance(
  session: KcatSession,
  work: ConsumerWork,
  consumer: ConsumerClient,
  event: Extract<ConsumerEvent, { type: 'assigned' | 'revoked' | 'lost' }>,
  context: ProcessContext,
): void {
  if (session.options.mode !== 'G') return
  const names = [...event.partitions].sort(byTopicThenPartition)
  const shown = names.map((name) => {
    const { topic, partition } = splitTopicPartition(name)
    return `${topic} [${partition}]`
  })
  const isIncremental = session.options.settings.get('partition.assignment.strategy') === 'cooperative-sticky'
  const isNew = event.type === 'assigned'
  const head = `Group ${session.options.group} rebalanced`
  const member = work.memberId
  if (isIncremental) {
    const lost = event.type === 'lost' ? ', assignment lost' : ''
    const how = `incremental ${isNew ? 'assignment' : 'revoke'} of ${names.length} partition(s)`
    const who = `memberid ${member}${lost}, COOPERATIVE rebalance protocol`
    inform(session, 1, `${head}: ${how} (${who}): ${shown.join(', ')}`, context)
  } else
    inform(session, 1, `${head} (memberid ${member}): ${isNew ? 'assigned' : 'revoked'}: ${shown.join(', ')}`, context)
  for (const name of names) for (const known of [work.ends, work.next]) known.delete(name)
  if (!isNew) return giveUp(session, work, consumer, names, context)
  work.assigned = isIncremental ? [...new Set([...work.assigned, ...names])] : names
  if (session.options.start !== null) startAt(session.options, work, names, consumer, context)
}

/** What was printed of them is committed before another member goes on with them. */
function giveUp(
  session: KcatSession,
  work: ConsumerWork,
  consumer: ConsumerClient,
  names: readonly TopicPartition[],
  context: ProcessContext,
): void {
  work.assigned = work.assigned.filter((name) => !names.includes(name))
  work.records = work.records.slice(work.printed).filter(({ topicPartition: name }) => !names.includes(name))
  work.printed = 0
  if (work.closing === null) commitStored(session, work, consumer, context)
}

function commitInTime(
  session: KcatSession,
  work: ConsumerWork,
  consumer: ConsumerClient,
  context: ProcessContext,
): void {
  const { nowUs } = context.node
  if (work.closing !== null || nowUs < work.nextCommitUs) return
  work.nextCommitUs = nowUs + Number(session.options.settings.get('auto.commit.interval.ms') ?? '5000') * 1000
  commitStored(session, work, consumer, context)
}

function commitStored(
  { options }: KcatSession,
  work: ConsumerWork,
  consumer: ConsumerClient,
  { node }: ProcessContext,
): void {
  if (options.mode !== 'G' || !commits(options) || work.stored.size === 0) return
  commitAsync(consumer, takeStored(work), node)
}

function takeStored({ stored }: ConsumerWork) {
  const offsets = [...stored].map(([name, offset]) => ({ topicPartition: name, offset, leaderEpoch: -1 }))
  stored.clear()
  return offsets
}

/** Nothing came for half a second: which partitions are read to their ends, it may be because of open transactions. */
function lookForEnds(
  session: KcatSession,
  work: ConsumerWork,
  consumer: ConsumerClient,
  context: ProcessContext,
): void {
  const open: TopicPartition[] = []
  for (const [name, { state, position, highWatermark }] of consumer.partitions) {
    if (work.stopped.has(name) || state !== 'fetching') continue
    if (work.ends.get(name) === position) continue
    if (highWatermark !== -1 && position >= highWatermark)
      atEnd(session, work, consumer, { name, end: position }, context)
    else open.push(name)
  }
  if (open.length > 0 && work.asked === null && work.closing === null)
    work.asked = { callId: endOffsets(consumer, open, context.node), about: 'probing' }
}

/** partition_at_eof. */
function atEnd(
  session: KcatSession,
  work: ConsumerWork,
  consumer: ConsumerClient,
  { name, end }: { readonly name: TopicPartition; readonly end: number },
  context: ProcessContext,
): void {
  const partition = consumer.partitions.get(name)
  if (work.closing !== null || partition === undefined || partition.position !== end) return
  if (work.ends.get(name) === end) return
  work.ends.set(name, end)
  if (session.options.exitsAtEnd && session.options.mode === 'C') stop(work, consumer, name)
  const isOver = session.options.exitsAtEnd && work.assigned.every((each) => work.ends.has(each))
  const { topic, partition: number } = splitTopicPartition(name)
  const leaving = isOver ? ': exiting' : ''
  inform(session, 1, `Reached end of topic ${topic} [${number}] at offset ${end}${leaving}`, context)
  if (isOver) leave(session, work, 0, context)
}

function stop(work: ConsumerWork, consumer: ConsumerClient, name: TopicPartition): void {
  work.stopped.add(name)
  work.ends.set(name, work.ends.get(name) ?? -1)
  pause(consumer, [name])
}

/** A position outside of the log: librdkafka says where it goes on instead. */
function noteResets(session: KcatSession, work: ConsumerWork, consumer: ConsumerClient, context: ProcessContext): void {
  for (const [name, offset] of work.next) {
    const partition = consumer.partitions.get(name)
    if (partition?.state !== 'awaitReset') continue
    work.next.delete(name)
    const { topic, partition: number } = splitTopicPartition(name)
    const leader = consumer.core.metadata.topics.get(topic)?.partitions[number]?.leaderId ?? -1
    const to = partition.resetTimestamp === -1 ? 'END' : 'BEGINNING'
    const text = `[thrd:main]: ${topic} [${number}]: offset reset (at offset ${offset}, broker ${leader}) to ${to}: fetch failed due to requested offset not available on the broker: Broker: Offset out of range`
    if (session.options.verbosity > 0) writeError(context.process, logLine(context, 4, 'OFFSET', 'consumer', text))
  }
}

function refuseUnknownTopics({ options }: KcatSession, consumer: ConsumerClient, context: ProcessContext): void {
  for (const topic of options.operands) {
    const code = consumer.core.metadata.errors.get(topic)
    if (code !== 'UNKNOWN_TOPIC_OR_PARTITION' && code !== 'INVALID_TOPIC_EXCEPTION') continue
    const why = `Subscribed topic not available: ${topic}: ${brokerErrorText(code)}`
    return fatal(`Topic ${topic} [0] error: ${why}`, context)
  }
}

/** Steps made: one record at a time, so that a slow reader holds it back. */
export function printNext(session: KcatSession, work: ConsumerWork, context: ProcessContext): number {
  const read = work.records[work.printed]
  const { options, consumer } = session
  if (read === undefined || work.closing !== null || consumer === null) return 0
  work.printed++
  const name = read.topicPartition
  if (options.until !== null && (read.appendTime ?? read.record.timestamp) >= options.until)
    reachStop(session, work, consumer, read, context)
  else if (!work.stopped.has(name)) {
    const leader = consumer.core.metadata.topics.get(read.topic)?.partitions[read.partition]?.leaderId ?? -1
    const format = { pieces: options.pieces, json: options.json, namesNull: options.namesNull }
    writeOut(context.process, textOfBytes(formatRecord(format, read, leader)))
    work.next.set(name, read.offset + 1)
    work.stored.set(name, read.offset + 1)
    work.ends.delete(name)
    work.count++
    if (work.count === options.count) leave(session, work, 0, context)
  }
  if (work.printed >= work.records.length) {
    work.records = []
    work.printed = 0
    goOnConsuming(session, work, context)
  }
  return 1
}

/** `-o e@…`: the first record that is too late ends its partition. */
function reachStop(
  session: KcatSession,
  work: ConsumerWork,
  consumer: ConsumerClient,
  { topicPartition: name, topic, partition, offset }: ConsumerRecord,
  context: ProcessContext,
): void {
  if (work.stopped.has(name)) return
  stop(work, consumer, name)
  const isOver = work.assigned.every((each) => work.stopped.has(each))
  const text = `Reached stop timestamp for topic ${topic} [${partition}] at offset ${offset}${isOver ? ': exiting' : ''}`
  inform(session, 1, text, context)
  if (isOver) leave(session, work, 0, context)
}

/** Commits what was printed, and leaves. */
export function leave(session: KcatSession, work: ConsumerWork, exitCode: number, context: ProcessContext): void {
  const { consumer, options } = session
  if (work.closing !== null) return
  if (consumer === null) return exitProcess(context.process, exitCode)
  work.closing = { exitCode, commitId: null }
  const pending = options.mode === 'G' && commits(options) && work.stored.size > 0
  const commitId = pending ? commitSync(consumer, takeStored(work), context.node) : null
  if (typeof commitId === 'number') work.closing.commitId = commitId
  else closeConsumer(consumer, CLOSE_MS, context.node)
  handleEvents(session, work, consumer, context)
}
