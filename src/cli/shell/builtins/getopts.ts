/** Counterpart in bash: getopts. */
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { setVariable } from '../sub-shells.ts'

export const getopts: Builtin = (args, host) => {
  const { process, machine } = host
  const [allowed, name, ...given] = args
  if (allowed === undefined || name === undefined) {
    host.error('getopts: usage: getopts optstring name [arg ...]\n')
    return 2
  }
  const words = given.length > 0 ? given : process.positional
  const set = (of: string, value: string) => setVariable(machine, process, of, value)
  const index = Number(process.variables.get('OPTIND') ?? 1) || 1
  const word = words[index - 1]
  const inside = process.optionAt !== undefined && process.optionAt < (word?.length ?? 0) ? process.optionAt : 1
  delete process.optionAt
  if (word === undefined || !/^-./.test(word) || word === '--') {
    set('OPTIND', String(word === '--' ? index + 1 : index))
    set(name, '?')
    process.variables.delete('OPTARG')
    return 1
  }
  const letter = word.charAt(inside)
  const isLast = inside + 1 >= word.length
  const goOn = (to: number) => set('OPTIND', String(to))
  const at = letter === ':' ? -1 : allowed.replace(/^:/, '').indexOf(letter)
  const takesValue = at !== -1 && allowed.replace(/^:/, '').charAt(at + 1) === ':'
  if (!takesValue) {
    if (!isLast) process.optionAt = inside + 1
    goOn(isLast ? index + 1 : index)
    process.variables.delete('OPTARG')
    if (at === -1)
      return refuse(host, name, letter, { silent: allowed.startsWith(':'), word: 'illegal option', mark: '?' })
    set(name, letter)
    return 0
  }
  const value = isLast ? words[index] : word.slice(inside + 1)
  goOn(isLast ? index + 2 : index + 1)
  if (value === undefined) {
    goOn(index + 1)
    const silent = allowed.startsWith(':')
    return refuse(host, name, letter, { silent, word: 'option requires an argument', mark: silent ? ':' : '?' })
  }
  set('OPTARG', value)
  set(name, letter)
  return 0
}

/** A complaint, or for those who begin their letters with a colon, the letter in OPTARG. */
function refuse(
  { process, machine, error }: BuiltinHost,
  name: string,
  letter: string,
  { silent, word, mark }: { readonly silent: boolean; readonly word: string; readonly mark: string },
): number {
  if (silent) setVariable(machine, process, 'OPTARG', letter)
  else error(`bash: ${word} -- ${letter}\n`)
  setVariable(machine, process, name, mark)
  return 0
}
