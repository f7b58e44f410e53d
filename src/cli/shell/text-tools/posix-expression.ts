/** Regular expressions as grep takes them, in JavaScript's words. */

const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
}

/**
 * In basic expressions `| + ? ( ) { }` are plain, and special with a backslash; in both kinds `\d` is a `d`, and a
 * backslash between brackets is one. Throws a SyntaxError where brackets or groups are not
 * closed.
 */
export function fromPosix(pattern: string, extended: boolean): string {
  let source = ''
  for (let at = 0; at < pattern.length; ) {
    const char = pattern.charAt(at)
    if (char === '[') {
      const [written, converted] = bracket(pattern, at)
      source += converted
      at += written
    } else if (char === '\\') {
      source += escaped(pattern.charAt(at + 1), extended)
      at += 2
    } else {
      source += plain(pattern, at, extended, source)
      at++
    }
  }
  const bare = source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, '')
  if (bare.split('(').length > bare.split(')').length) throw new SyntaxError('Unmatched ( or \\(')
  return source.replaceAll('{,', '{0,')
}

function plain(pattern: string, at: number, extended: boolean, before: string): string {
  const char = pattern.charAt(at)
  const begins = before === '' || /(^|[^\\])(\(|\||\^)$/.test(before)
  if (char === '*') return begins ? '\\*' : '*'
  if (!extended) {
    if ('|+?(){}'.includes(char)) return `\\${char}`
    // Anchors are such only at the ends.
    if (char === '^') return begins ? '^' : '\\^'
    if (char === '$') return at + 1 === pattern.length || /^\\[)|]/.test(pattern.slice(at + 1)) ? '$' : '\\$'
    return char
  }
  if ('+?'.includes(char) && begins) return `\\${char}`
  if (char === '{') return /^\{(\d+(,\d*)?|,\d+)\}/.test(pattern.slice(at)) ? char : '\\{'
  if (char === '}') return /\{(\d+(,\d*)?|,\d+)$/.test(pattern.slice(0, at)) ? char : '\\}'
  return char
}

function escaped(letter: string, extended: boolean): string {
  if (letter === '') throw new SyntaxError('Trailing backslash')
  if (letter === '<') return '\\b(?=\\w)'
  if (letter === '>') return '\\b(?<=\\w)'
  if (!extended && '|+?(){}'.includes(letter)) return letter
  if (/[wWsSbB1-9]/.test(letter)) return `\\${letter}`
  return /[^\w\s]/.test(letter) ? `\\${letter}` : letter
}

/** How many characters it is long, and what it becomes. */
function bracket(pattern: string, from: number): readonly [number, string] {
  let at = from + 1
  let inner = ''
  const negated = pattern.charAt(at) === '^'
  if (negated) at++
  for (let first = true; ; first = false) {
    if (at >= pattern.length) throw new SyntaxError('Unmatched [, [^, [:, [., or [=')
    const char = pattern.charAt(at)
    if (char === ']' && !first) break
    const [named, name = ''] = /^\[:([a-z]+):\]/.exec(pattern.slice(at)) ?? []
    if (named !== undefined) {
      if (!Object.hasOwn(CLASSES, name)) throw new SyntaxError('Invalid character class name')
      inner += CLASSES[name] ?? ''
      at += named.length
      continue
    }
    inner += '\\[]^'.includes(char) ? `\\${char}` : char
    at++
  }
  return [at + 1 - from, `[${negated ? '^' : ''}${inner}]`]
}

export function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
