/** Runs the blocks of notes in the cluster's terminals, one after the other, by typing what a reader would type. */
import { t } from '../../i18n/index.ts'
import type { BlockPart } from '../../notes/kept-notes.ts'
import type { Paste } from '../../notes/notes-model.ts'
import { withoutProducerPrompt } from '../../notes/shell-block.ts'
import type { Deed } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { addPart, endPart, useNotes } from '../../store/notes-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { leaveStory } from '../../store/stories-store.ts'
import { interrupt, openTab, renameTab, typeLine, useTerminals } from '../../store/terminals-store.ts'
import { explainSlipsIn } from '../terminal/paste-hints.ts'
import { giveUpWaiting, hasReadItsLines, writtenBy } from '../terminal/pasted-block.ts'
import { isDone } from '../terminal/standing-lines.ts'

/** What is to be done with a block. */
export interface Errand {
  readonly index: number
  readonly pastes: readonly Paste[]
  readonly deed: BlockPart['deed']
}

/** Counted up by whoever stops it all: what waits then is not done any more. */
let stops = 0
let last: Promise<unknown> = Promise.resolve()

/** Does them in order, behind whatever is being done; resolves when the last of them is. */
export function doErrands(errands: readonly Errand[]): Promise<void> {
  const begun = stops
  useNotes.setState(({ queue }) => ({ queue: [...queue, ...errands.map(({ index }) => index)] }))
  const turn = last.then(async () => {
    for (const errand of errands) if (stops === begun) await carryOut(errand, () => stops === begun)
  })
  last = turn.catch(() => undefined)
  return turn
}

async function carryOut({ index, pastes, deed }: Errand, mayGoOn: () => boolean): Promise<void> {
  try {
    leaveStory()
    if (deed === 'meant') await endSlips(index)
    for (const [at, paste] of pastes.entries()) if (mayGoOn()) await type(paste, { block: index, paste: at, deed })
  } finally {
    useNotes.setState(({ queue }) => {
      const at = queue.indexOf(index)
      return { queue: queue.filter((_, i) => i !== at) }
    })
  }
}

type Which = Pick<BlockPart, 'block' | 'paste' | 'deed'>

async function type(paste: Paste, which: Which): Promise<void> {
  const terminal = paste.keepsRunning ? await ownTerminal(paste, which) : await sharedTerminal()
  const from = writtenBy(terminal)
  explainSlipsIn(terminal, paste.lines)
  const { deed, error } = await typeLine(terminal, paste.lines.join('\n'))
  if (error !== null || deed == null) return
  let part: BlockPart = { ...which, terminal, from, to: null, typed: paste.lines, at: placeOf(deed) }
  addPart(part)
  const read = paste.keepsRunning ? await hasBegun(terminal, from) : await hasReadItsLines(terminal, from)
  if (!read) return end(part)
  if (paste.input.length > 0) part = await typeInput(part, paste.input)
  const now = useImageStore.getState().image.terminals.get(terminal)
  if (now === undefined || now.running === null) end(part)
}

/** Without the prompt where the producer takes the lines, which has one of its own; as they stand where a shell does. */
async function typeInput(part: BlockPart, input: readonly string[]): Promise<BlockPart> {
  const { terminal } = part
  const takes = useImageStore.getState().image.terminals.get(terminal)?.prompt === '>'
  const lines = takes ? input.map(withoutProducerPrompt) : input
  const before = writtenBy(terminal)
  const typed = { ...part, typed: [...part.typed, ...lines] }
  addPart(typed)
  explainSlipsIn(terminal, lines)
  await typeLine(terminal, lines.join('\n'))
  await hasReadItsLines(terminal, before)
  return typed
}

/** How long a command that goes on is given to show what it has, before the next one is typed elsewhere. */
const SETTLING_MS = 1_000

/** Resolves once it runs and has had a moment, shows its prompt, or has ended; false where its terminal is given up. */
async function hasBegun(terminal: string, before: number): Promise<boolean> {
  let settling: ReturnType<typeof setTimeout> | undefined
  let forget = () => {}
  const settled = new Promise<boolean>((resolve) => {
    const look = () => {
      const now = useImageStore.getState().image.terminals.get(terminal)
      if (now !== undefined && now.outputLength > before && now.running !== null)
        settling ??= setTimeout(() => resolve(true), SETTLING_MS)
    }
    forget = useImageStore.subscribe(look)
    look()
  })
  const read = await Promise.race([settled, hasReadItsLines(terminal, before)])
  clearTimeout(settling)
  forget()
  return read
}

