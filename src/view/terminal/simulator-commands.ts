/**
 * Lines that begin with a colon speak to the simulator, not to the shell: `:kill broker-2`, `:seek 12.5s`. Parsing is
 * pure; `run-simulator-line.ts` carries the result out.
 */

import type { MessageKey, MessageParams, Translate } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { nearest } from '../../kafka/common/nearest.ts'
import type { NodeImage } from '../../kafka/observe/cluster-image.ts'

export type SimulatorAction =
  | { readonly kind: 'command'; readonly command: Command }
  /** Whatever runs there stops first. */
  | { readonly kind: 'restart'; readonly node: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'play' | 'pause' }
  | { readonly kind: 'seek'; readonly atUs: number }
  | { readonly kind: 'step'; readonly direction: 'forward' | 'back'; readonly to: 'event' | 'happening' }
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'autoPace'; readonly on: boolean }
  | Mistake

/** What is wrong with a line, and, where one is near, what was probably meant. */
interface Mistake {
  readonly kind: 'error'
  readonly key: MessageKey
  readonly params: MessageParams
  readonly suggestion: string | null
}

export interface SimulatorCommandHelp {
  readonly usage: string
  readonly help: MessageKey
}

export const simulatorCommands: readonly SimulatorCommandHelp[] = [
  { usage: ':kill broker-2', help: 'simulator.help.kill' },
  { usage: ':power broker-2', help: 'simulator.help.power' },
  { usage: ':stop broker-2', help: 'simulator.help.stop' },
  { usage: ':start broker-2', help: 'simulator.help.start' },
  { usage: ':restart broker-2', help: 'simulator.help.restart' },
  { usage: ':pause broker-2', help: 'simulator.help.pause' },
  { usage: ':resume broker-2', help: 'simulator.help.resume' },
  { usage: ':slow broker-2 20ms', help: 'simulator.help.slow' },
  { usage: ':slow broker-1 broker-2 20ms', help: 'simulator.help.slowLink' },
  { usage: ':cut broker-1 broker-2', help: 'simulator.help.cut' },
  { usage: ':repair broker-1 broker-2', help: 'simulator.help.repair' },
  { usage: ':hold Fetch from broker-3 to broker-1', help: 'simulator.help.hold' },
  { usage: ':release broker-3 broker-1', help: 'simulator.help.release' },
  { usage: ':play', help: 'simulator.help.play' },
  { usage: ':pause', help: 'simulator.help.pauseTime' },
  { usage: ':step', help: 'simulator.help.step' },
  { usage: ':seek 12.5s', help: 'simulator.help.seek' },
  { usage: ':speed 10', help: 'simulator.help.speed' },
  { usage: ':auto on', help: 'simulator.help.auto' },
  { usage: ':undo', help: 'simulator.help.undo' },
  { usage: ':help', help: 'simulator.help.help' },
]

/** A node as a line may name it; its row in the image will do. */
export type NameableNode = Pick<NodeImage, 'id' | 'kind' | 'aliases'>

/** The list of them, and of the nodes they may be given for, as whole lines. */
export function helpText(t: Translate, nodes: readonly NameableNode[]): string {
  const width = Math.max(...simulatorCommands.map(({ usage }) => usage.length)) + 2
  const lines = simulatorCommands.map(({ usage, help }) => `  ${usage.padEnd(width)}${t(help)}\n`)
  const kinds = [...new Set(nodes.map(({ kind }) => kind))]
  const named = kinds.map((kind) => `  ${kind.padEnd(width)}${namesOf(nodes, kind)}\n`)
  return `${t('simulator.help.intro')}\n${lines.join('')}${t('simulator.help.nodes')}\n${named.join('')}`
}

function namesOf(nodes: readonly NameableNode[], kind: string): string {
  return nodes
    .filter((node) => node.kind === kind)
    .map(({ id, aliases }) => [id, ...aliases.slice(0, 1)].join(' = '))
    .join(', ')
}

const verbs = [...new Set(simulatorCommands.map(({ usage }) => usage.split(' ')[0]!))]

