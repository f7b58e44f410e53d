/** Counterparts in bash: declare, typeset, readonly, local, let. */
import {
  arrayNamed,
  copyArray,
  declaredOf,
  declare as declareName,
  keysOf,
  madeArray,
  type ShellArray,
} from '../arrays.ts'
import { appendToVariable } from '../assignments.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { evaluateText } from '../expand.ts'
import type { Frame, ShellProcess } from '../process-state.ts'
import { setVariable, variablesOf } from '../sub-shells.ts'

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

interface Wishes {
  readonly command: string
  readonly letters: ReadonlySet<string>
  /** The function whose own the names become; null: they are everybody's. */
  readonly call: Frame | null
}

const LETTERS = 'aAirxpgfF'

function declaring(command: string, always: string): Builtin {
  return (args, host) => {
    const { process } = host
    const letters = new Set(always)
    let at = 0
    for (let arg = args[at]; arg !== undefined && /^[-+]./.test(arg) && arg !== '--'; arg = args[++at]) {
      const wrong = [...arg.slice(1)].find((letter) => !LETTERS.includes(letter) || arg.startsWith('+'))
      if (wrong !== undefined) {
        host.complain(`${command}: ${arg.charAt(0)}${wrong}: this simulator does not model this option`)
        return 2
      }
      for (const letter of arg.slice(1)) letters.add(letter)
    }
    if (args[at] === '--') at++
    const names = args.slice(at)
    if (letters.has('f') || letters.has('F')) return names.every((name) => process.functions.has(name)) ? 0 : 1
    if (letters.has('p') || names.length === 0) return list(host, command, letters, names)
    const call = letters.has('g') || command === 'readonly' ? null : callOf(process)
    if (command === 'local' && call === null) {
      host.complain('local: can only be used in a function')
      return 1
    }
    let status = 0
    for (const name of names) if (!declareOne(host, { command, letters, call }, name)) status = 1
    return status
  }
}

export const declare = declaring('declare', '')
export const typeset = declaring('typeset', '')
export const local = declaring('local', '')
export const readonly = declaring('readonly', 'r')

function callOf({ frames }: ShellProcess): Frame | null {
  return frames.findLast(({ node, before }) => node.kind === 'call' && before !== null) ?? null
}

function declareOne(host: BuiltinHost, { command, letters, call }: Wishes, arg: string): boolean {
  const { process, machine } = host
  const [, name = '', append, value] = /^([^=+]*)(\+?)(?:=(.*))?$/s.exec(arg) ?? []
  if (!NAME.test(name)) {
    host.complain(`${command}: \`${arg}': not a valid identifier`)
    return false
  }
  if (declaredOf(process, name).readonly === true && (value !== undefined || call !== null)) {
    host.complain(`${command}: ${name}: readonly variable`)
    return false
  }
  if (call !== null) makeLocal(process, call, name, value === undefined)
  const isArray = letters.has('a') || letters.has('A')
  if (letters.has('A') && arrayNamed(process, name)?.associative === false) {
    host.complain(`${command}: ${name}: cannot convert indexed to associative array`)
    return false
  }
  if (isArray) madeArray(process, name, letters.has('A'))
  if (letters.has('i')) declareName(process, name, { integer: true })
  if (value !== undefined && append === '+') appendToVariable(machine, process, name, value)
  else if (value !== undefined) setVariable(machine, process, name, value)
  if (letters.has('x')) process.exported.add(name)
  if (letters.has('r')) declareName(process, name, { readonly: true })
  return true
}

/** What it held is back when the function is over. */
function makeLocal(process: ShellProcess, call: Frame, name: string, isUnset: boolean): void {
  const { before } = call
  if (before === null) return
  if (!before.locals.has(name)) {
    before.locals.set(name, process.variables.get(name) ?? null)
    const array = arrayNamed(process, name)
    if (array !== undefined) {
      const arrays = before.arrays ?? new Map<string, ShellArray | null>()
      arrays.set(name, copyArray(array))
      call.before = { ...before, arrays }
      process.arrays?.delete(name)
    }
    if (isUnset) process.variables.delete(name)
  }
}

function list(host: BuiltinHost, command: string, letters: ReadonlySet<string>, names: readonly string[]): number {
  const { process } = host
  const known = new Set([...process.variables.keys(), ...(process.arrays?.keys() ?? [])])
  const sorted = [...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const wanted = (name: string) =>
    (!letters.has('x') || process.exported.has(name)) &&
    (!letters.has('r') || declaredOf(process, name).readonly === true) &&
    (!letters.has('i') || declaredOf(process, name).integer === true) &&
    (!letters.has('a') || arrayNamed(process, name)?.associative === false) &&
    (!letters.has('A') || arrayNamed(process, name)?.associative === true)
  let status = 0
  for (const name of names.length > 0 ? names : sorted.filter(wanted)) {
    if (known.has(name)) host.out(`${shown(process, name)}\n`)
    else {
      host.complain(`${command}: ${name}: not found`)
      status = 1
    }
  }
  return status
}

/** As a line that would declare it again. */
function shown(process: ShellProcess, name: string): string {
  const array = arrayNamed(process, name)
  const { readonly: isReadonly, integer } = declaredOf(process, name)
  const kind = array === undefined ? '' : array.associative ? 'A' : 'a'
  const letters = `${kind}${integer ? 'i' : ''}${isReadonly ? 'r' : ''}${process.exported.has(name) ? 'x' : ''}`
  const quoted = (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`
  const head = `declare -${letters || '-'} ${name}=`
  if (array === undefined) return head + quoted(process.variables.get(name) ?? '')
  const key = (text: string) => (/^[\w.]+$/.test(text) ? text : quoted(text))
  const pairs = keysOf(array).map((each) => `[${key(each)}]=${quoted(array.elements.get(each) ?? '')}`)
  return `${head}(${pairs.join(' ')}${array.associative && pairs.length > 0 ? ' ' : ''})`
}

/** 1 where the last expression comes to nothing. */
export const calculate: Builtin = (args, host) => {
  if (args.length === 0) {
    host.complain('let: expression expected')
    return 1
  }
  let value = 0n
  const expansion = { variables: variablesOf(host.machine, host.process), outputs: [], used: 0 }
  for (const arg of args) value = evaluateText(arg, expansion)
  return value === 0n ? 1 : 0
}
