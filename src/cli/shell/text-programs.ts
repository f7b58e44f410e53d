/** Built-ins and small programs that only turn text into text; they take no simulated time. */
import type { Profile } from '../../kafka/profile/profile.ts'
import { isFolder, listFolder, readFile, resolvePath, type VirtualDisk, writeFile } from '../files.ts'
import { filters } from './filters.ts'

export interface TextProgramResult {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export interface TextProgramHost {
  readonly profile: Profile
  readonly terminal: { folder: string; readonly variables: Map<string, string> }
  readonly disk: VirtualDisk
  readonly stdin: string
  /** Standard input is a pipe, file or here-document. */
  readonly hasInput: boolean
  /** How the shell's own complaints begin: `bash: line 3: cd`. */
  readonly complaint: string
}

export type TextProgram = (args: readonly string[], host: TextProgramHost) => TextProgramResult

export function ok(stdout = ''): TextProgramResult {
  return { stdout, stderr: '', exitCode: 0 }
}

export function failed(stderr: string, exitCode = 1): TextProgramResult {
  return { stdout: '', stderr: `${stderr}\n`, exitCode }
}

/** The result of a program by name; undefined when there is none of that name here. */
export function runTextProgram(
  name: string,
  args: readonly string[],
  host: TextProgramHost,
): TextProgramResult | undefined {
  const base = name.replace(/^\/(usr\/)?bin\//, '')
  const program = Object.hasOwn(programs, base)
    ? programs[base]
    : Object.hasOwn(filters, base)
      ? filters[base]
      : undefined
  return program?.(args, host)
}

export const textProgramNames = (): string[] => [...Object.keys(programs), ...Object.keys(filters)]

/** Notes begin with downloads; here everything is in place. */
const ready = ({ kafkaVersion }: Profile): string =>
  `Nothing to do: this workstation has Java and Kafka ${kafkaVersion}, in /tmp/kafka.\n`
const installers: Readonly<Record<string, TextProgram>> = Object.fromEntries(
  ['apt', 'apt-get', 'brew', 'curl', 'tar', 'wget', 'yum'].map((name) => [
    name,
    (_args: readonly string[], host: TextProgramHost) => ok(ready(host.profile)),
  ]),
)

const programs: Readonly<Record<string, TextProgram>> = {
  true: () => ok(),
  ':': () => ok(),
  false: () => ({ stdout: '', stderr: '', exitCode: 1 }),
  echo,
  printf,
  seq,
  cat,
  pwd: (_args, host) => ok(`${host.terminal.folder}\n`),
  cd,
  export: exportVariables,
  ls,
  rm,
  touch,
  mkdir,
  clear: () => ok('\u001b[H\u001b[2J\u001b[3J'),
  whoami: () => ok('root\n'),
  which,
  ...installers,
}

function echo(args: readonly string[]): TextProgramResult {
  let first = 0
  let newline = true
  let escapes = false
  for (let flag = args[first]; flag !== undefined && /^-[neE]+$/.test(flag); flag = args[++first]) {
    if (flag.includes('n')) newline = false
    if (flag.includes('e')) escapes = true
  }
  const text = args.slice(first).join(' ')
  return ok((escapes ? unescapeText(text) : text) + (newline ? '\n' : ''))
}

/** The format is used again until the arguments are used up, as bash does. */
function printf(args: readonly string[]): TextProgramResult {
  const format = args[0]
  if (format === undefined) return failed('printf: usage: printf [-v var] format [arguments]', 2)
  const rest = args.slice(1)
  let next = 0
  let out = ''
  do {
    out += unescapeFormat(format).replace(
      /%(-?0?\d*)(?:\.(\d+))?([sdb%])/g,
      (_whole, width: string, precision: string | undefined, kind: string) => {
        if (kind === '%') return '%'
        const argument = rest[next++] ?? (kind === 'd' ? '0' : '')
        const cut = precision === undefined || kind === 'd' ? argument : argument.slice(0, Number(precision))
        return pad(kind === 'b' ? unescapeText(cut) : cut, width)
      },
    )
  } while (next > 0 && next < rest.length)
  return ok(out)
}

function pad(text: string, width: string): string {
  // Wider than any line: a width of a billion would be a text of a billion.
  const size = Math.min(10_000, Number(width.replace('-', '')))
  if (width.startsWith('-')) return text.padEnd(size)
  return text.padStart(size, width.startsWith('0') && width.length > 1 ? '0' : ' ')
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
  '\\': '\\',
  '"': '"',
  "'": "'",
}

function unescapeText(text: string): string {
  return text.replace(/\\(x[0-9a-fA-F]{1,2}|0?[0-7]{1,3}|u[0-9a-fA-F]{1,4}|.)/g, (whole, code: string) =>
    unescapeOne(whole, code),
  )
}

/** In a format `%%` must survive for the next step, and so must an escaped per cent sign's neighbours. */
function unescapeFormat(format: string): string {
  return unescapeText(format)
}

function unescapeOne(whole: string, code: string): string {
  if (/^x/.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
  if (/^u/.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8))
  return ESCAPES[code] ?? whole
}

const SEQ_LIMIT = 100_000

function seq(args: readonly string[]): TextProgramResult {
  let separator = '\n'
  const numbers: number[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '-s') separator = args[++index] ?? '\n'
    else if (arg.startsWith('-s')) separator = arg.slice(2)
    else if (/^-?\d+(\.\d+)?$/.test(arg)) numbers.push(Number(arg))
    else return failed(`seq: invalid floating point argument: ‘${arg}’`)
  }
  if (numbers.length === 0 || numbers.length > 3) return failed('seq: missing operand')
  const last = numbers[numbers.length - 1] ?? 0
  const first = numbers.length === 1 ? 1 : (numbers[0] ?? 1)
  const step = numbers.length === 3 ? (numbers[1] ?? 1) : 1
  if (step === 0) return failed('seq: invalid Zero increment value: ‘0’')
  const values: string[] = []
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) {
    if (values.length === SEQ_LIMIT) return failed(`seq: this shell stops at ${SEQ_LIMIT} numbers`)
    values.push(String(value))
  }
  return ok(values.length === 0 ? '' : `${values.join(separator)}\n`)
}

