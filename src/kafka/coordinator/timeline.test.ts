import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  commitTimeline,
  committedRow,
  committedValue,
  committedValues,
  createTimeline,
  createTimelineTable,
  hasUnwritten,
  markWritten,
  put,
  putInRow,
  revertUnwritten,
  type Timeline,
  type TimelineTable,
  UNWRITTEN,
} from './timeline.ts'

const KEYS = ['a', 'b', 'c']
const ROWS = ['x', 'y']

/** Writes are of one to three changes; then some of what is written is committed. */
const writes = fc.array(
  fc.record({
    changes: fc.array(
      fc.record({
        row: fc.constantFrom(...ROWS),
        key: fc.constantFrom(...KEYS),
        value: fc.option(fc.nat(9), { nil: null }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    how: fc.constantFrom('replayed', 'applied', 'refused'),
    commits: fc.option(fc.nat(3), { nil: null }),
  }),
  { maxLength: 30 },
)

type Cells = Readonly<Record<string, number>>

/** The obvious thing: a copy of all there is, at each offset. */
function cellsOf(timeline: Timeline<number>, table: TimelineTable<number>): Cells {
  const cells: Record<string, number> = { ...Object.fromEntries(timeline.latest) }
  for (const [row, values] of table.rows) for (const [key, value] of values) cells[`${row}/${key}`] = value
  return cells
}

function committedCells(timeline: Timeline<number>, table: TimelineTable<number>): Cells {
  const cells: Record<string, number> = { ...Object.fromEntries(committedValues(timeline)) }
  for (const row of ROWS) for (const [key, value] of committedRow(table, row) ?? []) cells[`${row}/${key}`] = value
  return cells
}

test('what is read is what there was at the last commit, whatever was written, taken back and committed since', () => {
  let uncommitted = 0
  fc.assert(
    fc.property(writes, (script) => {
      const timeline = createTimeline<number>()
      const table = createTimelineTable<number>()
      const snapshots: Cells[] = [{}]
      let lastCommitted = 0
      for (const { changes, how, commits } of script) {
        const before = snapshots.at(-1) as Cells
        const offset = snapshots.length
        for (const { row, key, value } of changes) {
          put(timeline, key, value, how === 'replayed' ? offset : UNWRITTEN)
          putInRow(table, row, key, value, how === 'replayed' ? offset : UNWRITTEN)
        }
        expect([hasUnwritten(timeline), hasUnwritten(table)]).toEqual([how !== 'replayed', how !== 'replayed'])
        for (const each of [timeline, table]) {
          if (how === 'refused') revertUnwritten(each)
          else markWritten(each, offset)
        }
        expect([hasUnwritten(timeline), hasUnwritten(table)]).toEqual([false, false])
        if (how === 'refused') expect(cellsOf(timeline, table)).toEqual(before)
        else snapshots.push(cellsOf(timeline, table))

        if (commits !== null) lastCommitted = Math.min(lastCommitted + commits, snapshots.length - 1)
        for (const each of [timeline, table]) commitTimeline(each, lastCommitted)
        const committed = snapshots[lastCommitted] as Cells
        expect(committedCells(timeline, table)).toEqual(committed)
        for (const key of KEYS) expect(committedValue(timeline, key)).toBe(committed[key])
        if (lastCommitted < snapshots.length - 1) uncommitted++
        else expect([timeline.undo, table.undo]).toEqual([[], []])
      }
    }),
    { seed: 41_877 },
  )
  expect(uncommitted).toBeGreaterThan(100)
})
