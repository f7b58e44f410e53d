/**
 * What was meant by a block of commands that was copied out of notes: each command whole, on a line of its own, without
 * what a word processor, a prompt or a comment did to it. The shell is not asked: it does to the block what it does.
 */
import { repairCharacters } from './repair-characters.ts'
import { repairOptions } from './repair-options.ts'
import { CODE_FENCE, OPTION_ALONE, PASTED_OUTPUT, type Slip } from './slips.ts'
import type { Vocabulary } from './vocabulary.ts'
import { commandsOfWords, toolName, wordsOfLine } from './words.ts'

export interface RepairedBlock {
  /** The whole block, clean. */
  readonly lines: readonly string[]
  /** Of these what the shell took otherwise than it was meant; what it has carried out already is left out. */
  readonly meant: readonly string[]
  /** In the order of what they are about; empty: nothing was wrong, and the lines say the same as the block. */
  readonly slips: readonly Slip[]
}

interface Line {
  readonly text: string
  readonly kind: 'command' | 'comment' | 'input' | 'document'
  /** It stood otherwise in the block, or goes with a command that did. */
  readonly mended: boolean
}

/** A command that goes on, by a backslash or an open quote. */
interface OpenCommand {
  readonly text: string
  readonly quote: string | null
  /** How many slips there were before it. */
  readonly slipsBefore: number
}

interface Reading {
  readonly vocabulary: Vocabulary
  readonly lines: Line[]
  readonly slips: Slip[]
  open: OpenCommand | null
  /** The word that ends a here-document. */
  documentEnd: string | null
}

