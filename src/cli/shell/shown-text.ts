/** What editors and pagers have in common: a file is looked at as a text, or it is said why it cannot be. */
import { isFile, readFile, type VirtualDisk } from '../files.ts'
import { inOwnVoice } from '../own-voice.ts'
import { isBinary } from '../raw-text.ts'

/** In the simulator's voice; null where it can be shown, and where there is no such file. */
export function whyNotShown(disk: VirtualDisk, path: string, name: string): string | null {
  const text = readFile(disk, path)
  if (text === undefined) return isFile(disk, path) ? inOwnVoice(`${name} is no text that is written out here.`) : null
  if (!isBinary(text)) return null
  return inOwnVoice(`${name} is no text: xxd ${name} shows its bytes, and kafka-dump-log.sh what a log of Kafka holds.`)
}
