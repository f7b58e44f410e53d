/**
 * Counterpart in ZooKeeper: org.apache.zookeeper.cli, of 3.5.7. What the commands of zookeeper-shell.sh ask of the ensemble,
 * and what they print. What the shell does by itself, such as its history, is `zookeeper-shell.ts`.
 */
import { javaDate } from '../../../kafka/common/civil-date.ts'
import { decodeUtf8, encodeUtf8 } from '../../../kafka/common/utf8.ts'
import type { Stat } from '../../../kafka/protocol/zookeeper/znode-stat.ts'
import type { ZooKeeperError } from '../../../kafka/protocol/zookeeper/zookeeper-error.ts'
import { objectionToPath, ROOT } from '../../../kafka/zookeeper/tree/znode-paths.ts'
import { zxidText } from '../../../kafka/zookeeper/zxid.ts'
import type { EnsembleAnswer, EnsembleRequest } from '../../ensemble-session.ts'
import { inOwnVoice } from '../../own-voice.ts'

export interface ShellRun {
  /** The answer to a request. */
  ask(request: EnsembleRequest): EnsembleAnswer
  print(text: string): void
  printError(text: string): void
}

interface ShellCommand {
  readonly usage: string
  /** Options without a value, and with one. */
  readonly flags: string
  readonly valued?: string
  /** Words that it cannot do without, its path first. */
  readonly words: number
  run(given: Given, shell: ShellRun): ZooKeeperError
  /** Where the stack's own words are shown in place of the shell's. */
  readonly rawErrors?: true
  /** What it says to a word more than it takes, which it then takes for the `-w` of later versions. */
  readonly watchWord?: string
  /** Its path need not be given. */
  readonly pathless?: string
}

interface Given {
  readonly path: string
  readonly words: readonly string[]
  readonly flags: ReadonlySet<string>
  readonly values: ReadonlyMap<string, string>
}

const COMMANDS: Readonly<Record<string, ShellCommand>> = {
  ls: { usage: 'ls [-s] [-w] [-R] path', flags: 'swR', words: 1, run: list, watchWord: watchWord('ls', '[-w]') },
  ls2: { usage: 'ls2 path [watch]', flags: '', words: 1, run: listWithStat },
  get: {
    ...{ usage: 'get [-s] [-w] path', flags: 'sw', words: 1, run: get },
    ...{ rawErrors: true, watchWord: watchWord('get', '[-s] [-w]') },
  },
  stat: { usage: 'stat [-w] path', flags: 'w', words: 1, run: stat, watchWord: watchWord('stat', '[-w]') },
  config: { usage: 'config [-c] [-w] [-s]', flags: 'ws', words: 1, run: get, pathless: '/zookeeper/config' },
  create: { usage: 'create [-s] [-e] [-c] [-t ttl] path [data] [acl]', flags: 'se', words: 1, run: create },
  set: { usage: 'set [-s] [-v version] path data', flags: 's', valued: 'v', words: 2, run: set },
  delete: { usage: 'delete [-v version] path', flags: '', valued: 'v', words: 1, run: remove },
  deleteall: { usage: 'deleteall path', flags: '', words: 1, run: removeAll },
  rmr: { usage: 'rmr path', flags: '', words: 1, run: removeAll },
  getAcl: { usage: 'getAcl [-s] path', flags: 's', words: 1, run: getAcl },
  sync: { usage: 'sync path', flags: '', words: 1, run: sync },
}

/** Every command of 3.5.7 in the words of its help, those not simulated too. */
const HELP = [
  'ZooKeeper -server host:port [-zk-tls-config-file <file>] cmd args',
  ...['addauth scheme auth', 'close ', 'config [-c] [-w] [-s]', 'connect host:port'],
  ...['create [-s] [-e] [-c] [-t ttl] path [data] [acl]', 'delete [-v version] path', 'deleteall path'],
  ...['delquota [-n|-b] path', 'get [-s] [-w] path', 'getAcl [-s] path', 'history ', 'listquota path'],
  ...['ls [-s] [-w] [-R] path', 'ls2 path [watch]', 'printwatches on|off', 'quit '],
  'reconfig [-s] [-v version] [[-file path] | [-members serverID=host:port1:port2;port3[,...]*]] | [-add serverId=host:port1:port2;port3[,...]]* [-remove serverId[,...]*]',
  ...['redo cmdno', 'removewatches path [-c|-d|-a] [-l]', 'rmr path', 'set [-s] [-v version] path data'],
  ...['setAcl [-s] [-v version] [-R] path acl', 'setquota -n|-b val path', 'stat [-w] path', 'sync path'],
].join('\n\t')

const NOT_FOUND = 127

function watchWord(name: string, options: string): string {
  return `'${name} path [watch]' has been deprecated. Please use '${name} ${options} path' instead.\n`
}

