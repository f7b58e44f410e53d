/**
 * The page's only way to the engine. Frames go into the stores, at most one an animation frame and each acknowledged
 * once it was shown; requests come back as promises; what cannot be done becomes a toast.
 */

import type { CommandReading } from '../cli/command-reading/read-command.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import type { BeatKind } from '../kafka/observe/stories/beat.ts'
import type { RecordRef } from '../worker/chronicle/biography.ts'
import type {
  EnginePort,
  Frame,
  FromWorker,
  JournalEntry,
  RunData,
  SavedBranch,
  SegmentFile,
  TimedHappening,
  ToWorker,
} from '../worker/port.ts'
import type { AnswerTo, AskOf, QuestionName } from '../worker/questions/registry.ts'
import { fetchPart } from './fetch-part.ts'
import { afterFirstFrames } from './first-frames.ts'
import { useFollowed } from './followed-store.ts'
import { clearImage, showFrame, useImageStore } from './image-store.ts'
import { clearPlayback, followFrame, rememberSeek, usePlaybackStore } from './playback-store.ts'
import { useSelectionStore } from './selection-store.ts'
import type { Crash } from './session-store.ts'
import { useKnownSettings } from './settings-store.ts'

export interface CommandOutcome {
  /** What went wrong, in words; null when the command is in the journal and durable. */
  readonly error: string | null
  /** Where it stands in the run's history; null when it does not. */
  readonly deed?: Deed | null
}

/** A command's place in the run's history: on which branch it was given, and as which entry of the journal. */
export interface Deed extends Pick<JournalEntry, 'atUs' | 'afterEvents'> {
  readonly branchId: string
}

/** What was taken back, and where it stays done. */
export type Undone = Pick<Answer<'undone'>, 'command' | 'keptBranch'>

export interface EngineHooks {
  /** Makes a journal entry durable; a command is shown as done only after this. */
  readonly saveEntry?: (entry: JournalEntry, branchId: string) => Promise<void>
  readonly onCrash?: (crash: Crash) => void
  readonly onFrame?: (frame: Frame) => void
  /** After a command of the reader's own (not a terminal line), so that the page can offer to undo it. */
  readonly onCommandDone?: (command: Command) => void
  readonly onUndone?: (undone: Undone) => void
}

type Answer<Type extends FromWorker['type']> = Extract<FromWorker, { readonly type: Type }>
type Request = Extract<ToWorker, { readonly requestId: number }>
type WithoutId<Message> = Message extends unknown ? Omit<Message, 'requestId'> : never

interface Waiting {
  readonly resolve: (answer: FromWorker) => void
  readonly reject: (error: Error) => void
}

/** A newer question took the place of this one, or another run was opened: nobody waits for the answer any more. */
export class QuestionDropped extends Error {
  override readonly name = 'QuestionDropped'
}

interface Connection {
  readonly port: EnginePort
  readonly hooks: EngineHooks
  readonly waiting: Map<number, Waiting>
  /** The frame that waits for the next animation frame. */
  pending: Frame | null
  /** A run was opened: frames of the one before may still come in, and mean nothing any more. */
  opening: boolean
  closed: boolean
}

let connection: Connection | null = null
let nextRequestId = 1

/** Ties `port` to the stores, in place of any earlier one. Returns what unties and closes it. */
export function connectEngine(port: EnginePort, hooks: EngineHooks = {}): () => void {
  disconnect()
  const current: Connection = { port, hooks, waiting: new Map(), pending: null, opening: false, closed: false }
  connection = current
  clearImage()
  clearPlayback()
  useFollowed.setState({ places: null })
  useKnownSettings.setState({ known: null })
  useSelectionStore.getState().select(null)
  const forget = port.onMessage((message) => receive(current, message))
  const onVisibility = () => post({ type: 'setVisible', visible: document.visibilityState !== 'hidden' })
  document.addEventListener('visibilitychange', onVisibility)
  const forgetMoves = afterFirstFrames(() => current.closed || port.post({ type: 'pictureMoves' }))
  return () => {
    forget()
    forgetMoves()
    document.removeEventListener('visibilitychange', onVisibility)
    close(current)
  }
}

