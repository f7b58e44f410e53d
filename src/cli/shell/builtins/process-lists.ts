/** Counterparts in the JDK and in procps: jps, pgrep, pkill. */
import { optionSet, readOptions } from '../../options/getopt.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { type ProcessRow, processTable, signalPid } from '../system/process-table.ts'
import { signalOf } from '../timeout.ts'

const JPS_USAGE = `usage: jps [--help]
       jps [-q] [-mlvV] [<hostid>]

Definitions:
    <hostid>:      <hostname>[:<port>]
    -? -h --help -help: Print this help message and exit.
`

export const jps: Builtin = (args, host) => {
  const wrong = args.find((arg) => !/^-[qmlvV]+$/.test(arg))
  if (wrong !== undefined) {
    const isHelp = ['-?', '-h', '--help', '-help'].includes(wrong)
    if (!isHelp && !wrong.startsWith('-')) {
      host.error(`jps: ${wrong}: this simulator does not model this option\n`)
      return 1
    }
    host.error(isHelp ? JPS_USAGE : `illegal argument: ${wrong}\n${JPS_USAGE}`)
    return isHelp ? 0 : 1
  }
  const letters = args.join('')
  const { process, machine } = host
  const className = 'jdk.jcmd/sun.tools.jps.Jps'
  for (const row of processTable(machine, { process, words: ['jps', ...args] })) {
    const java = row.name === 'jps' ? { className, options: '-Xms8m', args: args.join(' ') } : row.java
    if (java !== null) host.out(`${lineOf(row.pid, java, letters)}\n`)
  }
  return 0
}

function lineOf(pid: number, java: NonNullable<ProcessRow['java']>, letters: string): string {
  if (letters.includes('q')) return String(pid)
  const name = letters.includes('l') ? java.className : java.className.replace(/^.*\./, '')
  const given = letters.includes('m') && java.args !== '' ? ` ${java.args}` : ''
  const options = letters.includes('v') ? ` ${java.options}` : ''
  return `${pid} ${name}${given}${options}`
}

const PGREP = optionSet(
  'pgrep',
  'f|full l|list-name a|list-full x|exact c|count n|newest o|oldest v|inverse !u|euid= !P|parent=',
  {
    exitCode: 2,
  },
)
const PKILL = optionSet('pkill', 'f|full x|exact n|newest o|oldest e|echo signal= !u|euid= !P|parent=', { exitCode: 2 })

/** Complaints aside, the processes whose name or command the pattern is found in. */
function matching(
  {
    program,
    host,
    args,
  }: { readonly program: typeof PGREP; readonly host: BuiltinHost; readonly args: readonly string[] },
  use: (rows: readonly ProcessRow[], has: (key: string) => boolean) => number,
): number {
  const read = readOptions(program, args)
  if ('refusal' in read) {
    host.error(read.refusal)
    return read.exitCode
  }
  const [pattern, ...others] = read.operands
  if (pattern === undefined || others.length > 0) {
    const words = pattern === undefined ? 'no matching criteria specified' : 'only one pattern can be provided'
    host.error(`${program.program}: ${words}\nTry \`${program.program} --help' for more information.\n`)
    return 2
  }
  const has = (key: string) => read.options.some((option) => option.key === key)
  let expression: RegExp
  try {
    expression = new RegExp(has('x') ? `^(?:${pattern})$` : pattern)
  } catch {
    host.error(`${program.program}: cannot use the expression ${pattern}\n`)
    return 2
  }
  const { process, machine } = host
  const words = [program.program, ...args]
  const rows = processTable(machine, { process, words }).filter(({ name, command }) => {
    // It never finds itself; names are cut off by Linux.
    if (name === program.program) return false
    return expression.test(has('f') ? command : name.slice(0, 15)) !== has('v')
  })
  return use(has('n') ? rows.slice(-1) : has('o') ? rows.slice(0, 1) : rows, has)
}

export const pgrep: Builtin = (args, host) =>
  matching({ program: PGREP, host, args }, (rows, has) => {
    const line = ({ pid, name, command }: ProcessRow) =>
      has('a') ? `${pid} ${command}` : has('l') ? `${pid} ${name}` : String(pid)
    host.out(has('c') ? `${rows.length}\n` : rows.map((row) => `${line(row)}\n`).join(''))
    return rows.length === 0 ? 1 : 0
  })

export const pkill: Builtin = (args, host) => {
  const named = args.find((arg) => /^-(?:[A-Z]{3,}|\d+)$/.test(arg))
  const long = args.find((arg) => arg.startsWith('--signal='))
  const text = named?.slice(1) ?? long?.slice('--signal='.length)
  const signal = text === undefined ? 'TERM' : signalOf(text)
  if (signal === null) {
    host.error(`pkill: ${text}: this simulator does not model this signal\n`)
    return 2
  }
  const rest = args.filter((arg) => arg !== named && arg !== long)
  return matching({ program: PKILL, host, args: rest }, (rows, has) => {
    for (const { pid, name } of rows) {
      if (has('e')) host.out(`${name} killed (pid ${pid})\n`)
      signalPid(host.machine, pid, signal)
    }
    return rows.length === 0 ? 1 : 0
  })
}
