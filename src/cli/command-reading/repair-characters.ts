import { LONG_DASH, type Slip, withoutLongDash } from './slips.ts'
import { wordsOfLine } from './words.ts'

const BLANKS = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/
const NOTHING = /[\u200b-\u200d\u2060\ufeff]/
const ALIKE: Readonly<Record<string, RegExp>> = { '"': /["“”„‟]/, "'": /['‘’‚‛]/ }
const FULL_WIDTH = /[\uff01-\uff0c\uff0e-\uff5e]/

export interface RepairedText {
  readonly text: string
  readonly slips: readonly Slip[]
}

/** Letters that a word processor or a Korean keyboard puts in place of the shell's own, wherever they are no data. */
export function repairCharacters(line: string, quote: string | null): RepairedText {
  const slips: Slip[] = []
  const straight = repairQuotesAndBlanks(line, quote, slips)
  const dashes: Slip[] = []
  let text = straight
  // From the end, so that what stands before keeps its place.
  for (const word of [...wordsOfLine(straight, quote).words].reverse()) {
    if (!LONG_DASH.test(word.bare) || !LONG_DASH.test(word.text)) continue
    const meant = withoutLongDash(word.text)
    dashes.unshift({ kind: 'longDash', word: word.text, meant })
    text = text.slice(0, word.start) + meant + text.slice(word.end)
  }
  return { text, slips: [...slips, ...dashes] }
}

function repairQuotesAndBlanks(line: string, quote: string | null, slips: Slip[]): string {
  let open = quote
  let text = ''
  const told = new Set<string>()
  const tell = (slip: Slip) => {
    if (!told.has(slip.kind)) slips.push(slip)
    told.add(slip.kind)
  }
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!
    const rest = line.slice(at + 1)
    if (open !== null) {
      const ends = sign === open || (ALIKE[open]!.test(sign) && !rest.includes(open))
      if (ends && sign !== open) tell({ kind: 'curlyQuote', word: wordAt(line, at) })
      text += ends ? open : sign
      if (sign === '\\' && open === '"' && rest !== '') text += line[++at]
      else if (ends) open = null
      continue
    }
    const kind = Object.keys(ALIKE).find((each) => ALIKE[each]!.test(sign))
    if (kind !== undefined && (sign === kind || ALIKE[kind]!.test(rest.replace(/[^"'“”„‟‘’‚‛]/g, '')))) {
      open = kind
      text += kind
      if (sign !== kind) tell({ kind: 'curlyQuote', word: wordAt(line, at) })
    } else if (BLANKS.test(sign)) {
      text += ' '
      tell({ kind: 'oddBlank' })
    } else if (NOTHING.test(sign)) tell({ kind: 'oddBlank' })
    else if (FULL_WIDTH.test(sign)) {
      const narrow = narrowed(sign)
      text += narrow
      const word = wordAt(line, at)
      tell({ kind: 'fullWidth', word, meant: word.replace(new RegExp(FULL_WIDTH, 'g'), narrowed) })
    } else if (sign === '\\' && rest !== '') text += sign + line[++at]
    else if (sign === '#' && /^$|\s$/.test(text)) return text + line.slice(at)
    else text += sign
  }
  return text
}

/** U+FF01 and what follows are ASCII's signs in its order. */
function narrowed(sign: string): string {
  return String.fromCharCode(sign.charCodeAt(0) - 0xfee0)
}

function wordAt(line: string, at: number): string {
  const before = /\S*$/.exec(line.slice(0, at))?.[0] ?? ''
  return before + (/^\S*/.exec(line.slice(at))?.[0] ?? '')
}
