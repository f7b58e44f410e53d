/** Questions about the present, which change nothing. */
import type { Timeline } from '../engine/timeline.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import type { EngineParts } from './engine-parts.ts'
import { timed } from './frame-maker.ts'
import type { FromWorker, KnownSettings, TimedHappening, ToWorker } from './port.ts'
import { exportTimeline } from './run-codec.ts'
import { SchemaError } from './schema.ts'

type RunTimeline = Timeline<ClusterSpec, Command>

type Why = Extract<FromWorker, { readonly type: 'why' }>

const MAX_CAUSES = 100
const NO_SETTINGS: KnownSettings = { topic: {}, broker: {}, producer: {}, consumer: {} }

/** Null for a message that is no question. The timeline must not be in the middle of a seek. */
export function answer(parts: EngineParts, timeline: RunTimeline, message: ToWorker): FromWorker | null {
  switch (message.type) {
    case 'complete': {
      const { requestId, line, cursor } = message
      return { type: 'completions', requestId, ...parts.complete(line, cursor, timeline.world) }
    }
    case 'exportRun':
      return { type: 'runExported', requestId: message.requestId, ...exportTimeline(timeline.toSaved()) }
    case 'readSegments': {
      const { requestId, broker, topicPartition } = message
      return { type: 'segmentBytes', requestId, files: parts.readSegments(timeline.world, broker, topicPartition) }
    }
    case 'readSettings': {
      const settings = parts.settingsOf?.(timeline.world) ?? NO_SETTINGS
      return { type: 'settings', requestId: message.requestId, settings }
    }
    case 'readHash': {
      const { atUs, afterEvents } = timeline.position
      const hash = timeline.hash()
      return { type: 'hash', requestId: message.requestId, hash, atUs, eventsExecuted: afterEvents }
    }
    case 'explain':
      return { type: 'why', requestId: message.requestId, ...causesOf(timeline, message.happeningId) }
    default:
      return null
  }
}

/** What led to it, nearest first, and the command of the journal that began it. */
function causesOf(timeline: RunTimeline, happeningId: number): Pick<Why, 'chain' | 'command'> {
  const chain: TimedHappening[] = []
  let first = timeline.happenings.byId(happeningId)
  while (first !== undefined && first.causedBy !== 0 && chain.length < MAX_CAUSES) {
    const cause = timeline.happenings.byId(first.causedBy)
    if (cause === undefined) return { chain, command: null }
    chain.push(timed(cause))
    first = cause
  }
  if (first === undefined || first.causedBy !== 0) return { chain, command: null }
  // A command is an event of its own: what happened in it was done, and nothing led to it.
  const { eventSeq } = first
  const entry = timeline.journal.find(({ afterEvents }) => afterEvents !== undefined && afterEvents + 1 === eventSeq)
  return { chain, command: entry?.command ?? null }
}

/** As the port names branches. */
export function activeBranchId(timeline: RunTimeline): string {
  return String(timeline.branches().find((branch) => branch.active)?.id ?? '')
}

export function hasBranch(timeline: RunTimeline, branchId: string): boolean {
  return timeline.branches().some((branch) => String(branch.id) === branchId)
}

/** What an exception out of a command is told as; the timeline has put the world back. */
export function inWords(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error)
  return error instanceof SchemaError ? `This command is not understood. ${why}` : `This could not be done: ${why}.`
}
