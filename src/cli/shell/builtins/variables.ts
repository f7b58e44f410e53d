/** Counterparts in bash: export, unset. */
import { arrayNamed, declaredOf, forgetArray } from '../arrays.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { elementKey } from '../expand.ts'
import { setVariable, variablesOf } from '../sub-shells.ts'

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
  if (value !== undefined)
    setVariable(host.machine, host.process, name, append === '+' ? (variables.get(name) ?? '') + value : value)
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

function unsetElement({ machine, process }: BuiltinHost, name: string, index: string): void {
  const array = arrayNamed(process, name)
  if (array === undefined) return
  const word = [{ kind: 'text', text: index, glob: false } as const]
  const variables = variablesOf(machine, process)
  array.elements.delete(elementKey(name, word, { variables, outputs: [], used: 0 }))
}

export const unset: Builtin = (args, host) => {
  const { process } = host
  let status = 0
  for (const arg of args) {
    if (arg === '-v' || arg === '-f') continue
    if (arg.startsWith('-')) {
      host.complain(`unset: ${arg}: invalid option`)
      host.error('unset: usage: unset [-f] [-v] [-n] [name ...]\n')
      return 2
    }
    const [, array = '', index] = /^(\w+)\[(.*)\]$/s.exec(arg) ?? []
    if (index !== undefined) {
      unsetElement(host, array, index)
      continue
    }
    if (declaredOf(process, arg).readonly === true) {
      host.complain(`unset: ${arg}: cannot unset: readonly variable`)
      status = 1
      continue
    }
    const wasArray = !args.includes('-f') && forgetArray(process, arg)
    process.declared?.delete(arg)
    if (!args.includes('-f') && (process.variables.delete(arg) || wasArray)) process.exported.delete(arg)
    else process.functions.delete(arg)
  }
  return status
}
