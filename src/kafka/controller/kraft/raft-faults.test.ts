import { expect, test } from 'vitest'
import { cutLink, repairLink } from '../../../engine/link-faults.ts'
import { createRandomStreams, randomInt } from '../../../engine/prng.ts'
import { controllersOf } from '../../../testing/controllers/controller-cluster.ts'
import { controllerNode } from '../../common/addresses.ts'
import type { MetadataLogEntry } from '../../metadata/metadata-records.ts'
import type { ControllerState } from '../controller-node.ts'
import { entriesOf } from './raft-log.ts'

type Cluster = ReturnType<typeof controllersOf>

const SEEDS = Array.from({ length: 40 }, (_, index) => 1_000 + index)

/** What Raft promises, looked at after every step: one leader an epoch, and what is committed stays. */
function watch(t: Cluster) {
  const leaderOfEpoch = new Map<number, number>()
  const committed = new Map<number, MetadataLogEntry>()
  const running = () => t.voters.map(t.controller).filter((state): state is ControllerState => state !== null)
  return () => {
    for (const { raft } of running()) {
      if (raft.role.kind === 'leader') {
        expect(leaderOfEpoch.get(raft.epoch) ?? raft.nodeId).toBe(raft.nodeId)
        leaderOfEpoch.set(raft.epoch, raft.nodeId)
      }
      for (const entry of entriesOf(raft.log)) {
        if (entry.offset >= raft.highWatermark) break
        // Entries are shared by reference, so the same one is the very same object.
        expect(committed.get(entry.offset) ?? entry).toBe(entry)
        committed.set(entry.offset, entry)
      }
    }
  }
}

function randomFault(t: Cluster, draw: (bound: number) => number): void {
  const node = controllerNode(t.voters[draw(t.voters.length)] as number)
  const other = controllerNode(t.voters[draw(t.voters.length)] as number)
  switch (draw(5)) {
    case 0:
      if (t.isRunning(node)) t.kill(node)
      return
    case 1:
      if (t.isRunning(node)) t.powerCut(node)
      return
    case 2:
      if (!t.isRunning(node)) t.start(node)
      return
    case 3:
      if (node !== other) cutLink(t.world, node, other)
      return
    default:
      if (node !== other) repairLink(t.world, node, other)
  }
}

test.each(SEEDS)(
  'whatever happens to three controllers, one leads an epoch and no committed record changes (seed %i)',
  (seed) => {
    const t = controllersOf({ seed, config: { 'metadata.max.idle.interval.ms': '50' } })
    const look = watch(t)
    const random = createRandomStreams(seed)
    const draw = (bound: number) => randomInt(random, 'faults', bound)
    for (let step = 0; step < 30; step++) {
      randomFault(t, draw)
      t.runFor(draw(1_500))
      look()
    }
    for (const voter of t.voters) {
      const node = controllerNode(voter)
      if (!t.isRunning(node)) t.start(node)
      for (const other of t.voters) if (other !== voter) repairLink(t.world, node, controllerNode(other))
    }
    t.runUntil('they agree on a leader', () => {
      const [a, b, c] = t.voters.map((id) => t.controller(id)?.raft)
      return t.active() !== null && a?.leaderId === b?.leaderId && b?.leaderId === c?.leaderId
    })
    t.runFor(1_000)
    look()
  },
)
