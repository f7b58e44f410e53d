/**
 * Tools written as plain sequential functions. Calls to the cluster look synchronous: the process keeps the answers it
 * has got so far, and when one is missing the function is left by an exception and run again from the top once the
 * answer is there, with the output it wrote before passed over. So a tool reads like its Java source, and its state,
 * a list of answers, can be copied, hashed and replayed, which a suspended call stack could not.
 */

import type { NodeContext } from '../engine/node-context.ts'
import {
  type AdminClient,
  type AdminError,
  type AdminResult,
  type AdminTarget,
  createAdminClient,
  onAdminDisconnect,
  onAdminMessage,
  onAdminTimer,
  startAdminCall,
  takeAdminResult,
} from '../kafka/clients/admin/admin-client.ts'
import type { ServerOperation } from '../kafka/cluster/operate-server.ts'
import { formatWallClock } from '../kafka/common/civil-date.ts'
import type { UnsentRequest } from '../kafka/network/network-client.ts'
import type { Profile } from '../kafka/profile/profile.ts'
import type { Response } from '../kafka/protocol/apis.ts'
import { type EnsembleEvent, type EnsembleNews, ensembleEvent } from './ensemble-session.ts'
import { isFile, isFolder, readFile, resolvePath, writeFile } from './files.ts'
import { stackTrace, thrownByClient } from './java-errors.ts'
import { noticeOfChange } from './own-voice.ts'
import {
  exitProcess,
  type Process,
  type ProcessContext,
  type Program,
  type ToolFacts,
  takeLine,
  writeError,
  writeOut,
} from './program.ts'
import { type ReplayState, Suspended, type ToolSleep } from './replay-state.ts'
import { answerIn, ensembleOf, leave, leavesWith, type ToolEnsemble } from './replayed-ensemble.ts'

export interface ToolCall {
  /** Kafka's name of the call, as error messages show it: `listTopics`. */
  readonly name: string
  readonly target?: AdminTarget
  readonly request: UnsentRequest
  readonly timeoutMs?: number
  /** How often the tool has made it before, where it tries again itself. */
  readonly tries?: number
  /** What a quota of changes refuses is not asked for again. */
  readonly failsOnQuota?: true
}

export interface ToolContext {
  /** The Kafka version that the tool is of. */
  readonly profile: Profile
  /** What its row of the registry says of it. */
  readonly facts: ToolFacts
  readonly args: readonly string[]
  /** Where it was called; paths it is given are seen from there. */
  readonly folder: string
  readonly tty: boolean
  readonly wallClockMs: number
  /** Of the admin client, once it is connected. */
  readonly clientId: string
  /** How long a call of its may take where nothing else is said; Infinity before it is connected. */
  readonly apiTimeoutMs: number
  print(text: string): void
  printError(text: string): void
  /** Opens the admin client; calls before it are bugs. `servers` are addresses with the text the user gave. */
  connect(options: {
    readonly servers: AdminClient['bootstrap']
    readonly endpointType?: AdminClient['endpointType']
    readonly isLegacy?: boolean
    readonly clientId?: string
    readonly apiTimeoutMs?: number
    readonly retryBackoffMs?: number
    readonly retryBackoffMaxMs?: number
    readonly requestTimeoutMs?: number
  }): void
  /** The response, or a thrown `ToolFailure` with the client's error. */
  call<Type extends Response['type']>(call: ToolCall, responseType: Type): Extract<Response, { type: Type }>
  /** Its session with a ZooKeeper ensemble. */
  readonly ensemble: ToolEnsemble
  sleep(ms: number): void
  /** The next line of its standard input, null at its end; for tools made with `readsInput`. */
  readLine(): string | null
  readFile(path: string): string | undefined
  /** Whether there is one, even if it is one whose bytes this simulator does not make. */
  isFile(path: string): boolean
  isFolder(path: string): boolean
  writeFile(path: string, content: string): void
  randomInt(bound: number): number
  /** All machines, for tools that run on them and read their disks. */
  machines(): ReturnType<NodeContext['machines']>
  /** Starts or ends a server of this machine: what stands in the way, or null, and when it was, by the wall clock. */
  operate(operation: ServerOperation): { readonly operated: string | null; readonly atMs: number }
  exit(code: number): never
}

/** What a tool does besides what its function says. */
export interface ToolHabits extends Pick<Program, 'readsInput'> {
  /** What it prints of what its session with an ensemble tells, at once and whatever it is doing. */
  readonly printNews?: (news: EnsembleNews) => string
}

/** An admin call that failed in the client: time out, no coordinator. */
export class ToolFailure extends Error {
  readonly error: AdminError
  constructor(error: AdminError) {
    super(String(error.message))
    this.error = error
  }
}

