/** Counterparts in coreutils and the JDK: hostname, uname, id, env, printenv, java. What the machine says of itself. */
import { javaOf } from '../../../kafka/profile/java-versions.ts'
import { hasAny, optionSet, readOptions } from '../../options/getopt.ts'
import type { Machine } from '../../terminal-state.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { pathOfProgram, quoted, runAsSubshell } from './called-commands.ts'

const OWN_NAME = 'workstation'

export function hostNameOf({ terminal }: Machine): string {
  return terminal.remotes.at(-1)?.host ?? OWN_NAME
}

export const hostname: Builtin = (args, host) => {
  const wrong = args.find((arg) => !/^-[sfiI]$|^--(short|fqdn|long|ip-address|all-ip-addresses)$/.test(arg))
  if (wrong !== undefined) {
    host.error(`hostname: ${wrong}: this simulator does not model this option\n`)
    return 1
  }
  host.out(args.some((arg) => /^-[iI]$|address/.test(arg)) ? '127.0.0.1\n' : `${hostNameOf(host.machine)}\n`)
  return 0
}

const UNAME = optionSet(
  'uname',
  'a|all s|kernel-name n|nodename r|kernel-release v|kernel-version m|machine p|processor i|hardware-platform o|operating-system',
)

export const uname: Builtin = (args, host) => {
  const read = readOptions(UNAME, args)
  if ('refusal' in read) {
    host.error(read.refusal)
    return read.exitCode
  }
  const [extra] = read.operands
  if (extra !== undefined) {
    host.error(`uname: extra operand ‘${extra}’\n${UNAME.hint}`)
    return 1
  }
  const parts: readonly (readonly [string, string])[] = [
    ['s', 'Linux'],
    ['n', hostNameOf(host.machine)],
    ['r', '6.1-amd64'],
    ['v', '#1 SMP PREEMPT_DYNAMIC'],
    ['m', 'x86_64'],
    ['p', 'unknown'],
    ['i', 'unknown'],
    ['o', 'GNU/Linux'],
  ]
  const asked = read.options.length === 0 ? 's' : read.options.map(({ key }) => key).join('')
  // What is unknown is left out where everything is asked for.
  const shown = parts.filter(([letter, text]) => (asked.includes('a') ? text !== 'unknown' : asked.includes(letter)))
  host.out(`${shown.map(([, text]) => text).join(' ')}\n`)
  return 0
}

const ID = optionSet('id', 'u|user g|group G|groups n|name !r|real !z|zero !Z|context')

export const id: Builtin = (args, host) => {
  const read = readOptions(ID, args)
  if ('refusal' in read) {
    host.error(read.refusal)
    return read.exitCode
  }
  const [name] = read.operands
  if (name !== undefined && name !== 'root') {
    host.error(`id: ‘${name}’: no such user\n`)
    return 1
  }
  if (!hasAny(read, 'ugG')) {
    if (hasAny(read, 'n')) host.error('id: cannot print only names or real IDs in default format\n')
    else host.out('uid=0(root) gid=0(root) groups=0(root)\n')
    return hasAny(read, 'n') ? 1 : 0
  }
  host.out(hasAny(read, 'n') ? 'root\n' : '0\n')
  return 0
}

function exportedOf({ process }: BuiltinHost): [string, string][] {
  return [...process.exported].flatMap((name): [string, string][] => {
    const value = process.variables.get(name)
    return value === undefined ? [] : [[name, value]]
  })
}

export const printenv: Builtin = (args, host) => {
  const names = args.filter((arg) => !arg.startsWith('-'))
  const wrong = args.find((arg) => arg.startsWith('-'))
  if (wrong !== undefined) {
    host.error(`printenv: ${wrong}: this simulator does not model this option\n`)
    return 2
  }
  const variables = exportedOf(host)
  const shown = names.length === 0 ? variables : variables.filter(([name]) => names.includes(name))
  host.out(shown.map(([name, value]) => (names.length === 0 ? `${name}=${value}\n` : `${value}\n`)).join(''))
  return names.every((name) => variables.some(([each]) => each === name)) ? 0 : 1
}

const ENV = optionSet('env', 'i|ignore-environment u|unset= !0|null !C|chdir= !S|split-string= !v|debug', {
  exitCode: 125,
  stops: true,
})

/** Without a command it lists; with one, that command is run in a shell of its own with those variables. */
export const env: Builtin = (args, host) => {
  const read = readOptions(ENV, args)
  if ('refusal' in read) {
    host.error(read.refusal)
    return read.exitCode
  }
  const { operands } = read
  const first = operands.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word))
  const given = first === -1 ? operands : operands.slice(0, first)
  const command = first === -1 ? [] : operands.slice(first)
  const keeps = !hasAny(read, 'i')
  const unset = read.options.filter(({ key }) => key === 'u').map(({ value }) => value)
  if (command.length === 0) {
    const kept = keeps ? exportedOf(host).filter(([name]) => !unset.includes(name)) : []
    const all = new Map([...kept, ...given.map((each): [string, string] => splitAtEquals(each))])
    host.out([...all].map(([name, value]) => `${name}=${value}\n`).join(''))
    return 0
  }
  const [name = '', ...rest] = command
  const path = pathOfProgram(host, name)
  if (path === null) {
    host.error(`env: ‘${name}’: No such file or directory\n`)
    return 127
  }
  const cleared = keeps ? unset : exportedOf(host).map(([each]) => each)
  const without = cleared.length === 0 ? '' : `unset ${cleared.join(' ')}\n`
  const set = given.map((each) => `export ${quoted([each])}\n`).join('')
  return runAsSubshell(host, `${without}${set}${quoted([path, ...rest])}\n`)
}

function splitAtEquals(text: string): [string, string] {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}

export const java: Builtin = (args, host) => {
  const [option = ''] = args
  const installed = javaOf(host.machine.shell.profile)
  if (option === '-version') {
    host.error(installed.version)
    return 0
  }
  if (option === '--version' && installed.longVersion !== null) {
    host.out(installed.longVersion)
    return 0
  }
  if (option === '--version') {
    host.error(`Unrecognized option: ${option}\nError: Could not create the Java Virtual Machine.\n`)
    host.error('Error: A fatal exception has occurred. Program will exit.\n')
    return 1
  }
  host.error(`java ${args.join(' ')}: this simulator does not model this\n`)
  return 1
}
