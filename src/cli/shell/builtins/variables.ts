/** Counterparts in bash: export, local, unset, read, declare. */
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { consume, makeRoom, peek } from '../channels.ts'

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** `NAME=value` or `NAME`; false after a complaint. */
function assign(host: BuiltinHost, builtin: string, arg: string, use: (name: string) => void): boolean {
  const [, name = '', append, value] = /^([^=+]*)(\+?)(?:=(.*))?$/s.exec(arg) ?? []
  if (!NAME.test(name)) {
    host.complain(`${builtin}: \`${arg}': not a valid identifier`)
    return false
  }
  use(name)
  const { variables } = host.process
  if (value !== undefined) variables.set(name, append === '+' ? (variables.get(name) ?? '') + value : value)
  return true
}

export const exportNames: Builtin = (args, host) => {
  const { process } = host
  const [option] = args
  if (option === undefined || option === '-p') {
    const names = [...process.exported].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    for (const name of names) {
      const value = process.variables.get(name)
      if (value !== undefined) host.out(`declare -x ${name}="${value.replace(/[\\"$`]/g, '\\$&')}"\n`)
    }
    return 0
  }
  const removes = option === '-n'
  let status = 0
  for (const arg of removes ? args.slice(1) : args) {
    const known = assign(host, 'export', arg, (name) => {
      if (removes) process.exported.delete(name)
      else process.exported.add(name)
    })
    if (!known) status = 1
  }
  return status
}

export const local: Builtin = (args, host) => {
  const { process } = host
  const call = process.frames.findLast(({ node, before }) => node.kind === 'call' && before !== null)
  if (call?.before == null) {
    host.complain('local: can only be used in a function')
    return 1
  }
  const { locals } = call.before
  let status = 0
  for (const arg of args.filter((each) => !/^-[rix]$/.test(each))) {
    const known = assign(host, 'local', arg, (name) => {
      if (locals.has(name)) return
      locals.set(name, process.variables.get(name) ?? null)
      if (!arg.includes('=')) process.variables.delete(name)
    })
    if (!known) status = 1
  }
  return status
}

export const unset: Builtin = (args, host) => {
  const { process } = host
  for (const arg of args) {
    if (arg === '-v' || arg === '-f') continue
    if (arg.startsWith('-')) {
      host.complain(`unset: ${arg}: invalid option`)
      host.error('unset: usage: unset [-f] [-v] [-n] [name ...]\n')
      return 2
    }
    if (!args.includes('-f') && process.variables.delete(arg)) process.exported.delete(arg)
    else process.functions.delete(arg)
  }
  return 0
}

/** A line of standard input into variables, split at IFS; the last one takes the rest. */
export const read: Builtin = (args, host) => {
  const { machine, process, descriptors } = host
  let raw = false
  let prompt = ''
  const names: string[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '-r') raw = true
    else if (arg === '-p') prompt = args[++index] ?? ''
    else if (arg.startsWith('-')) {
      host.complain(`read: ${arg}: this simulator does not model this option`)
      return 2
    } else names.push(arg)
  }
  const channel = descriptors.get(0)
  if (prompt !== '' && machine.terminal.tty && channel?.kind === 'keyboard' && host.frame.status === 0) {
    host.error(prompt)
    host.frame.status = 1
  }
  if (channel?.kind === 'keyboard' && process.job !== 0) return 1
  const { text, ended } = peek(machine, channel)
  const line = takeLogicalLine(text, raw)
  const closed = ended || process.inputEnded
  if (line === null && !closed) {
    makeRoom(machine, channel)
    return 'wait'
  }
  process.inputEnded = false
  consume(machine, channel, line?.length ?? text.length)
  setFields(host, line === null ? text : line.text, names)
  return line === null ? 1 : 0
}

/** A line without its end; a backslash joins lines unless `raw`. Null while no whole one is there. */
function takeLogicalLine(text: string, raw: boolean): { readonly text: string; readonly length: number } | null {
  let line = ''
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index)
    if (character === '\n') return { text: line, length: index + 1 }
    if (character === '\\' && !raw) {
      if (index + 1 === text.length) return null
      index++
      if (text.charAt(index) !== '\n') line += text.charAt(index)
    } else line += character
  }
  return null
}

function setFields({ process }: BuiltinHost, line: string, names: readonly string[]): void {
  if (names.length === 0) {
    process.variables.set('REPLY', line)
    return
  }
  const separators = process.variables.get('IFS') ?? ' \t\n'
  const isBlank = (character: string) => separators.includes(character) && /[ \t\n]/.test(character)
  const skip = (from: number) => {
    let at = from
    while (at < line.length && isBlank(line.charAt(at))) at++
    return at
  }
  let at = skip(0)
  for (const [index, name] of names.entries()) {
    let end = at
    while (end < line.length && !separators.includes(line.charAt(end))) end++
    let next = skip(end)
    if (next < line.length && separators.includes(line.charAt(next))) next = skip(next + 1)
    // The last takes all that is left, but not the separator behind a single field.
    if (index === names.length - 1 && next < line.length) {
      end = line.length
      while (isBlank(line.charAt(end - 1))) end--
    }
    process.variables.set(name, line.slice(at, end))
    at = next
  }
}
