/** Counterpart in man-db: man. What it opens are the simulator's own words on a program or a tool, and says so. */
import { toolsOf } from '../../../kafka/profile/tool-registry.ts'
import type { ShellCommand } from '../../commands/command.ts'
import { describeOption } from '../../options/describe-option.ts'
import { inOwnVoice } from '../../own-voice.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { SHELL_WORDS } from '../shell-words.ts'

const NO_ENTRY = 16

export const man: Builtin = (args, host) => {
  const wrong = args.find((arg) => arg.startsWith('-'))
  if (wrong !== undefined) {
    host.error(`man: ${wrong}: this simulator does not model this option\n`)
    return 1
  }
  const names = args.filter((arg, at) => !(at === 0 && args.length > 1 && /^[1-8]$/.test(arg)))
  if (names.length === 0) {
    host.error("What manual page do you want?\nFor example, try 'man man'.\n")
    return 1
  }
  let status = 0
  for (const name of names) {
    const page = pageOf(name, host)
    if (page === null) {
      host.error(`No manual entry for ${name}\n`)
      status = NO_ENTRY
      continue
    }
    host.error(inOwnVoice(`man ${name}: these are the simulator’s own words, not the manual itself.`))
    host.out(page)
  }
  return status
}

function pageOf(given: string, { machine }: BuiltinHost): string | null {
  const { commands, profile } = machine.shell
  const name = given.replace(/^.*\//, '')
  const row = commands.row(name) ?? commands.row(`${name}.sh`)
  const about = row?.facts?.about || SHELL_WORDS[name] || ''
  if (row === null && about === '') return null
  const title = row?.name ?? name
  const head = `NAME\n       ${title}${about === '' ? '' : ` - ${about}`}\n`
  const options = row === null ? '' : optionsOf(row, profile.name)
  return options === '' ? head : `${head}\nOPTIONS\n${options}`
}

function optionsOf({ name, words, facts }: ShellCommand, profile: string): string {
  if (facts === undefined || words === undefined) return ''
  const tools = toolsOf(profile)
  const tool = name.replace(/\.sh$/, '')
  return words
    .filter((word) => word.startsWith('-'))
    .map((word) => `       ${word}\n${indented(describeOption(word.replace(/^-+/, ''), tools, tool))}`)
    .join('\n')
}

/** In lines that fit a screen of eighty columns. */
function indented(text: string): string {
  const lines = ['']
  for (const word of text.replaceAll('\n', ' ').split(/ +/)) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + word.length + 1 > 64) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.map((line) => `              ${line}\n`).join('')
}
