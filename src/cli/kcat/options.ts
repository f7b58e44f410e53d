/** kcat's command line: counterpart of `argparse` in its `kcat.c`. What stands in an option is kept as bytes. */
import type { ByteString } from '../../kafka/common/payload.ts'
import type { RecordHeader } from '../../kafka/log/record-batch.ts'
import { type Given, optionSet, readOptions } from '../options/getopt.ts'
import { inOwnVoice } from '../own-voice.ts'
import { bytesOfText } from '../raw-text.ts'
import { type Piece, parseDelimiter, parseFormat } from './format.ts'
import { KcatEnd } from './kcat-end.ts'
import { isTrue, notSimulated, setProperty, withoutEffect } from './properties.ts'
import { PROPERTY_NAMES } from './property-names.ts'
import { USAGE, VERSION } from './usage.ts'

/** Where to begin: a place by name, an offset, or so many before the end. */
export type StartOffset = 'beginning' | 'end' | 'stored' | { readonly offset: number } | { readonly tail: number }

export interface Query {
  readonly topic: string
  readonly partition: number
  readonly timestamp: number
}

export interface KcatOptions {
  readonly mode: 'P' | 'C' | 'G' | 'L' | 'Q'
  readonly brokers: string
  readonly topic: string | null
  /** -1: none was named. */
  readonly partition: number
  readonly group: string | null
  readonly start: StartOffset | null
  /** `-o s@…`, `-o e@…`; null where not given. */
  readonly since: number | null
  readonly until: number | null
  readonly queries: readonly Query[]
  readonly exitsAtEnd: boolean
  readonly exitsOnError: boolean
  readonly pieces: readonly Piece[]
  readonly json: boolean
  readonly namesNull: boolean
  readonly verbosity: number
  /** -1: no limit. */
  readonly count: number
  readonly delimiter: ByteString
  readonly keyDelimiter: ByteString | null
  readonly fixedKey: ByteString | null
  readonly headers: readonly RecordHeader[]
  readonly byLines: boolean
  readonly tee: boolean
  readonly timeoutMs: number
  readonly operands: readonly string[]
  readonly settings: ReadonlyMap<string, string>
  /** What is said before anything is done. */
  readonly notices: string
}

const LETTERS = 'P C G= L Q M= t= p= b= z= o= e E D= K= k= H= O d= q v F= X= c= T u f= Z l V h s= r= J m= U'
const SET = optionSet('kcat', LETTERS)

export interface KcatWorld {
  /** Standard input is a terminal. */
  readonly tty: boolean
  readonly readFile: (path: string) => string | undefined
}

/** Throws KcatEnd where the call ends before it has begun. */
export function parseKcat(args: readonly string[], world: KcatWorld): KcatOptions {
  const given = readOptions(SET, ['kcat', 'kafkacat'].includes(args[0] ?? '') ? args.slice(1) : args)
  if ('refusal' in given) throw usage('unknown argument')
  const draft = newDraft()
  for (const { key, value } of given.options) take(draft, key, value, world)
  const settings = draft.settings
  if (draft.dumps) throw new KcatEnd('', inOwnVoice('kcat: -X dump is not modelled here.'), 1)
  if (!settings.has('metadata.broker.list')) throw usage('-b <broker,..> missing')
  const notices: string[] = []
  const mode = draft.mode ?? (world.tty ? 'C' : 'P')
  if (draft.mode === null && draft.verbosity >= 1)
    notices.push(`% Auto-selecting ${mode === 'C' ? 'Consumer' : 'Producer'} mode (use -P or -C to override)\n`)
  if ('PC'.includes(mode) && draft.topic === null) throw usage('-t <topic> missing', notices)
  if (mode === 'Q' && draft.queries.length === 0)
    throw usage('-t <topic>:<partition>:<offset_or_timestamp> missing', notices)
  const parsed = { ...draft, mode, ...delimitersOf(draft, mode), operands: given.operands }
  checkOperands(given, mode, parsed.byLines, notices)
  refuseUnmodelled(settings, notices)
  return { ...parsed, brokers: settings.get('metadata.broker.list') ?? '', notices: notices.join('') }
}

type Draft = ReturnType<typeof newDraft>

