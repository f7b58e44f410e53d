/**
 * A whole run in the fragment of an address: `#r=1.<base64url>`. The fragment never leaves the browser.
 *
 * The bytes: u32 length of the packed run, u32 CRC-32 over length and packed run, then the run as JSON, deflated
 * against a fixed dictionary of this format's own words, which is what keeps a typical link at a few hundred bytes.
 * The length tells a link that was cut off from one that was altered; the checksum notices the rest.
 */
import { deflateSync, strFromU8, strToU8 } from 'fflate'
import type { KeptLessons, KeptPrediction } from '../worker/kept-lessons.ts'
import type { RunData } from '../worker/port.ts'
import type { RunFormat } from '../worker/run-schema.ts'
import { crc32, fromBase64Url, inflateBeginning, inflateBounded, TooLargeError, toBase64Url } from './bytes.ts'
import { mayBeginJson } from './json-beginning.ts'
import { LINK_DICTIONARY } from './link-dictionary.ts'
import { lessonsField } from './saved-rows.ts'

/** What became of a link; `detail` is for developers, the kinds are for people. */
export type DecodedLink =
  | { readonly kind: 'ok'; readonly run: RunData; readonly lessons?: KeptLessons }
  /** No run in this fragment at all; the page opens as it would without one. */
  | { readonly kind: 'none' }
  /** The end is missing. */
  | { readonly kind: 'cutOff'; readonly detail: string }
  | { readonly kind: 'altered'; readonly detail: string }
  /** From a newer Kafkascope. */
  | { readonly kind: 'newer'; readonly detail: string }
  /** Whole and unaltered, but not a run this page would ever have made. */
  | { readonly kind: 'notARun'; readonly detail: string }

const LINK_VERSION = 1
const HEAD_BYTES = 8
/** Of a run whose end is missing, so much is looked at. */
const MAX_BEGINNING_BYTES = 100_000
/** How the JSON of every packed run begins. */
const RUN_BEGINS = '{"e":"'

/** Longest fragment looked at. Browsers carry two megabytes; what is longer belongs in a file. */
export const MAX_LINK_CHARACTERS = 2_000_000
/** A run this large is shared as a file. */
const MAX_JSON_BYTES = 16_777_216
/** Where chat programs and mail begin to cut addresses; the page suggests a file beyond it. */
export const LONG_LINK_CHARACTERS = 8_000

/** The run as written: short names, and a journal as differences, which pack better than instants. */
interface PackedRun {
  readonly e: string
  readonly c: RunData['spec']
  readonly s: number
  readonly p: number
  readonly n?: number
  readonly l?: NonNullable<RunData['leftOut']>
  readonly j: readonly (readonly [number, number, RunData['journal'][number]['command']])[]
  /** Predictions: what came of them is found out again, on the one branch there is. */
  readonly q?: readonly (readonly [KeptPrediction['question'], KeptPrediction['subject'], string, number])[]
}

/** `#r=1.…`, the whole run, with what was predicted on its branch. Deterministic: equal runs make equal links. */
export function encodeLink(run: RunData, predictions: readonly KeptPrediction[] = []): string {
  const asked = predictions.map(({ question, subject, choice, first }) => [question, subject, choice, first.sinceUs])
  const json = JSON.stringify({ ...pack(run), ...(asked.length > 0 && { q: asked }) })
  const packed = deflateSync(strToU8(json), { level: 9, dictionary: dictionaryBytes() })
  const bytes = new Uint8Array(HEAD_BYTES + packed.length)
  const head = new DataView(bytes.buffer)
  head.setUint32(0, packed.length)
  head.setUint32(4, crc32(bytes.subarray(0, 4), packed))
  bytes.set(packed, HEAD_BYTES)
  return `#r=${LINK_VERSION}.${toBase64Url(bytes)}`
}