function disconnect(): void {
  if (connection !== null) close(connection)
}

function close(current: Connection): void {
  if (current.closed) return
  current.closed = true
  current.waiting.clear()
  current.port.close()
  if (connection === current) connection = null
}

function receive(current: Connection, message: FromWorker): void {
  if (current.closed) return
  if (message.type === 'frame') {
    queueFrame(current, message.frame)
  } else if (message.type === 'opening') {
    useImageStore.setState({ opening: message.share })
  } else if (message.type === 'crashed') {
    current.hooks.onCrash?.({ message: message.message, run: message.run })
  } else {
    const waiting = current.waiting.get(message.requestId)
    current.waiting.delete(message.requestId)
    if (message.type !== 'unanswered') waiting?.resolve(message)
    else waiting?.reject(message.error === null ? new QuestionDropped() : new Error(message.error))
  }
}

/** The worker sends no second frame before the first is acknowledged, so one place to wait is enough. */
function queueFrame(current: Connection, frame: Frame): void {
  current.pending = frame
  requestAnimationFrame(() => {
    if (current.closed || current.pending !== frame) return
    current.pending = null
    if (current.opening && !frame.whole) return
    current.opening = false
    followFrame(frame)
    showFrame(frame)
    if (frame.followed !== undefined) useFollowed.setState({ places: frame.followed })
    current.hooks.onFrame?.(frame)
    current.port.post({ type: 'frameShown', sequence: frame.sequence, wallMs: performance.now() })
  })
}

function post(message: ToWorker): void {
  connection?.port.post(message)
}

function ask<Type extends FromWorker['type']>(request: WithoutId<Request>): Promise<Answer<Type>> {
  const current = connection
  if (current === null) return Promise.reject(new Error('No engine is connected'))
  const requestId = nextRequestId++
  return new Promise((resolve, reject) => {
    current.waiting.set(requestId, { resolve: (answer) => resolve(answer as Answer<Type>), reject })
    current.port.post({ ...request, requestId } as Request)
  })
}

/**
 * Asks what `worker/questions` has an answer to. Rejects with `QuestionDropped` when a newer question of the same name
 * takes the place of this one, and with another error when the answer could not be found.
 */
export function askAbout<Name extends QuestionName>(
  question: AskOf<Name> & { readonly type: Name },
): Promise<AnswerTo<Name>> {
  return ask(question as WithoutId<Request>) as unknown as Promise<AnswerTo<Name>>
}

/**
 * Opens a run in the connected engine. `branches` are the saved ones, or null for a run without any; `branchId` tells
 * which of them `run` is; `script` is as in the message.
 */
export function openRun(
  run: RunData,
  branches: readonly SavedBranch[] | null,
  branchId: string | undefined,
  { playing, script }: Pick<Extract<ToWorker, { readonly type: 'open' }>, 'playing' | 'script'>,
): void {
  clearImage()
  clearPlayback()
  useFollowed.setState({ places: null })
  useKnownSettings.setState({ known: null })
  useSelectionStore.getState().select(null)
  if (connection !== null) connection.opening = true
  const shown = branchId === undefined ? {} : { branchId }
  post({ type: 'open', run, branches, ...shown, ...(script === undefined ? {} : { script }), playing })
}

/** Gives a command to the cluster and waits until it is journaled and durable. Never rejects; errors become toasts. */
export async function sendCommand(command: Command): Promise<CommandOutcome> {
  const outcome = await sendQuietly(command)
  if (outcome.error !== null) {
    const { tellRefused } = await fetchPart(() => import('./command-told.ts'))
    tellRefused(outcome.error)
  } else connection?.hooks.onCommandDone?.(command)
  return outcome
}

