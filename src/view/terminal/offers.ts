/** Under a terminal: what was meant by a paste that went wrong, to be run with one key. */
import { create } from 'zustand'
import { BEGINS_WITH_OPTION, type Slip } from '../../cli/command-reading/slips.ts'
import { undoFirst } from '../../cli/command-reading/undo-first.ts'
import { readCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { whenRunIsLeft } from '../../store/run-left.ts'
import { interrupt, typeLine } from '../../store/terminals-store.ts'
import { giveUpWaiting, hasReadItsLines, writtenBy } from './pasted-block.ts'

export interface Offer {
  /** The commands whole, a line each, and what a program they start is given. */
  readonly text: string
  /** Terminal and place in its output that it belongs to: gone back before that, it was never made. */
  readonly afterLength: number
}

/** By terminal. */
export const useOffers = create<Readonly<Record<string, Offer>>>()(() => ({}))

/** What was typed last into each terminal, for the line that belongs to it and comes later. */
const blocks = new Map<string, readonly string[]>()

whenRunIsLeft(() => {
  blocks.clear()
  useOffers.setState({}, true)
})

export function withdrawOffer(name: string): void {
  useOffers.setState(({ [name]: _withdrawn, ...others }) => others, true)
}

/**
 * Reads what is about to be typed at a shell's prompt and offers what was meant, where that is something else. `rest` is
 * the end of a paste that still stands on the line. Resolves with the slips that were found.
 */
export async function offerWhatWasMeant(
  name: string,
  lines: readonly string[],
  rest: string,
): Promise<readonly Slip[]> {
  const block = blockWith(name, lines, rest)
  blocks.set(name, block)
  withdrawOffer(name)
  const afterLength = writtenBy(name)
  const { meant, slips } = await readCommand(block.join('\n'))
  if (blocks.get(name) !== block || meant.length === 0) return slips
  useOffers.setState({ [name]: { text: meant.join('\n'), afterLength } })
  return slips
}

/**
 * Now that what was typed when the terminal had written `before` has come to something: has the offer take back first
 * what it left behind. Returns what there is to be told of it.
 */
export function amendOffer(name: string, slips: readonly Slip[], before: number): readonly Slip[] {
  const offer = useOffers.getState()[name]
  const { output = '', outputLength = 0 } = useImageStore.getState().image.terminals.get(name) ?? {}
  if (offer === undefined) return []
  const printed = output.slice(Math.max(0, before - (outputLength - output.length)))
  const undone = undoFirst(offer.text.split('\n'), slips, printed)
  if (undone.slips.length > 0) useOffers.setState({ [name]: { ...offer, text: undone.meant.join('\n') } })
  return undone.slips
}

/** With the lines before, where these are what was left of them, or go on with their last command. */
function blockWith(name: string, lines: readonly string[], rest: string): readonly string[] {
  const before = blocks.get(name) ?? []
  const isRest = before.length > 0 && lines.length === 1 && before.at(-1) === lines[0]
  if (isRest) return [...before]
  const added = rest === '' ? lines : [...lines, rest]
  return BEGINS_WITH_OPTION.test(lines[0] ?? '') ? [...before, ...added] : [...added]
}

/** Runs what was meant; what still runs of the slip is ended first, as a reader would with Ctrl-C. */
export async function takeOffer(name: string): Promise<void> {
  const offer = useOffers.getState()[name]
  if (offer === undefined) return
  withdrawOffer(name)
  blocks.delete(name)
  const terminal = useImageStore.getState().image.terminals.get(name)
  if ((terminal?.prompt ?? '$ ') !== '$ ') {
    giveUpWaiting(name)
    const before = writtenBy(name)
    await interrupt(name)
    if (!(await hasReadItsLines(name, before))) return
  }
  await typeLine(name, offer.text)
}
