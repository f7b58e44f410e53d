/**
 * Counterpart in Kafka: org.apache.zookeeper.ZooKeeperMainWithTlsSupportForKafka, and the ZooKeeperMain it is made of. A
 * command on its line is done and ends it; without one it does the lines that it is given, one after the other.
 *
 * A shell that is not told to `quit` or to `close` leaves its session behind: what is ephemeral in it stays until it expires.
 *
 * Not simulated: access lists but for showing the open one, quotas, reconfiguration, containers and TTLs, TLS.
 */
import type { EnsembleNews } from '../ensemble-session.ts'
import { inOwnVoice } from '../own-voice.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { parseConnectString } from './zookeeper/connect-string.ts'
import { isShellCommand, refuseUnknown, runShellCommand, type ShellRun } from './zookeeper-shell/shell-commands.ts'
import { splitLine } from './zookeeper-shell/split-line.ts'

const DEFAULT_TIMEOUT_MS = 30_000

export const zookeeperShell = replayedTool(run, { readsInput: true, printNews })

function run(context: ToolContext): void {
  const [servers, ...rest] = context.args
  if (servers === undefined) {
    context.print('USAGE: bin/zookeeper-shell.sh zookeeper_host:port[/path] [-zk-tls-config-file file] [args...]\n')
    return context.exit(1)
  }
  const { timeoutMs, words, refused } = readOptions(rest)
  if (refused !== null) {
    context.printError(inOwnVoice(`not simulated: ${refused}`))
    return context.exit(1)
  }
  context.print(`Connecting to ${servers}\n`)
  connect(servers, timeoutMs, context)
  const session: ShellSession = { context, history: [], exitCode: 0, last: [], watchesShown: true }
  if (words.length > 0) process(words, session)
  else processLines(session)
  context.exit(session.exitCode)
}

interface ShellOptions {
  readonly timeoutMs: number
  /** Of its command. */
  readonly words: readonly string[]
  readonly refused: string | null
}

/** MyCommandOptions.parseOptions: what begins with a dash is an option or nothing, the first word that does not a command. */
function readOptions(rest: readonly string[]): ShellOptions {
  let timeoutMs = DEFAULT_TIMEOUT_MS
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] as string
    if (!word.startsWith('-')) return { timeoutMs, words: rest.slice(at), refused: null }
    if (word === '-timeout') timeoutMs = Number(rest[++at])
    else if (word === '-server') at++
    else if (word === '-r' || word === '-zk-tls-config-file') return { timeoutMs, words: [], refused: word }
  }
  return { timeoutMs, words: [], refused: null }
}

function connect(text: string, sessionTimeoutMs: number, context: ToolContext): void {
  const { servers, unresolved, root } = parseConnectString(text)
  if (root !== '') {
    context.printError(inOwnVoice(`not simulated: a path behind the addresses, ${root}`))
    context.exit(1)
  }
  for (const each of unresolved) {
    const [host = ''] = each.split(':')
    const message = `Unable to resolve address: ${host}/<unresolved>:${each.slice(host.length + 1)}`
    context.printError(logLine(context.wallClockMs, 'ERROR', message, 'org.apache.zookeeper.client.StaticHostProvider'))
    context.printError(`java.net.UnknownHostException: ${host}: Temporary failure in name resolution\n`)
  }
  // Nobody is there to answer, and the client goes on trying.
  const reachable = servers.length > 0 ? servers : ['zookeeper nowhere']
  context.ensemble.open({ servers: reachable, sessionTimeoutMs, retries: false, closes: false })
}

function printNews(news: EnsembleNews): string {
  const [state, type, path] =
    news.type === 'watch' ? ['SyncConnected', news.event, news.path] : [news.state, 'None', 'null']
  return newsText(state, type, path)
}

function newsText(state: string, type: string, path: string): string {
  return `\nWATCHER::\n\nWatchedEvent state:${state} type:${type} path:${path}\n`
}

interface ShellSession {
  readonly context: ToolContext
  /** Its commands as they were given, the latest last. */
  readonly history: string[]
  exitCode: number
  /** In words; a line of blanks does it once more. */
  last: readonly string[]
  watchesShown: boolean
}

function processLines(session: ShellSession): void {
  const { context } = session
  context.print('Welcome to ZooKeeper!\nJLine support is disabled\n')
  for (let line = context.readLine(); line !== null; line = context.readLine()) {
    if (line === '') continue
    const words = splitLine(line)
    if (words.length > 0) session.last = words
    session.history.push(line)
    process(session.last, session)
  }
}

/** Does a command, and remembers how it went. */
function process(words: readonly string[], session: ShellSession): void {
  session.exitCode = outcomeOf(words, session)
}

function outcomeOf(words: readonly string[], session: ShellSession): number {
  const { context } = session
  const [name = '', argument] = words
  if (!isShellCommand(name)) return refuseUnknown(name, context)
  switch (name) {
    case 'quit':
      close(session)
      return context.exit(session.exitCode)
    case 'history':
      return printHistory(session)
    case 'redo':
      return argument === undefined ? live(words, session) : redo(argument, session)
    case 'printwatches':
      return printWatches(argument, session)
    default:
      return live(words, session)
  }
}

/** What needs a session that has not ended. */
function live(words: readonly string[], session: ShellSession): number {
  const { context } = session
  if (!context.ensemble.isAlive()) {
    context.print('Not connected\n')
    return 0
  }
  if (words[0] === 'close') {
    close(session)
    return 0
  }
  return runShellCommand(words, shellRunOf(context))
}

function shellRunOf({ ensemble, print, printError }: ToolContext): ShellRun {
  return { ask: (request) => ensemble.ask(request), print, printError }
}

function close({ context, watchesShown }: ShellSession): void {
  if (!context.ensemble.isAlive()) return
  context.ensemble.ask({ type: 'CloseSessionRequest' })
  if (watchesShown) context.print(newsText('Closed', 'None', 'null'))
}

const SHOWN_COMMANDS = 10

/** The last ten before this one, and this one. */
function printHistory({ context, history }: ShellSession): number {
  const latest = Math.max(0, history.length - 1)
  for (let number = Math.max(0, latest - SHOWN_COMMANDS); number <= latest; number++)
    context.print(`${number} - ${history[number] ?? 'null'}\n`)
  return 0
}

function redo(argument: string, session: ShellSession): number {
  const { context, history } = session
  const number = Number.parseInt(argument, 10)
  // It counts itself only once it is done.
  const line = number < 0 || number >= Math.max(1, history.length) ? undefined : history[number]
  if (line === undefined) return complain('Command index out of range', context)
  const words = splitLine(line)
  if (words[0] === 'redo') return complain('No redoing redos', context)
  history[history.length - 1] = line
  session.last = words
  return outcomeOf(words, session)
}

function complain(text: string, { printError }: ToolContext): number {
  printError(`${text}\n`)
  return 1
}

function printWatches(argument: string | undefined, session: ShellSession): number {
  const { context } = session
  if (argument === undefined) context.print(`printwatches is ${session.watchesShown ? 'on' : 'off'}\n`)
  else session.watchesShown = argument === 'on'
  context.ensemble.show(session.watchesShown)
  return 0
}
