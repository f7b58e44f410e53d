/** Turns the present of a timeline into frames: what is new since the frame before. */
import type { UnreadEntry } from '../engine/run.ts'
import type { Happening as KernelHappening } from '../engine/world.ts'
import type { ClusterSpec } from '../kafka/cluster/commands.ts'
import { type ClusterImage, emptyImage } from '../kafka/observe/cluster-image.ts'
import type { Happening } from '../kafka/observe/happenings.ts'
import { markedEntries } from './changes-cluster.ts'
import type { RecordRef } from './chronicle/biography.ts'
import { Followed, type FollowedPlaces } from './chronicle/places.ts'
import { RecordChronicle } from './chronicle/record-chronicle.ts'
import type { EngineParts } from './engine-parts.ts'
import { diffImages } from './image-delta.ts'
import { InFlightTracker } from './in-flight-delta.ts'
import { timelineMarks } from './marks.ts'
import type {
  BranchInfo,
  Frame,
  InexactRun,
  JournalEntry,
  LeftOutEntry,
  Playback,
  RunData,
  SettingsInVain,
  TimedHappening,
  TimelineMark,
} from './port.ts'
import type { RunTimeline } from './run-timeline.ts'
import { standstill } from './standstill.ts'

/** More than anybody reads in a sixtieth of a second; older ones stay in the engine for `explain`. */
export const MAX_FRAME_HAPPENINGS = 200

export class FrameMaker {
  readonly #parts: EngineParts
  #sequence = 0
  #image: ClusterImage = emptyImage()
  /** What the page has: the image at its last frame. */
  #shown: ClusterImage = emptyImage()
  readonly #flights = new InFlightTracker()
  #imageOf: { readonly world: unknown; readonly events: number; readonly atUs: number } | null = null
  #lastHappeningId = 0
  #reset = true
  #whole = true
  #branchesKey = ''
  #marksKey = ''
  #madeBy = ''
  #inexactKey = ''
  #spec: ClusterSpec | null = null
  #inVainKey = ''
  #inVainTold = '[]'
  readonly #marksKnown = new WeakMap<object, boolean>()
  #followed: Followed | null = null
  #followedTold = 'null'

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** The page starts over with an empty picture. */
  startOver(): void {
    this.#shown = emptyImage()
    this.#flights.startOver()
    this.#imageOf = null
    this.#branchesKey = ''
    this.#marksKey = ''
    this.#reset = true
    this.#whole = true
    this.#followed = null
    this.#followedTold = 'null'
  }

  /** Which run was opened. */
  follows({ engineVersion, spec }: RunData): void {
    this.#madeBy = engineVersion
    this.#inexactKey = ''
    this.#spec = spec
    this.#inVainKey = ''
    this.#inVainTold = '[]'
  }

  /** Frames tell from now on where this record is. */
  follow(record: RecordRef | null, timeline: RunTimeline): void {
    this.#followed = record === null ? null : new Followed(record, timeline.world.executedEvents)
    this.#isFollowed(timeline)
  }

  /** On another branch the same number, or the same place, may be another record's. */
  #isFollowed(timeline: RunTimeline): boolean {
    const { chronicle } = timeline
    if (this.#followed === null || !(chronicle instanceof RecordChronicle)) return false
    return this.#followed.isOn(timeline.branches(), chronicle.notes)
  }

  /** The present was left by other means than running on: happenings begin anew. */
  resetHappenings(): void {
    this.#reset = true
  }

  /** The image of the present, built once for each present. */
  imageOf(timeline: RunTimeline): ClusterImage {
    const { world } = timeline
    const known = this.#imageOf
    if (known?.world !== world || known.events !== world.executedEvents || known.atUs !== world.nowUs) {
      this.#image = this.#parts.buildImage(world)
      this.#imageOf = { world, events: world.executedEvents, atUs: world.nowUs }
    }
    return this.#image
  }

