/** What is searched for in a pager, and where it stands. */
import { compileExpression } from '../../cli/shell/regular-expression.ts'

export interface Match {
  readonly from: number
  readonly to: number
}

/** More of them are not marked; n and N go no further either. */
const MOST_MATCHES = 5_000

/**
 * All places, line by line as less searches. Null: the words are no expression, or one that might never end on the text.
 */
export function matchesIn(text: string, words: string, ignoresCase: boolean): readonly Match[] | null {
  if (words === '') return []
  // As less -i: a capital letter in the words is meant.
  const flags = ignoresCase && words === words.toLowerCase() ? 'gi' : 'g'
  const matches: Match[] = []
  try {
    const expression = compileExpression(words, flags)
    let start = 0
    for (const line of text.split('\n')) {
      expression.lastIndex = 0
      for (let found = expression.exec(line); found !== null; found = expression.exec(line)) {
        if (found[0] === '') expression.lastIndex++
        else matches.push({ from: start + found.index, to: start + found.index + found[0].length })
        if (matches.length >= MOST_MATCHES) return matches
      }
      start += line.length + 1
    }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  return matches
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