/** What the shell says of a word that is none of its commands; the exit code of that. */
export function refuseUnknown(name: string, { printError }: Pick<ShellRun, 'printError'>): number {
  printError(`${HELP}\nCommand not found: Command not found ${name}\n`)
  return NOT_FOUND
}

/** Whether 3.5.7 has such a command; not all of them are here. */
export function isShellCommand(name: string): boolean {
  return HELP.split('\n\t')
    .slice(1)
    .some((usage) => usage.split(' ')[0] === name)
}

/** One command that asks the ensemble, in words; its exit code. */
export function runShellCommand([name = '', ...rest]: readonly string[], shell: ShellRun): number {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined && !isShellCommand(name)) return refuseUnknown(name, shell)
  if (command === undefined) {
    shell.printError(inOwnVoice(`not simulated: ${name}`))
    return 1
  }
  const given = readWords(command, rest)
  if (typeof given === 'string') {
    shell.printError(`${given}\n`)
    return 1
  }
  const objection = objectionToPath(given.path)
  if (objection !== null) {
    shell.printError(`${objection}\n`)
    return 1
  }
  if (name === 'rmr') shell.printError("The command 'rmr' has been deprecated. Please use 'deleteall' instead.\n")
  if (name === 'ls2') shell.printError("'ls2' has been deprecated. Please use 'ls [-s] path' instead.\n")
  if (command.watchWord !== undefined && given.words.length > 0) shell.printError(command.watchWord)
  const error = command.run(given, shell)
  if (error === 'OK') return 0
  shell.printError(`${inWords(error, given.path, command.rawErrors === true)}\n`)
  return 1
}

/** What is wrong with them, in Java's words or by telling how it is used, where something is. */
function readWords(command: ShellCommand, rest: readonly string[]): Given | string {
  const { flags, valued = '', words: needed, usage, pathless, watchWord } = command
  const found = { words: [] as string[], flags: new Set<string>(), values: new Map<string, string>() }
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] as string
    const letters = /^-([A-Za-z]+)$/.exec(word)?.[1]
    if (letters === undefined) found.words.push(word)
    else if (valued.includes(letters) && at + 1 < rest.length) found.values.set(letters, rest[++at] as string)
    else if ([...letters].every((letter) => flags.includes(letter))) for (const each of letters) found.flags.add(each)
    else return `org.apache.commons.cli.UnrecognizedOptionException: Unrecognized option: ${word}`
  }
  const [path, ...words] = pathless === undefined ? found.words : [pathless, ...found.words]
  if (path === undefined || words.length + 1 < needed) return usage
  if (watchWord !== undefined && words.length > 0) found.flags.add('w')
  return { ...found, path, words }
}

const WORDS: Readonly<Partial<Record<ZooKeeperError, string>>> = {
  NONODE: 'Node does not exist: ',
  NOCHILDRENFOREPHEMERALS: 'Ephemerals cannot have children: ',
  NODEEXISTS: 'Node already exists: ',
  NOTEMPTY: 'Node not empty: ',
  BADARGUMENTS: 'Arguments are not valid : ',
  BADVERSION: 'version No is not valid : ',
}

const CODES: Readonly<Partial<Record<ZooKeeperError, string>>> = {
  NONODE: 'NoNode',
  CONNECTIONLOSS: 'ConnectionLoss',
  SESSIONEXPIRED: 'SessionExpired',
}

function inWords(error: ZooKeeperError, path: string, raw: boolean): string {
  const code = CODES[error] ?? error
  const plain = `KeeperErrorCode = ${code} for ${path}`
  if (raw) return `org.apache.zookeeper.KeeperException$${code}Exception: ${plain}`
  const words = WORDS[error]
  return words === undefined ? plain : words + path
}

function list({ path, flags }: Given, shell: ShellRun): ZooKeeperError {
  if (flags.has('R')) return listAll(path, shell)
  const answer = shell.ask({ type: 'GetChildrenRequest', path, watch: flags.has('w') })
  if (answer.type !== 'GetChildrenResponse' || answer.error !== 'OK') return answer.error
  shell.print(`[${sorted(answer.children).join(', ')}]${flags.has('s') ? statText(answer.stat) : ''}\n`)
  return 'OK'
}