function newDraft() {
  return {
    mode: null as KcatOptions['mode'] | null,
    topic: null as string | null,
    partition: -1,
    group: null as string | null,
    start: null as StartOffset | null,
    since: null as number | null,
    until: null as number | null,
    queries: [] as Query[],
    exitsAtEnd: false,
    exitsOnError: true,
    format: null as ByteString | null,
    json: false,
    namesNull: false,
    verbosity: 1,
    count: -1,
    rawDelimiter: '\n' as ByteString,
    rawKeyDelimiter: null as ByteString | null,
    fixedKey: null as ByteString | null,
    headers: [] as RecordHeader[],
    byLines: false,
    tee: false,
    timeoutMs: 5_000,
    settings: new Map<string, string>(),
    dumps: false,
  }
}

/** What an option sets by its letter alone. */
const FLAGS: Readonly<Record<string, (draft: Draft) => void>> = {
  e: (draft) => (draft.exitsAtEnd = true),
  E: (draft) => (draft.exitsOnError = false),
  J: (draft) => (draft.json = true),
  l: (draft) => (draft.byLines = true),
  q: (draft) => (draft.verbosity = 0),
  v: (draft) => draft.verbosity++,
  T: (draft) => (draft.tee = true),
  Z: (draft) => (draft.namesNull = true),
  // The offset that -O would print kcat 1.7.1 forgets to print; and here nothing is held back as stdio does without -u.
  O: () => {},
  u: () => {},
}

const VALUES: Readonly<Record<string, (draft: Draft, value: string) => void>> = {
  p: (draft, value) => (draft.partition = wholeNumber(value)),
  b: (draft, value) => draft.settings.set('metadata.broker.list', value),
  z: (draft, value) => set(draft, 'compression.codec', value),
  f: (draft, value) => (draft.format = bytesOfText(value)),
  D: (draft, value) => (draft.rawDelimiter = bytesOfText(value)),
  K: (draft, value) => (draft.rawKeyDelimiter = bytesOfText(value)),
  k: (draft, value) => (draft.fixedKey = bytesOfText(value)),
  c: (draft, value) => (draft.count = wholeNumber(value)),
  m: (draft, value) => (draft.timeoutMs = wholeNumber(value) * 1000),
  o: readStart,
  H: addHeader,
}

function take(draft: Draft, key: string, value: string, world: KcatWorld): void {
  FLAGS[key]?.(draft)
  VALUES[key]?.(draft, value)
  if ('PCLQ'.includes(key)) draft.mode = key as KcatOptions['mode']
  else if (key === 'G') {
    draft.mode = 'G'
    draft.group = value
    set(draft, 'group.id', value)
  } else if (key === 't' && draft.mode === 'Q') draft.queries.push(queryOf(value))
  else if (key === 't') draft.topic = value
  else if (key === 'F') readSettingsFile(draft, value, world)
  else if (key === 'X') readSetting(draft, value)
  else if (key === 'V') throw new KcatEnd(VERSION, '', 0)
  else if (key === 'h') throw new KcatEnd(USAGE, '', 0)
  else if (key === 's' && /^((key|value)=)?avro$/.test(value))
    throw KcatEnd.fatal('This build of kcat lacks Avro/Schema-Registry support')
  else if (key === 'r') throw KcatEnd.fatal('This build of kcat lacks Avro/Schema-Registry support')
  else if (key === 'M') throw usage('unknown argument')
  else if (key === 's' || key === 'd' || key === 'U') throw new KcatEnd('', unmodelled(key), 1)
}

function unmodelled(key: string): string {
  return inOwnVoice(`kcat: option -${key} is not modelled here.`)
}

function set({ settings }: Draft, name: string, value: string): void {
  const wrong = setProperty(settings, name, value)
  if (wrong !== null) throw KcatEnd.fatal(wrong)
}

/** `strtoll`: the number at the beginning, 0 without one. */
function wholeNumber(text: string): number {
  return Number(/^\s*([+-]?\d+)/.exec(text)?.[1] ?? 0)
}

function readStart(draft: Draft, value: string): void {
  if (value === 'beginning' || value === 'end' || value === 'stored') draft.start = value
  else if (value.startsWith('s@')) draft.since = wholeNumber(value.slice(2))
  else if (value.startsWith('e@')) draft.until = wholeNumber(value.slice(2))
  else {
    const offset = wholeNumber(value)
    draft.start = offset < 0 ? { tail: -offset } : { offset }
  }
}