const FRAME_OF_AN_ADMIN_CLIENT =
  'org.apache.kafka.clients.admin.KafkaAdminClient$AdminClientRunnable.run(KafkaAdminClient.java)'

/** `exit(code)` of a tool on its way out. */
export class Exited extends Error {
  readonly code: number
  constructor(code: number) {
    super('exit')
    this.code = code
  }
}

/** A program out of a sequential function; returning from it is exit code 0. */
export function replayedTool(tool: (context: ToolContext) => void, habits: ToolHabits = {}): Program {
  const { printNews = () => '', ...rest } = habits
  const given = { tool, printNews }
  return {
    client: null,
    ...rest,
    start(context) {
      const state: ReplayState = {
        ...{ admin: null, ensemble: null, silent: false, answers: [], waitingFor: null },
        ...{ emitted: 0, wroteFiles: 0 },
      }
      context.process.state = state
      replay(tool, context, state)
    },
    onMessage(context, message) {
      const state = context.process.state as ReplayState
      const { from, body } = message
      if (onEnsemble({ type: 'message', from, body }, given, context, state)) return
      if (state.admin !== null) onAdminMessage(state.admin, message, context.node)
      goOn(tool, context, state)
    },
    onTimer(context, timer) {
      const state = context.process.state as ReplayState
      if (timer.type === 'ToolSleep') {
        if ((timer as ToolSleep).ensemble !== true) return goOnWith({ slept: true }, tool, context, state)
        if (state.waitingFor === null || !('connecting' in state.waitingFor)) return
        return goOnWith({ holds: false }, tool, context, state)
      }
      if (onEnsemble({ type: 'timer', timer }, given, context, state)) return
      if (state.admin !== null) onAdminTimer(state.admin, timer, context.node)
      goOn(tool, context, state)
    },
    onDisconnect(context, peer) {
      const state = context.process.state as ReplayState
      if (onEnsemble({ type: 'disconnect', peer }, given, context, state)) return
      if (state.admin !== null) onAdminDisconnect(state.admin, peer, context.node)
      goOn(tool, context, state)
    },
    onInput(context) {
      const state = context.process.state as ReplayState
      if (state.waitingFor === null || !('reading' in state.waitingFor) || !hasLine(context.process)) return
      state.waitingFor = null
      replay(tool, context, state)
    },
    onInterrupt(context) {
      exitProcess(context.process, 130)
    },
  }
}

function goOn(tool: (context: ToolContext) => void, context: ProcessContext, state: ReplayState): void {
  if (state.admin === null) return
  printClientLog(context, state.admin)
  if (state.waitingFor === null || !('callId' in state.waitingFor)) return
  const result = takeAdminResult(state.admin, state.waitingFor.callId)
  if (result !== undefined) goOnWith(result, tool, context, state)
}

function goOnWith(
  answer: ReplayState['answers'][number],
  tool: (context: ToolContext) => void,
  context: ProcessContext,
  state: ReplayState,
): void {
  state.waitingFor = null
  state.answers.push(answer)
  replay(tool, context, state)
}

interface GivenTool {
  readonly tool: (context: ToolContext) => void
  readonly printNews: NonNullable<ToolHabits['printNews']>
}

/** False: the event is not its session's with an ensemble. */
function onEnsemble(
  event: EnsembleEvent,
  { tool, printNews }: GivenTool,
  context: ProcessContext,
  state: ReplayState,
): boolean {
  const { process, node } = context
  const told = state.ensemble === null ? null : ensembleEvent(state.ensemble, event, node)
  for (const each of told ?? []) {
    if ((each.type === 'state' || each.type === 'watch') && !state.silent) writeOut(process, printNews(each))
    const answer = answerIn(each, state.waitingFor)
    if (answer === null || process.exitCode !== null) continue
    if (answer === 'left') exitProcess(process, leavesWith(state))
    else goOnWith(answer, tool, context, state)
  }
  return told !== null
}

function hasLine({ stdin, stdinEnded }: Process): boolean {
  return stdinEnded || stdin.includes('\n')
}

function printClientLog(context: ProcessContext, admin: AdminClient): void {
  for (const { level, message, logger, error } of admin.log) {
    writeError(context.process, logLine(context.node.wallClockMs, level, message, logger))
    if (error !== undefined) writeError(context.process, stackTrace(thrownByClient(error), FRAME_OF_AN_ADMIN_CLIENT))
  }
  admin.log = []
}

function replay(tool: (context: ToolContext) => void, context: ProcessContext, state: ReplayState): void {
  try {
    tool(bind(context, state))
    leave(0, context, state)
  } catch (error) {
    if (error instanceof Exited) leave(error.code, context, state)
    else if (!(error instanceof Suspended)) throw error
  }
}

