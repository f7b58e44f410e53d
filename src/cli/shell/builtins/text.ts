/** Counterparts in bash: echo, pwd, cd, test, and `which`, which asks the same registry. */
import { isFolder, readFile, resolvePath } from '../../files.ts'
import { mendText } from '../../raw-text.ts'
import type { Builtin } from '../builtin.ts'
import { pathOf } from '../command-lookup.ts'
import { testPlaceOf } from '../compound-commands.ts'
import { unescapeText } from '../escapes.ts'
import { ShellError } from '../shell-error.ts'
import { evaluateTestArguments } from '../test-expressions.ts'

export const succeed: Builtin = () => 0
export const failing: Builtin = () => 1

export const echo: Builtin = (args, host) => {
  let first = 0
  let newline = true
  let escapes = false
  for (let flag = args[first]; flag !== undefined && /^-[neE]+$/.test(flag); flag = args[++first]) {
    if (flag.includes('n')) newline = false
    if (flag.includes('e')) escapes = true
  }
  const text = args.slice(first).join(' ')
  host.out(mendText(escapes ? unescapeText(text) : text) + (newline ? '\n' : ''))
  return 0
}

export const pwd: Builtin = (_args, host) => {
  host.out(`${host.process.folder}\n`)
  return 0
}

export const cd: Builtin = (args, { process, machine, complain }) => {
  const target = args[0] ?? '/tmp/kafka'
  if (args.length > 1) {
    complain('cd: too many arguments')
    return 1
  }
  const path = resolvePath(process.folder, target)
  if (!isFolder(machine.shell.disk, path)) {
    const isFile = readFile(machine.shell.disk, path) !== undefined
    complain(`cd: ${target}: ${isFile ? 'Not a directory' : 'No such file or directory'}`)
    return 1
  }
  process.folder = path
  process.variables.set('PWD', path)
  return 0
}

/** `test …`, and `[ … ]` with its bracket. */
export const test = (name: 'test' | '['): Builtin => {
  return (args, host) => {
    if (name === '[' && args[args.length - 1] !== ']') {
      host.complain("[: missing `]'")
      return 2
    }
    try {
      const words = name === '[' ? args.slice(0, -1) : args
      return evaluateTestArguments(words, testPlaceOf(host.machine, host.process, host.descriptors)) ? 0 : 1
    } catch (error) {
      if (!(error instanceof ShellError)) throw error
      host.complain(`${name}: ${error.message}`)
      return 2
    }
  }
}

export const which: Builtin = (args, { machine, out }) => {
  let missing = 0
  for (const name of args) {
    const row = machine.shell.commands.row(name)
    const path = row === null ? null : pathOf(row)
    if (path === null) missing++
    else out(`${path}\n`)
  }
  return missing === 0 ? 0 : 1
}
