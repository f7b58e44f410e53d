/**
 * net.sourceforge.argparse4j.helper.TextHelper.wrap: every line but the last is filled to the full width with extra
 * blanks between words; those that do not go round are put in the middle of the line. `indent` is where the text begins,
 * and where its further lines do.
 */
export function justify(text: string, width: number, indent = 0): string {
  let done = ''
  let line = ''
  let reached = indent
  for (const piece of pieces(text)) {
    reached += piece.length
    if (reached > width) {
      done += `${spread(line, width - indent)}\n${' '.repeat(indent)}`
      line = ''
      reached = indent + piece.length
    }
    line += piece
    if (!piece.endsWith('\n')) continue
    done += line
    line = ''
    reached = indent
  }
  return done + line
}

/** Between which Java's line breaker may end a line: words with the blanks behind them, parts of words that signs join. */
function pieces(text: string): string[] {
  return text.match(/[^\s]*?(?:-+(?=[A-Za-z])|[.:](?=[A-Za-z])|\s+|$)/g)?.filter((piece) => piece !== '') ?? []
}

function spread(line: string, width: number): string {
  const words = line.trim().split(/ +/)
  const gaps = words.length - 1
  if (gaps === 0) return words[0] ?? ''
  const extra = width - line.trim().length
  const each = Math.floor(extra / gaps)
  const rest = extra % gaps
  const first = Math.floor((gaps - rest + 1) / 2)
  const blanks = line.trim().match(/ +/g) ?? []
  return words.reduce((text, word, index) => {
    const more = each + (index > first && index <= first + rest ? 1 : 0)
    return index === 0 ? word : `${text}${blanks[index - 1]}${' '.repeat(more)}${word}`
  }, '')
}
