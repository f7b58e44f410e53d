/** Counterparts in bash: type and `command -v`, which say what a name means. */
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { commandOf, pathOf } from '../command-lookup.ts'

const KEYWORDS: ReadonlySet<string> = new Set([
  ...[
    'if',
    'then',
    'else',
    'elif',
    'fi',
    'time',
    'for',
    'in',
    'until',
    'while',
    'do',
    'done',
    'case',
    'esac',
    'coproc',
  ],
  ...['select', 'function', '{', '}', '[[', ']]', '!'],
])

type Meaning =
  | { readonly kind: 'alias'; readonly value: string }
  | { readonly kind: 'keyword' | 'function' | 'builtin' }
  | { readonly kind: 'file'; readonly path: string }

/** In the order in which bash looks; the first is what a call would run. */
function meaningsOf(name: string, { machine, process }: BuiltinHost): Meaning[] {
  const meanings: Meaning[] = []
  const alias = process.aliases.get(name)
  if (alias !== undefined && machine.terminal.tty) meanings.push({ kind: 'alias', value: alias })
  if (KEYWORDS.has(name)) meanings.push({ kind: 'keyword' })
  if (process.functions.has(name)) meanings.push({ kind: 'function' })
  const row = commandOf(machine, process, [name])?.row
  if (row === undefined) return meanings
  const path = pathOf(row)
  // A builtin whose file is all there is of it elsewhere is a program there.
  if (row.kind === 'builtin' && row.isProgram !== true) meanings.push({ kind: 'builtin' })
  if (path !== null) meanings.push({ kind: 'file', path: name.includes('/') ? name : path })
  return meanings
}

function sentence(name: string, meaning: Meaning): string {
  switch (meaning.kind) {
    case 'alias':
      return `${name} is aliased to \`${meaning.value}'\n`
    case 'keyword':
      return `${name} is a shell keyword\n`
    case 'function':
      return `${name} is a function\n`
    case 'builtin':
      return `${name} is a shell builtin\n`
    case 'file':
      return `${name} is ${meaning.path}\n`
  }
}

export const type: Builtin = (args, host) => {
  const options = args.filter((arg) => /^-[a-zA-Z]+$/.test(arg)).join('')
  const wrong = /[^-atpPf]/.exec(options)
  if (wrong !== null) {
    host.complain(`type: -${wrong[0]}: invalid option`)
    host.error('type: usage: type [-afptP] name [name ...]\n')
    return 2
  }
  let status = 0
  for (const name of args.filter((arg) => !/^-[a-zA-Z]+$/.test(arg))) {
    const all = meaningsOf(name, host)
    const files = all.filter(({ kind }) => kind === 'file')
    const first = options.includes('P') ? files : all
    const meanings = options.includes('a') ? first : first.slice(0, 1)
    if (meanings.length === 0) {
      if (!/[tpP]/.test(options)) host.complain(`type: ${name}: not found`)
      status = 1
    }
    for (const meaning of meanings)
      if (options.includes('t')) host.out(`${meaning.kind}\n`)
      else if (/[pP]/.test(options)) host.out('path' in meaning ? `${meaning.path}\n` : '')
      else host.out(sentence(name, meaning))
  }
  return status
}

/** With `-v` or `-V`; a command that is to be run stands behind the word alone, which the shell then leaves out. */
export const command: Builtin = (args, host) => {
  const [option, ...names] = args
  if (option === undefined) return 0
  if (option !== '-v' && option !== '-V') {
    host.complain(`command: ${option}: invalid option`)
    host.error('command: usage: command [-pVv] command [arg ...]\n')
    return 2
  }
  let found = 0
  for (const name of names) {
    const [meaning] = meaningsOf(name, host)
    if (meaning === undefined) {
      if (option === '-V') host.complain(`command: ${name}: not found`)
      continue
    }
    found++
    if (option === '-V') host.out(sentence(name, meaning))
    else if (meaning.kind === 'alias') host.out(`alias ${name}='${meaning.value}'\n`)
    else host.out(`${'path' in meaning ? meaning.path : name}\n`)
  }
  return found > 0 ? 0 : 1
}
