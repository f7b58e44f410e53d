/** Explains slips beside what the shell makes of them, each when its line is read. */
import { type Hint, hintsOfPaste } from '../../cli/hints.ts'
import { useImageStore } from '../../store/image-store.ts'
import { writeLocally } from '../../store/terminals-store.ts'
import { hintText } from './hint-text.ts'
import { amendOffer, offerWhatWasMeant } from './offers.ts'
import { hasReadItsLines, writtenBy } from './pasted-block.ts'

/** By terminal: the lines of which it is not known yet what becomes of them, with those before that came at once. */
const watches = new Map<string, string[]>()
/** Whoever types on and on into a terminal whose clock stands is not followed for ever. */
const WATCHED_LINES = 1_000

/** What only the tools themselves know to be wrong: told when they have had their say. Of a misspelt command the shell tells. */
export const TOLD_AFTERWARDS: ReadonlySet<Hint['kind']> = new Set(['shellPrompt', 'otherVersion', 'misspeltOption'])

/**
 * Tells of slips in lines that are about to be typed at a shell's prompt, each when its line is read, and offers what was
 * meant. `rest` is what a paste has left on the line.
 */
export function helpWithSlips(name: string, lines: readonly string[], rest: string): void {
  explainSlipsIn(name, lines)
  if ((terminalOf(name)?.prompt ?? '$ ') !== '$ ') return
  const before = writtenBy(name)
  const read = hasReadItsLines(name, before)
  void offerWhatWasMeant(name, lines, rest).then(async (slips) => {
    if (slips.length === 0 || !(await read)) return
    const late = slips.filter(({ kind }) => TOLD_AFTERWARDS.has(kind))
    for (const slip of [...late, ...amendOffer(name, slips, before)]) writeLocally(name, `# ${hintText(slip)}\n`)
  })
}

/**
 * Watches what becomes of lines that are about to be typed into a terminal until all are read. Those that are typed
 * meanwhile are watched with them.
 */
export function explainSlipsIn(name: string, typed: readonly string[]): void {
  const watched = watches.get(name)
  if (watched !== undefined) {
    if (watched.length < WATCHED_LINES) watched.push(...typed)
    return
  }
  const lines = [...typed]
  const from = terminalOf(name)?.outputLength ?? 0
  let told = 0
  const look = () => {
    const terminal = terminalOf(name)
    const { output = '', outputLength = 0 } = terminal ?? {}
    const begins = outputLength - output.length
    // Gone back in time, or so much was printed since that the lines are out of sight.
    if (outputLength < from || begins > from) return end()
    const { hints, read } = hintsOfPaste(lines, output.slice(from - begins))
    for (const hint of hints.slice(told)) writeLocally(name, `# ${hintText(hint)}\n`)
    told = hints.length
    if (read === lines.length) end()
  }
  const forget = useImageStore.subscribe((state, before) => {
    if (state.image.terminals !== before.image.terminals) look()
  })
  const end = () => {
    forget()
    watches.delete(name)
  }
  watches.set(name, lines)
}

function terminalOf(name: string) {
  return useImageStore.getState().image.terminals.get(name)
}
