import { inTopicPartitionMapOrder } from '../../../kafka/common/java-hash.ts'
import {
  byTopicThenPartition,
  splitTopicPartition,
  type TopicPartition,
  topicPartition,
} from '../../../kafka/common/topic-partition.ts'
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import type { DescribedGroup } from '../../../kafka/protocol/describe-groups.ts'
import { LATEST_TIMESTAMP } from '../../../kafka/protocol/list-offsets.ts'
import { inScala212PartitionOrder } from '../../../kafka/znodes/scala-map-order.ts'
import { brokerError } from '../../java-errors.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import {
  committedOffsets,
  describeGroup,
  describeTopics,
  type GroupDescription,
  groupsInScope,
  offsetsOf,
  whileWaiting,
} from './group-calls.ts'

type Member = DescribedGroup['members'][number]

const MISSING = '-'

export function describeGroups(options: ParsedOptions, context: ToolContext, timeoutMs: number): void {
  // All are described before the first is printed: one that is unknown ends the whole command.
  const groups = groupsInScope(options, context, timeoutMs).map((groupId) => describeGroup(groupId, context, timeoutMs))
  const verbose = options.has('verbose')
  const { plainTables } = toolsOf(context.profile.name).groupCommand
  if (options.has('members'))
    for (const group of groups) (plainTables ? describeMembersPlainly : describeMembers)(group, verbose, context)
  else if (options.has('state'))
    for (const group of groups) (plainTables ? describeStatePlainly : describeState)(group, verbose, context)
  else {
    const described = groups.map((group) => ({ group, ...offsetRows(group, context, timeoutMs) }))
    for (const { group, rows, ends } of described)
      if (noteState(group, rows.length, context))
        printOffsets(group.groupId, rows, ends, verbose && !plainTables, context)
  }
}

/** Says on stderr what keeps a table from being complete; false when there is nothing to print at all. */
function noteState(group: GroupDescription, rows: number, context: ToolContext): boolean {
  if (group.groupState === 'Dead') {
    context.print(`\nError: Consumer group '${group.groupId}' does not exist.\n`)
    return false
  }
  if (group.groupState === 'Empty') context.printError(`\nConsumer group '${group.groupId}' has no active members.\n`)
  else if (group.groupState !== 'Stable')
    context.printError(`\nWarning: Consumer group '${group.groupId}' is rebalancing.\n`)
  return group.groupState !== 'Empty' || rows > 0
}

interface OffsetRow {
  readonly topicPartition: TopicPartition
  readonly committed: number | null
  readonly leaderEpoch: number | null
  readonly member: Member | null
}

interface OffsetRows {
  readonly rows: readonly OffsetRow[]
  /** Of partitions that have a leader. */
  readonly ends: ReadonlyMap<TopicPartition, number>
}

/** Counterpart: collectGroupsOffsets, which goes through the members, and then through what no member has. */
function offsetRows(group: GroupDescription, context: ToolContext, timeoutMs: number): OffsetRows {
  const committed = new Map(committedOffsets(group.groupId, context, timeoutMs).map((row) => [row.topicPartition, row]))
  const rows: OffsetRow[] = []
  const rowOf = (topicPartition: TopicPartition, member: Member | null): OffsetRow => {
    const offset = committed.get(topicPartition)
    const leaderEpoch = offset === undefined || offset.leaderEpoch < 0 ? null : offset.leaderEpoch
    return { topicPartition, committed: offset?.offset ?? null, leaderEpoch, member }
  }
  const members = [...group.members].sort((a, b) => b.assignment.length - a.assignment.length)
  for (const member of members) {
    for (const topicPartition of assignedOrder(member.assignment, context)) rows.push(rowOf(topicPartition, member))
  }
  const owned = new Set(rows.map((row) => row.topicPartition))
  for (const topicPartition of unassignedOrder([...committed.keys()], context))
    if (!owned.has(topicPartition)) rows.push(rowOf(topicPartition, null))
  return { rows, ends: endsOf(rows, context, timeoutMs) }
}

/** Sorted by their numbers alone, and then put into a map. */
function assignedOrder(partitions: readonly TopicPartition[], { profile }: ToolContext): TopicPartition[] {
  if (toolsOf(profile.name).groupCommand.rows === 'byName') return [...partitions].sort(byTopicThenPartition)
  const numberOf = (each: TopicPartition) => splitTopicPartition(each).partition
  return inScala212PartitionOrder(inTopicPartitionMapOrder(partitions).sort((a, b) => numberOf(a) - numberOf(b)))
}

function unassignedOrder(partitions: TopicPartition[], { profile }: ToolContext): TopicPartition[] {
  const { rows } = toolsOf(profile.name).groupCommand
  return rows === 'ofMaps' ? inTopicPartitionMapOrder(partitions) : partitions.sort(byTopicThenPartition)
}

