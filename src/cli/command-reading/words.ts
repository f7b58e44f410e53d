/** A line of a shell script as its words, good enough to find slips in it; the shell itself reads by a real grammar. */

export interface Word {
  /** As it stands in the line, quotes and backslashes included. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** What of it stands in no quotes. */
  readonly bare: string
}

export interface LineWords {
  readonly words: readonly Word[]
  /** The quote that is open at the end of the line. */
  readonly quote: string | null
  /** Where a comment begins; null where there is none. */
  readonly comment: number | null
  /** Where a backslash stands that was to carry the line on and has blanks or a comment behind it. */
  readonly brokenContinuation: number | null
}

const OPERATORS = new Set(['|', '||', '&', '&&', ';', ';;'])
const REDIRECTION = /^(?:\d?(?:<<<|<<-?|>>|[<>])|&>)/

/** Ends one command and begins another. */
export function isOperator({ text }: Word): boolean {
  return OPERATORS.has(text)
}

/** `>`, `>>file`, `2>&1`, `<<EOF`. */
export function isRedirection({ text }: Word): boolean {
  return REDIRECTION.test(text)
}

/** `quote` is the one that is open before the line. */
export function wordsOfLine(line: string, quote: string | null = null): LineWords {
  const words: Word[] = []
  let open = quote
  let start = -1
  let bare = ''
  const end = (at: number) => {
    if (start !== -1) words.push({ text: line.slice(start, at), start, end: at, bare })
    start = -1
    bare = ''
  }
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!
    if (open !== null) {
      if (start === -1) start = at
      if (sign === '\\' && open === '"') at++
      else if (sign === open) open = null
    } else if (sign === '\\' && /^\\\s+(?:#|$)/.test(line.slice(at))) {
      end(at)
      return { words, quote: null, comment: null, brokenContinuation: at }
    } else if (/\s/.test(sign)) end(at)
    else if (sign === '#' && start === -1) return { words, quote: null, comment: at, brokenContinuation: null }
    else if (/[|;]/.test(sign) || (sign === '&' && line[at - 1] !== '>' && line[at + 1] !== '>')) {
      end(at)
      start = at
      while (line[at + 1] === sign) at++
      bare = line.slice(start, at + 1)
      end(at + 1)
    } else {
      if (start === -1) start = at
      if (sign === '"' || sign === "'") open = sign
      else if (sign === '\\' && at + 1 < line.length) bare += line[++at]
      else bare += sign
    }
  }
  end(line.length)
  return { words, quote: open, comment: null, brokenContinuation: null }
}

/** The commands of a line, cut where one ends and the next begins. */
export function commandsOfWords(words: readonly Word[]): readonly (readonly Word[])[] {
  const commands: Word[][] = [[]]
  for (const word of words) {
    if (isOperator(word)) commands.push([])
    else commands[commands.length - 1]!.push(word)
  }
  return commands.filter((command) => command.length > 0)
}

/** The name a program is called by, without its path and the ending of a script. */
export function toolName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1).replace(/\.(?:sh|bat)$/, '')
}
