/** Counterpart in bash: brace expansion. */

/** Longer sequences than anybody means: bash itself would take gigabytes. */
const MOST = 1_000_000

/** `{a,b}`, `{1..5}`, `{01..10..3}`, `{a..e}` as the texts they stand for; null where bash leaves them as they are. */
export function bracesOf(text: string): string[] | null {
  const inside = /^\{(.*)\}$/s.exec(text)?.[1]
  if (inside === undefined || /["'\\$`]/.test(inside)) return null
  const sequence = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(inside)
  if (sequence !== null) return sequenceOf(sequence[1] ?? '', sequence[2] ?? '', Number(sequence[3] ?? 1))
  const parts = splitAtCommas(inside)
  return parts.length < 2 ? null : parts.flatMap(expandNested)
}

function sequenceOf(from: string, to: string, increment: number): string[] | null {
  const letters = /^[A-Za-z]$/.test(from)
  if (letters !== /^[A-Za-z]$/.test(to)) return null
  const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0
  const first = letters ? from.charCodeAt(0) : Number(from)
  const last = letters ? to.charCodeAt(0) : Number(to)
  const step = Math.abs(increment) || 1
  const texts: string[] = []
  const count = Math.floor(Math.abs(last - first) / step) + 1
  if (count > MOST) return null
  for (let index = 0; index < count; index++) {
    const value = first + (last >= first ? index * step : -index * step)
    const digits = String(Math.abs(value)).padStart(width - (value < 0 ? 1 : 0), '0')
    texts.push(letters ? String.fromCharCode(value) : (value < 0 ? '-' : '') + digits)
  }
  return texts
}

function splitAtCommas(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    if (character === '{') depth++
    else if (character === '}') depth--
    if (character === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

function expandNested(text: string): string[] {
  const nested = /^([^{}]*)(\{.*\})([^{}]*)$/s.exec(text)
  const texts = nested === null ? null : bracesOf(nested[2] ?? '')
  return texts === null ? [text] : texts.map((each) => `${nested?.[1] ?? ''}${each}${nested?.[3] ?? ''}`)
}
