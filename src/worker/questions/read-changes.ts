import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { type Change, changesBetween } from '../history/changes.ts'
import type { LongQuestion } from './question.ts'

export type { Change, ChangeKind } from '../history/changes.ts'

/** What was otherwise at `fromUs` than it is at `toUs`, on the branch on show. */
interface ReadChanges {
  readonly type: 'readChanges'
  readonly fromUs: number
  readonly toUs: number
}

interface ChangesRead {
  readonly type: 'changesRead'
  readonly fromUs: number
  readonly toUs: number
  readonly changes: readonly Change[]
}

export const readChanges: LongQuestion<ReadChanges, ChangesRead> = {
  begin: ({ parts, timeline }, ask) => {
    const [fromUs, toUs] = ask.fromUs < ask.toUs ? [ask.fromUs, ask.toUs] : [ask.toUs, ask.fromUs]
    const replay = timeline.replay({ from: { atUs: fromUs }, to: { atUs: fromUs } }, {})
    let before: ClusterImage | null = null
    return {
      step: (budget) => {
        if (replay.step(budget) === 'budget') return null
        const image = parts.buildImage(replay.world)
        if (before === null) {
          before = image
          replay.extendTo({ atUs: toUs })
          return null
        }
        return { type: 'changesRead', fromUs, toUs, changes: changesBetween(before, image) }
      },
    }
  },
}