function addHeader(draft: Draft, text: string): void {
  const equals = text.indexOf('=')
  if (equals === 0 || text === '') throw KcatEnd.fatal('Expected -H "name=value.." or -H "name"')
  if (equals === -1) draft.headers.push([text, null])
  else draft.headers.push([text.slice(0, equals), bytesOfText(text.slice(equals + 1))])
}

function queryOf(text: string): Query {
  const [, topic, partition, timestamp] = /^([^:]*):\s*([+-]?\d+)[^:]*:\s*([+-]?\d+)/.exec(text) ?? []
  if (topic === undefined) throw KcatEnd.fatal('-t: expected "topic:partition:offset_or_timestamp"')
  return { topic, partition: Number(partition), timestamp: Number(timestamp) }
}

function readSetting(draft: Draft, text: string): void {
  if (text === 'dump') draft.dumps = true
  else if (text === 'list' || text === 'help')
    throw new KcatEnd(`${PROPERTY_NAMES.join('\n')}\n`, inOwnVoice('kcat: here -X list lists names alone.'), 0)
  else {
    const equals = text.indexOf('=')
    if (equals === -1)
      throw new KcatEnd(
        '',
        `% Expected -X property=value, not ${text}, use -X list to display available properties\n`,
        1,
      )
    set(draft, text.slice(0, equals), text.slice(equals + 1))
  }
}

/** A file of `property=value`, as Java's clients have them, too. */
function readSettingsFile(draft: Draft, path: string, world: KcatWorld): void {
  if (path === '-' || path === 'none') return
  const text = world.readFile(path)
  if (text === undefined) throw KcatEnd.fatal(`Failed to open ${path}: No such file or directory`)
  text.split('\n').forEach((line, index) => {
    const row = line.trim().replace(/\\([:=])/g, '$1')
    if (row === '' || row.startsWith('#')) return
    const equals = row.indexOf('=')
    if (equals <= 0) throw KcatEnd.fatal(`${path}:${index + 1}: expected property=value\n`)
    const wrong = setProperty(draft.settings, row.slice(0, equals), row.slice(equals + 1))
    if (wrong !== null) throw KcatEnd.fatal(`${path}:${index + 1}: ${wrong}\n`)
  })
}

function delimitersOf(
  draft: Draft,
  mode: KcatOptions['mode'],
): Pick<KcatOptions, 'delimiter' | 'keyDelimiter' | 'pieces'> {
  const keyDelimiter = draft.rawKeyDelimiter === null ? null : parseDelimiter(draft.rawKeyDelimiter)
  const delimiter = parseDelimiter(draft.rawDelimiter)
  if (mode === 'P' && delimiter === '') throw KcatEnd.fatal('Message delimiter -D must not be empty when producing')
  if (mode !== 'C' && mode !== 'G') return { delimiter, keyDelimiter, pieces: [] }
  const usual = draft.json ? delimiter : `${keyDelimiter === null ? '' : `%k${keyDelimiter}`}%s${delimiter}`
  return { delimiter, keyDelimiter, pieces: parseFormat(draft.format ?? usual) }
}

function checkOperands({ operands }: Given, mode: string, byLines: boolean, notices: readonly string[]): void {
  if (operands.length === 0) return
  if (!'PG'.includes(mode)) throw usage('file/topic list only allowed in producer(-P)/kafkaconsumer(-G) mode', notices)
  if (byLines && operands.length > 1) throw KcatEnd.fatal('Only one file allowed for line mode (-l)')
}

/** What would need more than is simulated ends the call; what changes nothing here is named. */
function refuseUnmodelled(settings: ReadonlyMap<string, string>, notices: string[]): void {
  const kind = notSimulated(settings)
  if (kind === 'security')
    throw new KcatEnd('', inOwnVoice('kcat: security.protocol other than plaintext is not modelled here.'), 1)
  if (kind === 'transactions') throw new KcatEnd('', inOwnVoice('kcat: transactions of kcat are not modelled here.'), 1)
  const names = withoutEffect(settings)
  if (names.length > 0)
    notices.push(inOwnVoice(`no effect here, though real Kafka would act on it: ${names.join(', ')}`))
}

function usage(reason: string, notices: readonly string[] = []): KcatEnd {
  return new KcatEnd('', `${notices.join('')}Error: ${reason}\n\n${USAGE}`, 1)
}

/** Whether offsets are committed: librdkafka does so by itself unless told otherwise. */
export function commits({ settings }: KcatOptions): boolean {
  return isTrue(settings.get('enable.auto.commit'), true)
}
