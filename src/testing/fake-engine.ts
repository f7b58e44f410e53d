/** An engine port that computes nothing: tests and the bare page see what was asked of it and say what comes back. */
import { settingsOfProfile } from '../kafka/cluster/settings-of.ts'
import { type ClusterImage, emptyImage, type ImageDelta, type ImageTable } from '../kafka/observe/cluster-image.ts'
import { DEFAULT_PROFILE, profileOf } from '../kafka/profile/registry.ts'
import type { EnginePort, Frame, FromWorker, Playback, RunData, ToWorker } from '../worker/port.ts'

export interface FakeEngine extends EnginePort {
  /** Everything posted, oldest first. */
  readonly posted: readonly ToWorker[]
  say(message: FromWorker): void
  /** Sends a frame; what is left out is as in the frame before. */
  frame(change: Partial<Frame>): Frame
}

export interface FakeEngineOptions {
  /** Answers a message in place of the usual answer; undefined leaves it to the usual one. */
  readonly answer?: (message: ToWorker) => FromWorker | undefined
}

export const pausedPlayback: Playback = {
  state: 'paused',
  speed: 1,
  autoPace: false,
  pace: 1,
  latestUs: 0,
  branchId: 'main',
}

export function fakeEngine(options: FakeEngineOptions = {}): FakeEngine {
  const posted: ToWorker[] = []
  const listeners = new Set<(message: FromWorker) => void>()
  const say = (message: FromWorker) => {
    for (const listener of [...listeners]) listener(message)
  }
  let last: Frame = {
    sequence: 0,
    atUs: 0,
    beginsAtUs: 0,
    whole: false,
    delta: {},
    happenings: [],
    happeningsReset: false,
    inFlight: { set: [], removed: [] },
    playback: pausedPlayback,
    branches: null,
    marks: null,
    eventsExecuted: 0,
  }
  let opening = false
  return {
    posted,
    say,
    post: (message) => {
      posted.push(message)
      opening ||= message.type === 'open'
      const answer = options.answer?.(message) ?? usualAnswer(message, last)
      if (answer !== undefined) queueMicrotask(() => say(answer))
    },
    onMessage: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
    frame: (change) => {
      const inFlight = { set: [], removed: [] }
      const fresh = { delta: {}, inFlight, happenings: [], happeningsReset: false, branches: null, marks: null }
      last = { ...last, ...fresh, whole: opening, sequence: last.sequence + 1, ...change }
      opening = false
      say({ type: 'frame', frame: last })
      return last
    },
  }
}

/** The delta that turns an empty image into `image`. */
export function wholeImage(image: Partial<ClusterImage>): ImageDelta {
  const delta: Record<string, unknown> = {}
  for (const table of Object.keys(emptyImage()) as ImageTable[]) {
    const rows = image[table]
    if (rows !== undefined) delta[table] = { set: [...rows], changed: [], removed: [] }
  }
  return delta as ImageDelta
}

function usualAnswer(message: ToWorker, last: Frame): FromWorker | undefined {
  switch (message.type) {
    case 'command': {
      const entry = { atUs: last.atUs, afterEvents: last.eventsExecuted, command: message.command }
      return { type: 'commandDone', requestId: message.requestId, entry, branchId: 'main', error: null }
    }
    case 'complete':
      return { type: 'completions', requestId: message.requestId, from: message.cursor, candidates: [] }
    case 'readCommand':
      return {
        type: 'commandRead',
        requestId: message.requestId,
        lines: message.text.split('\n'),
        meant: [],
        slips: [],
        commands: [],
      }
    case 'exportRun':
      return { type: 'runExported', requestId: message.requestId, run: emptyRun, branches: [] }
    case 'readSegments':
      return { type: 'segmentBytes', requestId: message.requestId, files: [] }
    case 'readSettings':
      return { type: 'settings', requestId: message.requestId, settings: settingsOfProfile(profileOf(DEFAULT_PROFILE)) }
    case 'judge': {
      const { branchId } = last.playback
      return {
        type: 'judged',
        requestId: message.requestId,
        branchId,
        steps: [],
        verdict: null,
        nearly: false,
        stretch: null,
      }
    }
    case 'readHash':
      return { type: 'hash', requestId: message.requestId, hash: '0', atUs: last.atUs, eventsExecuted: 0 }
    case 'undo':
      return { type: 'undone', requestId: message.requestId, command: null, keptBranch: null }
    case 'explain':
      return { type: 'why', requestId: message.requestId, chain: [], command: null }
    default:
      return undefined
  }
}

const emptyRun: RunData = {
  engineVersion: 'fake',
  spec: {
    profile: 'kafka-4',
    brokers: [],
    controllers: [101],
    config: {},
    topics: [],
    producers: [],
    consumers: [],
    startWallClockMs: 0,
    networkLatencyUs: 500,
  },
  seed: 1,
  journal: [],
  positionUs: 0,
}
