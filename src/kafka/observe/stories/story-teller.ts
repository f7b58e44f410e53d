/**
 * Puts happenings together to stories. What one thing led to is one story: whatever goes back to the same first happening
 * by its causes. What nothing led to begins a story of its own, or joins one that tells the same already.
 */
import type { Happening } from '../happenings.ts'
import type { Beat, BeatFacts, BeatKind, Story, Telling } from './beat.ts'
import { type Cast, tellingOf } from './tellings.ts'

/** A happening with its place in the run and what led to it; 0: nothing. */
export interface ToldHappening {
  readonly id: number
  readonly atUs: number
  readonly causedBy: number
  readonly body: Happening
}

/** Stories further back are forgotten: nobody replays the hundredth before this. */
const MAX_STORIES = 60
/** Beats that say the same belong to the last story that said it, where no cause ties them to another. */
const SAME_STORY_US = 30_000_000

/** What has been told so far. It grows with the run: `stories` is a new list, and a story that grew a new object. */
export interface StoryTelling {
  /** Oldest first, by their first beats. */
  stories: readonly Story[]
  /** Of each happening, the story it is part of, told or not. */
  readonly storyOf: Map<number, number>
}

export function createStoryTelling(): StoryTelling {
  return { stories: [], storyOf: new Map() }
}

/** `happenings` in the order in which they happened. */
export function storiesOf(happenings: readonly ToldHappening[], cast: Cast): readonly Story[] {
  const telling = createStoryTelling()
  for (const happening of happenings) addToStories(telling, happening, cast)
  return telling.stories
}

/** The next happening of the run. */
export function addToStories(telling: StoryTelling, happening: ToldHappening, cast: Cast): void {
  const led = isTyped(happening) ? 0 : (telling.storyOf.get(happening.causedBy) ?? happening.causedBy)
  const told = tellingOf(happening.body, cast)
  const known =
    (told === null ? undefined : sameMove(telling, told)) ??
    telling.stories.find(({ id }) => id === led) ??
    (told === null ? undefined : goesOn(telling, told, happening))
  const id = known?.id ?? (led === 0 ? happening.id : led)
  telling.storyOf.set(happening.id, id)
  if (told === null || isKnown(told, known)) return
  const story = grown(known ?? { id, beats: [] }, inStory(told, known), happening)
  telling.stories =
    known === undefined
      ? [...telling.stories, story].slice(-MAX_STORIES)
      : telling.stories.map((each) => (each === known ? story : each))
}

/** What somebody typed begins a story of its own, even if it had to wait until the line before was done. */
function isTyped({ body }: ToldHappening): boolean {
  return body.type === 'CommandStarted'
}

/** The story that last said the same of the same, where nothing is known to have led here. */
function sameAs({ stories }: StoryTelling, told: Telling, { causedBy, atUs }: ToldHappening): Story | undefined {
  if (causedBy !== 0 || !GOES_ON.has(told.kind)) return undefined
  return stories.findLast(({ beats }) => beats.some((beat) => isMore(beat, told) && atUs - beat.atUs < SAME_STORY_US))
}

function goesOn(telling: StoryTelling, told: Telling, happening: ToldHappening): Story | undefined {
  return sameAs(telling, told, happening) ?? sameTransaction(telling, told) ?? sameSilence(telling, told, happening)
}

/** What a coordinator writes waits for a replica that has gone: no cause leads there, since it is the copy that never came. */
function sameSilence({ stories }: StoryTelling, { kind }: Telling, { atUs }: ToldHappening): Story | undefined {
  if (kind !== 'coordinatorUnheard') return undefined
  return stories.findLast(({ beats }) => beats.some((beat) => GONE.has(beat.kind) && atUs - beat.atUs < SAME_STORY_US))
}

const GONE: ReadonlySet<BeatKind> = new Set([
  'brokerKilled',
  'brokerKilledInSession',
  'brokerPowerCut',
  'brokerPowerCutLost',
  'brokerDiskFailed',
  'brokerPaused',
  'brokerRemoved',
  'linkCut',
])

/** Members that only now miss a coordinator of which it is told already who has taken over: they find that one at once. */
function isKnown({ kind, facts }: Telling, story: Story | undefined): boolean {
  if (kind !== 'coordinatorLost') return false
  const moved = story?.beats.findLast(
    (beat) => beat.kind === 'coordinatorMoved' && sameList(beat.facts.groups, facts.groups),
  )
  return moved !== undefined && !sameList(moved.facts.brokers, facts.brokers)
}

/**
 * A producer that commits every second does so by a timer, which has no cause: it goes on with the story of its
 * transactional id, where what it does again is counted. What is out of the ordinary begins anew.
 */
function sameTransaction({ stories }: StoryTelling, { kind, facts }: Telling): Story | undefined {
  const [transactionalId] = facts.transactions ?? []
  if (transactionalId === undefined || BEGINS.has(kind)) return undefined
  return stories.findLast(({ beats }) => beats.some((beat) => beat.facts.transactions?.includes(transactionalId)))
}