/**
 * Partitions without a leader are not asked about, where the version looks for each by itself; one that is not there is,
 * and keeps the tool waiting.
 */
function endsOf(rows: readonly OffsetRow[], context: ToolContext, timeoutMs: number): Map<TopicPartition, number> {
  if (rows.length === 0) return new Map()
  const asked = rows.map((row) => row.topicPartition)
  if (!toolsOf(context.profile.name).awaitsPartitions) return offsetsOf(asked, LATEST_TIMESTAMP, context, timeoutMs)
  const topics = describeTopics([...new Set(rows.map((row) => splitTopicPartition(row.topicPartition).topic))], context)
  const unknown = topics.find(({ errorCode }) => errorCode !== 'NONE')
  if (unknown !== undefined) throw whileWaiting(brokerError(context.profile, unknown.errorCode, null), context)
  const leaderless = new Set(
    topics.flatMap(({ name, partitions }) =>
      partitions.filter(({ leaderId }) => leaderId === -1).map(({ partition }) => topicPartition(name, partition)),
    ),
  )
  return offsetsOf(
    asked.filter((each) => !leaderless.has(each)),
    LATEST_TIMESTAMP,
    context,
    timeoutMs,
  )
}

function printOffsets(
  groupId: string,
  rows: readonly OffsetRow[],
  ends: ReadonlyMap<TopicPartition, number>,
  verbose: boolean,
  context: ToolContext,
): void {
  const widest = (values: readonly string[]) => values.reduce((width, value) => Math.max(width, value.length), 15)
  const groupWidth = widest([groupId])
  const topicWidth = widest(rows.map((row) => splitTopicPartition(row.topicPartition).topic))
  const consumerWidth = widest(rows.map((row) => row.member?.memberId ?? MISSING))
  const hostWidth = widest(rows.map((row) => row.member?.clientHost ?? MISSING))
  const line = (cells: readonly string[]) => {
    const [
      group = '',
      topic = '',
      partition = '',
      epoch = '',
      current = '',
      end = '',
      lag = '',
      consumer = '',
      host = '',
      client = '',
    ] = cells
    const middle = [...(verbose ? [epoch] : []), current, end, lag].map((cell) => cell.padEnd(15)).join(' ')
    return `${group.padEnd(groupWidth)} ${topic.padEnd(topicWidth)} ${partition.padEnd(10)} ${middle} ${consumer.padEnd(consumerWidth)} ${host.padEnd(hostWidth)} ${client}\n`
  }
  const header = [
    'GROUP',
    'TOPIC',
    'PARTITION',
    'LEADER-EPOCH',
    'CURRENT-OFFSET',
    'LOG-END-OFFSET',
    'LAG',
    'CONSUMER-ID',
    'HOST',
    'CLIENT-ID',
  ]
  context.print(`\n${line(header)}`)
  for (const row of rows) {
    const { topic, partition } = splitTopicPartition(row.topicPartition)
    const end = ends.get(row.topicPartition)
    const lag = row.committed === null || end === undefined ? MISSING : String(end - row.committed)
    context.print(
      line([
        groupId,
        topic,
        String(partition),
        shown(row.leaderEpoch),
        shown(row.committed),
        shown(end ?? null),
        lag,
        row.member?.memberId ?? MISSING,
        row.member?.clientHost ?? MISSING,
        row.member?.clientId ?? MISSING,
      ]),
    )
  }
}

function shown(value: number | null): string {
  return value === null ? MISSING : String(value)
}

function describeMembers(group: GroupDescription, verbose: boolean, context: ToolContext): void {
  noteState(group, 1, context)
  const { members } = group
  const widest = (values: readonly string[]) => values.reduce((width, value) => Math.max(width, value.length), 15)
  const groupWidth = widest([group.groupId])
  const idWidth = widest(members.map((member) => member.memberId))
  const hostWidth = widest(members.map((member) => member.clientHost))
  const clientWidth = widest(members.map((member) => member.clientId))
  const hasStatic = members.some((member) => member.groupInstanceId !== null)
  const instanceWidth = Math.max(17, widest(members.map((member) => member.groupInstanceId ?? '')))
  const line = (cells: {
    readonly start: readonly [string, string, string, string, string]
    readonly count: string
    readonly verbose: readonly string[]
  }) => {
    const [groupId, id, instance, host, client] = cells.start
    const parts = [
      groupId.padEnd(groupWidth),
      id.padEnd(idWidth),
      ...(hasStatic ? [instance.padEnd(instanceWidth)] : []),
      host.padEnd(hostWidth),
      client.padEnd(clientWidth),
      cells.count.padEnd(15),
    ]
    const widths = [15, 20, 15, 20]
    const rest = verbose ? cells.verbose.map((cell, index) => cell.padEnd(widths[index] ?? 15)) : []
    return `${[...parts, ...rest].join(' ')}${verbose ? '' : ' '}\n`
  }
  context.print(
    `\n${line({
      start: ['GROUP', 'CONSUMER-ID', 'GROUP-INSTANCE-ID', 'HOST', 'CLIENT-ID'],
      count: '#PARTITIONS',
      verbose: ['CURRENT-EPOCH', 'CURRENT-ASSIGNMENT', 'TARGET-EPOCH', 'TARGET-ASSIGNMENT'],
    })}`,
  )
  for (const member of members) {
    context.print(
      line({
        start: [group.groupId, member.memberId, member.groupInstanceId ?? MISSING, member.clientHost, member.clientId],
        count: String(member.assignment.length),
        verbose: [MISSING, assignmentText(member.assignment), MISSING, MISSING],
      }),
    )
  }
}

