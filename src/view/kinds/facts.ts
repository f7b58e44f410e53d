/** Facts that things of several kinds have in common. */
import type { MessageKey, Translate } from '../../i18n/index.ts'
import type { NodeStatus, Wait } from '../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { waitNumbers } from '../parts/wait-text.ts'
import type { Fact } from './kind-view.ts'

/** A node's status as a fact; anything but running deserves a look. */
export function statusFact(status: NodeStatus, t: Translate): Fact {
  const tone = status === 'running' ? 'ok' : status === 'starting' || status === 'stopping' ? 'warn' : 'bad'
  return { label: t('inspector.fact.status'), value: t(`inspector.status.${status}`), tone }
}

/** A timer that runs: how much of how long, and what comes of it. Nothing where none does. */
export function waitFact(
  [label, outcome]: readonly [label: MessageKey, outcome: MessageKey],
  wait: Wait | null,
  atUs: number,
  t: Translate,
): readonly Fact[] {
  if (wait === null) return []
  const numbers = waitNumbers(wait, atUs, usePreferences.getState().reducedMotion)
  const value = [t('stage.wait.seconds', { ...numbers }), t(outcome, { total: numbers.total })]
  return [{ label: t(label), value, tone: 'warn' }]
}

export function yesNo(value: boolean, t: Translate): string {
  return t(value ? 'inspector.yes' : 'inspector.no')
}

export function listOr(values: readonly (string | number)[], t: Translate): string {
  return values.length === 0 ? t('inspector.none') : values.join(', ')
}

export function toneOf(applies: boolean, tone: 'warn' | 'bad'): Partial<Fact> {
  return applies ? { tone } : {}
}

export function idOrNone(value: number, t: Translate): string {
  return value < 0 ? t('inspector.none') : String(value)
}

/** A client of a terminal has that one's name on the stage, and another one for brokers. */
export function terminalTitle(name: string, terminal: string | null, clientId: string | null, t: Translate): string {
  return terminal === null || clientId === null ? name : t('client.inTerminal', { terminal, clientId })
}

/** By what name a client of a terminal is known to brokers, and so in their logs: events speak of it by that. */
export function terminalFacts(terminal: string | null, clientId: string | null, t: Translate): readonly Fact[] {
  if (terminal === null) return []
  return [
    { label: t('inspector.fact.terminal'), value: terminal },
    ...(clientId === null ? [] : [{ label: t('inspector.fact.clientId'), value: clientId }]),
  ]
}

export function errorFact(error: string | null, t: Translate): readonly Fact[] {
  return error === null ? [] : [{ label: t('inspector.fact.lastError'), value: error, tone: 'bad' }]
}

/** Whether a happening says of itself that it befell this node. */
export function befell(happening: Happening, node: string): boolean {
  return 'node' in happening && happening.node === node
}

/** Whether a happening speaks of this client, by its name or, as brokers do, by its client id. */
export function befellClient(
  happening: Happening,
  name: string,
  config: Readonly<Record<string, string>> | undefined,
): boolean {
  if (befell(happening, name)) return true
  return 'client' in happening && (happening.client === name || happening.client === config?.['client.id'])
}

/** The client that a happening speaks of, or the node that it befell, if it is one of these. */
export function clientAmong(happening: Happening, rows: ReadonlyMap<string, unknown>): string | null {
  return 'client' in happening && rows.has(happening.client) ? happening.client : nodeAmong(happening, rows)
}

/** The node that a happening befell, if it is one of these. */
export function nodeAmong(happening: Happening, rows: ReadonlyMap<string, unknown>): string | null {
  return 'node' in happening && rows.has(happening.node) ? happening.node : null
}
