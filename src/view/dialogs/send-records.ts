/** Hands many records to the cluster, some hundred a command, so that it can be followed and stopped. */
import type { RecordToSend } from '../../kafka/cluster/commands.ts'
import { sendQuietly } from '../../store/engine.ts'
import type { LineRecord } from './read-lines.ts'

export type Destination =
  | { readonly kind: 'producer'; readonly producer: string; readonly topic: string }
  | { readonly kind: 'terminal'; readonly terminal: string }

export interface Progress {
  readonly sent: number
  readonly error: string | null
}

/** One journal entry; more would make each too large to be stored in a moment. */
export const CHUNK = 500

/** Tells `onProgress` after each chunk; ends early when `isStopped` says so or a chunk is refused. */
export async function sendAll(
  records: readonly LineRecord[],
  to: Destination,
  isStopped: () => boolean,
  onProgress: (sent: number) => void,
): Promise<Progress> {
  let sent = 0
  while (sent < records.length && !isStopped()) {
    const chunk = records.slice(sent, sent + CHUNK)
    const { error } = await sendQuietly(
      to.kind === 'producer'
        ? { type: 'SendRecords', producer: to.producer, records: chunk.map((record) => toSend(record, to.topic)) }
        : { type: 'TypeLine', terminal: to.terminal, text: chunk.map((record) => record.value).join('\n') },
    )
    if (error !== null) return { sent, error }
    sent += chunk.length
    onProgress(sent)
  }
  return { sent, error: null }
}

function toSend({ key, value }: LineRecord, topic: string): RecordToSend {
  return { topic, partition: null, key, value, timestamp: null, headers: [] }
}
