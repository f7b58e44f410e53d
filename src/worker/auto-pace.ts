/**
 * Auto pace: how much simulated time passes in a millisecond of wall time, chosen by what there is to see. Slow while
 * records or news travel, so that the eye can follow a hop of half a millisecond; fast while only timers wait.
 *
 * Two things keep it from being slow for ever. In a busy cluster something always moves, so hops get quicker as the
 * share of time in which records travel grows. And while something is awaited, such as the session of a dead broker
 * running out, ordinary traffic is let past at several times real time.
 */
import { isInternalPartition, METADATA_PARTITION } from '../kafka/common/internal-topics.ts'
import { type ClusterImage, type InFlightMessage, isRebalancing } from '../kafka/observe/cluster-image.ts'

/** A hop of something worth watching takes this long on screen. */
export const HOP_WALL_MS = 500
/** So long, of wall time, news are shown hop by hop in one go… */
const NEWS_SHOWN_MS = 5_000
/** …and from then on each hop is so much quicker for every second more: a new controller asks a hundred things. */
const NEWS_HASTE_PER_SECOND = 2
/** Quiet gives back what was used up, this many times as quickly… */
const NEWS_RECOVERY = 4
/** …once it has lasted so long: fifty partitions that move one after the other are one story, with short breaks in it. */
const NEWS_PAUSE_MS = 1_000
/** However busy the cluster, a hop is not shown quicker than this. */
const SHORTEST_HOP_WALL_MS = 25
/** Ordinary traffic may stretch a simulated second to this much wall time. */
const WALL_MS_PER_SECOND = 14_000
/** Ordinary traffic while something is awaited, and while it is awaited long. */
const AWAITING_PACE = 3
const LONG_AWAITING_PACE = 10
const LONG_AWAITING_AFTER_MS = 3_000
/** Nothing moves: a session timeout of nine seconds passes in a second and a half, ramp included. */
const IDLE_PACE = 8
/** Still nothing: longer timeouts are crossed quicker and quicker. */
const LONG_IDLE_PACE = 60
const LONG_IDLE_AFTER_MS = 1_500
/** Pace grows by this factor in a millisecond at most: from a hop's crawl to full idle speed in about half a second. */
const GROWTH_PER_MS = 1.018
const LONG_GROWTH_PER_MS = 1.001
/** Simulated time over which the share of busy time is averaged. */
const BUSY_WINDOW_US = 2_000_000
/** Even a message on the loopback gets as much time as if it had taken this long. */
const SHORTEST_HOP_US = 200

/** What moves now. */
export interface PaceScene {
  /** Shortest travel time among elections, rebalances and the like on the wires; 0 when there are none. */
  readonly newsHopUs: number
  /** Shortest travel time among messages that carry records; 0 when there are none. */
  readonly recordsHopUs: number
  /** Something is due that the reader waits for: `somethingIsAwaited`. */
  readonly awaited: boolean
  /** Something has just been decided. */
  readonly turningPoint: boolean
}

export interface PaceState {
  /** Simulated time per wall time. */
  readonly pace: number
  /** Share of simulated time, 0 to 1, in which something travelled. */
  readonly busy: number
  /** Wall time since anything worth watching moved. */
  readonly idleMs: number
  /** Wall time since something began to be awaited. */
  readonly awaitedMs: number
  /** Wall time since the last decision; -1 while there was none since the reader came or did something. */
  readonly decidedMs: number
  /** Wall time in which news were shown, less what quiet gave back. */
  readonly newsMs: number
  /** Wall time since there were news. */
  readonly newslessMs: number
  /** Whether something travels in the stretch that is played next. */
  readonly moving: boolean
}

/** After an election, a rebalance or a loss the reader gets so long to see what became of it… */
export const TURNING_POINT_MS = 1_200
/** …and meanwhile even an empty stretch passes no quicker than this. */
const TURNING_POINT_PACE = 0.01

/** So long, of wall time, what a decision led to is shown hop by hop… */
const RELAXES_AFTER_MS = 5_000
/** …and within as much again ordinary records come to pass so many times as quickly: the story has been told. */
const RELAXED = 8

