/** The newest answers that producers have got, from the chronicle of records. */

import type { Wanted } from '../chronicle/note-columns.ts'
import { ACKNOWLEDGED, type Append, type Fate, type Notes, UNANSWERED } from '../chronicle/notes.ts'
import type { CountedEntry } from './counted.ts'

interface Answer {
  /** False with acks=0, where what has left counts as delivered. */
  readonly answered: boolean
  readonly atUs: number
  readonly sender: number
  readonly fate: Fate
}

export interface Wish {
  readonly atUs: number
  readonly limit: number
  /** Whether a client of this name is one of the stage's. */
  counts(name: string): boolean
  brokerOf(node: string): number
}

/** At most `limit` of those up to `atUs`, newest first, of the clients that `counts` names. */
export function acknowledgedEntries(notes: Notes, { atUs, limit, counts, brokerOf }: Wish): CountedEntry[] {
  const own = notes.senders.marked(({ name }) => counts(name))
  const wanted: Uint8Array[] = []
  wanted[ACKNOWLEDGED] = own
  wanted[UNANSWERED] = own
  const answers: Answer[] = []
  notes.columns.from(0, wanted as Wanted, (note) => {
    if (note.atUs > atUs) return true
    const fate = notes.fate(note.value)
    if (fate !== undefined)
      answers.push({ answered: note.kind === ACKNOWLEDGED, atUs: note.atUs, sender: note.subject, fate })
    return false
  })
  return answers
    .slice(-limit)
    .reverse()
    .map((answer) => entryOf(notes, answer, atUs, brokerOf))
}

function entryOf(notes: Notes, answer: Answer, nowUs: number, brokerOf: Wish['brokerOf']): CountedEntry {
  const { answered, atUs, sender, fate } = answer
  const append = appendOf(notes, answer, nowUs)
  const fromOffset = append?.batch.baseOffset ?? -1
  return {
    topicPartition: fate.topicPartition ?? '',
    broker: append === undefined ? -1 : brokerOf(notes.replicas.item(append.replica).node),
    fromOffset,
    toOffset: append === undefined ? -1 : fromOffset + append.batch.records.length,
    records: fate.sends.length,
    producer: notes.senders.item(sender).name,
    atUs,
    happeningId: 0,
    why: { type: 'acknowledged', answered },
  }
}

/**
 * Where the batch came to stand last before it was answered: a retry may have been appended again. What nobody answers is
 * appended later, if at all.
 */
function appendOf(notes: Notes, { answered, sender, fate }: Answer, nowUs: number): Append | undefined {
  const { topicPartition, sends, event } = fate
  if (topicPartition === null) return undefined
  const { scope, sinceUs } = notes.senders.item(sender)
  return notes.appendsTo(topicPartition).findLast(({ batch, atUs, event: appended }) => {
    if ((answered ? appended > event : atUs > nowUs) || batch.sender === null || batch.sendIds[0] !== sends[0])
      return false
    return batch.sender.scope === scope && batch.sender.sinceUs === sinceUs
  })
}