/**
 * A line for the simulator begins with a colon and a word. `:` alone stays a command of the shell, and what a program is
 * given at its own prompt stays a record, unless it is one of the simulator's very words.
 */
export function isSimulatorLine(line: string, prompt: string): boolean {
  const verb = /^\s*(:[a-z]\S*)/i.exec(line)?.[1]?.toLowerCase()
  return verb !== undefined && (prompt !== PRODUCER_PROMPT || verbs.includes(verb))
}

const PRODUCER_PROMPT = '>'

/** `nodes` are those of the cluster on show that may be operated. */
export function parseSimulatorLine(line: string, nodes: readonly NameableNode[]): SimulatorAction {
  const [verb = '', ...words] = line.trim().split(/\s+/)
  const args = words.map((word) => word.replace(/,$/, ''))
  switch (verb.toLowerCase()) {
    case ':kill':
      return onNode(verb, args, nodes, (node) => ({ type: 'KillNode', node }))
    case ':power':
      return onNode(verb, args, nodes, (node) => ({ type: 'PowerCutNode', node }))
    case ':stop':
      return onNode(verb, args, nodes, (node) => ({ type: 'StopNode', node }))
    case ':restart': {
      const start = onNode(verb, args, nodes, (node) => ({ type: 'StartNode', node }))
      return start.kind === 'command' && 'node' in start.command ? { kind: 'restart', node: start.command.node } : start
    }
    case ':start':
      return onNode(verb, args, nodes, (node) => ({ type: 'StartNode', node }))
    case ':pause':
      return args.length === 0 ? { kind: 'pause' } : onNode(verb, args, nodes, (node) => ({ type: 'PauseNode', node }))
    case ':resume':
      return onNode(verb, args, nodes, (node) => ({ type: 'ResumeNode', node }))
    case ':cut':
      return onPair(verb, args, nodes, (a, b) => ({ type: 'CutLink', a, b }))
    case ':repair':
      return onPair(verb, args, nodes, (a, b) => ({ type: 'RepairLink', a, b }))
    case ':release':
      return onPair(verb, withoutPrepositions(args), nodes, (from, to) => ({ type: 'ReleaseLink', from, to }))
    case ':slow':
      return slow(verb, args, nodes)
    case ':hold':
      return hold(verb, args, nodes)
    default:
      return parseTimeLine(verb, args)
  }
}

const stepWords: readonly string[] = ['forward', 'back', 'event', 'happening']

function parseTimeLine(verb: string, args: readonly string[]): SimulatorAction {
  switch (verb.toLowerCase()) {
    case ':play':
      return args.length === 0 ? { kind: 'play' } : usage(verb)
    case ':undo':
      return args.length === 0 ? { kind: 'undo' } : usage(verb)
    case ':help':
    case ':':
      return { kind: 'help' }
    case ':step':
      if (!args.every((word) => stepWords.includes(word))) return usage(verb)
      return {
        kind: 'step',
        direction: args.includes('back') ? 'back' : 'forward',
        to: args.includes('event') ? 'event' : 'happening',
      }
    case ':seek': {
      const atUs = parseInstant(args.join(''))
      return atUs === null ? usage(verb) : { kind: 'seek', atUs }
    }
    case ':speed': {
      const speed = parseSpeed(args.join(' '))
      // Which numbers are none here, no example can say.
      return speed === null ? { ...usage(verb), key: 'simulator.speedUsage' } : { kind: 'speed', speed }
    }
    case ':auto': {
      const on = args.length === 1 && args[0] === 'on'
      return on || (args.length === 1 && args[0] === 'off') ? { kind: 'autoPace', on } : usage(verb)
    }
    default:
      return { kind: 'error', key: 'simulator.unknownCommand', params: { verb }, suggestion: nearest(verb, verbs) }
  }
}

function onNode(
  verb: string,
  args: readonly string[],
  nodes: readonly NameableNode[],
  make: (node: string) => Command,
): SimulatorAction {
  if (args.length !== 1) return usage(verb)
  const node = findNode(args[0]!, nodes)
  return node === null ? unknownNode(args[0]!, nodes) : { kind: 'command', command: make(node) }
}

