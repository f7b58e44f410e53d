import { lastWhere } from './checkpoints.ts'
import type { Happening } from './world.ts'

/** Beyond this the oldest quarter is forgotten: a run left alone for hours must not fill the memory. */
const MAX_HAPPENINGS = 200_000
const MAX_MARKS = 20_000

/**
 * What has happened on a branch, as far as it has ever been executed. Executing a stretch again adds nothing: the same
 * happenings come again with the same ids.
 */
export class HappeningLog {
  private items: Happening[]
  private marked: Happening[]
  /** Id of the first item; those before it are forgotten. */
  private firstId: number
  private readonly isMark: (happening: Happening) => boolean

  constructor(
    isMark: (happening: Happening) => boolean,
    items: Happening[] = [],
    marked: Happening[] = [],
    firstId = 1,
  ) {
    this.isMark = isMark
    this.items = items
    this.marked = marked
    this.firstId = firstId
  }

  /** An empty one that knows nothing of what happened before `firstId`. */
  static from(firstId: number): HappeningLog {
    return new HappeningLog(() => false, [], [], firstId)
  }

  get lastId(): number {
    return this.firstId + this.items.length - 1
  }

  add(happening: Happening): void {
    if (happening.id !== this.lastId + 1) return
    this.items.push(happening)
    if (this.isMark(happening)) this.marked.push(happening)
    if (this.marked.length > MAX_MARKS) this.marked = this.marked.slice(MAX_MARKS / 4)
    if (this.items.length <= MAX_HAPPENINGS) return
    this.items = this.items.slice(MAX_HAPPENINGS / 4)
    this.firstId += MAX_HAPPENINGS / 4
  }

  /** `undefined` for one that has not happened yet or is forgotten. */
  byId(id: number): Happening | undefined {
    return this.items[id - this.firstId]
  }

  /** Those with an id in [fromId, toId], oldest first. */
  range(fromId: number, toId: number): readonly Happening[] {
    return this.items.slice(Math.max(0, fromId - this.firstId), Math.max(0, toId - this.firstId + 1))
  }

  /** The last one during the given event or before it. */
  lastByEvent(eventSeq: number): Happening | undefined {
    const found = this.items[lastWhere(this.items, (item) => item.eventSeq <= eventSeq)]
    return found !== undefined && found.eventSeq <= eventSeq ? found : undefined
  }

  /** A happening, what led to it, what led to that and so on, as far back as is remembered. */
  why(id: number): readonly Happening[] {
    const chain: Happening[] = []
    for (let link = this.byId(id); link !== undefined; link = this.byId(link.causedBy)) chain.push(link)
    return chain
  }

  get marks(): readonly Happening[] {
    return this.marked
  }

  /** The log of a history that goes another way after happening `lastId`. */
  upTo(lastId: number): HappeningLog {
    const items = this.items.slice(0, Math.max(0, lastId - this.firstId + 1))
    const firstId = Math.min(this.firstId, lastId + 1)
    return new HappeningLog(
      this.isMark,
      items,
      this.marked.filter((mark) => mark.id <= lastId),
      firstId,
    )
  }
}