function cat(args: readonly string[], host: TextProgramHost): TextProgramResult {
  const names = args.filter((arg) => !/^-[A-Za-z]+$/.test(arg))
  if (names.length === 0) return ok(host.stdin)
  let stdout = ''
  let stderr = ''
  for (const name of names) {
    const path = resolvePath(host.terminal.folder, name)
    const content = name === '-' ? host.stdin : readFile(host.disk, path)
    if (content !== undefined) stdout += content
    else stderr += `cat: ${name}: ${isFolder(host.disk, path) ? 'Is a directory' : 'No such file or directory'}\n`
  }
  return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 }
}

function cd(args: readonly string[], host: TextProgramHost): TextProgramResult {
  const target = args[0] ?? '/tmp/kafka'
  const path = resolvePath(host.terminal.folder, target)
  if (!isFolder(host.disk, path)) return failed(`${host.complaint}: ${target}: No such file or directory`)
  host.terminal.folder = path
  host.terminal.variables.set('PWD', path)
  return ok()
}

function exportVariables(args: readonly string[], host: TextProgramHost): TextProgramResult {
  for (const arg of args) {
    const equals = arg.indexOf('=')
    if (equals > 0) host.terminal.variables.set(arg.slice(0, equals), arg.slice(equals + 1))
  }
  return ok()
}

function ls(args: readonly string[], host: TextProgramHost): TextProgramResult {
  const names = args.filter((arg) => !arg.startsWith('-'))
  const target = names[0] ?? '.'
  const path = resolvePath(host.terminal.folder, target)
  if (readFile(host.disk, path) !== undefined) return ok(`${target}\n`)
  if (!isFolder(host.disk, path)) return failed(`ls: cannot access '${target}': No such file or directory`, 2)
  return ok(
    listFolder(host.disk, path)
      .map((name) => `${name}\n`)
      .join(''),
  )
}

function rm(args: readonly string[], host: TextProgramHost): TextProgramResult {
  const force = args.some((arg) => /^-\w*f/.test(arg))
  let stderr = ''
  for (const name of args.filter((arg) => !arg.startsWith('-'))) {
    const path = resolvePath(host.terminal.folder, name)
    if (!host.disk.files.delete(path) && !force) stderr += `rm: cannot remove '${name}': No such file or directory\n`
  }
  return { stdout: '', stderr, exitCode: stderr === '' ? 0 : 1 }
}

function touch(args: readonly string[], host: TextProgramHost): TextProgramResult {
  for (const name of args) {
    const path = resolvePath(host.terminal.folder, name)
    if (readFile(host.disk, path) === undefined) writeFile(host.disk, path, '')
  }
  return ok()
}

function mkdir(args: readonly string[], host: TextProgramHost): TextProgramResult {
  for (const name of args.filter((arg) => !arg.startsWith('-')))
    host.disk.folders.add(resolvePath(host.terminal.folder, name))
  return ok()
}

function which(args: readonly string[], host: TextProgramHost): TextProgramResult {
  const found = args.map((name) => {
    const inBin = `/tmp/kafka/bin/${name}`
    if (readFile(host.disk, inBin) !== undefined) return inBin
    return textProgramNames().includes(name) ? `/usr/bin/${name}` : null
  })
  const paths = found.filter((path) => path !== null)
  return { stdout: paths.map((path) => `${path}\n`).join(''), stderr: '', exitCode: paths.length < args.length ? 1 : 0 }
}