function bind(context: ProcessContext, state: ReplayState): ToolContext {
  const { process, node, disk } = context
  let written = 0
  let filesWritten = 0
  let nextAnswer = 0
  const emit = (write: typeof writeOut, text: string) => {
    if (text === '' || written++ < state.emitted) return
    state.emitted++
    write(process, text)
  }
  return {
    profile: context.profile,
    facts: context.facts,
    args: process.args,
    folder: process.folder,
    tty: process.tty,
    wallClockMs: node.wallClockMs,
    get clientId() {
      return state.admin?.clientId ?? ''
    },
    get apiTimeoutMs() {
      return state.admin?.apiTimeoutMs ?? Infinity
    },
    print: (text) => emit(writeOut, text),
    printError: (text) => emit(writeError, text),
    connect({ servers: bootstrap, clientId = 'adminclient-1', ...settings }) {
      const { name: profile } = context.profile
      state.admin ??= createAdminClient({ profile, clientId, scope: 'tool', bootstrap, ...settings }, node)
    },
    call(call, responseType) {
      const answer = state.answers[nextAnswer++] ?? startCall(state, call, context)
      if (!('ok' in answer)) throw new Error('a tool makes the same calls in every replay')
      if (!answer.ok) throw new ToolFailure(answer.error)
      if (answer.response.type !== responseType) throw new Error(`${call.name} was answered by ${answer.response.type}`)
      emit(writeError, noticeOfChange(call.request, answer.response, context.profile))
      return answer.response as Extract<Response, { type: typeof responseType }>
    },
    ensemble: ensembleOf(context, state, () => nextAnswer++),
    sleep(ms) {
      if (state.answers[nextAnswer++] !== undefined) return
      state.waitingFor = { sleeping: true }
      const timer: ToolSleep = { type: 'ToolSleep' }
      node.setTimer(ms * 1000, timer)
      throw new Suspended()
    },
    readLine() {
      const answer = state.answers[nextAnswer++] ?? readNow(state, process)
      return 'line' in answer ? answer.line : null
    },
    randomInt: (bound) => drawOnce(bound, state, nextAnswer++, context),
    readFile: (path) => readFile(disk, resolvePath(process.folder, path)),
    isFile: (path) => isFile(disk, resolvePath(process.folder, path)),
    isFolder: (path) => isFolder(disk, resolvePath(process.folder, path)),
    writeFile(path, content) {
      if (filesWritten++ < state.wroteFiles) return
      state.wroteFiles++
      writeFile(disk, resolvePath(process.folder, path), content)
    },
    machines: () => node.machines(),
    operate: (operation) => operateOnce(operation, state, nextAnswer++, node),
    exit(code) {
      throw new Exited(code)
    },
  }
}

function drawOnce(bound: number, state: ReplayState, at: number, { process, node }: ProcessContext): number {
  const answer = state.answers[at]
  if (answer !== undefined && 'drawn' in answer) return answer.drawn
  const drawn = node.randomInt(`terminal:${process.address}`, bound)
  state.answers.push({ drawn })
  return drawn
}

function operateOnce(
  operation: ServerOperation,
  state: ReplayState,
  at: number,
  node: NodeContext,
): ReturnType<ToolContext['operate']> {
  const known = state.answers[at]
  if (known !== undefined && 'operated' in known) return known
  const answer = { operated: node.operate(operation), atMs: node.wallClockMs }
  state.answers.push(answer)
  return answer
}

/** A line that has come; else the tool waits for it. */
function readNow(state: ReplayState, process: Process): { readonly line: string | null } {
  if (!hasLine(process)) {
    state.waitingFor = { reading: true }
    throw new Suspended()
  }
  const answer = { line: takeLine(process) }
  state.answers.push(answer)
  return answer
}

/** A call that is over at once, its time being none, is answered here; else the tool goes on with the answer. */
function startCall(state: ReplayState, call: ToolCall, context: ProcessContext): AdminResult {
  if (state.admin === null) throw new Error('a tool connects before it calls')
  const callId = startAdminCall(
    state.admin,
    {
      name: call.name,
      target: call.target ?? { kind: 'any' },
      request: call.request,
      ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
      ...(call.tries === undefined ? {} : { tries: call.tries }),
      ...(call.failsOnQuota ? { failsOnQuota: true as const } : {}),
    },
    context.node,
  )
  const result = takeAdminResult(state.admin, callId)
  if (result !== undefined) {
    state.answers.push(result)
    return result
  }
  state.waitingFor = { callId }
  throw new Suspended()
}

/** A line of Kafka's tool logs: `[2026-03-02 00:00:01,000] WARN … (logger)`. */
export function logLine(wallClockMs: number, level: string, message: string, logger: string): string {
  return `[${formatWallClock(wallClockMs)}] ${level} ${message} (${logger})\n`
}
