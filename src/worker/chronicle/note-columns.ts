/**
 * Notes by the hundred thousand, in the order in which they were taken: columns of numbers in chunks, of which full ones
 * never change again, so that a fork shares them.
 */

export interface Note {
  kind: number
  /** Whom it is about, as a number of the chronicle's. */
  subject: number
  value: number
  extra: number
  atUs: number
  /** Events executed when it was taken. */
  event: number
}

/** By kind; what is absent is not wanted. */
export type Wanted = readonly (Uint8Array | undefined)[]

interface Chunk {
  readonly kinds: Uint8Array
  readonly subjects: Uint32Array
  readonly values: Float64Array
  readonly extras: Float64Array
  readonly instants: Float64Array
  /** Events executed when it was taken. */
  readonly events: Float64Array
  size: number
}

const CHUNK = 4_096
/** Some 60 MB: two hundred thousand records with three replicas and two groups. Beyond it the oldest are forgotten. */
const MAX_CHUNKS = 500

export class NoteColumns {
  private chunks: Chunk[]

  constructor(chunks: Chunk[] = []) {
    this.chunks = chunks
  }

  /** Taken after so many events, which only grow. */
  add(event: number, { kind, subject, value, extra, atUs }: Omit<Note, 'event'>): void {
    let chunk = this.chunks[this.chunks.length - 1]
    if (chunk === undefined || chunk.size === CHUNK) {
      chunk = emptyChunk()
      this.chunks.push(chunk)
      if (this.chunks.length > MAX_CHUNKS) this.chunks.shift()
    }
    const at = chunk.size++
    chunk.kinds[at] = kind
    chunk.subjects[at] = subject
    chunk.values[at] = value
    chunk.extras[at] = extra
    chunk.instants[at] = atUs
    chunk.events[at] = event
  }

  /**
   * Each note from an instant on, oldest first, until `visit` returns true: of the kinds that `wanted` names, those about
   * the subjects that it marks with a 1. The note is only lent.
   */
  from(atUs: number, wanted: Wanted, visit: (note: Note) => boolean | undefined): void {
    const note: Note = { kind: 0, subject: 0, value: 0, extra: 0, atUs: 0, event: 0 }
    for (const chunk of this.chunks) {
      if ((chunk.instants[chunk.size - 1] ?? -1) < atUs) continue
      for (let at = 0; at < chunk.size; at++) {
        const kind = chunk.kinds[at] as number
        const subject = chunk.subjects[at] as number
        if (wanted[kind]?.[subject] !== 1 || (chunk.instants[at] as number) < atUs) continue
        note.kind = kind
        note.subject = subject
        note.value = chunk.values[at] as number
        note.extra = chunk.extras[at] as number
        note.atUs = chunk.instants[at] as number
        note.event = chunk.events[at] as number
        if (visit(note) === true) return
      }
    }
  }

  /** Those of one event, the last that was noted of. */
  fromEvent(event: number, wanted: Wanted, visit: (note: Note) => boolean | undefined): void {
    const last = this.chunks[this.chunks.length - 1]
    if (last === undefined || last.events[last.size - 1] !== event) return
    this.from(last.instants[last.size - 1] as number, wanted, visit)
  }

  /** Those taken by the time that so many events had run. */
  upToEvent(event: number): NoteColumns {
    const kept: Chunk[] = []
    for (const chunk of this.chunks) {
      let size = chunk.size
      while (size > 0 && (chunk.events[size - 1] as number) > event) size--
      if (size > 0) kept.push(size === CHUNK ? chunk : copyOf(chunk, size))
      if (size < chunk.size) break
    }
    return new NoteColumns(kept)
  }
}

function emptyChunk(): Chunk {
  return {
    kinds: new Uint8Array(CHUNK),
    subjects: new Uint32Array(CHUNK),
    values: new Float64Array(CHUNK),
    extras: new Float64Array(CHUNK),
    instants: new Float64Array(CHUNK),
    events: new Float64Array(CHUNK),
    size: 0,
  }
}

function copyOf(chunk: Chunk, size: number): Chunk {
  return {
    kinds: chunk.kinds.slice(),
    subjects: chunk.subjects.slice(),
    values: chunk.values.slice(),
    extras: chunk.extras.slice(),
    instants: chunk.instants.slice(),
    events: chunk.events.slice(),
    size,
  }
}
