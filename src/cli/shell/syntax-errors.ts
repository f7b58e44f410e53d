/** When a script needs more lines, and how bash words what is wrong with one. */

interface Problem {
  readonly message: string
  readonly pos: number
}

/** True where more lines may mend it: a quote is open, or the end came before what closes a construct. */
export function isIncomplete(source: string, problems: readonly Problem[]): boolean {
  const [first] = problems
  if (first === undefined) return false
  if (/unterminated/.test(first.message)) return true
  if (first.pos === source.length) return true
  // `f() {` lacks a command and the bracket; only the second complaint stands at the end.
  const rest = source.slice(first.pos + 1)
  return rest.trim() === '' && problems.some(({ pos }) => pos === source.length)
}

/** ``syntax error near unexpected token `done'``. */
export function complaintAbout(source: string, pos: number): string {
  return `syntax error near unexpected token \`${tokenAt(source, pos)}'`
}

function tokenAt(source: string, pos: number): string {
  const rest = source.slice(pos).replace(/^[ \t]+/, '')
  if (rest === '' || rest.startsWith('\n')) return 'newline'
  return (
    /^(?:;;&|;;|;&|&&|\|\||\|&|<<-|<<|>>|[|&;()<>])/.exec(rest)?.[0] ?? /^[^\s|&;()<>]+/.exec(rest)?.[0] ?? 'newline'
  )
}

/** What bash says when a script ends inside a construct that began behind the first `linesBefore` lines. */
export function unfinishedComplaint(source: string, linesBefore: number): string {
  const open = openQuote(source)
  if (open === null) return `line ${linesBefore + source.split('\n').length}: syntax error: unexpected end of file`
  return `line ${linesBefore + open.line}: unexpected EOF while looking for matching \`${open.quote}'`
}

function openQuote(source: string): { readonly quote: string; readonly line: number } | null {
  let open: { readonly quote: string; readonly line: number } | null = null
  let line = 1
  for (let index = 0; index < source.length; index++) {
    const character = source.charAt(index)
    if (character === '\n') line++
    if (character === '\\' && open?.quote !== "'") index++
    else if (open !== null) open = character === open.quote ? null : open
    else if (/["'`]/.test(character)) open = { quote: character, line }
  }
  return open
}
