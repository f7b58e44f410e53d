/** The first seconds of the page, many times over: what never runs here, the build leaves out of the early engine. */
import { firstMinute } from '../../scenarios/index.ts'
import { EngineHost } from '../../worker/engine-host.ts'
import { ENGINE_VERSION } from '../../worker/engine-version.ts'
import { lazySimulatorParts } from '../../worker/lazy-simulator-parts.ts'
import type { Frame } from '../../worker/port.ts'

/** With two dozen, one opening in ten still came to a branch that had never run. */
const SEEDS = 144
const BEGINS_AT_US = 8_000_000
/** Wall time of a frame: of a quick machine, and of one that can hardly follow. */
const FRAMES_MS = [16, 100]
/** What passes between two looks at the clock: work takes its time, and more of it where the machine is slow. */
const LOOKS_MS = [0.01, 0.4, 5]

/** Needs the sources as `scripts/early-engine.mjs` builds them. */
export function rehearse(): void {
  for (let seed = 0; seed < SEEDS; seed++) {
    playOnce(seed * 3_917 + 1, FRAMES_MS[seed % FRAMES_MS.length]!, LOOKS_MS[seed % LOOKS_MS.length]!)
  }
}

function playOnce(seed: number, frameMs: number, lookMs: number): void {
  const tasks: (() => void)[] = []
  const frames: Frame[] = []
  let nowMs = 0
  const clock = { nowMs: () => (nowMs += lookMs), defer: (task: () => void) => void tasks.push(task) }
  const parts = lazySimulatorParts(() => Promise.reject(new Error('no terminal here')))
  const host = new EngineHost(parts, clock, (message) => {
    if (message.type === 'crashed') throw new Error(message.message)
    if (message.type === 'frame') frames.push(message.frame)
  })
  const settle = () => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) task()
  }
  const run = { engineVersion: ENGINE_VERSION, spec: firstMinute(), seed, journal: [], positionUs: BEGINS_AT_US }
  host.receive({ type: 'setVisible', visible: true })
  host.receive({ type: 'open', run, branches: null, playing: true })
  host.receive({ type: 'exportRun', requestId: 1 })
  settle()
  for (let shown = 0; shown < 45; shown++) {
    nowMs += frameMs
    const sequence = frames.at(-1)?.sequence ?? 0
    host.receive({ type: 'frameShown', sequence, wallMs: nowMs })
    settle()
  }
  host.receive({ type: 'pause' })
  host.receive({ type: 'play' })
  settle()
}
