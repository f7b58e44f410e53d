/**
 * A server of this machine that runs in a terminal, as its scripts start one without `-daemon`: it prints what it writes
 * into its log until it ends, and whatever a signal does to the process is done to the server.
 */
import type { NodeId } from '../../engine/node-context.ts'
import { kafkaNodeKinds } from '../../kafka/cluster/node-kinds.ts'
import type { ServerOperation } from '../../kafka/cluster/operate-server.ts'
import { type NodeKind, registryOf, type ServerLogLines } from '../../kafka/common/node-kind.ts'
import type { Profile } from '../../kafka/profile/profile.ts'
import { isFile, readFile, resolvePath } from '../files.ts'
import { inOwnVoice } from '../own-voice.ts'
import { exitProcess, type ProcessContext, type Program, writeError, writeOut } from '../program.ts'
import { type ServerRun, serverIn } from '../shell/server-run.ts'

const kinds: Readonly<Record<string, NodeKind>> = registryOf(kafkaNodeKinds)

/** As often as `tail -f` looks into a file. */
const LOOK_US = 100_000
/** Of a Java virtual machine that was sent SIGTERM, and ended in order. */
const TERMINATED = 143

/** One call of such a script. What a process in the background prints, goes into a file that nobody reads here. */
export interface ServerCall {
  readonly args: readonly string[]
  readonly inBackground: boolean
  readonly profile: Profile
  readonly wallClockMs: number
  machines(): ReturnType<ProcessContext['node']['machines']>
  readFile(path: string): string | undefined
  isFile(path: string): boolean
  print(text: string): void
  /** In the simulator's own voice, in the background as well. */
  say(text: string): void
  printError(text: string): void
  /** Starts it; in the foreground the process goes on as that server. */
  start(node: NodeId, properties: Readonly<Record<string, string>>): void
}

/** `begin` reads the arguments; what it returns is the exit code where nothing was started, 0 in the background. */
export function serverProgram(begin: (call: ServerCall) => number): Program {
  return {
    client: null,
    goesOn: true,
    start(context) {
      const call = callOf(context)
      const code = begin(call)
      const run = serverIn(context.process)
      if (run === null) exitProcess(context.process, call.inBackground ? 0 : code)
      else look(context, run)
    },
    onMessage() {},
    onDisconnect() {},
    onInput() {},
    onTimer(context) {
      const run = serverIn(context.process)
      if (run !== null && context.process.exitCode === null) look(context, run)
    },
    onInterrupt(context) {
      const run = serverIn(context.process)
      if (run === null) return exitProcess(context.process, 130)
      operate(context, { type: 'StopServer', node: run.node })
    },
    onSignal(context, signal) {
      const run = serverIn(context.process)
      if (run === null || run.isSecond) return
      if (signal === 'KILL') operate(context, { type: 'KillServer', node: run.node })
      if (signal === 'HUP') operate(context, { type: 'StopServer', node: run.node })
      if (signal === 'STOP') operate(context, { type: 'PauseServer', node: run.node })
      if (signal === 'CONT') operate(context, { type: 'ResumeServer', node: run.node })
    },
  }
}

function callOf(context: ProcessContext): ServerCall {
  const { process, disk, node, profile } = context
  const inBackground = process.args[0] === '-daemon'
  const at = (path: string) => resolvePath(process.folder, path)
  return {
    args: inBackground ? process.args.slice(1) : process.args,
    inBackground,
    profile,
    wallClockMs: node.wallClockMs,
    machines: () => node.machines(),
    readFile: (path) => readFile(disk, at(path)),
    isFile: (path) => isFile(disk, at(path)),
    print: (text) => inBackground || writeOut(process, text),
    printError: (text) => inBackground || writeError(process, text),
    say: (text) => writeError(process, inOwnVoice(text)),
    start: (server, properties) => begin(context, server, properties, inBackground),
  }
}

function begin(
  context: ProcessContext,
  node: NodeId,
  properties: Readonly<Record<string, string>>,
  inBackground: boolean,
): void {
  const { process } = context
  const before = logOf(context, node)
  const isSecond = isUp(context, node)
  const heap = process.heapOptions === undefined ? {} : { heapOptions: process.heapOptions }
  const refusal = operate(context, { type: 'StartServer', node, properties, ...heap })
  if (refusal !== null) {
    writeError(process, inOwnVoice(refusal))
    return exitProcess(process, 1)
  }
  if (inBackground) return
  process.state = { kind: 'server', node, isSecond, ...endOf(before) } satisfies ServerRun
  if (process.tty && process.job === 0 && isUp(context, node) && !isSecond)
    writeError(process, inOwnVoice(`${node} runs in this terminal: go on in another one. Ctrl-C ends it.`))
}

function endOf(entries: readonly ServerLogLines[]): Pick<ServerRun, 'atMs' | 'shown'> {
  const atMs = entries.at(-1)?.atMs ?? 0
  return { atMs, shown: entries.filter((entry) => entry.atMs === atMs).length }
}

/** Prints what has been written since, and ends when the server has. */
function look(context: ProcessContext, run: ServerRun): void {
  const { process, node } = context
  const entries = logOf(context, run.node)
  const same = entries.filter(({ atMs }) => atMs === run.atMs).slice(run.shown)
  const fresh = [...same, ...entries.filter(({ atMs }) => atMs > run.atMs)]
  const runs = isUp(context, run.node)
  // What another process died of that was started on the same directories, that one prints.
  const own = runs ? fresh.filter(({ dies = false }) => dies === run.isSecond) : fresh
  for (const { text } of own) writeOut(process, text)
  process.state = { ...run, ...endOf(entries) } satisfies ServerRun
  if (own.some(({ dies }) => dies)) exitProcess(process, 1)
  else if (!runs) end(context, run)
  else node.setTimer(LOOK_US, { type: 'LookAgain', periodic: true })
}

/** Somebody has ended it. */
function end({ process, node }: ProcessContext, run: ServerRun): void {
  // The shell says by which signal it was asked.
  if (process.asked !== null) return exitProcess(process, 130)
  if (node.machineOf(run.node)?.status !== 'killed') return exitProcess(process, TERMINATED)
  process.diedOf = 'KILL'
  exitProcess(process, 137)
}

function logOf({ node }: ProcessContext, id: NodeId): readonly ServerLogLines[] {
  const machine = node.machineOf(id)
  return machine === null ? [] : (kinds[machine.kind]?.serverLogOf?.(machine) ?? [])
}

function isUp({ node }: ProcessContext, id: NodeId): boolean {
  const status = node.machineOf(id)?.status
  return status === 'running' || status === 'paused'
}

function operate({ node }: ProcessContext, operation: ServerOperation): string | null {
  return node.operate(operation)
}
