import { useEffect, useRef, useState } from 'react'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import type { GroupMark } from '../painting/group-marks.ts'

/** What the HTML of a stage shows at once. */
export interface Moment {
  readonly image: ClusterImage
  readonly atUs: number
  readonly marks: ReadonlyMap<string, GroupMark>
  readonly layout: StageLayout
  readonly atOnce: boolean
}

/**
 * The moment that a part of the stage shows: a new one `turn` animation frames after it came, so that no frame has to
 * draw the HTML of every part. What stands elsewhere than before is drawn with everybody else's at once.
 */
export function useInTurn(moment: Moment, turn: number): Moment {
  const [shown, setShown] = useState(moment)
  const latest = useRef(moment)
  const request = useRef(0)
  const atOnce = moment.atOnce || moment.layout !== shown.layout
  if (atOnce && shown !== moment) setShown(moment)
  useEffect(() => {
    latest.current = moment
    if (shown === moment || request.current !== 0) return
    let left = turn
    const wait = () => {
      request.current = requestAnimationFrame(left-- > 0 ? wait : show)
    }
    const show = () => {
      request.current = 0
      setShown(latest.current)
    }
    wait()
  }, [moment, shown, turn])
  useEffect(() => () => cancelAnimationFrame(request.current), [])
  return atOnce ? moment : shown
}