  /** A frame of the present. */
  frame(timeline: RunTimeline, playback: Playback): Frame {
    const { world } = timeline
    const image = this.imageOf(timeline)
    const delta = diffImages(this.#shown, image)
    this.#shown = image
    const whole = this.#whole
    this.#whole = false
    const reset = this.#reset
    const happenings = this.#newHappenings(timeline)
    const inexact = this.#changedInexactness(timeline)
    const inVain = this.#changedSettingsInVain(timeline)
    const followed = this.#changedPlaces(timeline)
    return {
      sequence: ++this.#sequence,
      atUs: world.nowUs,
      beginsAtUs: timeline.beginsAtUs,
      whole,
      delta,
      happenings,
      happeningsReset: reset,
      inFlight: this.#flights.changesTo(this.#parts.inFlightImage(world)),
      playback,
      branches: this.#changedBranches(timeline),
      marks: this.#changedMarks(timeline),
      eventsExecuted: world.executedEvents,
      ...(followed === undefined ? {} : { followed }),
      ...(inexact === null ? {} : { inexact }),
      ...(inVain === null ? {} : { inVain }),
    }
  }

  /** Undefined: the page knows. */
  #changedPlaces(timeline: RunTimeline): FollowedPlaces | null | undefined {
    const { chronicle, world } = timeline
    const known = chronicle instanceof RecordChronicle && this.#isFollowed(timeline)
    const places = known ? this.#followed!.placesIn(world, chronicle.notes) : null
    const told = JSON.stringify(places)
    if (told === this.#followedTold) return undefined
    this.#followedTold = told
    return places
  }

  /** While the engine is on its way elsewhere, the picture stays and only `playback` changes. */
  standstill(last: Frame, playback: Playback): Frame {
    return standstill(last, ++this.#sequence, playback)
  }

  /** What has to be told of the run that was opened, when there is more to tell than before. */
  #changedInexactness(timeline: RunTimeline): InexactRun | null {
    const { engineVersion } = this.#parts.model
    const { closeness, leftOut, unread } = timeline
    const asMade = closeness === 'exact' && this.#madeBy === engineVersion
    const active = timeline.branches().find((branch) => branch.active)
    const key = asMade && leftOut.length + unread.length === 0 ? '' : `${closeness} ${active?.id} ${leftOut.length}`
    if (key === this.#inexactKey || key === '') return null
    this.#inexactKey = key
    const entries = leftOut.map(({ entry, reason }) => ({
      entry: { afterEvents: 0, ...entry } as JournalEntry,
      reason,
    }))
    const told = { madeBy: this.#madeBy, engineVersion, closeness, leftOut: entries }
    return unread.length === 0 ? told : { ...told, unread: unread.map(shortened) }
  }

  /** The settings without effect given up to the present, when they are not those told before. */
  #changedSettingsInVain(timeline: RunTimeline): readonly SettingsInVain[] | null {
    if (this.#spec === null || this.#parts.settingsInVain === undefined) return null
    const active = timeline.branches().find((branch) => branch.active)
    const key = `${active?.id} ${timeline.commandsApplied}`
    if (key === this.#inVainKey) return null
    this.#inVainKey = key
    const commands = timeline.journal.slice(0, timeline.commandsApplied).map((entry) => entry.command)
    const found = this.#parts.settingsInVain(this.#spec, commands, timeline.world)
    const told = JSON.stringify(found)
    if (told === this.#inVainTold) return null
    this.#inVainTold = told
    return found
  }

  #newHappenings(timeline: RunTimeline): readonly TimedHappening[] {
    const newest = timeline.world.lastHappeningId
    const oldest = Math.max(this.#reset ? 1 : this.#lastHappeningId + 1, newest - MAX_FRAME_HAPPENINGS + 1)
    this.#reset = false
    this.#lastHappeningId = newest
    return timeline.happenings.range(oldest, newest).map(timed)
  }

  #changedBranches(timeline: RunTimeline): readonly BranchInfo[] | null {
    const branches = branchInfos(timeline)
    const key = branches
      .map(({ id, name, parentId, commands, takenBack }) => `${id} ${parentId} ${commands} ${takenBack} ${name}`)
      .join('\n')
    if (key === this.#branchesKey) return null
    this.#branchesKey = key
    return branches
  }

  #changedMarks(timeline: RunTimeline): readonly TimelineMark[] | null {
    const { marks } = timeline.happenings
    const active = timeline.branches().find((branch) => branch.active)
    const key = `${active?.id} ${timeline.journal.length} ${marks.length} ${marks.at(-1)?.id ?? 0}`
    if (key === this.#marksKey) return null
    this.#marksKey = key
    return timelineMarks(marks, markedEntries(timeline.journal, timeline.happenings, this.#marksKnown))
  }
}

/** The branches as the page lists them. */
export function branchInfos(timeline: RunTimeline): readonly BranchInfo[] {
  return timeline.branches().map((branch) => ({
    id: String(branch.id),
    name: branch.name,
    parentId: branch.parentId === null ? null : String(branch.parentId),
    forkedAtUs: branch.forkedAt.atUs,
    latestUs: branch.latest.atUs,
    commands: branch.commands,
    ...(branch.takenBack ? { takenBack: true } : {}),
  }))
}

/** Enough to recognize it by: a command may carry a whole file. */
const MOST_SHOWN = 300

/** As far as a reader is shown it; the whole of it is in the run. */
function shortened({ atUs, afterEvents, json: entry, reason }: UnreadEntry): LeftOutEntry {
  const json = commandIn(entry) ?? entry
  const shown = json.length > MOST_SHOWN ? `${json.slice(0, MOST_SHOWN)}…` : json
  return { atUs, afterEvents, json: shown, problem: 'unread', reason }
}

/** When it was given is told beside it. */
function commandIn(json: string): string | undefined {
  try {
    return JSON.stringify((JSON.parse(json) as { readonly command?: unknown } | null)?.command)
  } catch {
    return undefined
  }
}

/** As the page sees it; the kernel knows bodies only by their `type`. */
export function timed(happening: KernelHappening): TimedHappening {
  const { id, atUs, causedBy, body } = happening
  return { id, atUs, causedBy, body: body as Happening }
}
