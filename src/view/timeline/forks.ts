/** Where other branches leave the one on show. */
import type { BranchInfo } from '../../worker/port.ts'

export interface Fork {
  readonly branch: BranchInfo
  /** Up to here the two have the same history, simulated microseconds. */
  readonly atUs: number
}

/** Earliest first. What was only left by taking something back is no fork that anybody looks for. */
export function forksOf(branches: readonly BranchInfo[], currentId: string): readonly Fork[] {
  const byId = new Map(branches.map((branch) => [branch.id, branch]))
  const own = lineOf(currentId, byId)
  const forks: Fork[] = []
  for (const branch of branches) {
    if (branch.id === currentId || branch.takenBack === true) continue
    const line = lineOf(branch.id, byId)
    // Both lines begin at the run's first branch; they part where either leaves the last one they share.
    let shared = 0
    while (shared < own.length && shared < line.length && own[shared] === line[shared]) shared++
    const leaves = [own[shared]?.forkedAtUs, line[shared]?.forkedAtUs].filter((atUs) => atUs !== undefined)
    if (leaves.length > 0) forks.push({ branch, atUs: Math.min(...leaves) })
  }
  return forks.sort((a, b) => a.atUs - b.atUs)
}

/** A branch and those it came from, the first one first. */
function lineOf(id: string, byId: ReadonlyMap<string, BranchInfo>): readonly BranchInfo[] {
  const line: BranchInfo[] = []
  for (let branch = byId.get(id); branch !== undefined && !line.includes(branch); ) {
    line.unshift(branch)
    branch = branch.parentId === null ? undefined : byId.get(branch.parentId)
  }
  return line
}