function sorted(names: readonly string[]): string[] {
  return [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function listWithStat({ path, ...given }: Given, shell: ShellRun): ZooKeeperError {
  const answer = shell.ask({ type: 'GetChildrenRequest', path, watch: given.words.length > 0 })
  if (answer.type !== 'GetChildrenResponse' || answer.error !== 'OK') return answer.error
  shell.print(`[${sorted(answer.children).join(', ')}]\n${statText(answer.stat)}`)
  return 'OK'
}

/** All children of a znode before what is below them (ZKUtil.visitSubTreeDFS). */
function listAll(path: string, shell: ShellRun): ZooKeeperError {
  const { error } = shell.ask({ type: 'GetDataRequest', path, watch: false })
  if (error !== 'OK') return error
  shell.print(`${path}\n`)
  listBelow(path, shell)
  return 'OK'
}

function listBelow(path: string, shell: ShellRun): void {
  const answer = shell.ask({ type: 'GetChildrenRequest', path, watch: false })
  if (answer.type !== 'GetChildrenResponse') return
  const paths = sorted(answer.children).map((child) => `${path === ROOT ? '' : path}/${child}`)
  for (const each of paths) shell.print(`${each}\n`)
  for (const each of paths) listBelow(each, shell)
}

function get({ path, flags }: Given, shell: ShellRun): ZooKeeperError {
  const answer = shell.ask({ type: 'GetDataRequest', path, watch: flags.has('w') })
  if (answer.type !== 'GetDataResponse' || answer.error !== 'OK') return answer.error
  shell.print(`${answer.data === null ? 'null' : decodeUtf8(answer.data)}\n`)
  if (flags.has('s')) shell.print(statText(answer.stat))
  return 'OK'
}

function stat({ path, flags }: Given, shell: ShellRun): ZooKeeperError {
  const answer = shell.ask({ type: 'ExistsRequest', path, watch: flags.has('w') })
  if (answer.type !== 'ExistsResponse' || answer.error !== 'OK') return answer.error
  shell.print(statText(answer.stat))
  return 'OK'
}

function create({ path, words: [data], flags }: Given, shell: ShellRun): ZooKeeperError {
  const answer = shell.ask({
    ...{ type: 'CreateRequest', path, data: data === undefined ? null : encodeUtf8(data) },
    ...{ ephemeral: flags.has('e'), sequential: flags.has('s') },
  })
  if (answer.type !== 'CreateResponse' || answer.error !== 'OK') return answer.error
  shell.printError(`Created ${answer.path}\n`)
  return 'OK'
}

function set({ path, words: [data = ''], flags, values }: Given, shell: ShellRun): ZooKeeperError {
  const version = Number(values.get('v') ?? -1)
  const answer = shell.ask({ type: 'SetDataRequest', path, data: encodeUtf8(data), version })
  if (answer.type !== 'SetDataResponse' || answer.error !== 'OK') return answer.error
  if (flags.has('s')) shell.print(statText(answer.stat))
  return 'OK'
}

function remove({ path, values }: Given, shell: ShellRun): ZooKeeperError {
  return shell.ask({ type: 'DeleteRequest', path, version: Number(values.get('v') ?? -1) }).error
}

/** Level by level from above, and deleted from below (ZKUtil.deleteRecursive). */
function removeAll({ path }: Given, shell: ShellRun): ZooKeeperError {
  const paths = [path]
  for (const each of paths) {
    const answer = shell.ask({ type: 'GetChildrenRequest', path: each, watch: false })
    if (answer.type !== 'GetChildrenResponse' || answer.error !== 'OK') return answer.error
    for (const child of answer.children) paths.push(`${each === ROOT ? '' : each}/${child}`)
  }
  for (const each of paths.reverse()) {
    const { error } = shell.ask({ type: 'DeleteRequest', path: each, version: -1 })
    if (error !== 'OK') return error
  }
  return 'OK'
}

/** Every znode is open to all here, as in a Kafka without zookeeper.set.acl. */
function getAcl({ path, flags }: Given, shell: ShellRun): ZooKeeperError {
  const answer = shell.ask({ type: 'ExistsRequest', path, watch: false })
  if (answer.type !== 'ExistsResponse' || answer.error !== 'OK') return answer.error
  shell.print("'world,'anyone\n: cdrwa\n")
  if (flags.has('s')) shell.print(statText(answer.stat))
  return 'OK'
}

function sync({ path }: Given, shell: ShellRun): ZooKeeperError {
  const { error } = shell.ask({ type: 'SyncRequest', path })
  if (error === 'OK') shell.print('Sync returned 0\n')
  return error
}

/** StatPrinter. */
function statText(told: Stat | null): string {
  if (told === null) return ''
  return [
    ...[`cZxid = ${zxidText(told.czxid)}`, `ctime = ${javaDate(told.ctime)}`],
    ...[`mZxid = ${zxidText(told.mzxid)}`, `mtime = ${javaDate(told.mtime)}`],
    ...[`pZxid = ${zxidText(told.pzxid)}`, `cversion = ${told.cversion}`, `dataVersion = ${told.version}`],
    ...[`aclVersion = ${told.aversion}`, `ephemeralOwner = ${told.ephemeralOwner}`],
    ...[`dataLength = ${told.dataLength}`, `numChildren = ${told.numChildren}`, ''],
  ].join('\n')
}
