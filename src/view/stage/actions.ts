/** The commands behind the stage's gestures, with everyday settings, so that each is one click; pure. */

import type { Command } from '../../kafka/cluster/commands.ts'
import type { GroupImage, LinkImage, MemberImage, NodeStatus } from '../../kafka/observe/cluster-image.ts'

/** Slowness given by one click: long enough to see, short enough not to time out. */
export const SLOW_LINK_US = 200_000
export const SLOW_NODE_US = 50_000

/** What pressing the power button of a node does now. */
export function powerCommand(node: string, status: NodeStatus): Command {
  if (status === 'paused') return { type: 'ResumeNode', node }
  return isUp(status) ? { type: 'PowerCutNode', node } : { type: 'StartNode', node }
}

export function isUp(status: NodeStatus): boolean {
  return status === 'running' || status === 'starting' || status === 'stopping' || status === 'paused'
}

export type LinkAction = 'cut' | 'slow' | 'hold' | 'release' | 'repair'

/** Commands for a link; holding and releasing take one a direction. */
export function linkCommands(action: LinkAction, link: Pick<LinkImage, 'a' | 'b'>): Command[] {
  const { a, b } = link
  if (action === 'cut') return [{ type: 'CutLink', a, b }]
  if (action === 'slow') return [{ type: 'SlowLink', a, b, extraUs: SLOW_LINK_US }]
  if (action === 'repair') return [{ type: 'RepairLink', a, b }]
  if (action === 'hold')
    return [
      { type: 'HoldLink', from: a, to: b, api: null },
      { type: 'HoldLink', from: b, to: a, api: null },
    ]
  return [
    { type: 'ReleaseLink', from: a, to: b },
    { type: 'ReleaseLink', from: b, to: a },
  ]
}

/**
 * Lag of a group over everything it reads: of its members' shares, or of what it committed while it has none. Null where
 * it is not known of all.
 */
export function groupLag(group: GroupImage | undefined, members: readonly MemberImage[]): number | null {
  const shares = members.flatMap((member) => member.assignment)
  return shares.length > 0 ? lagOf(shares) : (group?.lag ?? 0)
}

export function lagOf(shares: MemberImage['assignment']): number | null {
  return shares.reduce<number | null>((sum, { lag }) => (sum === null || lag === null ? null : sum + lag), 0)
}

export function lagText(lag: number | null): string {
  return lag === null ? '?' : String(lag)
}
