/**
 * The terminals' tabs, and what the page itself wrote into them (answers of the simulator, lists of completions). What
 * programs wrote is in the cluster image.
 */
import { create } from 'zustand'
import type { Command } from '../kafka/cluster/commands.ts'
import { type CommandOutcome, type Deed, sendQuietly } from './engine.ts'
import { useImageStore } from './image-store.ts'
import { usePreferences } from './preferences-store.ts'
import { whenRunIsLeft } from './run-left.ts'
import { useSheet } from './sheet-store.ts'
import { showToast } from './toasts-store.ts'

export interface LocalText {
  /** Stands after this many characters of the terminal's own output. */
  readonly afterLength: number
  /** Whole lines, each ended by `\n`. */
  readonly text: string
  /** The command they tell of: where that was not done, or is not done yet, they were never written. */
  readonly deed?: Deed
}

export interface TerminalsState {
  /** Opened here; those the image holds besides are shown too. */
  readonly opened: readonly string[]
  readonly closed: ReadonlySet<string>
  readonly titles: Readonly<Record<string, string>>
  readonly active: string
  readonly local: Readonly<Record<string, readonly LocalText[]>>
}

const FIRST = 'terminal-1'
/** A terminal's own remarks beyond this many are forgotten, oldest first. */
const LOCAL_KEPT = 200

const beginning: TerminalsState = { opened: [FIRST], closed: new Set(), titles: {}, active: FIRST, local: {} }

export const useTerminals = create<TerminalsState>()(() => beginning)

/** By terminal: the last of what is being sent to it. */
const turns = new Map<string, Promise<void>>()

// For another run: one fresh tab.
whenRunIsLeft(() => {
  turns.clear()
  useTerminals.setState(beginning)
})

/** Names of the tabs in order: `terminal-1`, … */
export function tabNames(state: TerminalsState, inImage: Iterable<string>): readonly string[] {
  const names = new Set(state.opened)
  for (const name of inImage) if (!state.closed.has(name)) names.add(name)
  return [...names].sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1))
}

/** The number in `terminal-3`, for its title; 0 where there is none. */
export function numberOf(name: string): number {
  return Number(/(\d+)$/.exec(name)?.[1] ?? 0)
}

/** Adds a tab and shows it. The engine hears of the terminal when something is typed into it. */
export function openTab(): string {
  const state = useTerminals.getState()
  const taken = new Set([...state.opened, ...useImageStore.getState().image.terminals.keys()])
  let number = 1
  while (taken.has(`terminal-${number}`)) number++
  const name = `terminal-${number}`
  const closed = new Set(state.closed)
  closed.delete(name)
  useTerminals.setState({ opened: [...state.opened, name], closed, active: name })
  return name
}

export function closeTab(name: string): void {
  const { image } = useImageStore.getState()
  const state = useTerminals.getState()
  const opened = state.opened.filter((each) => each !== name)
  const next = { ...state, opened, closed: new Set(state.closed).add(name) }
  const left = tabNames(next, image.terminals.keys())
  useTerminals.setState({ ...next, active: state.active === name ? (left.at(-1) ?? '') : state.active })
  if (left.length === 0) openTab()
  if (image.terminals.has(name)) void sendQuietly({ type: 'CloseTerminal', terminal: name })
}

export function selectTab(name: string): void {
  useTerminals.setState({ active: name })
}

export function renameTab(name: string, title: string): void {
  useTerminals.setState(({ titles }) => ({ titles: { ...titles, [name]: title } }))
}

/** Writes into a terminal on the page's own behalf. */
export function writeLocally(name: string, text: string): LocalText {
  const afterLength = useImageStore.getState().image.terminals.get(name)?.outputLength ?? 0
  const written = { afterLength, text }
  changeLocal(name, (texts) => [...texts, written].slice(-LOCAL_KEPT))
  return written
}

/** What was written turns out to tell of a command. */
export function tieToDeed(name: string, written: readonly LocalText[], deed: Deed): void {
  // The engine is a frame ahead of the picture, and what is on screen now must not go away until that is shown.
  const told = { ...deed, atUs: Math.min(deed.atUs, useImageStore.getState().atUs) }
  changeLocal(name, (texts) => texts.map((each) => (written.includes(each) ? { ...each, deed: told } : each)))
}

function changeLocal(name: string, change: (texts: readonly LocalText[]) => readonly LocalText[]): void {
  useTerminals.setState(({ local }) => ({ local: { ...local, [name]: change(local[name] ?? []) } }))
}

/** Forgets what the page wrote, for Ctrl-L. */
export function clearLocally(name: string): void {
  changeLocal(name, () => [])
}

/** Gives a line, or several, to the shell or program of a terminal; opens the terminal first where needed. */
export function typeLine(name: string, text: string): Promise<CommandOutcome> {
  return inTurn(name, { type: 'TypeLine', terminal: name, text })
}

export async function interrupt(name: string): Promise<void> {
  await inTurn(name, { type: 'Interrupt', terminal: name })
}

/** Ctrl-Z. */
export async function suspend(name: string): Promise<void> {
  await inTurn(name, { type: 'Suspend', terminal: name })
}

export async function endInput(name: string): Promise<void> {
  await inTurn(name, { type: 'EndOfInput', terminal: name })
}

/** Types a line for the reader, in the terminal on show, or in a new one while a program runs there. */
export async function runInTerminal(line: string): Promise<void> {
  usePreferences.getState().setPreferences({ dockOpen: true, dockTab: 'terminals' })
  useSheet.setState({ sheet: 'terminals' })
  const { active } = useTerminals.getState()
  const busy = (useImageStore.getState().image.terminals.get(active)?.running ?? null) !== null
  await typeLine(busy || active === '' ? openTab() : active, line)
}

/** What is typed while the terminal is still being opened must not overtake what was typed before. */
export function inTurn(name: string, command: Command): Promise<CommandOutcome> {
  const turn = (turns.get(name) ?? Promise.resolve()).then(async () => {
    await ensureOpen(name)
    const outcome = await sendQuietly(command)
    report(outcome)
    return outcome
  })
  // Whoever comes next waits for the end of this one, whichever it is.
  turns.set(
    name,
    turn.then(
      () => undefined,
      () => undefined,
    ),
  )
  return turn
}

/** After going back to before a terminal was opened, it has to be opened again. */
async function ensureOpen(name: string): Promise<void> {
  if (useImageStore.getState().image.terminals.has(name)) return
  report(await sendQuietly({ type: 'OpenTerminal', terminal: name, tty: true }))
}

function report({ error }: { readonly error: string | null }): void {
  if (error !== null) showToast({ tone: 'error', text: error })
}
