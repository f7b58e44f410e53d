/** Somebody who opens notes beside a cluster and runs their blocks: the page's own stores and code, without its pixels. */
import { vi } from 'vitest'
import type { Hint } from '../../cli/hints.ts'
import type { ClusterSpec } from '../../kafka/cluster/commands.ts'
import { savingPaste, withoutComments } from '../../notes/block-files.ts'
import type { NotesBlock } from '../../notes/notes-model.ts'
import { readNotes } from '../../notes/read-notes.ts'
import { connectEngine, openRun, setSpeed } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { closeNotes, openNotes, useNotes } from '../../store/notes-store.ts'
import { forgetRun } from '../../store/run-left.ts'
import { typeLine } from '../../store/terminals-store.ts'
import { whatWasMeant } from '../../view/notes/meant.ts'
import { outputOf, printedBy } from '../../view/notes/part-output.ts'
import { doErrands, type Errand, stopBlocks } from '../../view/notes/run-blocks.ts'
import { hasReadItsLines, writtenBy } from '../../view/terminal/pasted-block.ts'
import { ENGINE_VERSION } from '../../worker/engine-version.ts'
import { createInProcessEngine } from '../../worker/in-process.ts'
import { simulatorParts } from '../../worker/simulator-parts.ts'

/** What the page shows under a block. */
export interface BlockShown {
  /** What came of it, without what was typed. */
  readonly printed: string
  readonly hints: readonly Hint['kind'][]
  /** Of the terminal it was typed into last. */
  readonly exitCode: number
  readonly running: boolean
  /** What the page offers in its place, a command a line. */
  readonly offer: string | null
  readonly words: readonly string[]
}

export interface NotesReader {
  readonly blocks: readonly NotesBlock[]
  /** Presses Run. */
  run(block: number): Promise<BlockShown>
  /** Presses the button under what was meant. */
  takeOffer(block: number): Promise<BlockShown>
  /** Saves a file's block, without its comments where that is on offer and asked for. */
  save(block: number, bare?: boolean): Promise<BlockShown>
  stop(block: number): Promise<BlockShown>
  /** What stands under a block by now. */
  look(block: number, deed?: Errand['deed']): Promise<BlockShown>
  /** Types a line into a terminal of the reader's own and reads what it prints. */
  ask(line: string): Promise<string>
  /** Looks at the page for so long. */
  wait(ms: number): Promise<void>
  close(): void
}

/** A picture now and then is enough for somebody who reads. */
const FRAME_MS = 100
const OWN_TERMINAL = 'terminal-99'

/** Time is made by the reader alone: Vitest's timers stand for the browser's. */
export async function openNotesBeside(spec: ClusterSpec, text: string, seed = 7): Promise<NotesReader> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  vi.stubGlobal('requestAnimationFrame', (draw: FrameRequestCallback) =>
    setTimeout(() => draw(performance.now()), FRAME_MS),
  )
  forgetRun()
  const disconnect = connectEngine(createInProcessEngine(simulatorParts))
  openRun({ engineVersion: ENGINE_VERSION, spec, seed, journal: [], positionUs: 0 }, null, undefined, { playing: true })
  setSpeed(1, false)
  await wait(3_000)
  openNotes({ name: 'notes.md', text, format: 'markdown', address: null })
  const { blocks } = readNotes(text, 'markdown')
  const carryOut = async (errand: Errand) => {
    await meanwhile(doErrands([errand]))
    await wait(200)
    return shown(blocks, errand.index, errand.deed)
  }
  return {
    blocks,
    run: (index) => carryOut({ index, pastes: blocks[index]!.pastes, deed: 'run' }),
    takeOffer: async (index) => {
      const meant = await meanwhile(whatWasMeant(blocks, index, done(index)))
      if (meant === null) throw new Error(`nothing is offered under block ${index}`)
      return carryOut({ index, pastes: meant.pastes, deed: 'meant' })
    },
    save: (index, bare = false) => {
      const { file, text: whole } = blocks[index]!
      if (file === null) throw new Error(`block ${index} is no file`)
      const said = bare ? (withoutComments(whole) ?? whole) : whole
      return carryOut({ index, pastes: [savingPaste(said, file)], deed: 'file' })
    },
    stop: async (index) => {
      await meanwhile(stopBlocks(index))
      await wait(200)
      return shown(blocks, index, 'run')
    },
    look: (index, deed = 'run') => shown(blocks, index, deed),
    ask: async (line) => {
      const before = writtenBy(OWN_TERMINAL)
      await meanwhile(typeLine(OWN_TERMINAL, line))
      await meanwhile(hasReadItsLines(OWN_TERMINAL, before))
      const { output } = useImageStore.getState().image.terminals.get(OWN_TERMINAL)!
      return output.slice(output.lastIndexOf(line) + line.length + 1)
    },
    wait,
    close: () => {
      closeNotes()
      disconnect()
      vi.unstubAllGlobals()
      vi.useRealTimers()
    },
  }
}

async function shown(blocks: readonly NotesBlock[], index: number, deed: Errand['deed']): Promise<BlockShown> {
  const { parts } = useNotes.getState()
  const { image } = useImageStore.getState()
  const mine = parts.filter((part) => part.block === index && part.deed === deed)
  const outputs = mine.map((part) =>
    outputOf(
      part,
      image.terminals.get(part.terminal) ?? null,
      parts.findLast(({ terminal }) => terminal === part.terminal) === part,
    ),
  )
  const meant = await meanwhile(whatWasMeant(blocks, index, done(index)))
  return {
    printed: outputs.flatMap(({ rows }) => rows.filter(({ typed }) => !typed).map((row) => row.text)).join('\n'),
    words: meant?.words ?? [],
    hints: outputs.flatMap(({ hints }) => hints.map(({ kind }) => kind)),
    exitCode: image.terminals.get(mine.at(-1)?.terminal ?? '')?.lastExitCode ?? -1,
    running: outputs.some(({ running }) => running),
    offer: meant?.text ?? null,
  }
}

function done(index: number) {
  const { parts } = useNotes.getState()
  const runs = parts.filter(({ block }) => block === index)
  return { parts, printed: printedBy(runs, useImageStore.getState().image.terminals) }
}

async function wait(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += FRAME_MS) await vi.advanceTimersByTimeAsync(FRAME_MS)
}

/** Lets time pass until it has come about. */
async function meanwhile<Result>(work: Promise<Result>): Promise<Result> {
  let done = false
  const ended = () => {
    done = true
  }
  work.then(ended, ended)
  for (let frames = 0; !done; frames++) {
    if (frames > LONGEST_FRAMES) throw new Error('it never comes about')
    await vi.advanceTimersByTimeAsync(FRAME_MS)
  }
  return work
}

const LONGEST_FRAMES = 20_000
