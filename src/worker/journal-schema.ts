/**
 * A journal that came from outside. An entry whose command this engine cannot read is no reason to refuse the run: it is
 * left out, kept as it stood, told to the reader, and tried again whenever the run is read, since another engine may
 * know it. Only where an entry's place in the history cannot be read is the journal none: nothing would tell what comes
 * before what.
 */
import { readCommand } from './command-schema.ts'
import type { JournalEntry, LeftOutEntry } from './port.ts'
import { integer, list, object, oneOf, type Reader, SchemaError, text } from './schema.ts'
import { MAX_RUN_US } from './spec-schema.ts'

/** Beyond it a page would seek without end. */
export const instantUs = integer(0, MAX_RUN_US)
export const count = integer(0, Number.MAX_SAFE_INTEGER)

const MAX_ENTRIES = 1_000_000
/** Larger than the largest command there is. */
const MAX_ENTRY_TEXT = 67_108_864

interface Place {
  readonly atUs: number
  readonly afterEvents: number
}

const entryFields: Reader<JournalEntry> = object<JournalEntry>({
  atUs: instantUs,
  afterEvents: count,
  command: readCommand,
})

const leftOutFields: Reader<LeftOutEntry> = object<LeftOutEntry>({
  atUs: instantUs,
  afterEvents: count,
  json: text(MAX_ENTRY_TEXT),
  problem: oneOf('unread', 'refused'),
  reason: text(MAX_ENTRY_TEXT),
})

/** What of a journal can be given, in order, and what cannot. */
export interface ReadJournal {
  readonly journal: readonly JournalEntry[]
  readonly leftOut: readonly LeftOutEntry[]
}

/** `leftOut` is what was left out of it before, undefined where nothing was. */
export function readJournal(value: unknown, leftOut: unknown, path: string): ReadJournal {
  const journal: JournalEntry[] = []
  const unread: LeftOutEntry[] = []
  const entries = list<unknown>((entry) => entry, MAX_ENTRIES)(value, `${path}.journal`)
  let before: Place = { atUs: 0, afterEvents: 0 }
  entries.forEach((entry, index) => {
    const at = `${path}.journal[${index}]`
    const place = readPlace(entry, at)
    if (place.atUs < before.atUs || place.afterEvents < before.afterEvents) {
      throw new SchemaError(at, 'an entry no earlier than the one before it')
    }
    before = place
    const read = readEntry(entry, place)
    if ('json' in read) unread.push(read)
    else journal.push(read)
  })
  const known = leftOut === undefined ? [] : list(leftOutFields, MAX_ENTRIES)(leftOut, `${path}.leftOut`)
  for (const entry of known) {
    const read = readAgain(entry)
    if ('json' in read) unread.push(read)
    else insert(journal, read)
  }
  return { journal, leftOut: unread.sort((a, b) => a.atUs - b.atUs || a.afterEvents - b.afterEvents) }
}

function readPlace(entry: unknown, path: string): Place {
  const fields = (typeof entry === 'object' && entry !== null ? entry : {}) as Readonly<Record<string, unknown>>
  return {
    atUs: instantUs(fields.atUs, `${path}.atUs`),
    afterEvents: count(fields.afterEvents, `${path}.afterEvents`),
  }
}

/** Reasons name the place within the entry: its index changes with what else is left out. */
function readEntry(entry: unknown, place: Place): JournalEntry | LeftOutEntry {
  try {
    return entryFields(entry, 'entry')
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error
    return { ...place, json: asJson(entry), problem: 'unread', reason: error.message }
  }
}

/** What was left out once may be known by now; and what this engine refused, it is to refuse again when it is its turn. */
function readAgain(known: LeftOutEntry): JournalEntry | LeftOutEntry {
  let entry: unknown
  try {
    entry = JSON.parse(known.json)
  } catch {
    return { ...known, problem: 'unread', reason: 'entry: expected JSON' }
  }
  const read = readEntry(entry, known)
  return 'json' in read ? { ...read, json: known.json } : { ...read, atUs: known.atUs, afterEvents: known.afterEvents }
}

function asJson(entry: unknown): string {
  try {
    return JSON.stringify(entry)
  } catch {
    throw new SchemaError('entry', 'what can be written down')
  }
}

/**
 * Puts an entry back where it was. Where another stands at the same place it comes first: one that is refused is no
 * event, so that what follows it may well have been given at the very same place.
 */
function insert(journal: JournalEntry[], entry: JournalEntry): void {
  const found = journal.findIndex(
    ({ atUs, afterEvents }) => atUs > entry.atUs || (atUs === entry.atUs && afterEvents >= entry.afterEvents),
  )
  const index = found < 0 ? journal.length : found
  const atLeast = journal[index - 1]?.afterEvents ?? 0
  const atMost = journal[index]?.afterEvents ?? Number.MAX_SAFE_INTEGER
  journal.splice(index, 0, { ...entry, afterEvents: Math.min(Math.max(entry.afterEvents, atLeast), atMost) })
}
