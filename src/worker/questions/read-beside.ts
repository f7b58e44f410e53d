import type { ClusterImage, ImageDelta, InFlightDelta } from '../../kafka/observe/cluster-image.ts'
import { emptyImage } from '../../kafka/observe/cluster-image.ts'
import type { EngineParts } from '../engine-parts.ts'
import { type Compared, Comparison, type Difference } from '../history/comparison.ts'
import type { DoneOtherwise, EraPair } from '../history/era-pair.ts'
import { branchPair, type Pair } from '../history/pair.ts'
import { SideLook } from '../history/side-look.ts'
import { diffImages, sameValue } from '../image-delta.ts'
import { InFlightTracker } from '../in-flight-delta.ts'
import { activeBranchId, hasBranch, type RunTimeline } from '../run-timeline.ts'
import type { Asked, LongQuestion } from './question.ts'

/**
 * Another branch, or the branch on show in another Kafka version, at the instant on show, and in what it differs: asked
 * again and again, as frames are sent.
 */
interface ReadBeside {
  readonly type: 'readBeside'
  readonly other: BesideOther
  readonly atUs: number
  /** Number of the last answer the page has, so that it need not be told again; 0: none. */
  readonly known: number
}

export type BesideOther = { readonly branchId: string } | { readonly era: string }

interface BesideRead {
  readonly type: 'besideRead'
  /** Null: there is no such branch, or it is the one on show; or it is not there yet. */
  readonly beside: BesideFrame | null
  /** How much of the way there lies behind, 0 to 1, where the rest takes longer than anybody should wait for a word. */
  readonly share?: number
  /** The other version could not be fetched. */
  readonly missing?: true
}

export interface BesideFrame {
  readonly number: number
  readonly atUs: number
  /** It tells all there is. */
  readonly whole: boolean
  readonly delta: ImageDelta
  readonly inFlight: InFlightDelta
  /** Null: those of the last answer. */
  readonly differences: readonly Difference[] | null
  /** Of each difference it is known since when; else ask again. */
  readonly complete: boolean
  /** Where the two part; null where nothing was done on one that was not done on the other. */
  readonly partedAtUs: number | null
  /** Of another version; absent where the last answer told the same. */
  readonly era?: EraTold
}

export interface EraTold {
  /** What was otherwise first of all. */
  readonly first: Difference | null
  /** Commands that were done otherwise there, or could not be done. */
  readonly otherwise: readonly DoneOtherwise[]
}

/** What the page has been told. A timeline has one page. */
interface Told {
  readonly key: string
  readonly comparison: Comparison
  readonly pair: Pair
  /** Another of the same, which may go ahead of the one that is compared. */
  ahead(): Pair
  /** Ahead of the comparison, as long as that is on its way. */
  look: SideLook | null
  number: number
  image: ClusterImage
  flights: InFlightTracker
  differences: readonly Difference[]
  /** The run in the other version; null where two branches are compared. */
  readonly mirrored: EraPair | null
  era: EraTold | null
}

const tellings = new WeakMap<RunTimeline, Told>()

export const readBeside: LongQuestion<ReadBeside, BesideRead> = {
  begin: (asked, { other, atUs, known }) => {
    const told = toldTo(asked, other)
    if ('answer' in told) return { step: () => ({ type: 'besideRead', beside: null, ...told.answer }) }
    told.comparison.aimAt(atUs)
    const partedUs = told.mirrored === null ? told.pair.partedUs() : Infinity
    const answer = (compared: Compared, complete: boolean): BesideRead => {
      const frame = frameOf(told, compared, known)
      const beside = { ...frame, complete, partedAtUs: partedUs === Infinity ? null : partedUs }
      return { type: 'besideRead', beside: { ...beside, ...eraTold(told, compared, frame.whole) } }
    }
    const { step, shareOf } = told.comparison.isNear(atUs)
      ? compareOnly(told, answer)
      : lookFirst(told, asked.parts, answer)
    let steps = 0
    return {
      step: (budget) => {
        const answered = step(atUs, budget)
        if (answered !== null || ++steps < STEPS_A_WORD) return answered
        return { type: 'besideRead', beside: null, share: shareOf(atUs) }
      },
    }
  },
}

/** The run that is beside the branch on show in that version; null where it was not asked for. */
export function mirroredIn(timeline: RunTimeline, era: string): EraPair | null {
  const told = tellings.get(timeline)
  return told?.key === keyOf(timeline, { era }) ? told.mirrored : null
}

