/** Does what the page around the frame asks for, and tells it what came of it. */
import { readShellBlock, withoutProducerPrompt } from '../notes/shell-block.ts'
import { play, seek } from '../store/engine.ts'
import { useImageStore } from '../store/image-store.ts'
import { usePlaybackStore } from '../store/playback-store.ts'
import { openTab, useTerminals } from '../store/terminals-store.ts'
import { hasReadItsLines, writtenBy } from '../view/terminal/pasted-block.ts'
import { submitLines } from '../view/terminal/submit-lines.ts'
import type { TimedHappening } from '../worker/port.ts'
import type { FramingPage } from './framing-page.ts'
import { API_VERSION, type Call, readCall, type Told, type ToldHappening } from './messages.ts'

/** What was never played is computed on the way there: a minute of waiting or so. */
const FARTHEST_AHEAD_MS = 4 * 3_600_000

/** `showTerminal`: what is typed for the reader must be seen. Returns what ends it. */
export function answerPage(page: FramingPage, showTerminal: () => void): () => void {
  const tell = (told: Told) => page.tell({ kafkascope: API_VERSION, ...told })
  let forgetHappenings: (() => void) | null = null
  const doCall = async (call: Call): Promise<Omit<Extract<Told, { id: number }>, 'id'>> => {
    if (call.call === 'seek') return { error: seekTo(call.atMs) }
    if (call.call === 'run') {
      showTerminal()
      return { error: null, output: await run(call.text) }
    }
    forgetHappenings ??= tellHappenings((happening) => tell({ event: 'happening', happening }))
    return { error: null }
  }
  const forget = page.onMessage((data) => {
    const call = readCall(data)
    if (call === null) return
    doCall(call).then(
      (answer) => tell({ id: call.id, ...answer }),
      (error: unknown) => tell({ id: call.id, error: error instanceof Error ? error.message : String(error) }),
    )
  })
  page.greet({ kafkascope: API_VERSION, event: 'ready' } satisfies Told & { kafkascope: number })
  return () => {
    forget()
    forgetHappenings?.()
  }
}

/** Longer than this no block waits for the one before it. */
const PATIENCE_MS = 5_000

/** What was run last, until its lines have been read and what they started has ended or goes on. */
let underWay: Promise<unknown> = Promise.resolve()

/** Blocks that are run one after the other come one after the other; what the terminal has shown since. */
async function run(text: string): Promise<string> {
  // Whoever runs something wants to see it run.
  if (usePlaybackStore.getState().playback.state === 'paused') play()
  const before = underWay
  const running = (async () => {
    await Promise.race([before, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
    return typeBlock(text)
  })()
  underWay = running.catch(() => undefined)
  return running
}

/** As course notes mean it: without prompts and what a command printed, a producer's lines behind its start. */
async function typeBlock(text: string): Promise<string> {
  let shown = ''
  for (const { lines, input } of readShellBlock(text.replace(/\n+$/, '')).pastes) shown += await typePaste(lines, input)
  return shown
}

/** Into the terminal on show, or into a new one while a program runs there. */
async function typePaste(lines: readonly string[], input: readonly string[]): Promise<string> {
  const { active } = useTerminals.getState()
  const busy = (terminalOf(active)?.running ?? null) !== null
  const name = busy || active === '' ? openTab() : active
  const before = writtenBy(name)
  await typeAndWait(name, lines)
  if (input.length > 0) {
    const takes = terminalOf(name)?.prompt === '>'
    await typeAndWait(name, takes ? input.map(withoutProducerPrompt) : input)
  }
  const { output = '', outputLength = 0 } = terminalOf(name) ?? {}
  return output.slice(Math.max(0, output.length - (outputLength - before)))
}

async function typeAndWait(name: string, lines: readonly string[]): Promise<void> {
  const before = writtenBy(name)
  await submitLines(name, lines.join('\n'))
  await hasReadItsLines(name, before)
}

function terminalOf(name: string) {
  return useImageStore.getState().image.terminals.get(name)
}

/** What stands in the way, or null. */
function seekTo(atMs: number): string | null {
  const latestMs = usePlaybackStore.getState().playback.latestUs / 1_000
  if (atMs > latestMs + FARTHEST_AHEAD_MS)
    return `At most ${latestMs + FARTHEST_AHEAD_MS} ms: what was never played takes too long.`
  seek(Math.round(atMs * 1_000))
  return null
}

/** Of what happens from now on; what was known before is history, also after going back. */
function tellHappenings(tell: (happening: ToldHappening) => void): () => void {
  const newest = (happenings: readonly TimedHappening[]) => happenings.at(-1)?.id ?? 0
  let told = newest(useImageStore.getState().happenings)
  return useImageStore.subscribe(({ happenings }, before) => {
    if (happenings === before.happenings) return
    const gone = newest(happenings) < told
    const fresh = gone ? [] : happenings.filter(({ id }) => id > told)
    told = newest(happenings)
    for (const { body, atUs, ...place } of fresh) tell({ ...place, atMs: atUs / 1_000, ...body })
  })
}
