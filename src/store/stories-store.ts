/**
 * The stories of the run on show, as far as its happenings are kept, and the beat that is told now. Beats of one instant
 * are told one after the other, each long enough to be read.
 */
import { type Beat, type BeatKind, decisiveKinds, isDecisive, type Story } from '../kafka/observe/stories/beat.ts'
import type { Cast } from '../kafka/observe/stories/tellings.ts'
import type { TimedHappening } from '../worker/port.ts'
import { askAbout, holdAt, pause, play, seek } from './engine.ts'
import { useImageStore } from './image-store.ts'
import { usePlaybackStore } from './playback-store.ts'
import { usePreferences } from './preferences-store.ts'
import { StoryBook } from './story-book.ts'
import { nothingTold, useStories } from './told-stories.ts'

/** Wall time a beat stays at least, while others of the same instant wait for their turn. */
const READ_MS = 2_200
/** Where the reader arrives, what was decided longer ago than this, simulated, is history and no news. */
const OLD_US = 5_000_000
/** Of more that wait, only those that decide something are told, and what came last: with that it stays. */
const MOST_WAITING = 4

/** To the next moment of the same instant that waits to be told, or else on with the picture. */
export function continueStory(): void {
  if (telling?.next() !== true) play()
}

/**
 * Whoever does something else while the picture is held, as in a terminal, goes on with the run: what waits to be told of
 * the same instant is told in its turn, and holds nobody up.
 */
export function leaveStory(): void {
  if (!useStories.getState().held) return
  telling?.meetWaiting()
  play()
}

/** To the instant of a beat, which is told there, and not what else happened at that very instant. */
export function goToBeat(beat: Beat): void {
  telling?.wish(beat)
  seek(beat.atUs)
}

/** The beat that a happening began, or went on with; null where it told nothing. */
export function beatWith(happeningId: number): Beat | null {
  return telling?.beatWith(happeningId) ?? null
}

/**
 * One beat on (1) or back (-1) from the one that is told, also into the next story or the one before, and stands there;
 * on from the newest one the picture moves.
 */
export function stepStory(direction: 1 | -1): void {
  const { known, toldId, held } = useStories.getState()
  if (held && direction === 1) return continueStory()
  const beats = beatsOf([...known.values()])
  const at = beats.findIndex(({ happeningId }) => happeningId === toldId)
  const beat = beats[at < 0 && direction === -1 ? beats.length - 1 : at + direction]
  if (beat === undefined) return direction === 1 ? play() : undefined
  pause()
  goToBeat(beat)
}

/**
 * Tells along with the run on show until the returned function is called. With `pauses`, the picture stops at the first
 * decisive moment of each kind, unless the reader does not want that.
 */
export function keepStories({ pauses }: { readonly pauses: boolean }): () => void {
  const current = new Telling(pauses)
  telling = current
  current.look(useImageStore.getState().happenings, false)
  const forgetImage = useImageStore.subscribe((state, before) => {
    if (state.happenings !== before.happenings) current.look(state.happenings, before.ready)
    if (state.ready && !before.ready) sayWhereToHold(pauses)
  })
  const forgetPreferences = usePreferences.subscribe((state, before) => {
    if (state.beatsMet !== before.beatsMet || state.pauseAtBeats !== before.pauseAtBeats) sayWhereToHold(pauses)
  })
  sayWhereToHold(pauses)
  const forgetPlayback = usePlaybackStore.subscribe(({ playback }, before) => {
    if (before.playback.state !== 'playing' && playback.state === 'playing') current.forgetWish()
    // The happenings of the same frame are taken over after it.
    if (playback.heldBy !== undefined && playback.heldBy !== before.playback.heldBy)
      queueMicrotask(() => current.stopped())
    // The worker has not heard of the pause yet while it still plays.
    const left = before.playback.state === 'paused' ? playback.state !== 'paused' : playback.state === 'seeking'
    if (!left || !useStories.getState().held) return
    useStories.setState({ held: false })
    current.goOn()
  })
  return () => {
    forgetImage()
    forgetPreferences()
    forgetPlayback()
    holdAt([])
    current.end()
    if (telling === current) telling = null
  }
}

let telling: Telling | null = null

class Telling {
  #book = new StoryBook(cast)
  /** The run that the book tells: another branch goes on in another way, and so does one of which something was undone. */
  #of = { branchId: '', latestUs: 0 }
  #lastId = 0
  #waiting: readonly Beat[] = []
  /** The beat the reader has asked for; until the picture moves on nothing else is told. */
  #wishedId: number | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  readonly #pauses: boolean

  constructor(pauses: boolean) {
    this.#pauses = pauses
    useStories.setState(nothingTold)
  }