/** A run opens at the pace of a hop, so that the first thing seen is seen well. */
export const INITIAL_PACE: PaceState = {
  pace: 0.002,
  busy: 0.02,
  idleMs: 0,
  awaitedMs: 0,
  decidedMs: -1,
  newsMs: 0,
  newslessMs: 0,
  moving: false,
}

/**
 * The pace after `wallMs` more of wall time, in which `advancedUs` were simulated and `scene` came about. It grows
 * smoothly. It may fall at once, but only where nothing was in motion that could be seen to jump.
 */
export function nextPace(state: PaceState, scene: PaceScene, wallMs: number, advancedUs: number): PaceState {
  const moving = isMoving(scene)
  const weight = advancedUs / (advancedUs + BUSY_WINDOW_US)
  const busy = state.busy + ((state.moving ? 1 : 0) - state.busy) * weight
  const idleMs = moving ? 0 : state.idleMs + wallMs
  const awaitedMs = scene.awaited ? state.awaitedMs + wallMs : 0
  const decidedMs = scene.turningPoint ? 0 : state.decidedMs < 0 ? -1 : state.decidedMs + wallMs
  const newslessMs = scene.newsHopUs > 0 ? 0 : state.newslessMs + wallMs
  const givenBackMs = newslessMs > NEWS_PAUSE_MS ? NEWS_RECOVERY * wallMs : 0
  const newsMs = newslessMs === 0 ? state.newsMs + wallMs : Math.max(0, state.newsMs - givenBackMs)
  const target = targetPace(scene, { busy, idleMs, awaitedMs, decidedMs, newsMs })
  const growth = state.pace < (moving ? AWAITING_PACE : IDLE_PACE) ? GROWTH_PER_MS : LONG_GROWTH_PER_MS
  // A long pause between two frames is no licence to leap.
  const ceiling = state.pace * growth ** Math.min(wallMs, 100)
  const pace = Math.min(target, Math.max(ceiling, INITIAL_PACE.pace / 10))
  return { pace, busy, idleMs, awaitedMs, decidedMs, newsMs, newslessMs, moving }
}

/** Whether the reader has something to follow. */
export function isMoving(scene: PaceScene): boolean {
  return scene.newsHopUs > 0 || scene.recordsHopUs > 0
}

type Lately = Omit<PaceState, 'pace' | 'newslessMs' | 'moving'>

function targetPace(scene: PaceScene, lately: Lately): number {
  if (scene.newsHopUs > 0) return paceOfHop(scene.newsHopUs, newsHopWallMs(lately))
  const idlePace = lately.idleMs > LONG_IDLE_AFTER_MS ? LONG_IDLE_PACE : IDLE_PACE
  const pace = scene.recordsHopUs === 0 ? idlePace : paceOfRecords(scene, lately)
  return scene.turningPoint ? Math.min(pace, TURNING_POINT_PACE) : pace
}

function newsHopWallMs({ newsMs }: Lately): number {
  const haste = 1 + (Math.max(0, newsMs - NEWS_SHOWN_MS) / 1_000) * NEWS_HASTE_PER_SECOND
  return Math.max(SHORTEST_HOP_WALL_MS, HOP_WALL_MS / haste)
}

function paceOfRecords(scene: PaceScene, { busy, awaitedMs, decidedMs }: Lately): number {
  if (scene.awaited) return awaitedMs > LONG_AWAITING_AFTER_MS ? LONG_AWAITING_PACE : AWAITING_PACE
  const hopUs = Math.max(scene.recordsHopUs, SHORTEST_HOP_US)
  const hopsPerSecond = Math.max(1, (busy * 1_000_000) / hopUs)
  const hopWallMs = Math.min(HOP_WALL_MS, WALL_MS_PER_SECOND / hopsPerSecond) / haste(decidedMs)
  return paceOfHop(hopUs, Math.max(SHORTEST_HOP_WALL_MS, hopWallMs))
}

/** How many times as quickly ordinary records may pass as they would with nothing decided. */
function haste(decidedMs: number): number {
  const relaxed = Math.min(1, Math.max(0, decidedMs / RELAXES_AFTER_MS - 1))
  return 1 + relaxed * (RELAXED - 1)
}

function paceOfHop(hopUs: number, wallMs: number): number {
  return Math.max(hopUs, SHORTEST_HOP_US) / 1_000 / wallMs
}

