/** What a page and the frame in it say to one another, and the version of it (docs/embedding.md tells it to others). */
import type { TimedHappening } from '../worker/port.ts'

/** Every message of either side carries it as `kafkascope`; one of another version is none of ours. */
export const API_VERSION = 1

/** From the page: what the frame is to do. It answers under the same `id`. */
export type Call =
  /** A block of shell lines, as a reader would paste it into a terminal. */
  | { readonly id: number; readonly call: 'run'; readonly text: string }
  /** Simulated milliseconds since the run began. */
  | { readonly id: number; readonly call: 'seek'; readonly atMs: number }
  /** From now on the frame tells of happenings. */
  | { readonly id: number; readonly call: 'onHappening' }

/** A fact of the run for people, with the simulated instant in milliseconds. */
export type ToldHappening = Omit<TimedHappening, 'atUs' | 'body'> & { readonly atMs: number } & TimedHappening['body']

/** From the frame. */
export type Told =
  /** It hears calls from now on. */
  | { readonly event: 'ready' }
  | { readonly event: 'happening'; readonly happening: ToldHappening }
  /** `error` is null when all went well; `output` is what the terminal has shown since, after `run`. */
  | { readonly id: number; readonly error: string | null; readonly output?: string }

/** The longest block that is taken. */
const MOST_TEXT = 100_000

/** Null for whatever is no call of this version: other scripts send messages as well. */
export function readCall(data: unknown): Call | null {
  if (typeof data !== 'object' || data === null) return null
  const { kafkascope, id, call, text, atMs } = data as Readonly<Record<string, unknown>>
  if (kafkascope !== API_VERSION || typeof id !== 'number' || !Number.isSafeInteger(id)) return null
  if (call === 'run') return typeof text === 'string' && text.length <= MOST_TEXT ? { id, call, text } : null
  if (call === 'seek') {
    return typeof atMs === 'number' && atMs >= 0 && atMs <= Number.MAX_SAFE_INTEGER / 1_000 ? { id, call, atMs } : null
  }
  return call === 'onHappening' ? { id, call } : null
}
