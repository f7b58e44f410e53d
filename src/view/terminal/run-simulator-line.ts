/** Carries out a line that speaks to the simulator, and says what came of it. */
import { engineWords } from '../../i18n/engine-words.ts'
import type { Translate } from '../../i18n/index.ts'
import { type ClusterImage, isDown } from '../../kafka/observe/cluster-image.ts'
import {
  askAbout,
  type CommandOutcome,
  type Deed,
  pause,
  play,
  seek,
  sendQuietly,
  setSpeed,
  step,
  undoQuietly,
} from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { startAnew } from '../../store/restart.ts'
import { undoneText } from '../../store/undo-message.ts'
import { formatClock, formatPace } from '../parts/format-time.ts'
import {
  helpText,
  type NameableNode,
  parseSimulatorLine,
  type SimulatorAction,
  simulatorCommands,
} from './simulator-commands.ts'

/** Every node that a command may name, and the clients in terminals, which have links of their own to cut. */
export function nameableNodes(image: ClusterImage): readonly NameableNode[] {
  const nodes = [...image.nodes.values()].filter((node) => node.operable)
  const clients = [...image.producers.values(), ...image.members.values()].filter(({ terminal }) => terminal !== null)
  return [...nodes, ...clients.map(({ name, kind }) => ({ id: name, kind, aliases: [] }))]
}

export interface SimulatorAnswer {
  /** Whole lines, or nothing. */
  readonly text: string
  /** What was done to the cluster; null when nothing was. */
  readonly deed: Deed | null
}

export async function runSimulatorLine(line: string, t: Translate): Promise<SimulatorAnswer> {
  const nodes = nameableNodes(useImageStore.getState().image)
  const action = parseSimulatorLine(line, nodes)
  if (action.kind === 'restart') return restart(action.node, t)
  if (action.kind === 'command') {
    const started = action.command.type === 'StartNode' ? action.command.node : null
    return told(await sendQuietly(action.command), started, (at) => t('simulator.done', { at }))
  }
  return { text: await answerTo(action, nodes, t), deed: null }
}

/** What runs needs its time to stop, and is started once it has: the shell does not wait for it. */
async function restart(node: string, t: Translate): Promise<SimulatorAnswer> {
  const status = useImageStore.getState().image.nodes.get(node)?.status
  const ran = status !== undefined && !isDown(status)
  const outcome = await startAnew(node, sendQuietly)
  return told(outcome, ran ? null : node, (at) => t(ran ? 'simulator.restarting' : 'simulator.done', { at, node }))
}

/** `started`: the node that was to start, which may have died at once. */
async function told(
  { error, deed = null }: CommandOutcome,
  started: string | null,
  done: (at: string) => string,
): Promise<SimulatorAnswer> {
  if (error !== null) return { text: `${engineWords(error)}\n`, deed: null }
  const failure = started === null ? null : await startFailure(started)
  return { text: `${failure ?? done(formatClock(deed?.atUs ?? useImageStore.getState().atUs))}\n`, deed }
}

/** What a broker died of that was to start just now. */
async function startFailure(node: string): Promise<string | null> {
  if (!useImageStore.getState().image.brokers.has(node)) return null
  return (await askAbout({ type: 'readProperties', of: { kind: 'broker', node }, text: null })).failure
}

async function answerTo(action: OtherAction, nodes: readonly NameableNode[], t: Translate): Promise<string> {
  switch (action.kind) {
    case 'help':
      return helpText(t, nodes)
    case 'error': {
      const meant = action.suggestion === null ? '' : ` ${t('simulator.didYouMean', { suggestion: action.suggestion })}`
      return `${t(action.key, action.params)}${meant}\n`
    }
    case 'undo':
      return `${undoneText(await undoQuietly(), t)}\n`
    default:
      return moveTime(action, t)
  }
}

type OtherAction = Exclude<SimulatorAction, { readonly kind: 'command' | 'restart' }>
type TimeAction = Exclude<OtherAction, { readonly kind: 'help' | 'error' | 'undo' }>

/** What was never played is computed on the way there, so nobody seeks further beyond it: a minute of waiting or so. */
const FARTHEST_AHEAD_US = 4 * 3_600_000_000
/** Further ahead than this it takes so long that one wants to know how to stop it. */
const FAR_AHEAD_US = 300_000_000

function seekText(atUs: number, latestUs: number, t: Translate): string {
  const farthestUs = latestUs + FARTHEST_AHEAD_US
  if (atUs > farthestUs) return t('simulator.seekTooFar', { at: formatClock(farthestUs) })
  const at = formatClock(seek(atUs))
  return atUs > latestUs + FAR_AHEAD_US ? t('simulator.seekFar', { at, stop: ':pause' }) : at
}

function moveTime(action: TimeAction, t: Translate): string {
  const { speed, latestUs } = usePlaybackStore.getState().playback
  switch (action.kind) {
    case 'play':
      play()
      return ''
    case 'pause':
      pause()
      return ''
    case 'seek':
      return `${seekText(action.atUs, latestUs, t)}\n`
    case 'step':
      step(action.direction, action.to)
      return ''
    case 'speed':
      setSpeed(action.speed, false)
      return `${formatPace(action.speed)}\n`
    case 'autoPace':
      setSpeed(speed, action.on)
      return ''
  }
}

/** Completions of a simulator's line: verbs first, then names of nodes. */
export function completeSimulatorLine(line: string, cursor: number): { from: number; candidates: readonly string[] } {
  const before = line.slice(0, cursor)
  const from = before.lastIndexOf(' ') + 1
  const word = before.slice(from)
  const verbs = [...new Set(simulatorCommands.map(({ usage }) => usage.split(' ')[0]!))]
  const words = word.startsWith(':') ? verbs : nameableNodes(useImageStore.getState().image).map(({ id }) => id)
  return { from, candidates: words.filter((each) => each.startsWith(word)) }
}
