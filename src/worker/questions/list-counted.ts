/** What stands behind a counter: the newest of what it counts at this instant. */
import type { World } from '../../engine/world.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { RecordChronicle } from '../chronicle/record-chronicle.ts'
import { acknowledgedEntries } from '../counted/acknowledged-entries.ts'
import type { Counted, CountedEntry } from '../counted/counted.ts'
import { lostEntries } from '../counted/lost-entries.ts'
import { oddEntries } from '../counted/odd-entries.ts'
import type { Asked, QuickQuestion } from './question.ts'

export type { Counted, CountedEntry } from '../counted/counted.ts'

interface ListCounted {
  readonly type: 'listCounted'
  readonly counted: Counted
}

interface CountedListed {
  readonly type: 'countedListed'
  /** Newest first. */
  readonly entries: readonly CountedEntry[]
  /** Records counted beyond those in `entries`. */
  readonly more: number
}

const LISTED = 200

export const listCounted: QuickQuestion<ListCounted, CountedListed> = {
  answer: (asked, { counted }) => {
    const { world } = asked.timeline
    const counters = asked.parts.buildImage(world).counters.get('counters')
    const entries = entriesOf(asked, counted).slice(0, LISTED)
    const listed = entries.reduce((sum, { records }) => sum + records, 0)
    return { type: 'countedListed', entries, more: Math.max(0, (counters?.[counted] ?? 0) - listed) }
  },
}

function entriesOf({ timeline }: Asked, counted: Counted): CountedEntry[] {
  const { world, chronicle, happenings } = timeline
  if (counted === 'acknowledged') {
    if (!(chronicle instanceof RecordChronicle)) return []
    return acknowledgedEntries(chronicle.notes, {
      atUs: world.nowUs,
      limit: LISTED,
      counts: (name) => world.nodes.has(name),
      brokerOf: (node) => brokerOf(world, node),
    })
  }
  const known = happenings.range(1, world.lastHappeningId)
  const entries = counted === 'lost' ? lostEntries(world, known) : oddEntries(world, counted, known)
  return entries.sort((a, b) => b.atUs - a.atUs || b.fromOffset - a.fromOffset)
}

function brokerOf(world: World, node: string): number {
  const spec = world.nodes.get(node)?.spec as { readonly brokerId?: number } | undefined
  const id = spec?.brokerId ?? -1
  return brokerNode(id) === node ? id : -1
}
