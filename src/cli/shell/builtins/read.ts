/** Counterparts in bash: read, mapfile. */
import { forgetArray, madeArray } from '../arrays.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { consume, makeRoom, peek } from '../channels.ts'
import { durationMs } from '../duration.ts'
import type { ShellPause } from '../machine.ts'
import type { Channel } from '../process-state.ts'
import { setVariable } from '../sub-shells.ts'

interface Reading {
  raw: boolean
  prompt: string
  array: string | null
  /** So many characters, or null: a line. */
  count: number | null
  delimiter: string
  timeoutMs: number | null
  descriptor: number
  names: string[]
}

const VALUED = 'pandtuNi'

/** A string is the complaint. */
function readingOf(args: readonly string[]): Reading | string {
  const reading: Reading = {
    raw: false,
    prompt: '',
    array: null,
    count: null,
    delimiter: '\n',
    timeoutMs: null,
    descriptor: 0,
    names: [],
  }
  let at = 0
  for (let arg = args[at]; arg !== undefined && /^-./.test(arg) && arg !== '--'; arg = args[++at]) {
    for (let index = 1; index < arg.length; index++) {
      const letter = arg.charAt(index)
      if (letter === 'r') reading.raw = true
      // What is typed is never hidden here, and there is no line to begin with.
      else if ('se'.includes(letter)) continue
      else if (VALUED.includes(letter)) {
        const value = index + 1 < arg.length ? arg.slice(index + 1) : args[++at]
        if (value === undefined) return `read: -${letter}: option requires an argument`
        const refused = takeOption(reading, letter, value)
        if (refused !== null) return refused
        break
      } else return `read: -${letter}: invalid option`
    }
  }
  reading.names = args.slice(args[at] === '--' ? at + 1 : at)
  return reading
}

function takeOption(reading: Reading, letter: string, value: string): string | null {
  const isNumber = /^\d+(\.\d+)?$/.test(value)
  switch (letter) {
    case 'p':
      reading.prompt = value
      return null
    case 'a':
      reading.array = value
      return null
    case 'd':
      reading.delimiter = value === '' ? '\0' : value.charAt(0)
      return null
    case 'n':
    case 'N':
      if (!/^\d+$/.test(value)) return `read: ${value}: invalid number`
      reading.count = Number(value)
      return null
    case 't':
      if (!isNumber) return `read: ${value}: invalid timeout specification`
      reading.timeoutMs = durationMs(value)
      return null
    case 'u':
      reading.descriptor = Number(value)
      return null
    default:
      return `read: -${letter}: this simulator does not model this option`
  }
}

/** A line of standard input into variables, split at IFS; the last one takes the rest. */
export const read: Builtin = (args, host) => {
  const { machine, process, descriptors, frame } = host
  const reading = readingOf(args)
  if (typeof reading === 'string') {
    host.complain(reading)
    return 2
  }
  const channel = descriptors.get(reading.descriptor)
  if (channel === undefined) {
    host.complain(`read: ${reading.descriptor}: invalid file descriptor: Bad file descriptor`)
    return 1
  }
  if (reading.prompt !== '' && machine.terminal.tty && channel.kind === 'keyboard' && frame.status === 0) {
    host.error(reading.prompt)
    frame.status = 1
  }
  if (channel.kind === 'keyboard' && process.job !== 0) return 1
  const { text, ended } = peek(machine, channel)
  const line = takeLogicalLine(text, reading)
  const closed = ended || process.inputEnded
  if (line === null && !closed) return waitForMore(host, channel, reading)
  process.inputEnded = false
  consume(machine, channel, line?.length ?? text.length)
  setFields(host, line === null ? text : line.text, reading)
  return line === null ? 1 : 0
}