/** Never throws, and returns `ok` only for a run that `format` accepts whole. */
export function decodeLink(fragment: string, format: RunFormat): DecodedLink {
  const parameter = /(?:^#?|&)r=([^&]*)/.exec(fragment)?.[1]
  if (parameter === undefined) return { kind: 'none' }
  if (parameter.length > MAX_LINK_CHARACTERS) return { kind: 'notARun', detail: 'longer than any link of this page' }

  const parts = /^(\d{1,6})\.([A-Za-z0-9_-]*)/.exec(parameter)
  if (parts === null) return { kind: 'altered', detail: 'no version' }
  if (Number(parts[1]) > LINK_VERSION) return { kind: 'newer', detail: `link version ${parts[1]}` }
  if (Number(parts[1]) !== LINK_VERSION) return { kind: 'altered', detail: `link version ${parts[1]}` }

  return decodePayload(parts[2]!, format)
}

function decodePayload(payload: string, format: RunFormat): DecodedLink {
  // A character left over from a group of four carries no whole byte: the cut went through a group.
  const whole = payload.length % 4 === 1 ? payload.slice(0, -1) : payload
  const bytes = fromBase64Url(whole)
  if (bytes === null) return { kind: 'altered', detail: 'foreign characters' }
  // No link is so long that the first byte of its length is more than none.
  if (bytes.length > 0 && bytes[0] !== 0) return { kind: 'altered', detail: 'no length' }
  if (bytes.length < HEAD_BYTES) return { kind: 'cutOff', detail: 'ends within its head' }

  const head = new DataView(bytes.buffer)
  const length = head.getUint32(0)
  const packed = bytes.subarray(HEAD_BYTES)
  if (packed.length < length) {
    const kind = beginsARun(packed) ? 'cutOff' : 'altered'
    return { kind, detail: `${packed.length} of ${length} bytes` }
  }
  if (packed.length > length) return { kind: 'altered', detail: 'more bytes than it says' }
  if (crc32(bytes.subarray(0, 4), packed) !== head.getUint32(4)) {
    return { kind: 'altered', detail: 'checksum does not match' }
  }
  // The last character has bits that carry nothing. The run is whole all the same, but the link is not as it was made.
  if (toBase64Url(bytes) !== payload) return { kind: 'altered', detail: 'another last character' }
  return decodeRun(packed, format)
}

/** Whether what is there may be the beginning of a run: a link that is short and wrong as well was not only cut off. */
function beginsARun(packed: Uint8Array): boolean {
  const begin = inflateBeginning(packed, dictionaryBytes(), MAX_BEGINNING_BYTES)
  if (begin === null) return false
  const text = strFromU8(begin)
  return RUN_BEGINS.startsWith(text.slice(0, RUN_BEGINS.length)) && mayBeginJson(text)
}

/** From here on the link is as its maker made it, who may not have been this page. */
function decodeRun(packed: Uint8Array, format: RunFormat): DecodedLink {
  let value: unknown
  let lessons: KeptLessons | undefined
  try {
    const parsed: unknown = JSON.parse(strFromU8(inflateBounded(packed, dictionaryBytes(), MAX_JSON_BYTES)))
    value = unpack(parsed)
    lessons = format.readLessons(unpackLessons(parsed), format.engineVersion)
  } catch (error) {
    const detail = error instanceof TooLargeError || error instanceof Error ? error.message : 'unreadable'
    return { kind: 'notARun', detail }
  }
  const result = format.readRun(value)
  if (result.ok) return { kind: 'ok', run: result.value, ...lessonsField(lessons) }
  return { kind: result.problem === 'newer' ? 'newer' : 'notARun', detail: result.message }
}

function pack(run: RunData): PackedRun {
  let atUs = 0
  let afterEvents = 0
  const journal = run.journal.map((entry): PackedRun['j'][number] => {
    const packed = [entry.atUs - atUs, entry.afterEvents - afterEvents, entry.command] as const
    atUs = entry.atUs
    afterEvents = entry.afterEvents
    return packed
  })
  const leftOut = run.leftOut === undefined ? {} : { l: run.leftOut }
  const packed = { e: run.engineVersion, c: run.spec, s: run.seed, p: run.positionUs, ...leftOut, j: journal }
  return run.positionEvents === undefined ? packed : { ...packed, n: run.positionEvents }
}

/** Back to the long form, still unchecked: what has the wrong shape here is refused by the format's reader. */
function unpack(value: unknown): unknown {
  const packed = value as Partial<Record<keyof PackedRun, unknown>> | null
  if (typeof packed !== 'object' || packed === null || !Array.isArray(packed.j)) return null
  let atUs = 0
  let afterEvents = 0
  const journal = packed.j.map((entry: unknown) => {
    if (!Array.isArray(entry)) return null
    atUs += Number(entry[0])
    afterEvents += Number(entry[1])
    return { atUs, afterEvents, command: entry[2] as unknown }
  })
  const leftOut = packed.l === undefined ? {} : { leftOut: packed.l }
  const run = { engineVersion: packed.e, spec: packed.c, seed: packed.s, positionUs: packed.p, ...leftOut, journal }
  return packed.n === undefined ? run : { ...run, positionEvents: packed.n }
}

/** Still unchecked, as `unpack` leaves a run; undefined where nothing was predicted. */
function unpackLessons(value: unknown): unknown {
  const asked = (value as Partial<Record<keyof PackedRun, unknown>> | null)?.q
  if (!Array.isArray(asked)) return undefined
  const first = { branchId: '', stepsDone: 0, nearly: false, shown: null }
  const predictions = asked.map((each: unknown) => {
    const [question, subject, choice, sinceUs] = Array.isArray(each) ? (each as unknown[]) : []
    return { question, subject, choice, first: { ...first, sinceUs }, again: null }
  })
  return { open: null, predictions }
}

let dictionary: Uint8Array | null = null

function dictionaryBytes(): Uint8Array {
  dictionary ??= strToU8(LINK_DICTIONARY)
  return dictionary
}