/** Steps after which whoever asked is told how far it is. What has been done is not lost: the next answer goes on from there. */
const STEPS_A_WORD = 60
/** Of the time of an answer that is there, so many steps go into finding out since when. */
const STEPS_SINCE = 20

interface Way {
  step(atUs: number, budget: number): BesideRead | null
  shareOf(atUs: number): number
}
type Answering = (compared: Compared, complete: boolean) => BesideRead

function compareOnly(told: Told, answer: Answering): Way {
  told.look = null
  const { comparison } = told
  return {
    step: (atUs, budget) => {
      const compared = comparison.step(atUs, budget)
      return compared === null ? null : answer(compared, true)
    },
    shareOf: (atUs) => comparison.shareOf(atUs),
  }
}

/** A long way: the picture first, and what differs; since when it does is found out while the reader looks at it. */
function lookFirst(told: Told, parts: EngineParts, answer: Answering): Way {
  told.look ??= new SideLook(parts, told.ahead())
  const { look, comparison } = told
  let seen: Compared | null = null
  let steps = 0
  return {
    step: (atUs, budget) => {
      if (seen === null) {
        look.aimAt(atUs)
        seen = look.step(atUs, budget)
        return seen !== null && told.number === 0 ? answer(seen, false) : null
      }
      const compared = comparison.step(atUs, budget)
      if (compared !== null) return answer(compared, true)
      return ++steps < STEPS_SINCE ? null : answer(seen, false)
    },
    shareOf: (atUs) => look.shareOf(atUs),
  }
}

function frameOf(told: Told, compared: Compared, known: number): Omit<BesideFrame, 'complete' | 'partedAtUs' | 'era'> {
  const whole = told.number !== known || known === 0
  if (whole) told.flights.startOver()
  const delta = diffImages(whole ? emptyImage() : told.image, compared.image)
  const same = !whole && sameValue(told.differences, compared.differences)
  Object.assign(told, { image: compared.image, differences: compared.differences, number: told.number + 1 })
  return {
    number: told.number,
    atUs: compared.atUs,
    whole,
    delta,
    inFlight: told.flights.changesTo(compared.inFlight),
    differences: same ? null : compared.differences,
  }
}

function eraTold(told: Told, { first, atUs }: Compared, whole: boolean): Pick<BesideFrame, 'era'> {
  if (told.mirrored === null) return {}
  const era = { first: first ?? told.era?.first ?? null, otherwise: told.mirrored.otherwise(atUs) }
  if (!whole && sameValue(told.era, era)) return {}
  told.era = era
  return { era }
}

const keyOf = (timeline: RunTimeline, other: BesideOther) => `${activeBranchId(timeline)} ${JSON.stringify(other)}`

/** Or the `answer` where there is nothing to compare, or not yet. */
function toldTo(asked: Asked, other: BesideOther): Told | { readonly answer: Pick<BesideRead, 'share' | 'missing'> } {
  const { parts, timeline } = asked
  const key = keyOf(timeline, other)
  const known = tellings.get(timeline)
  if (known?.key === key) return known
  const pairs = pairsOf(asked, other)
  if (typeof pairs === 'string') return { answer: WORDS[pairs] }
  const pair = pairs()
  const told: Told = {
    key,
    comparison: new Comparison(parts, pair),
    pair,
    ahead: pairs,
    look: null,
    number: 0,
    image: emptyImage(),
    flights: new InFlightTracker(),
    differences: [],
    mirrored: 'otherwise' in pair ? (pair as EraPair) : null,
    era: null,
  }
  tellings.set(timeline, told)
  return told
}

const WORDS = { none: {}, coming: { share: 0 }, missing: { missing: true } } as const

/** Makes pairs, each with worlds of its own; or says why there are none. */
function pairsOf({ parts, timeline }: Asked, other: BesideOther): (() => Pair) | keyof typeof WORDS {
  const here = Number(activeBranchId(timeline))
  if ('branchId' in other) {
    const there = Number(other.branchId)
    if (here === there || !hasBranch(timeline, other.branchId)) return 'none'
    return () => branchPair(timeline, [here, there])
  }
  const otherEra = parts.otherEra?.(other.era) ?? 'missing'
  if (typeof otherEra === 'string') return otherEra
  return () => otherEra(parts, timeline, here, other.era)
}