function onPair(
  verb: string,
  args: readonly string[],
  nodes: readonly NameableNode[],
  make: (a: string, b: string) => Command,
): SimulatorAction {
  if (args.length !== 2) return usage(verb)
  const [a, b] = args.map((name) => findNode(name, nodes))
  if (a === null || a === undefined) return unknownNode(args[0]!, nodes)
  if (b === null || b === undefined) return unknownNode(args[1]!, nodes)
  return a === b ? usage(verb) : { kind: 'command', command: make(a, b) }
}

function slow(verb: string, args: readonly string[], nodes: readonly NameableNode[]): SimulatorAction {
  const delayUs = parseDuration(args.at(-1) ?? '')
  if (delayUs === null) return usage(verb)
  const names = args.slice(0, -1)
  if (names.length === 1) return onNode(verb, names, nodes, (node) => ({ type: 'SlowNode', node, delayUs }))
  return onPair(verb, names, nodes, (a, b) => ({ type: 'SlowLink', a, b, extraUs: delayUs }))
}

/** `:hold Fetch from a to b`, `:hold from a to b`, `:hold a b`. */
function hold(verb: string, args: readonly string[], nodes: readonly NameableNode[]): SimulatorAction {
  const names = withoutPrepositions(args)
  const api = names.length === 3 ? apiName(names[0]!) : null
  return onPair(verb, names.slice(-2), nodes, (from, to) => ({ type: 'HoldLink', from, to, api }))
}

/** `Fetch` means the request; responses are held by their whole name. */
function apiName(name: string): string {
  return /(Request|Response)$/.test(name) ? name : `${name}Request`
}

function withoutPrepositions(args: readonly string[]): readonly string[] {
  return args.filter((word) => word !== 'from' && word !== 'to')
}

function findNode(name: string, nodes: readonly NameableNode[]): string | null {
  const wanted = name.toLowerCase()
  const found =
    nodes.find(({ id }) => id.toLowerCase() === wanted) ?? nodes.find(({ aliases }) => aliases.includes(wanted))
  return found?.id ?? null
}

function unknownNode(name: string, nodes: readonly NameableNode[]): SimulatorAction {
  const ids = nodes.map(({ id }) => id)
  const params = { name, nodes: ids.join(', ') }
  return { kind: 'error', key: 'simulator.unknownNode', params, suggestion: nearest(name, ids) }
}

function usage(verb: string): Mistake {
  const examples = simulatorCommands.filter((each) => each.usage.split(' ')[0] === verb.toLowerCase())
  const usages = examples.map((each) => each.usage).join(`  `)
  return { kind: 'error', key: 'simulator.usage', params: { usage: usages }, suggestion: null }
}

/** `12.5s`, `12.5`, `00:12.480`, `800ms`, in simulated microseconds; null when it is no instant. */
export function parseInstant(text: string): number | null {
  const clock = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text)
  if (clock === null) return parseDuration(/^[\d.]+$/.test(text) ? `${text}s` : text)
  const [, hours = '0', minutes = '0', seconds = '0'] = clock
  return Math.round((Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000_000)
}

/** `20ms`, `1.5s`, `300us`, `2m`, in microseconds; a bare number is milliseconds. */
export function parseDuration(text: string): number | null {
  const [, amount, unit = 'ms'] = /^(\d+(?:\.\d+)?)(us|µs|ms|s|m|min)?$/.exec(text) ?? []
  if (amount === undefined) return null
  const unitUs = { us: 1, µs: 1, ms: 1_000, s: 1_000_000, m: 60_000_000, min: 60_000_000 }[unit] ?? 1_000
  return Math.round(Number(amount) * unitUs)
}

/** `10`, `10x`, `1/200`, between 1/1000 and 100. */
export function parseSpeed(text: string): number | null {
  const [, dividend, divisor = '1'] = /^(\d+(?:\.\d+)?)(?:\/(\d+))?[x×]?$/.exec(text) ?? []
  if (dividend === undefined || Number(divisor) === 0) return null
  const speed = Number(dividend) / Number(divisor)
  return speed >= 0.001 && speed <= 100 ? speed : null
}
