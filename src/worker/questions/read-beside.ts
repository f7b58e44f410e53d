import type { ClusterImage, ImageDelta, InFlightDelta } from '../../kafka/observe/cluster-image.ts'
import { emptyImage } from '../../kafka/observe/cluster-image.ts'
import { Comparison, type Difference, divergenceUs } from '../history/comparison.ts'
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
  /** Null: there is no such branch, or it is the one on show. */
  readonly beside: BesideFrame | null
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
  /** Where the two part; null where nothing was done on one that was not done on the other. */
  readonly partedAtUs: number | null
}

/** What the page has been told. A timeline has one page. */
interface Told {
  comparison: Comparison
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
    return {
      step: (budget) => {
        const compared = told.comparison.step(atUs, budget)
        if (compared === null) return null
        const whole = told.number !== known || known === 0
        if (whole) told.flights.startOver()
        const delta = diffImages(whole ? emptyImage() : told.image, compared.image)
        const same = !whole && sameValue(told.differences, compared.differences)
        Object.assign(told, { image: compared.image, differences: compared.differences, number: told.number + 1 })
        const beside: BesideFrame = {
          number: told.number,
          atUs,
          whole,
          delta,
          inFlight: told.flights.changesTo(compared.inFlight),
          differences: same ? null : compared.differences,
          partedAtUs: parted === Infinity ? null : parted,
        }
        return { type: 'besideRead', beside }
      },
    }
  },
}

function toldTo({ parts, timeline }: Asked, [here, there]: readonly [number, number]): Told {
  const known = tellings.get(timeline)
  if (known?.comparison.isOf(here, there) === true) return known
  const told: Told = {
    comparison: new Comparison(parts, timeline, here, there),
    number: 0,
    image: emptyImage(),
    flights: new InFlightTracker(),
    differences: [],
  }
  tellings.set(timeline, told)
  return told
}