const HERE_DOCUMENT = /(?<!<)<<(?!<)-?\s*(["']?)(\w+)\1/
/** `$ `, `# `, `[ec2-user@host kafka]$ `, `me@host:~$ `. */
const SHELL_PROMPT = /^\s*(?:\[[^\]]*\]|[\w.-]+@[\w.-]+[^$#%]*)?[$#%]\s+(?=\S)/
const GOES_ON_PROMPT = /^\s*>\s+/

export function repairBlock(block: string, vocabulary: Vocabulary): RepairedBlock {
  const reading: Reading = { vocabulary, lines: [], slips: [], open: null, documentEnd: null }
  for (const line of block.split(/\r?\n/)) readLine(reading, line)
  if (reading.open !== null) finish(reading, reading.open)
  const { lines, slips } = reading
  // Behind three backticks everything is part of a substitution.
  const isFramed = slips.some(({ kind }) => kind === 'codeFence')
  const meant = lines.filter(({ mended, kind }) => kind !== 'comment' && (mended || isFramed))
  return { lines: lines.map(({ text }) => text), meant: meant.map(({ text }) => text), slips }
}

function readLine(reading: Reading, line: string): void {
  const { lines, slips, open } = reading
  if (reading.documentEnd !== null) {
    lines.push({ text: line, kind: 'document', mended: lines.at(-1)?.mended === true })
    if (line.trim() === reading.documentEnd) reading.documentEnd = null
  } else if (open !== null) {
    const { text, slips: found } = repairCharacters(
      open.quote === null ? line.replace(GOES_ON_PROMPT, '') : line,
      open.quote,
    )
    slips.push(...found)
    goOn(reading, open, text)
  } else if (CODE_FENCE.test(line)) tellOnce(slips, { kind: 'codeFence' })
  else if (line.trim() === '') return
  else if (PASTED_OUTPUT.test(line)) slips.push({ kind: 'pastedOutput' })
  else beginLine(reading, line)
}

function beginLine(reading: Reading, line: string): void {
  const { lines, slips, vocabulary } = reading
  const { text, slips: found } = repairCharacters(line, null)
  const before = lines.findLastIndex(({ kind }) => kind !== 'comment')
  const last = lines[before]
  if (OPTION_ALONE.test(text) && last?.kind === 'command') {
    const command = { text: last.text, quote: null, slipsBefore: slips.length }
    slips.push(...found, { kind: 'optionAlone', word: wordsOfLine(text).words[0]?.text ?? '' })
    lines.splice(before, 1)
    return goOn(reading, command, text)
  }
  const prompt = promptBefore(text, vocabulary)
  const isFed = last !== undefined && (last.kind === 'input' || readsKeyboard(last.text))
  if (prompt === '' && (/^>\S/.test(text) || (isFed && !isCommand(text, vocabulary)))) {
    // Nobody is there to read it, and a file of that name is not what was meant.
    if (line.startsWith('>')) tellOnce(slips, { kind: 'pastedPrompt', where: isFed ? 'producer' : 'shell' })
    pushInput(reading, line, isFed)
  } else if (prompt === '' && /^\s*#/.test(text)) lines.push({ text: line, kind: 'comment', mended: false })
  else {
    const command = { text: '', quote: null, slipsBefore: slips.length }
    slips.push(...found)
    if (prompt !== '') slips.push({ kind: 'shellPrompt', word: prompt.trim() })
    goOn(reading, command, text.slice(prompt.length))
  }
}

/** What a producer was given otherwise than it was meant is to be given anew, and so is all that it was given before. */
function pushInput({ lines }: Reading, line: string, isFed: boolean): void {
  const mended = isFed && (line.startsWith('>') || lines.at(-1)?.mended === true)
  if (mended)
    for (let at = lines.length - 1; at >= 0 && lines[at]!.kind !== 'comment' && !lines[at]!.mended; at--) {
      lines[at] = { ...lines[at]!, mended }
      if (lines[at]!.kind === 'command') break
    }
  lines.push({ text: line.replace(/^>/, ''), kind: 'input', mended })
}

/** Puts a line, or what of it is no comment, behind what a command has had so far. */
function goOn(reading: Reading, { text: before, quote, slipsBefore }: OpenCommand, text: string): void {
  const read = wordsOfLine(text, quote)
  const between = quote !== null ? '\n' : before === '' ? '' : ' '
  if (read.quote !== null) {
    reading.open = { text: before + between + text, quote: read.quote, slipsBefore }
    return
  }
  const isComment = before !== '' && quote === null && read.comment !== null && read.words.length === 0
  const broken = read.brokenContinuation
  if (broken !== null || isComment)
    reading.slips.push({
      kind: isComment || text.includes('#', broken ?? 0) ? 'commentAfterBackslash' : 'blankAfterBackslash',
    })
  const said = text.slice(0, broken ?? read.comment ?? text.length).trimEnd()
  const goesOn = broken === null && /(?:^|[^\\])(?:\\\\)*\\$/.test(said)
  const body = goesOn ? said.slice(0, -1).trimEnd() : said
  const whole = between === ' ' ? `${before} ${body.trimStart()}`.trimEnd() : before + between + body
  if (goesOn || broken !== null || isComment) reading.open = { text: whole, quote: null, slipsBefore }
  else finish(reading, { text: whole, quote: null, slipsBefore })
}

function finish(reading: Reading, command: OpenCommand): void {
  reading.open = null
  const { text, slips } = repairOptions(command.text, reading.vocabulary)
  reading.slips.push(...slips)
  reading.lines.push({ text, kind: 'command', mended: reading.slips.length > command.slipsBefore })
  reading.documentEnd = HERE_DOCUMENT.exec(text)?.[2] ?? null
}

function tellOnce(slips: Slip[], slip: Slip): void {
  if (!slips.some(({ kind }) => kind === slip.kind)) slips.push(slip)
}

/** A prompt that was copied with the command behind it. Behind `#` only a command tells it from a comment. */
function promptBefore(text: string, vocabulary: Vocabulary): string {
  const prompt = SHELL_PROMPT.exec(text)?.[0] ?? GOES_ON_PROMPT.exec(text)?.[0] ?? ''
  return prompt !== '' && isCommand(text.slice(prompt.length), vocabulary) ? prompt : ''
}

function isCommand(text: string, { commands }: Vocabulary): boolean {
  const first = wordsOfLine(text).words[0]?.text ?? ''
  return /\.(?:sh|bat)$/.test(first) || commands.has(toolName(first))
}

/** A console producer that nothing else feeds: the lines after it are its records. */
function readsKeyboard(command: string): boolean {
  const { words } = wordsOfLine(command)
  const last = commandsOfWords(words).at(-1) ?? []
  const isProducer = last.some(({ text }) => toolName(text) === 'kafka-console-producer')
  return isProducer && !/[|<]|&\s*$/.test(command)
}
