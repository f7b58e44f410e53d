/** What a reader means by the lines of a shell block: which are typed, into what, and which only show what came of it. */
import { beginsWithCommand, commandKind } from './known-commands.ts'
import type { LineRole, Paste } from './notes-model.ts'

export interface ShellBlock {
  readonly roles: readonly LineRole[]
  readonly pastes: readonly Paste[]
}

/** `$ `, `user@host:~$ `, `[root@kafka ~]# `, `bash-4.4$ `; a blank must follow, or it is a variable. */
const PROMPT = /^\s*(?:(?:[\w.-]+@[\w.-]+(?::\S*)?|\[[^\]]*\]|bash-[\d.]+|[\w.-]+:\S*)\s?[$#%]|[$%])\s+/
const ROOT_PROMPT = /^\s*#\s+/
const FURTHER_PROMPT = /^\s*>\s?/
const RULE = /^\s*[=\-*~_─]{5,}\s*$/
/** Lines that only a tool writes. */
const PRINTED =
  /^(?:\[\d{4}-\d\d-\d\d |Created topic |\t?Topic: \S+\s|WARNING: Due to limitations|Completed updating |Error while executing |Exception in thread |\s+at [\w.$]+\(|Processed a total of |GROUP\s+TOPIC|Consumer group '|partition: \S+\tlow_watermark|Executing records delete|Records delete operation|\{"timestamp":)/

/** How the block marks what is typed. */
interface Marks {
  readonly prompts: boolean
  readonly rootPrompts: boolean
  readonly arrows: boolean
}

interface Reading {
  readonly roles: LineRole[]
  readonly pastes: MutablePaste[]
  readonly marks: Marks
  /** The command that is being read; empty once it is whole. */
  command: string[]
  printing: boolean
}

interface MutablePaste {
  readonly lines: string[]
  keepsRunning: boolean
  isProducer: boolean
  readonly input: string[]
}

/** Reads the lines of a block that is for a shell. */
export function readShellBlock(text: string): ShellBlock {
  const lines = text.split('\n')
  const reading: Reading = { roles: [], pastes: [], marks: marksOf(lines), command: [], printing: false }
  for (const line of lines) reading.roles.push(readLine(reading, line))
  endCommand(reading)
  return {
    roles: reading.roles,
    pastes: reading.pastes.map(({ lines: typed, keepsRunning, input }) => ({ lines: typed, keepsRunning, input })),
  }
}

/** Whether an unlabelled block is for a shell: its first line that says anything is a command. */
export function looksLikeShell(text: string): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '' && !/^\s*#/.test(line))
  const commented = text.split('\n').find((line) => line.trim() !== '')
  const bare = (line: string | undefined) => (line ?? '').replace(PROMPT, '')
  return (
    beginsWithCommand(bare(first).replace(/^\s*>\s+/, '')) ||
    (first === undefined && beginsWithCommand((commented ?? '').replace(ROOT_PROMPT, '')))
  )
}

function marksOf(lines: readonly string[]): Marks {
  const prompts = lines.some((line) => PROMPT.test(line) && line.replace(PROMPT, '').trim() !== '')
  const bare = lines.some((line) => beginsWithCommand(line))
  const said = lines.filter((line) => ROOT_PROMPT.test(line))
  const isRoot = (line: string) => beginsWithCommand(line.replace(ROOT_PROMPT, ''))
  const arrows =
    !prompts && !bare && lines.some((line) => /^\s*>\s+/.test(line) && beginsWithCommand(line.replace(/^\s*>\s+/, '')))
  return { prompts, rootPrompts: !prompts && !bare && !arrows && said.length > 0 && said.every(isRoot), arrows }
}

function readLine(reading: Reading, line: string): LineRole {
  if (reading.command.length > 0) return goOn(reading, line)
  if (line.trim() === '') return 'remark'
  const command = withoutPrompt(line, reading.marks)
  if (command !== null) return begin(reading, command)
  const paste = reading.pastes.at(-1)
  const isArrow = /^\s*>/.test(line)
  if (paste?.isProducer === true && isArrow) return type(paste, line.trimStart())
  if (RULE.test(line)) {
    reading.printing = true
    return 'output'
  }
  const { prompts, rootPrompts, arrows } = reading.marks
  if (prompts && isCutOff(reading) && FURTHER_PROMPT.test(line)) return begin(reading, line.replace(FURTHER_PROMPT, ''))
  if (prompts || rootPrompts || arrows) return 'output'
  if (beginsWithCommand(line)) return begin(reading, line)
  if (/^\s*#/.test(line)) return 'remark'
  if (reading.printing || PRINTED.test(line)) return 'output'
  return paste?.keepsRunning === true ? afterOneThatGoesOn(paste, line) : begin(reading, line)
}

/** The command above was to go on, but something stands behind its backslash. */
function isCutOff({ roles, pastes }: Reading): boolean {
  return roles.at(-1) === 'command' && /\\\s+(?:#.*)?$/.test(pastes.at(-1)?.lines.at(-1) ?? '')
}

/** Null where it has none and others have. */
function withoutPrompt(line: string, { prompts, rootPrompts, arrows }: Marks): string | null {
  const prompt = prompts ? PROMPT : rootPrompts ? ROOT_PROMPT : arrows ? /^\s*>\s+/ : null
  if (prompt === null || !prompt.test(line)) return null
  const rest = line.replace(prompt, '')
  return rest.trim() === '' ? null : rest
}

/** An option is one that lacks its backslash; to a producer every line is a value; else it is what the command printed. */
function afterOneThatGoesOn(paste: MutablePaste, line: string): LineRole {
  if (/^\s*[-‐‑‒–—―−－]/.test(line) && paste.input.length === 0) {
    paste.lines.push(line)
    return 'command'
  }
  return paste.isProducer ? type(paste, line) : 'output'
}

function type(paste: MutablePaste, line: string): LineRole {
  paste.input.push(line)
  return 'input'
}

function begin(reading: Reading, line: string): LineRole {
  reading.printing = false
  reading.command.push(line)
  if (isWhole(reading.command.join('\n'))) endCommand(reading)
  return 'command'
}

function goOn(reading: Reading, line: string): LineRole {
  const { prompts, rootPrompts, arrows } = reading.marks
  reading.command.push(prompts || rootPrompts || arrows ? line.replace(FURTHER_PROMPT, '') : line)
  if (isWhole(reading.command.join('\n'))) endCommand(reading)
  return 'command'
}

/** Puts the command behind those before it, or where it goes on and on, into a paste of its own. */
function endCommand(reading: Reading): void {
  const lines = reading.command
  if (lines.length === 0) return
  reading.command = []
  const { keepsRunning, isProducer } = commandKind(lines.join('\n').replace(/\\\n/g, ' ').replace(/\n/g, ' '))
  const last = reading.pastes.at(-1)
  if (last !== undefined && !last.keepsRunning && !keepsRunning) last.lines.push(...lines)
  else reading.pastes.push({ lines, keepsRunning, isProducer, input: [] })
}

/** A line that is given to a producer, which has a prompt of its own. */
export function withoutProducerPrompt(line: string): string {
  return line.replace(/^\s*> ?/, '')
}

/** Whether a shell would read on: after a backslash, within quotes, within a here-document. */
export function isWhole(command: string): boolean {
  const bodies = hereDocuments(command)
  if (bodies !== null) return bodies
  let quote: string | null = null
  for (let at = 0; at < command.length; at++) {
    const sign = command[at]!
    if (quote === "'") {
      if (sign === "'") quote = null
    } else if (sign === '\\') {
      if (at + 1 >= command.length) return false
      at++
    } else if (quote === '"') {
      if (sign === '"') quote = null
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '#' && (at === 0 || /\s/.test(command[at - 1]!))) {
      const end = command.indexOf('\n', at)
      if (end < 0) return true
      at = end
    }
  }
  return quote === null
}

/** Whether all of its here-documents have ended; null where it begins none. */
function hereDocuments(command: string): boolean | null {
  const [first = '', ...lines] = command.split('\n')
  const found = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/.exec(first)
  if (found === null || /<<</.test(first)) return null
  return lines.some((line) => line.trim() === found[2])
}