  /** Tells what is new of `happenings`; where they are another list, as after a seek, only what came last of it. */
  look(happenings: readonly TimedHappening[], live: boolean): void {
    const goesOn = live && (this.#lastId === 0 || happenings.some(({ id }) => id === this.#lastId))
    const before = goesOn ? this.#lastId : 0
    this.#openBook(happenings, goesOn)
    this.#book.add(happenings, usePlaybackStore.getState().beginsAtUs)
    this.#lastId = happenings.at(-1)?.id ?? 0
    const stories = this.#book.at(this.#lastId)
    if (goesOn && stories === useStories.getState().stories) return
    this.#show(stories)
    const beats = beatsOf(stories)
    const fresh = beats.filter(({ happeningId }) => happeningId > before)
    const wished = beats.find(({ happeningId }) => happeningId === this.#wishedId)
    if (wished !== undefined) this.#tellAtOnce(wished, true)
    else if (goesOn) this.#await(fresh)
    else this.#tellAtOnce(fresh.findLast(({ atUs }) => useImageStore.getState().atUs - atUs < OLD_US) ?? null, false)
  }

  /** False when nothing waits to be told. */
  next(): boolean {
    const [beat, ...rest] = this.#waiting
    if (beat === undefined) return false
    this.#waiting = rest
    this.#tell(beat)
    return useStories.getState().held
  }

  /** The picture has stopped at a moment by itself: it is told in its turn, or, where it is known already, one goes on. */
  stopped(): void {
    if (useStories.getState().held) return
    if (!this.#waiting.some(({ kind }) => isNews(kind))) play()
    else if (this.#timer === null) this.next()
  }

  /** Asks for a beat; it is told as soon as the list of happenings has it, as it may already. */
  wish(beat: Beat): void {
    this.#wishedId = beat.happeningId
    if (beatsOf(useStories.getState().stories).some((each) => each.happeningId === beat.happeningId))
      this.#tellAtOnce(beat, true)
  }

  /** The picture stops at none of what waits. */
  meetWaiting(): void {
    const { beatsMet, setPreferences } = usePreferences.getState()
    const kinds = this.#waiting.map(({ kind }) => kind).filter(isNews)
    if (kinds.length > 0) setPreferences({ beatsMet: [...new Set([...beatsMet, ...kinds])] })
  }

  /** The picture moves: nothing is asked for any more. */
  forgetWish(): void {
    this.#wishedId = null
  }

  /** The picture moves again, by whatever gesture: what waits is told in its turn. */
  goOn(): void {
    if (this.#timer === null) this.next()
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  beatWith(happeningId: number): Beat | null {
    return this.#book.beatWith(happeningId)
  }

  #show(stories: readonly Story[]): void {
    useStories.setState({ stories, known: new Map(this.#book.stories.map((story) => [story.id, story])) })
  }

  /** The same book as long as the run is the same and no happening is missing in between; else a new one. */
  #openBook(happenings: readonly TimedHappening[], goesOn: boolean): void {
    const { branchId, latestUs } = usePlaybackStore.getState().playback
    const sameRun = this.#of.branchId === branchId && this.#of.latestUs <= latestUs
    this.#of = { branchId, latestUs }
    if (sameRun && (goesOn || this.#book.adjoins(happenings))) return
    if (goesOn) return this.#book.cutBack(this.#lastId)
    this.#book = new StoryBook(cast)
    void this.#readBack(happenings).catch(() => undefined)
  }

  /** After a leap a list begins in the middle of its stories: what came before is read, so that they are told whole. */
  async #readBack(happenings: readonly TimedHappening[]): Promise<void> {
    const [first] = happenings
    const { beginsAtUs } = usePlaybackStore.getState()
    if (first === undefined || first.id <= 1 || first.atUs < beginsAtUs) return
    const book = this.#book
    const earlier = await askAbout({ type: 'readHappenings', fromId: 1, toId: first.id - 1 })
    const now = useImageStore.getState().happenings
    if (this.#book !== book || earlier.happenings.at(-1)?.id !== first.id - 1) return
    const whole = new StoryBook(cast)
    whole.add(earlier.happenings, beginsAtUs)
    whole.add(happenings, beginsAtUs)
    if (!whole.adjoins(now)) return
    whole.add(now, beginsAtUs)
    this.#book = whole
    this.#show(whole.at(this.#lastId))
  }

  #await(fresh: readonly Beat[]): void {
    const all = [...this.#waiting, ...fresh]
    const counts = (beat: Beat) => isDecisive(beat.kind) || beat === all.at(-1)
    this.#waiting = all.length > MOST_WAITING ? all.filter(counts).slice(-MOST_WAITING) : all
    if (this.#timer === null) this.next()
  }

  #tellAtOnce(beat: Beat | null, news: boolean): void {
    this.end()
    this.#timer = null
    this.#waiting = []
    useStories.setState({ toldId: beat?.happeningId ?? null, held: false, news })
  }

  #tell(beat: Beat): void {
    useStories.setState({ toldId: beat.happeningId, held: this.#pauses && holdsAt(beat.kind), news: true })
    this.end()
    this.#timer = setTimeout(() => {
      this.#timer = null
      if (!useStories.getState().held) this.next()
    }, READ_MS)
  }
}

const cast: Cast = {
  kindOf: (node) => useImageStore.getState().image.nodes.get(node)?.kind,
  hasEnsemble: () => [...useImageStore.getState().image.nodes.values()].some(({ kind }) => kind === 'zookeeper'),
}

function beatsOf(stories: readonly Story[]): readonly Beat[] {
  return stories.flatMap(({ beats }) => beats).sort((a, b) => a.happeningId - b.happeningId)
}

/** Moments of a kind that this reader has not met, at which the picture is to stop. */
function sayWhereToHold(pauses: boolean): void {
  holdAt(pauses && usePreferences.getState().pauseAtBeats ? decisiveKinds().filter(isNews) : [])
}

function isNews(kind: BeatKind): boolean {
  return isDecisive(kind) && !usePreferences.getState().beatsMet.includes(kind)
}

/** Whether the picture stops, which it is told here unless it has by itself. A reader meets a kind once. */
function holdsAt(kind: BeatKind): boolean {
  const { pauseAtBeats, beatsMet, setPreferences } = usePreferences.getState()
  if (!isNews(kind)) return false
  setPreferences({ beatsMet: [...beatsMet, kind] })
  const { held } = useStories.getState()
  const { state, heldBy } = usePlaybackStore.getState().playback
  if (!pauseAtBeats || (!held && heldBy === undefined && state !== 'playing')) return false
  if (state === 'playing') pause()
  return true
}