/** A new replica catches up in its own time, and the old one goes when it has: that is part of the move, whatever led to it. */
function sameMove({ stories }: StoryTelling, { kind, facts }: Telling): Story | undefined {
  if (kind !== 'isrGrew' && !ENDS_A_MOVE.has(kind)) return undefined
  return stories.findLast(({ beats }) => movesIn(beats, facts.partitions ?? []) !== undefined)
}

/** The beat that told that all of these begin to move, where none of them is told to have ended since. */
function movesIn(beats: readonly Beat[], partitions: readonly string[]): Beat | undefined {
  const last = beats.findLast(
    (beat) => (beat.kind === 'moveStarted' || ENDS_A_MOVE.has(beat.kind)) && contains(beat, partitions),
  )
  return last?.kind === 'moveStarted' ? last : undefined
}

const ENDS_A_MOVE: ReadonlySet<BeatKind> = new Set(['moveDone', 'replicasAdded', 'moveCancelled'])

function contains({ facts }: Beat, partitions: readonly string[]): boolean {
  return partitions.length > 0 && partitions.every((name) => facts.partitions?.includes(name))
}

const BEGINS: ReadonlySet<BeatKind> = new Set([
  'transactionHangs',
  'commitAsked',
  'abortAsked',
  'openTransactionFenced',
])

/** A leader elected by a broker that stops in good order was asked to hand over. */
function inStory(told: Telling, story: Story | undefined): Telling {
  const move = told.kind === 'isrGrew' ? movesIn(story?.beats ?? [], told.facts.partitions ?? []) : undefined
  if (move !== undefined)
    return { kind: 'moveCaughtUp', facts: { ...told.facts, to: move.facts.partitions?.length ?? 0 } }
  const stops = story?.beats[0]?.kind === 'brokerStopping'
  return stops && told.kind === 'leadersElected' ? { ...told, kind: 'leadersHandedOver' } : told
}

function grown(story: Story, told: Telling, { id, atUs }: ToldHappening): Story {
  // A group that has gone on begins its next rebalance anew.
  const since = story.beats.findLastIndex((beat) => ENDS.has(beat.kind) && beat.kind !== told.kind)
  const beat = story.beats.findLast((each, index) => index > since && isMore(each, told))
  if (beat === undefined) {
    return { ...story, beats: [...story.beats, { ...told, happeningId: id, atUs, count: 1 }] }
  }
  const more: Beat = { ...beat, count: beat.count + 1, facts: together(beat.facts, told.facts) }
  return { ...story, beats: story.beats.map((each) => (each === beat ? more : each)) }
}

/** Whether a telling says again, of something else, what a beat says. */
function isMore(beat: Beat, told: Telling): boolean {
  return beat.kind === told.kind && sameSubject(beat.kind, beat.facts, told.facts)
}

/** Of a group each rebalance is told; errors are told apart, and topics by their partitions; a broker that comes back twice comes back twice. */
function sameSubject(kind: BeatKind, known: BeatFacts, told: BeatFacts): boolean {
  if (REPEATS.has(kind)) return false
  if (known.topics !== undefined && (known.from !== told.from || known.to !== told.to)) return false
  if (known.error !== told.error || known.generation !== told.generation) return false
  return sameList(known.groups, told.groups) && sameList(known.transactions, told.transactions)
}

const ENDS: ReadonlySet<BeatKind> = new Set(['rebalanceDone', 'rebalanceDoneIdle', 'groupEmptied'])

/** What goes on for long: each time something is done again, nothing new has led to it. */
const GOES_ON: ReadonlySet<BeatKind> = new Set([
  'sendsRetried',
  'sendsSentOn',
  'sendsFailed',
  'belowMinIsr',
  'coordinatorUnheard',
  'isrShrank',
  'isrGrew',
  'segmentDeleted',
  'logCleaned',
  'readFromDisk',
  'clientThrottled',
  'recordsDuplicated',
  'recordsOutOfOrder',
  'recordsLost',
])

const REPEATS: ReadonlySet<BeatKind> = new Set(['brokerStarted', 'brokerRegistered', 'brokerUnfenced', 'logTruncated'])

function sameList<T>(a: readonly T[] = [], b: readonly T[] = []): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index])
}

/** Lists are joined, numbers of records added up, and of the rest the last word counts. */
function together(known: BeatFacts, told: BeatFacts): BeatFacts {
  const joined: Record<string, unknown> = { ...known, ...told }
  for (const [name, value] of Object.entries(known)) {
    const other = told[name as keyof BeatFacts]
    if (Array.isArray(value) && Array.isArray(other)) joined[name] = [...new Set([...value, ...other])]
  }
  if (known.records !== undefined && told.records !== undefined) joined.records = known.records + told.records
  return joined as BeatFacts
}
