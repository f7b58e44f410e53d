/**
 * Draws the line being typed below what programs wrote, and takes it away again before they write more. Only escape
 * sequences of any terminal are used, so this can be tested without one.
 */
import { codePointWidth, textWidth } from './char-width.ts'
import { type CellPosition, positionAfter } from './transcript.ts'

export interface PromptLine {
  /** Unfinished line of output in front of the prompt. */
  readonly before: string
  readonly prompt: string
  readonly characters: readonly string[]
  readonly cursor: number
}

const ESC = '\u001b['

/** Text that draws the line, with the cursor in its place. The cursor must stand right after `before`. */
export function drawPromptLine(line: PromptLine, columns: number): string {
  const whole = positions(line, columns)
  const typed = line.characters.join('')
  // After an exactly full row the terminal waits on that row; a line feed makes it agree with what was computed.
  const settle = whole.end.column === 0 && typed !== '' ? '\r\n' : ''
  const up = whole.end.row - whole.cursor.row
  return `${paint(line.prompt)}${typed}${settle}${up > 0 ? `${ESC}${up}A` : ''}${ESC}${whole.cursor.column + 1}G`
}

/** Text that takes a drawn line away and leaves the cursor right after `before`. */
export function erasePromptLine(line: PromptLine, columns: number): string {
  const { start, cursor } = positions(line, columns)
  const up = cursor.row - start.row
  return `${up > 0 ? `${ESC}${up}A` : ''}${ESC}${start.column + 1}G${ESC}J`
}

function positions(
  line: PromptLine,
  columns: number,
): { start: CellPosition; cursor: CellPosition; end: CellPosition } {
  const before = plain(line.before)
  const at = (text: string) => positionAfter(before + text, columns, codePointWidth)
  return {
    start: at(''),
    cursor: at(line.prompt + line.characters.slice(0, line.cursor).join('')),
    end: at(line.prompt + line.characters.join('')),
  }
}

/** The shell's prompt is green; programs' prompts are as they are. */
function paint(prompt: string): string {
  return prompt.startsWith('$') ? `${ESC}32m$${ESC}0m${prompt.slice(1)}` : prompt
}

const escapeSequence = new RegExp(`${ESC.replace('[', '\\[')}[0-9;]*[A-Za-z]`, 'g')

function plain(text: string): string {
  return text.replace(escapeSequence, '')
}

/** Candidates side by side, as a shell lists them. */
export function inColumns(words: readonly string[], columns: number): string {
  const width = Math.max(...words.map(textWidth)) + 2
  const perRow = Math.max(1, Math.floor(columns / width))
  const rows: string[] = []
  for (let i = 0; i < words.length; i += perRow) {
    const row = words.slice(i, i + perRow).map((word) => word + ' '.repeat(width - textWidth(word)))
    rows.push(row.join('').trimEnd())
  }
  return rows.map((row) => `${row}\n`).join('')
}

/** What all words begin with. */
export function commonPrefix(words: readonly string[]): string {
  let prefix = words[0] ?? ''
  for (const word of words) while (!word.startsWith(prefix)) prefix = prefix.slice(0, -1)
  return prefix
}
