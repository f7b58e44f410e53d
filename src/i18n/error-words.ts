/**
 * "Explain this": what an error in a terminal says, why, and what to do next, in the page's language. Imported where it is
 * asked for, and never by what a page needs at first.
 */
import { CLIENT_ERRORS } from './client-errors.ts'
import { CLUSTER_ERRORS } from './cluster-errors.ts'
import type { ErrorRow } from './error-row.ts'
import { currentLanguage, format } from './index.ts'
import { OPTION_ERRORS } from './option-errors.ts'
import { SHELL_ERRORS } from './shell-errors.ts'

/** The most specific row of a kind comes first. */
export const ERROR_ROWS: readonly ErrorRow[] = [...SHELL_ERRORS, ...OPTION_ERRORS, ...CLUSTER_ERRORS, ...CLIENT_ERRORS]

export interface ErrorExplanation {
  /** Of the row that knows it. */
  readonly id: string
  /** The line that is explained, as it was printed. */
  readonly line: string
  /** A few sentences. */
  readonly words: string
  /** To try next; null where there is nothing to type. Words in capitals are for the reader to replace. */
  readonly command: string | null
}

/**
 * Explains the last line of the text that says something known; null where none does. What a command printed may be given
 * whole: lines of stack traces and tables are passed over.
 */
export function explainError(text: string): ErrorExplanation | null {
  const lines = text.split('\n')
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at]!.trimEnd()
    const found = TRACE.test(line) ? null : explainLine(line)
    if (found !== null) return found
  }
  return null
}

const TRACE = /^\s+(?:at |\.\.\. \d+ more)|^$/

function explainLine(line: string): ErrorExplanation | null {
  for (const row of ERROR_ROWS) {
    const match = row.pattern.exec(line)
    if (match === null) continue
    const groups = { ...match.groups }
    const { id, en, ko, command } = row
    return {
      id,
      line,
      words: format(currentLanguage() === 'en' ? en : ko, groups),
      command: command === undefined ? null : format(command, groups),
    }
  }
  return null
}
