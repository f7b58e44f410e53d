/** What a group's marks in a lane mean, painted by the lanes' own painters. */
import { rect } from '../../layout/geometry.ts'
import type { Brush } from '../../painting/brush.ts'
import type { LaneView } from '../broker/lane-view.ts'
import { paintFlag, paintTriangle } from '../broker/marks-painter.ts'
import type { LegendEntry } from '../kind-view.ts'

/** Marks hang below a lane's cells: in the legend the cells end above the box. */
function below(y: number): Pick<LaneView, 'lane' | 'cell'> {
  const cells = rect(0, y, 40, 0)
  return { lane: { cells }, cell: { height: 0 } } as LaneView
}

export const groupLegend: readonly LegendEntry[] = [
  {
    section: 'readers',
    text: (t) => t('legend.position'),
    paint: (brush: Brush) => paintTriangle(brush, 20, below(12) as LaneView, brush.palette.groups[0]!),
  },
  {
    section: 'readers',
    text: (t) => t('legend.committed'),
    paint: (brush: Brush) =>
      paintFlag(brush, 15, below(5) as LaneView, brush.palette.groups[0]!, { colour: 1, letter: 'H' }),
  },
]