function end(part: BlockPart): void {
  endPart(part, writtenBy(part.terminal))
}

/** The picture is a frame behind: what is done now shall be seen at once. */
function placeOf(deed: Deed): BlockPart['at'] {
  return { ...deed, atUs: Math.min(deed.atUs, useImageStore.getState().atUs) }
}

/** Where the commands that end by themselves are typed, one after the other, as in a reader's own terminal. */
async function sharedTerminal(): Promise<string> {
  const { shell } = useNotes.getState()
  if (shell !== null && isFree(shell) && !useTerminals.getState().closed.has(shell)) {
    useTerminals.setState(({ opened }) => ({ active: shell, opened: [...new Set([...opened, shell])] }))
    return shell
  }
  const name = await freshTerminal(t('notes.terminal'))
  useNotes.setState({ shell: name })
  return name
}

/** A command that goes on keeps its terminal; run again, it is ended first and begins anew there. */
async function ownTerminal({ lines }: Paste, which: Which): Promise<string> {
  const before = useNotes
    .getState()
    .parts.find(({ block, paste, deed }) => block === which.block && paste === which.paste && deed === which.deed)
  if (before !== undefined && isThere(before.terminal)) {
    if (!isFree(before.terminal)) await endProgram(before.terminal)
    if (isFree(before.terminal)) {
      useTerminals.setState({ active: before.terminal })
      return before.terminal
    }
  }
  return freshTerminal(nameOf(lines))
}

/** As the shared one is by now: whoever opens another terminal goes to the same folder in it. */
async function freshTerminal(title: string): Promise<string> {
  const name = openTab()
  renameTab(name, title)
  const present = { ...usePlaybackStore.getState(), atUs: useImageStore.getState().atUs }
  const { branchId } = usePlaybackStore.getState().playback
  const { shell, parts } = useNotes.getState()
  const setUp = parts
    .filter(({ terminal, at }) => terminal === shell && isDone(at, { ...present, branchId }))
    .flatMap(({ typed }) => typed.filter((line) => /^\s*(?:cd|export)\s/.test(line) && !line.endsWith('\\')))
  if (setUp.length > 0) {
    const before = writtenBy(name)
    await typeLine(name, setUp.join('\n'))
    await hasReadItsLines(name, before)
  }
  return name
}

function nameOf(lines: readonly string[]): string {
  const words = lines.join(' ').split(/\s+/)
  const tool = words.map((word) => /(?:^|[/\\])(?:kafka-)?([\w-]+)\.(?:sh|bat)$/.exec(word)?.[1]).find(Boolean)
  return tool ?? words[0] ?? ''
}

function isThere(terminal: string): boolean {
  return useImageStore.getState().image.terminals.has(terminal)
}

/** Nothing runs in it; one that is not there yet, as after going back in time, is opened anew. */
function isFree(terminal: string): boolean {
  return (useImageStore.getState().image.terminals.get(terminal)?.running ?? null) === null
}

/** How long a program is given to end after Ctrl-C; then its lines have to wait no longer for it. */
const ENDING_MS = 3_000

async function endProgram(terminal: string): Promise<void> {
  giveUpWaiting(terminal)
  await interrupt(terminal)
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      forget()
      resolve()
    }
    const timer = setTimeout(done, ENDING_MS)
    const forget = useImageStore.subscribe(() => isFree(terminal) && done())
    if (isFree(terminal)) done()
  })
}

/** Ends what still runs of a block, or of all; what waits for its turn is not done. */
export async function stopBlocks(index?: number): Promise<void> {
  stops++
  const { parts } = useNotes.getState()
  const running = parts.filter((part) => (index === undefined || part.block === index) && isRunning(part))
  leaveStory()
  for (const terminal of new Set(running.map((each) => each.terminal))) await endProgram(terminal)
  for (const part of running) if (isFree(part.terminal)) end(part)
}

/** What still runs of the block as it stands, as a reader would with Ctrl-C. */
async function endSlips(index: number): Promise<void> {
  for (const part of useNotes.getState().parts) {
    if (part.block !== index || part.deed !== 'run' || !isRunning(part)) continue
    await endProgram(part.terminal)
    end(part)
  }
}

function isRunning({ terminal, to }: BlockPart): boolean {
  return to === null && !isFree(terminal)
}
