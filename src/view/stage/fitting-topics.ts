/** Which topics have room in their bar, from what their names take: a chip is whole or not there. */
import type { TopicImage } from '../../kafka/observe/cluster-image.ts'

/** Pixels of a character at the bar's size of 12: Latin in bold and not, and what is drawn twice as wide. */
const BOLD = 7.3
const PLAIN = 6.2
const WIDE_CHARACTER = 12
/** A chip's padding, menu and gap; a button's padding and gap. */
const CHIP = 46
const BUTTON = 28
const MORE = 56

export interface FittingTopics {
  readonly shown: readonly TopicImage[]
  /** To be had from a menu. */
  readonly rest: readonly TopicImage[]
  /** By name alone. */
  readonly brief: boolean
}

/** With their shape where all have room so, else by name; those that have none even so are the rest, if need be all. */
export function fitting(
  topics: readonly TopicImage[],
  room: number,
  shapeOf: (topic: TopicImage) => string,
): FittingTopics {
  const widths = topics.map(({ name }) => textWidth(name, BOLD) + CHIP)
  const brief = widths.reduce((sum, width) => sum + width, 0)
  const shapes = topics.reduce((sum, topic) => sum + textWidth(` ${shapeOf(topic)}`, PLAIN), 0)
  if (brief + shapes <= room) return { shown: topics, rest: [], brief: false }
  if (brief <= room) return { shown: topics, rest: [], brief: true }
  let left = room - MORE
  const found = widths.findIndex((width) => (left -= width) < 0)
  const count = found === -1 ? topics.length - 1 : found
  return { shown: topics.slice(0, count), rest: topics.slice(count), brief: true }
}

export function buttonWidth(text: string): number {
  return textWidth(text, PLAIN) + BUTTON
}

/** `latin`: pixels of one of its letters. */
export function textWidth(text: string, latin: number): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x10ff ? WIDE_CHARACTER : latin
  return width
}
