/**
 * Slips of those who copy commands out of notes: what a shell does with them is right, and no help. The page says in a
 * line of its own what happened; the tools' output stays Kafka's.
 */

export type Hint =
  /** `—-partitions`: a word processor's dash, so a word and no option. */
  | { readonly kind: 'longDash'; readonly word: string; readonly meant: string }
  | { readonly kind: 'curlyQuote'; readonly word: string }
  /** `\ # why`: the backslash escapes the blank instead of the line's end. */
  | { readonly kind: 'commentAfterBackslash' }
  /** A line that begins with an option: the one before had no backslash. */
  | { readonly kind: 'optionAlone'; readonly word: string }
  /** `>hello` in the shell makes an empty file, in the producer a value that begins with `>`. */
  | { readonly kind: 'pastedPrompt'; readonly where: 'shell' | 'producer' }
  /** Three backticks, alone or with a language: the notes' frame around a command, and to a shell a substitution. */
  | { readonly kind: 'codeFence' }
  /** `========`, or what a command printed. */
  | { readonly kind: 'pastedOutput' }
  | { readonly kind: 'removedOption'; readonly word: string; readonly instead: string }

const CODE_FENCE = /^\s*```\s*[\w+-]*\s*$/
const LONG_DASHES = /^[‐‑‒–—―−－][-‐‑‒–—―−－]?/
const REMOVED: Readonly<Record<string, string>> = {
  '--zookeeper': '--bootstrap-server localhost:9092',
  '--broker-list': '--bootstrap-server',
  '--whitelist': '--include',
}

/**
 * Hints for lines that were typed or pasted at once, from what the terminal has shown since: each line that was read
 * stands there behind the prompt it met. A line that a program took as its input is data. Asked again with more output,
 * the hints so far are the same.
 */
export function hintsOfPaste(
  lines: readonly string[],
  shown: string,
): { readonly hints: Hint[]; readonly read: number } {
  const hints: Hint[] = []
  let read = 0
  let before: CommandSoFar = { text: '', quote: null }
  let alone = -1
  // What follows `\ # why` is alone because of that, and the reader has been told.
  let cutOffUntil = -1
  for (const row of shown.split('\n').slice(0, -1)) {
    // A command runs already, and an option comes after it: whoever reads this line, it is not that command.
    if (row === lines[read] && read > 0 && alone < read && isOptionAlone(row)) {
      alone = read
      if (read !== cutOffUntil) hints.push({ kind: 'optionAlone', word: wordsOf(row)[0]! })
      continue
    }
    const met = findEcho(row, lines, read)
    if (met === null) continue
    read = met.index + 1
    if (met.prompt === '$ ') before = { text: '', quote: null }
    const line = lines[met.index]!
    const found = hintsFor(line, met.prompt, before)
    const told = (hint: Hint) =>
      hint.kind === 'optionAlone'
        ? met.index === alone || met.index === cutOffUntil
        : hint.kind === 'codeFence' && hints.some(({ kind }) => kind === 'codeFence')
    hints.push(...found.filter((hint) => !told(hint)))
    const cutsOff = found.some(({ kind }) => kind === 'commentAfterBackslash')
    if (cutsOff || (met.index === cutOffUntil && isOptionAlone(line))) cutOffUntil = met.index + 1
    if (met.prompt !== '>') before = { text: `${before.text}${line}\n`, quote: readWords(line, before.quote).quote }
  }
  return { hints, read }
}

/** Which of the lines from `first` on a row of the screen shows, and behind which prompt. */
function findEcho(row: string, lines: readonly string[], first: number): { index: number; prompt: string } | null {
  for (let index = first; index < lines.length; index++) {
    // What a program printed last may stand before the shell's prompt, if it did not end its line.
    if (row.endsWith(`$ ${lines[index]}`)) return { index, prompt: '$ ' }
    if (row === `> ${lines[index]}`) return { index, prompt: '> ' }
    if (row === `>${lines[index]}`) return { index, prompt: '>' }
  }
  return null
}

/** What a command that goes on had before this line. */
interface CommandSoFar {
  readonly text: string
  /** The quote that is open. */
  readonly quote: string | null
}

/** `prompt` is what stood before the line: `$ ` the shell, `> ` a command that goes on, `>` a console producer. */
export function hintsFor(line: string, prompt: string, before: CommandSoFar = { text: '', quote: null }): Hint[] {
  // To a producer every line is a value, whatever it looks like; one that begins with the prompt was surely not meant so.
  if (prompt === '>') return line.startsWith('>') ? [{ kind: 'pastedPrompt', where: 'producer' }] : []
  if (prompt !== '$ ' && prompt !== '> ') return []
  const hints: Hint[] = []
  const { words, comment } = readWords(line, before.quote)
  const first = before.quote === null ? (words[0] ?? '') : ''
  if (prompt === '$ ' && CODE_FENCE.test(line)) hints.push({ kind: 'codeFence' })
  if (prompt === '$ ' && /^>\S/.test(line)) hints.push({ kind: 'pastedPrompt', where: 'shell' })
  if (prompt === '$ ' && /^[=*-]{5,}$|^-X/.test(first)) hints.push({ kind: 'pastedOutput' })
  else if (prompt === '$ ' && isOptionAlone(first)) hints.push({ kind: 'optionAlone', word: first })
  if (comment && words.at(-1)?.endsWith('\\')) hints.push({ kind: 'commentAfterBackslash' })
  const dashed = words.find((word) => LONG_DASHES.test(word) && /[a-z]/i.test(word))
  if (dashed !== undefined) hints.push({ kind: 'longDash', word: dashed, meant: dashed.replace(LONG_DASHES, '--') })
  const quoted = words.find((word) => /[“”‘’]/.test(word))
  if (quoted !== undefined) hints.push({ kind: 'curlyQuote', word: quoted })
  const removed = words.find((word) => Object.hasOwn(REMOVED, word))
  if (removed !== undefined && /kafka-/.test(before.text + line))
    hints.push({ kind: 'removedOption', word: removed, instead: REMOVED[removed] ?? '' })
  return hints
}

function isOptionAlone(line: string): boolean {
  return /^\s*--[a-z]/.test(line)
}

/**
 * The words of a line that stand in no quotes: what does is data. `quote` is the one open before the line, and in the
 * answer the one open after it; `comment` tells that the rest is for people.
 */
function readWords(
  line: string,
  quote: string | null,
): { readonly words: readonly string[]; readonly quote: string | null; readonly comment: boolean } {
  let open = quote
  let bare = ''
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!
    if (open !== null) {
      if (sign === '\\' && open === '"') at++
      else if (sign === open) open = null
    } else if (sign === '"' || sign === "'") open = sign
    else if (sign === '#' && (at === 0 || /\s/.test(line[at - 1]!)))
      return { words: wordsOf(bare), quote: null, comment: true }
    else {
      bare += sign
      if (sign === '\\' && at + 1 < line.length && !/\s/.test(line[at + 1]!)) bare += line[++at]
    }
  }
  return { words: wordsOf(bare), quote: open, comment: false }
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}
