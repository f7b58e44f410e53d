/** What a Chromium trace says about the work of a page's main thread. */

interface TraceEvent {
  readonly name: string
  readonly ph: string
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
  /** As `dur`, without the time in which the thread had to wait for a processor. */
  readonly tdur?: number
  readonly pid: number
  readonly tid: number
}

/** Events during which JavaScript runs; they nest, so their union counts. */
const SCRIPT = new Set([
  'FireAnimationFrame',
  'FunctionCall',
  'EvaluateScript',
  'v8.callFunction',
  'EventDispatch',
  'TimerFire',
  'RunMicrotasks',
  'MinorGC',
  'MajorGC',
  'V8.GCScavenger',
])

export interface FrameCost {
  /** By the clock on the wall. */
  readonly wallMs: number
  /** What the thread itself worked: the same whatever else the machine is busy with. */
  readonly threadMs: number
}

/**
 * Script of the main thread in each animation frame: from one frame's first callback to the next one's, so that whatever
 * runs between frames counts towards the frame before it.
 */
export function scriptPerFrame(trace: string): readonly FrameCost[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] }
  const fires = traceEvents.filter((event) => event.name === 'FireAnimationFrame')
  const first = fires[0]
  if (first === undefined) return []
  const onThread = (event: TraceEvent) => event.pid === first.pid && event.tid === first.tid
  const scripts = traceEvents
    .filter((event) => event.ph === 'X' && SCRIPT.has(event.name) && onThread(event))
    .sort((a, b) => a.ts - b.ts)
  const beginnings = frameBeginnings(fires.filter(onThread).map((event) => event.ts))
  const costs = Array.from({ length: Math.max(0, beginnings.length - 1) }, () => ({ wallMs: 0, threadMs: 0 }))
  let frame = 0
  let coveredTo = 0
  for (const { ts, dur = 0, tdur = dur } of scripts) {
    // Within another one, which has been counted.
    if (ts + dur <= coveredTo) continue
    coveredTo = ts + dur
    if (ts < (beginnings[0] ?? 0) || ts >= (beginnings[beginnings.length - 1] ?? 0)) continue
    while (ts >= (beginnings[frame + 1] ?? Infinity)) frame++
    const cost = costs[frame]
    if (cost === undefined) continue
    cost.wallMs += dur / 1000
    cost.threadMs += tdur / 1000
  }
  return costs
}

/** Several callbacks of one frame follow one another within a few milliseconds; a sixtieth of a second is 16.7. */
function frameBeginnings(fires: readonly number[]): readonly number[] {
  const sorted = [...fires].sort((a, b) => a - b)
  return sorted.filter((ts, index) => index === 0 || ts - (sorted[index - 1] ?? 0) > 8_000)
}
