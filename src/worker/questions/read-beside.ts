import type { ClusterImage, ImageDelta, InFlightDelta } from '../../kafka/observe/cluster-image.ts'
import { emptyImage } from '../../kafka/observe/cluster-image.ts'
import { type Compared, Comparison, type Difference, divergenceUs } from '../history/comparison.ts'
import { SideLook } from '../history/side-look.ts'
import { diffImages, sameValue } from '../image-delta.ts'
import { InFlightTracker } from '../in-flight-delta.ts'
import { activeBranchId, hasBranch, type RunTimeline } from '../run-timeline.ts'
import type { Asked, LongQuestion } from './question.ts'

/** Another branch at the instant on show, and in what it differs: asked again and again, as frames are sent. */
interface ReadBeside {
  readonly type: 'readBeside'
  readonly branchId: string
  readonly atUs: number
  /** Number of the last answer the page has, so that it need not be told again; 0: none. */
  readonly known: number
}

interface BesideRead {
  readonly type: 'besideRead'
  /** Null: there is no such branch, or it is the one on show; or it is not there yet. */
  readonly beside: BesideFrame | null
  /** How much of the way there lies behind, 0 to 1, where the rest takes longer than anybody should wait for a word. */
  readonly share?: number
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
}

/** What the page has been told. A timeline has one page. */
interface Told {
  comparison: Comparison
  /** Ahead of the comparison, as long as that is on its way. */
  look: SideLook | null
  number: number
  image: ClusterImage
  flights: InFlightTracker
  differences: readonly Difference[]
}

const tellings = new WeakMap<RunTimeline, Told>()

export const readBeside: LongQuestion<ReadBeside, BesideRead> = {
  begin: (asked, { branchId, atUs, known }) => {
    const here = activeBranchId(asked.timeline)
    if (branchId === here || !hasBranch(asked.timeline, branchId)) {
      return { step: () => ({ type: 'besideRead', beside: null }) }
    }
    const pair = [Number(here), Number(branchId)] as const
    const told = toldTo(asked, pair)
    told.comparison.aimAt(atUs)
    const parted = divergenceUs(asked.timeline, pair)
    const answer = (compared: Compared, complete: boolean): BesideRead => {
      const frame = frameOf(told, compared, known)
      return { type: 'besideRead', beside: { ...frame, complete, partedAtUs: parted === Infinity ? null : parted } }
    }
    const { step, shareOf } = told.comparison.isNear(atUs)
      ? compareOnly(told, answer)
      : lookFirst(told, asked, pair, answer)
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
function lookFirst(told: Told, { parts, timeline }: Asked, pair: readonly [number, number], answer: Answering): Way {
  told.look ??= new SideLook(parts, timeline, pair)
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

function frameOf(told: Told, compared: Compared, known: number): Omit<BesideFrame, 'complete' | 'partedAtUs'> {
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

function toldTo({ parts, timeline }: Asked, [here, there]: readonly [number, number]): Told {
  const known = tellings.get(timeline)
  if (known?.comparison.isOf(here, there) === true) return known
  const told: Told = {
    comparison: new Comparison(parts, timeline, here, there),
    look: null,
    number: 0,
    image: emptyImage(),
    flights: new InFlightTracker(),
    differences: [],
  }
  tellings.set(timeline, told)
  return told
}