/** What the same message means in another situation. */
export interface PaceContext {
  readonly awaited: boolean
  /** The decisions of the controllers are news, too. */
  readonly turningPoint: boolean
  /** What the reader has typed is news to the reader. */
  readonly terminals: { has(name: string): boolean }
}

export function sceneOf(messages: readonly InFlightMessage[], context: PaceContext): PaceScene {
  const { awaited, turningPoint } = context
  let newsHopUs = 0
  let recordsHopUs = 0
  for (const message of messages) {
    if (message.held || message.from === message.to) continue
    const hopUs = message.arrivesAtUs - message.sentAtUs
    if (isNews(message, context)) newsHopUs = shorter(newsHopUs, hopUs)
    else if (carriesRecords(message)) recordsHopUs = shorter(recordsHopUs, hopUs)
  }
  return { newsHopUs, recordsHopUs, awaited, turningPoint }
}

function isNews(message: InFlightMessage, { turningPoint, terminals }: PaceContext): boolean {
  if (message.records === 0) return message.traffic === 'news'
  return terminals.has(message.from) || (turningPoint && message.topicPartitions.includes(METADATA_PARTITION))
}

/** Records worth following: the controllers' log ticks twice a second, and committed offsets every five. */
function carriesRecords(message: InFlightMessage): boolean {
  if (message.records === 0) return false
  return message.topicPartitions.length === 0 || message.topicPartitions.some((each) => !isInternalPartition(each))
}

function shorter(bestUs: number, hopUs: number): number {
  const atLeast = Math.max(hopUs, 1)
  return bestUs === 0 ? atLeast : Math.min(bestUs, atLeast)
}

const DOWN: ReadonlySet<string> = new Set(['stopped', 'killed', 'poweredOff'])

/**
 * A dead broker not yet fenced, a live one not yet serving, a dead leader not yet replaced; a group rebalancing, a dead
 * member not yet expelled, a live one not yet joined.
 */
export function somethingIsAwaited(image: ClusterImage): boolean {
  const down = new Set<number>()
  for (const broker of image.brokers.values()) {
    if (DOWN.has(broker.status)) down.add(broker.id)
    if (DOWN.has(broker.status) ? !broker.fenced : broker.fenced || broker.status === 'stopping') return true
  }
  for (const partition of image.partitions.values()) if (down.has(partition.leader)) return true
  return membershipIsAwaited(image)
}

function membershipIsAwaited(image: ClusterImage): boolean {
  const alive = new Set<string>()
  for (const member of image.members.values()) {
    if (member.status !== 'running' || member.groupId === '') continue
    if (member.state !== 'stable' && member.state !== 'left') return true
    alive.add(member.memberId)
  }
  for (const group of image.groups.values()) {
    // A member nobody is any more: its session is running out.
    if (isRebalancing(group.state) || group.members.some((memberId) => !alive.has(memberId))) return true
  }
  return false
}

/** A line typed into a console producer lingers for a second before it is sent. */
export function typedRecordsLinger(image: ClusterImage): boolean {
  for (const producer of image.producers.values()) {
    if (producer.terminal !== null && producer.batches.some((batch) => !batch.inFlight)) return true
  }
  return false
}

/** A tool is waited for until it ends; a console until it has come up and connected. */
const TOOL_WAIT_US = 60_000_000
const CONSOLE_WAIT_US = 1_500_000

/** Which terminals run what since when, as seen from image to image. */
export class TerminalWatch {
  #since = new Map<string, { readonly running: string; readonly atUs: number }>()

  /** Whether somebody sits before a terminal that will answer soon. */
  isAwaited(image: ClusterImage, nowUs: number): boolean {
    const before = this.#since
    this.#since = new Map()
    let awaited = false
    for (const { name, running, goesOn, editor } of image.terminals.values()) {
      // An editor waits for its reader, and nobody for it; a pager's reader may wait for what goes into it.
      const isRead = editor !== null && (editor.kind === 'editor' || editor.isWhole)
      if (running === null || isRead) continue
      const known = before.get(name)
      const since = known?.running === running && known.atUs <= nowUs ? known : { running, atUs: nowUs }
      this.#since.set(name, since)
      const waitUs = goesOn ? CONSOLE_WAIT_US : TOOL_WAIT_US
      awaited ||= nowUs - since.atUs < waitUs
    }
    return awaited
  }
}