/** `d:0,1;e:0` */
function assignmentText(assignment: readonly TopicPartition[]): string {
  const topics = new Map<string, number[]>()
  for (const topicPartition of [...assignment].sort(byTopicThenPartition)) {
    const { topic, partition } = splitTopicPartition(topicPartition)
    topics.set(topic, [...(topics.get(topic) ?? []), partition])
  }
  return topics.size === 0
    ? MISSING
    : [...topics].map(([topic, partitions]) => `${topic}:${partitions.join(',')}`).join(';')
}

/** Of before there were epochs: it is as wide as its coordinator, for a reason nobody knows. */
function describeStatePlainly(group: GroupDescription, _verbose: boolean, context: ToolContext): void {
  if (!noteState(group, 1, context)) return
  const coordinator = `${group.coordinator.host}:${group.coordinator.port} (${group.coordinator.id})`
  const width = Math.max(25, coordinator.length)
  const line = (name: string, where: string, strategy: string, state: string, members: string) =>
    `${name.padEnd(width)} ${where.padEnd(25)} ${strategy.padEnd(20)} ${state.padEnd(15)} ${members}\n`
  context.print(`\n${line('GROUP', 'COORDINATOR (ID)', 'ASSIGNMENT-STRATEGY', 'STATE', '#MEMBERS')}`)
  context.print(line(group.groupId, coordinator, group.protocol, group.groupState, String(group.members.length)))
}

function describeMembersPlainly(group: GroupDescription, verbose: boolean, context: ToolContext): void {
  const { groupId, members } = group
  if (!noteState(group, members.length, context) || members.length === 0) return
  const widest = (values: readonly string[]) => values.reduce((width, value) => Math.max(width, value.length), 15)
  const widths = [
    widest([groupId]),
    widest(members.map(({ memberId }) => memberId)),
    widest(members.map(({ clientHost }) => clientHost)),
    widest(members.map(({ clientId }) => clientId)),
    15,
  ]
  const line = (cells: readonly string[], assignment: string) =>
    `${cells.map((cell, at) => cell.padEnd(widths[at] ?? 15)).join(' ')} ${verbose ? assignment : ''}\n`
  context.print(`\n${line(['GROUP', 'CONSUMER-ID', 'HOST', 'CLIENT-ID', '#PARTITIONS'], 'ASSIGNMENT')}`)
  for (const { memberId, clientHost, clientId, assignment } of members) {
    const topics = assignmentText(assignment)
      .replace(/:([\d,]+)/g, '($1)')
      .replaceAll(';', ', ')
    context.print(line([groupId, memberId, clientHost, clientId, String(assignment.length)], topics))
  }
}

function describeState(group: GroupDescription, verbose: boolean, context: ToolContext): void {
  noteState(group, 1, context)
  const coordinator = `${group.coordinator.host}:${group.coordinator.port}  (${group.coordinator.id})`
  const groupWidth = Math.max(15, group.groupId.length)
  const coordinatorWidth = Math.max(25, coordinator.length)
  const line = (cells: readonly [string, string, string, string, string, string, string]) => {
    const [groupId, where, strategy, state, epoch, targetEpoch, members] = cells
    const epochs = verbose ? `${epoch.padEnd(15)} ${targetEpoch.padEnd(25)} ` : ''
    return `${groupId.padEnd(groupWidth)} ${where.padEnd(coordinatorWidth)} ${strategy.padEnd(20)} ${state.padEnd(20)} ${epochs}${members}\n`
  }
  context.print(
    `\n${line(['GROUP', 'COORDINATOR (ID)', 'ASSIGNMENT-STRATEGY', 'STATE', 'GROUP-EPOCH', 'TARGET-ASSIGNMENT-EPOCH', '#MEMBERS'])}`,
  )
  context.print(
    line([
      group.groupId,
      coordinator,
      group.protocol === '' ? MISSING : group.protocol,
      group.groupState,
      MISSING,
      MISSING,
      String(group.members.length),
    ]),
  )
}
