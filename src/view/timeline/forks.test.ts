import { expect, test } from 'vitest'
import type { BranchInfo } from '../../worker/port.ts'
import { forksOf } from './forks.ts'

const branch = (
  id: string,
  parentId: string | null,
  forkedAtUs: number,
  more: Partial<BranchInfo> = {},
): BranchInfo => {
  return { id, name: '', parentId, forkedAtUs, latestUs: 20, commands: 1, ...more }
}
const places = (branches: readonly BranchInfo[], currentId: string) =>
  forksOf(branches, currentId).map(({ branch: { id }, atUs }) => [id, atUs])

test('a branch leaves where it was made, whichever of the two is on show', () => {
  const branches = [branch('1', null, 0), branch('2', '1', 8)]
  expect(places(branches, '1')).toEqual([['2', 8]])
  expect(places(branches, '2')).toEqual([['1', 8]])
})

test('a branch of a branch leaves the first one where its parent did, its sister where the earlier of both did', () => {
  const branches = [branch('1', null, 0), branch('2', '1', 8), branch('3', '2', 12), branch('4', '1', 5)]
  expect(places(branches, '1')).toEqual([
    ['4', 5],
    ['2', 8],
    ['3', 8],
  ])
  expect(places(branches, '3')).toEqual([
    ['4', 5],
    ['1', 8],
    ['2', 12],
  ])
})

test('what was taken back is not drawn', () => {
  expect(places([branch('1', null, 0, { takenBack: true }), branch('2', '1', 8)], '2')).toEqual([])
})