function waitForMore({ machine, frame }: BuiltinHost, channel: Channel, { timeoutMs }: Reading): number | 'wait' {
  const { node } = machine.shell
  if (timeoutMs !== null && frame.sinceUs === 0) {
    frame.sinceUs = node.nowUs + timeoutMs * 1000
    const timer: ShellPause = { type: 'ShellPause', terminal: machine.terminal.name }
    node.setTimer(timeoutMs * 1000, timer)
  }
  if (timeoutMs !== null && node.nowUs >= frame.sinceUs) return 142
  makeRoom(machine, channel)
  return 'wait'
}

/** A line without its end; a backslash joins lines unless `raw`. Null while no whole one is there. */
function takeLogicalLine(
  text: string,
  { raw, count, delimiter }: Reading,
): { readonly text: string; readonly length: number } | null {
  let line = ''
  for (let index = 0; index < text.length; index++) {
    if (count !== null && line.length === count) return { text: line, length: index }
    const character = text.charAt(index)
    if (character === delimiter) return { text: line, length: index + 1 }
    if (character === '\\' && !raw) {
      if (index + 1 === text.length) return null
      index++
      if (text.charAt(index) !== '\n') line += text.charAt(index)
    } else line += character
  }
  return count !== null && line.length === count ? { text: line, length: text.length } : null
}

function setFields(host: BuiltinHost, line: string, { names, array }: Reading): void {
  const { process, machine } = host
  const set = (name: string, value: string) => setVariable(machine, process, name, value)
  if (names.length === 0 && array === null) return set('REPLY', line)
  const fields = fieldsOf(line, process.variables.get('IFS') ?? ' \t\n', array === null ? names.length : Infinity)
  if (array === null) {
    for (const [index, name] of names.entries()) set(name, fields[index] ?? '')
    return
  }
  forgetArray(process, array)
  process.variables.delete(array)
  const { elements } = madeArray(process, array)
  for (const [index, field] of fields.entries()) elements.set(String(index), field)
}

/** At most so many: the last takes all that is left. */
function fieldsOf(line: string, separators: string, most: number): string[] {
  const isBlank = (character: string) => separators.includes(character) && /[ \t\n]/.test(character)
  const skip = (from: number) => {
    let at = from
    while (at < line.length && isBlank(line.charAt(at))) at++
    return at
  }
  const fields: string[] = []
  let at = skip(0)
  while (fields.length < most && (at < line.length || most !== Infinity)) {
    let end = at
    while (end < line.length && !separators.includes(line.charAt(end))) end++
    let next = skip(end)
    if (next < line.length && separators.includes(line.charAt(next))) next = skip(next + 1)
    // The last takes all that is left, but not the separator behind a single field.
    if (fields.length === most - 1 && next < line.length) {
      end = line.length
      while (isBlank(line.charAt(end - 1))) end--
    }
    fields.push(line.slice(at, end))
    at = next
  }
  return fields
}

/** All lines of standard input into an array. */
export const mapfile: Builtin = (args, host) => {
  const { machine, process, descriptors } = host
  let trims = false
  let most = Infinity
  let skips = 0
  let at = 0
  for (let arg = args[at]; arg?.startsWith('-') === true; arg = args[++at]) {
    if (arg === '-t') trims = true
    else if (arg === '-n' || arg === '-s') {
      const count = Number(args[++at])
      if (arg === '-n') most = count === 0 ? Infinity : count
      else skips = count
    } else {
      host.complain(`mapfile: ${arg}: this simulator does not model this option`)
      return 2
    }
  }
  const channel = descriptors.get(0)
  const { text, ended } = peek(machine, channel)
  if (!ended && !process.inputEnded) {
    makeRoom(machine, channel)
    return 'wait'
  }
  consume(machine, channel, text.length)
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const name = args[at] ?? 'MAPFILE'
  forgetArray(process, name)
  process.variables.delete(name)
  const { elements } = madeArray(process, name)
  for (const [index, line] of lines.slice(skips, skips + most).entries())
    elements.set(String(index), trims ? line.replace(/\n$/, '') : line)
  return 0
}
