/** Counterparts in bash: alias and unalias. Where aliases are put in, `expand-aliases.ts` says. */

import type { Builtin } from '../builtin.ts'
import { singleQuoted } from '../single-quoted.ts'

export const alias: Builtin = (args, host) => {
  const { aliases } = host.process
  const told = (name: string, value: string) => host.out(`alias ${name}=${singleQuoted(value)}\n`)
  const names = args.filter((arg) => arg !== '-p' && arg !== '--')
  if (names.length === 0)
    for (const [name, value] of [...aliases].sort(([a], [b]) => (a < b ? -1 : 1))) told(name, value)
  let status = 0
  for (const arg of names) {
    const [, name = arg, value] = /^([^=]+)=(.*)$/s.exec(arg) ?? []
    const known = aliases.get(name)
    if (value !== undefined && /[\s/$`'"\\|&;()<>]/.test(name)) {
      host.complain(`alias: \`${name}': invalid alias name`)
      status = 1
    } else if (value !== undefined) aliases.set(name, value)
    else if (known !== undefined) told(name, known)
    else {
      host.complain(`alias: ${arg}: not found`)
      status = 1
    }
  }
  return status
}

export const unalias: Builtin = (args, host) => {
  const { aliases } = host.process
  if (args.length === 0) {
    host.error('unalias: usage: unalias [-a] name [name ...]\n')
    return 2
  }
  if (args[0] === '-a') {
    aliases.clear()
    return 0
  }
  let status = 0
  for (const name of args) {
    if (aliases.delete(name)) continue
    host.complain(`unalias: ${name}: not found`)
    status = 1
  }
  return status
}
