/**
 * Which colour and letter a key has. The first eight keys that appear get a hue each and keep it; more would not be
 * told apart, so later ones share the hue "other". A key never changes its colour while a run is on stage.
 */
import { isInternalPartition, isInternalTopic } from '../../kafka/common/internal-topics.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { NULL_HUE, OTHER_HUE } from './palette.ts'

export interface KeyMark {
  /** Index into `Palette.keys`. */
  readonly hue: number
  /** One letter, with a prime where another key has it already; empty for records without a key. */
  readonly letter: string
}

const NULL_MARK: KeyMark = { hue: NULL_HUE, letter: '' }
const OTHER_MARK: KeyMark = { hue: OTHER_HUE, letter: '✱' }
const HUES = 8
const IS_LETTER = /\p{L}/u
/** What a font has a picture of: numbers serialized as bytes begin with what has none. */
const IS_SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u
const NO_TEXT = '\uFFFD'

export class KeyPalette {
  private readonly marks = new Map<string, KeyMark>()
  private readonly letters = new Set<string>()

  /** The mark of `key`; a key never seen before takes the next free hue. */
  markOf(key: string | null): KeyMark {
    if (key === null) return NULL_MARK
    const known = this.marks.get(key)
    if (known !== undefined) return known
    if (this.marks.size >= HUES) return OTHER_MARK
    const mark = { hue: this.marks.size, letter: this.freeLetter(key) }
    this.marks.set(key, mark)
    this.letters.add(mark.letter)
    return mark
  }

  /** Keys with a hue of their own, in order of appearance. */
  known(): readonly (readonly [string, KeyMark])[] {
    return [...this.marks]
  }

  /** Keys a producer is told to use come first, in their own order; then those found in logs, oldest first. */
  learn(image: ClusterImage): void {
    this.learnFromProducers(image)
    const replicas = [...image.replicas.values()].filter((replica) => !isInternal(replica.topic))
    const cells = replicas.flatMap((replica) => replica.cells)
    cells.sort((a, b) => a.timestamp - b.timestamp || a.offset - b.offset)
    for (const cell of cells) this.markOf(cell.key)
  }

  /** A producer's keys have their colours before the first of them is sent. */
  learnFromProducers(image: Pick<ClusterImage, 'producers'>): void {
    for (const producer of image.producers.values())
      for (const key of producer.spec.workload?.keys ?? []) this.markOf(key)
  }

  clear(): void {
    this.marks.clear()
    this.letters.clear()
  }

  /**
   * The key's own first letter where nobody has it yet, else another one of its own, else the next free one. A key that is
   * a letter and nothing else is drawn as that letter, come what may: A drawn as E would be read as another key.
   */
  private freeLetter(key: string): string {
    const own = [...key.toUpperCase()].filter((letter) => IS_SEEN.test(letter) && letter !== NO_TEXT)
    const [first] = own
    if (own.length === 1 && first !== undefined) return this.primed(first)
    const free = own.find((letter) => IS_LETTER.test(letter) && !this.letters.has(letter))
    if (first !== undefined && !this.letters.has(first)) return first
    if (free !== undefined) return free
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') if (!this.letters.has(letter)) return letter
    return '?'
  }

  private primed(letter: string): string {
    let primed = letter
    while (this.letters.has(primed)) primed += '′'
    return primed
  }
}

/** Kafka's own topics have keys of their own, which are nobody's to colour. */
export function isInternal(topicOrPartition: string): boolean {
  return isInternalTopic(topicOrPartition) || isInternalPartition(topicOrPartition)
}

/** The one palette of the page: stage and panels agree on what colour a key has. */
export const keyPalette = new KeyPalette()
