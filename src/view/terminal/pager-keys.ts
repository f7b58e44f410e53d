/** The keys of less: what each does to the page that is looked at. Pure; the panel knows how high a page is. */

/** How far to go: in lines, in pages, to a line (from 1 on; 0 is the last), or sideways. */
export type PagerMove =
  | { readonly by: 'lines' | 'pages' | 'sideways'; readonly count: number }
  | { readonly by: 'to'; readonly line: number }

export type PagerDeed =
  | { readonly type: 'move'; readonly move: PagerMove }
  | { readonly type: 'prompt'; readonly prompt: 'search' | 'searchBack' | 'colon' }
  | { readonly type: 'next' | 'before' | 'leave' | 'interrupt' | 'position' | 'follow' | 'unknown' }
  /** Half of a key of two letters, or a digit of a count. */
  | { readonly type: 'wait'; readonly pending: string }

const PAGE_DOWN = [' ', 'f', 'z', 'PageDown', 'Ctrl+f', 'Ctrl+v']
const PAGE_UP = ['b', 'w', 'PageUp', 'Ctrl+b']
const LINE_DOWN = ['j', 'e', 'Enter', 'ArrowDown', 'Ctrl+n', 'Ctrl+e', 'Ctrl+j']
const LINE_UP = ['k', 'y', 'ArrowUp', 'Ctrl+p', 'Ctrl+y', 'Ctrl+k']
const FIRST = ['g', '<', 'Home']
const LAST = ['G', '>', 'End']

/** `pending`: digits typed before the key, or its first letter. */
export function pagerKey(pending: string, key: string): PagerDeed {
  if (/^\d$/.test(key) && (pending !== '' || key !== '0')) return { type: 'wait', pending: pending + key }
  if (key === 'Z') return pending === 'Z' ? { type: 'leave' } : { type: 'wait', pending: 'Z' }
  const given = /^\d+$/.test(pending) ? Number(pending) : null
  const count = given ?? 1
  const move = (by: 'lines' | 'pages' | 'sideways', times: number): PagerDeed => ({
    type: 'move',
    move: { by, count: times },
  })
  if (PAGE_DOWN.includes(key)) return given === null ? move('pages', 1) : move('lines', given)
  if (PAGE_UP.includes(key)) return given === null ? move('pages', -1) : move('lines', -given)
  if (key === 'd' || key === 'Ctrl+d') return move('pages', 0.5)
  if (key === 'u' || key === 'Ctrl+u') return move('pages', -0.5)
  if (LINE_DOWN.includes(key)) return move('lines', count)
  if (LINE_UP.includes(key)) return move('lines', -count)
  if (key === 'ArrowRight') return move('sideways', 1)
  if (key === 'ArrowLeft') return move('sideways', -1)
  if (FIRST.includes(key)) return { type: 'move', move: { by: 'to', line: given ?? 1 } }
  if (LAST.includes(key)) return { type: 'move', move: { by: 'to', line: given ?? 0 } }
  const prompt = PROMPTS[key]
  return prompt === undefined ? { type: OTHERS[key] ?? 'unknown' } : { type: 'prompt', prompt }
}

const PROMPTS: Readonly<Record<string, 'search' | 'searchBack' | 'colon'>> = {
  '/': 'search',
  '?': 'searchBack',
  ':': 'colon',
}

const OTHERS: Readonly<Record<string, Exclude<PagerDeed['type'], 'move' | 'prompt' | 'wait'>>> = {
  ...{ n: 'next', N: 'before', q: 'leave', Q: 'leave', F: 'follow' },
  ...{ 'Ctrl+c': 'interrupt', '=': 'position', 'Ctrl+g': 'position' },
}

/** What is typed behind a colon: another file, a line, or the end. */
export type PagerColon = 'leave' | 'nextFile' | 'fileBefore' | 'unknown'

export function pagerColon(typed: string): PagerColon {
  switch (typed.trim()) {
    case 'q':
    case 'Q':
      return 'leave'
    case 'n':
      return 'nextFile'
    case 'p':
      return 'fileBefore'
    default:
      return 'unknown'
  }
}
