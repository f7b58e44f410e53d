/**
 * The stories of one branch, as far as the page has seen it, and how far they had come at each happening: whoever goes
 * back and on again meets the same beats, each at its place.
 */
import type { Beat, Story } from '../kafka/observe/stories/beat.ts'
import { addToStories, createStoryTelling } from '../kafka/observe/stories/story-teller.ts'
import type { Cast } from '../kafka/observe/stories/tellings.ts'
import type { TimedHappening } from '../worker/port.ts'

/** Happenings after which a page stays in the book. Further back only the newest of a story's beats are told apart. */
const MOST_PAGES = 4_000

/** The stories as they were once a happening had been told. */
interface Page {
  readonly happeningId: number
  readonly stories: readonly Story[]
}

export class StoryBook {
  readonly #cast: Cast
  readonly #telling = createStoryTelling()
  #pages: Page[] = []
  /** Of the happenings it was made of, without a gap; 0: none. */
  #firstId = 0
  #lastId = 0

  constructor(cast: Cast) {
    this.#cast = cast
  }

  get lastId(): number {
    return this.#lastId
  }

  /** All that is known, also of what comes later than where the reader is. */
  get stories(): readonly Story[] {
    return this.#telling.stories
  }

  /** Whether such a list begins within the book or right behind it. */
  adjoins(happenings: readonly TimedHappening[]): boolean {
    const first = happenings[0]
    return first !== undefined && first.id >= this.#firstId && first.id <= this.#lastId + 1
  }

  /** Adds what of a list is not in it yet. What was before `beginsAtUs` was before the reader was there. */
  add(happenings: readonly TimedHappening[], beginsAtUs: number): void {
    for (const happening of happenings) {
      if (happening.id <= this.#lastId) continue
      if (this.#firstId === 0) this.#firstId = happening.id
      this.#lastId = happening.id
      if (happening.atUs < beginsAtUs) continue
      const before = this.#telling.stories
      addToStories(this.#telling, happening, this.#cast)
      if (this.#telling.stories === before) continue
      this.#pages.push({ happeningId: happening.id, stories: this.#telling.stories })
      if (this.#pages.length > MOST_PAGES) this.#pages.shift()
    }
  }

  /** The stories as far as they had come by then. */
  at(happeningId: number): readonly Story[] {
    return this.#pages[this.#pageAt(happeningId)]?.stories ?? []
  }

  /** The beat that a happening began, or went on with; null where it told nothing. */
  beatWith(happeningId: number): Beat | null {
    const at = this.#pageAt(happeningId)
    const page = this.#pages[at]
    if (page?.happeningId !== happeningId) return null
    const before = new Set(this.#pages[at - 1]?.stories.flatMap(({ beats }) => beats))
    return page.stories.flatMap(({ beats }) => beats).findLast((beat) => !before.has(beat)) ?? null
  }

  /** What came after that happening goes another way. */
  cutBack(happeningId: number): void {
    this.#pages = this.#pages.slice(0, this.#pageAt(happeningId) + 1)
    this.#lastId = Math.min(this.#lastId, happeningId)
    this.#telling.stories = this.#pages.at(-1)?.stories ?? []
    for (const id of this.#telling.storyOf.keys()) if (id > happeningId) this.#telling.storyOf.delete(id)
  }

  /** Index of the last page up to a happening; -1: none. */
  #pageAt(happeningId: number): number {
    return this.#pages.findLastIndex((page) => page.happeningId <= happeningId)
  }
}
