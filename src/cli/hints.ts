/**
 * Slips of those who copy commands out of notes: what a shell does with them is right, and no help. The page says in a
 * line of its own what happened; the tools' output stays Kafka's.
 */
import { repairCharacters } from './command-reading/repair-characters.ts'
import { CODE_FENCE, OPTION_ALONE, PASTED_OUTPUT, type Slip } from './command-reading/slips.ts'
import { wordsOfLine } from './command-reading/words.ts'

export type Hint = Slip

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
    if (row === lines[read] && read > 0 && alone < read && OPTION_ALONE.test(row)) {
      alone = read
      if (read !== cutOffUntil) hints.push({ kind: 'optionAlone', word: /\S+/.exec(row)![0] })
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
    if (cutsOff || (met.index === cutOffUntil && OPTION_ALONE.test(line))) cutOffUntil = met.index + 1
    if (met.prompt !== '>') before = { text: `${before.text}${line}\n`, quote: wordsOfLine(line, before.quote).quote }
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
  const { words, brokenContinuation } = wordsOfLine(line, before.quote)
  const first = before.quote === null ? (words[0]?.bare ?? '') : ''
  if (prompt === '$ ' && CODE_FENCE.test(line)) hints.push({ kind: 'codeFence' })
  if (prompt === '$ ' && /^>\S/.test(line)) hints.push({ kind: 'pastedPrompt', where: 'shell' })
  if (prompt === '$ ' && PASTED_OUTPUT.test(first)) hints.push({ kind: 'pastedOutput' })
  else if (prompt === '$ ' && OPTION_ALONE.test(first)) hints.push({ kind: 'optionAlone', word: first })
  if (brokenContinuation !== null)
    hints.push({ kind: line.includes('#', brokenContinuation) ? 'commentAfterBackslash' : 'blankAfterBackslash' })
  const { slips } = repairCharacters(line, before.quote)
  // One of a kind in a line says enough.
  hints.push(...slips.filter(({ kind }, index) => slips.findIndex((other) => other.kind === kind) === index))
  return hints
}
