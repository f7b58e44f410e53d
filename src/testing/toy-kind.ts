/**
 * A kind of node that Kafka has not: a beacon, which counts the seconds of its process and keeps them on its disk. One
 * row, and nothing else anywhere, for tests that a kind needs no more than that.
 */
import type { NodeBehavior } from '../engine/node-context.ts'
import type { WorldNode } from '../engine/world.ts'
import type { NodeKind } from '../kafka/common/node-kind.ts'
import { broken, memoryOf } from '../kafka/invariants/invariant-checker.ts'

export interface BeaconState {
  seconds: number
  /** Set when it was told to end in good order. */
  ended: boolean
}

const TICK = { type: 'BeaconTick' }

const beaconBehavior: NodeBehavior<BeaconState> = {
  start(disk, _spec, node) {
    node.setTimer(1_000_000, TICK)
    return { seconds: (disk as BeaconState | null)?.seconds ?? 0, ended: false }
  },
  onMessage(state, message, node) {
    node.send(message.from, { type: 'BeaconSeen', seconds: state.seconds } as { type: string }, 8)
  },
  onTimer(state, _timer, node) {
    state.seconds++
    node.setTimer(1_000_000, TICK)
  },
  onDisconnect: () => undefined,
  onCommand(state, command, node) {
    if (command.type !== 'LightsOut') return
    state.ended = true
    node.exit()
  },
  survive: (state) => state,
}

export function beaconOf({ state, disk }: WorldNode): BeaconState | null {
  return (state ?? disk) as BeaconState | null
}

export const toyKind: NodeKind = {
  kind: 'beacon',
  word: 'beacon',
  behavior: beaconBehavior,
  operable: true,
  stopCommand: { type: 'LightsOut' },
  begins: 'cluster',
  nodesOf: () => [{ id: 'beacon-of-tests', spec: { port: 7_777 } }],
  listenersOf: (spec) => [{ host: 'localhost', port: (spec as { readonly port: number }).port }],
  aliasesOf: () => ['light'],
  factsOf: (node) => ({ seconds: beaconOf(node)?.seconds ?? 0, lit: node.state !== null }),
  check(checker, node) {
    checker.checked++
    const seen = memoryOf(checker, 'beacon', () => new Map<string, number>())
    const seconds = beaconOf(node)?.seconds ?? 0
    if (seconds < (seen.get(node.id) ?? 0)) return broken('beacon', `${node.id} went back to ${seconds} seconds`)
    seen.set(node.id, seconds)
    return null
  },
}