/** As `sendCommand`, for callers that show the outcome themselves, such as terminals. */
export async function sendQuietly(command: Command): Promise<CommandOutcome> {
  const current = connection
  try {
    const done = await ask<'commandDone'>({ type: 'command', command })
    if (done.error !== null) return { error: done.error }
    if (done.entry === null) return { error: null }
    const { atUs, afterEvents } = done.entry
    await current?.hooks.saveEntry?.(done.entry, done.branchId)
    return { error: null, deed: { branchId: done.branchId, atUs, afterEvents } }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/** Frames tell from now on where this record is; null: of none. */
export const follow = (record: RecordRef | null) => post({ type: 'follow', record })

export const play = () => post({ type: 'play' })
export const pause = () => post({ type: 'pause' })

/** Takes back the last command before this instant; the page tells what that was. */
export async function undo(): Promise<void> {
  const current = connection
  const undone = await undoQuietly()
  current?.hooks.onUndone?.(undone)
}

/** As `undo`, for callers that tell it themselves. */
export function undoQuietly(): Promise<Undone> {
  return ask<'undone'>({ type: 'undo' })
}

/**
 * Makes a branch on which `instead` stand in place of a command that was given: none, another, or several. The branch on
 * show stays. Null where there is no such command any more, or with the `error` that stands in the way.
 */
export function makeBranch(
  deed: Omit<Deed, 'atUs'>,
  instead: readonly Command[],
): Promise<Pick<Answer<'branchMade'>, 'branchId' | 'error'>> {
  return ask<'branchMade'>({ type: 'whatIf', ...deed, instead })
}

/** To an instant of this branch, in simulated microseconds, no earlier than the run begins. Returns where it leads. */
export function seek(atUs: number): number {
  const wanted = Math.max(usePlaybackStore.getState().beginsAtUs, Math.round(atUs))
  rememberSeek(wanted)
  post({ type: 'seek', atUs: wanted })
  return wanted
}

/** Playing pauses by itself at moments of these kinds. */
export const holdAt = (kinds: readonly BeatKind[]) => post({ type: 'holdAt', kinds })

export const step = (direction: 'forward' | 'back', to: 'event' | 'happening') => post({ type: 'step', direction, to })
/** `speed` is simulated time per wall time, 0.001 to 100. */
export const setSpeed = (speed: number, autoPace: boolean) => post({ type: 'setSpeed', speed, autoPace })
/** To where it was left, or to an instant of it. */
export const openBranch = (branchId: string, atUs?: number) =>
  post({ type: 'openBranch', branchId, ...(atUs === undefined ? {} : { atUs }) })
export const renameBranch = (branchId: string, name: string) => post({ type: 'renameBranch', branchId, name })
export const deleteBranch = (branchId: string) => post({ type: 'deleteBranch', branchId })

/** Tab completion: the candidates replace the line from `from` to the cursor. */
export async function complete(line: string, cursor: number): Promise<{ from: number; candidates: readonly string[] }> {
  const { from, candidates } = await askAbout({ type: 'complete', line, cursor })
  return { from, candidates }
}

/** What a line or a block of commands says, in the run's version, and what was meant by it; nothing is run. */
export async function readCommand(text: string): Promise<CommandReading> {
  return askAbout({ type: 'readCommand', text })
}

/** The run and every branch of it, for saving, links and files. */
export async function exportRun(): Promise<{
  readonly run: RunData
  readonly branches: readonly SavedBranch[]
  readonly branchId: string | undefined
}> {
  const { run, branches, branchId } = await askAbout({ type: 'exportRun' })
  return { run, branches, branchId }
}

/** One replica's log directory, in Kafka's own format. */
export async function readSegments(broker: number, topicPartition: string): Promise<readonly SegmentFile[]> {
  return (await askAbout({ type: 'readSegments', broker, topicPartition })).files
}

/** Fetches what the run's Kafka version knows of its settings, if that is not there yet. */
export async function loadKnownSettings(): Promise<void> {
  if (useKnownSettings.getState().known !== null) return
  const { settings } = await askAbout({ type: 'readSettings' })
  useKnownSettings.setState({ known: settings })
}

/** The state hash at this instant. */
export async function readHash(): Promise<{ hash: string; atUs: number; eventsExecuted: number }> {
  const { hash, atUs, eventsExecuted } = await askAbout({ type: 'readHash' })
  return { hash, atUs, eventsExecuted }
}

/** The happenings that led to this one, nearest first. */
export async function explain(happeningId: number): Promise<{
  readonly chain: readonly TimedHappening[]
  readonly command: Command | null
  readonly afterEvents?: number
}> {
  return askAbout({ type: 'explain', happeningId })
}
