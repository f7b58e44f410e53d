/** What things on stage are called when they are read out, hovered or named in a word. */
import type { MessageKey, Translate } from '../../i18n/index.ts'
import type { LinkImage, NodeStatus } from '../../kafka/observe/cluster-image.ts'

const statusWords: Record<NodeStatus, MessageKey> = {
  running: 'stage.status.running',
  starting: 'stage.status.starting',
  stopping: 'stage.status.stopping',
  paused: 'stage.status.paused',
  stopped: 'stage.status.stopped',
  killed: 'stage.status.killed',
  poweredOff: 'stage.status.poweredOff',
}

/** A shape beside each word, so that no state is told by colour alone. */
export const statusShapes: Record<NodeStatus, string> = {
  running: '●',
  starting: '◐',
  stopping: '◑',
  paused: '❚❚',
  stopped: '■',
  killed: '✕',
  poweredOff: '✕',
}

export function statusWord(t: Translate, status: NodeStatus): string {
  return t(statusWords[status])
}

export function linkLabel(t: Translate, a: string, b: string, link: LinkImage | undefined): string {
  return t('stage.link.label', { a, b, state: linkState(t, link) })
}

/** What ails a link, in words. */
function linkState(t: Translate, link: LinkImage | undefined): string {
  if (link === undefined) return t('stage.link.ok')
  const words: string[] = []
  if (link.cut) words.push(t('stage.link.isCut'))
  if (link.extraUs > 0) words.push(t('stage.link.isSlow', { ms: link.extraUs / 1_000 }))
  if (link.holding || link.held > 0) words.push(t('stage.link.isHeld', { count: link.held }))
  return words.length === 0 ? t('stage.link.ok') : words.join(', ')
}

/** `38 kB`: whole numbers, decimal units, as disks are sold. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

/** `orders-0–2, 5, payments-1`: a topic's name once, and every number. */
export function partitionsText(topicPartitions: readonly string[]): string {
  const numbers = new Map<string, number[]>()
  for (const topicPartition of topicPartitions) {
    const at = topicPartition.lastIndexOf('-')
    const topic = topicPartition.slice(0, at)
    numbers.set(topic, [...(numbers.get(topic) ?? []), Number(topicPartition.slice(at + 1))])
  }
  return [...numbers].map(([topic, partitions]) => `${topic}-${numbersText(partitions)}`).join(', ')
}

/** `0–2, 5`: three and more in a row by the first and the last. */
export function numbersText(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const runs: number[][] = []
  for (const number of sorted) {
    const run = runs[runs.length - 1]
    if (run !== undefined && run[run.length - 1] === number - 1) run.push(number)
    else runs.push([number])
  }
  return runs.map((run) => (run.length < 3 ? run.join(', ') : `${run[0]}–${run[run.length - 1]}`)).join(', ')
}
