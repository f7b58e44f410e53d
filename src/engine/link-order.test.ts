import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assert } from './assert.ts'
import { cutLink, holdLink, releaseLink, repairAllLinks, slowLink } from './link-faults.ts'
import type { MessageBody, NodeBehavior } from './node-context.ts'
import { addNode, endProcess, pauseNode, resumeNode, slowNode, startNode } from './processes.ts'
import { run } from './scheduler.ts'
import { createWorld, isUp, type World } from './world.ts'

interface Numbered extends MessageBody {
  readonly process: number
  readonly number: number
}

interface State {
  sent: number
  /** Process and number heard last, by sender. */
  readonly heard: Map<string, Numbered>
  readonly process: number
}

let processes = 0
let deliveries = 0

/** Sends everyone numbered messages, and checks that it hears everyone else's in order. */
const chatter: NodeBehavior<State> = {
  start(_disk, _spec, node) {
    node.setTimer(0, { type: 'Chat' })
    return { sent: 0, heard: new Map(), process: ++processes }
  },
  onTimer(state, _timer, node) {
    const number = state.sent++
    for (const peer of ['a', 'b', 'c']) {
      node.send(peer, { type: 'Chat', process: state.process, number } as Numbered, number % 500)
    }
    node.setTimer(300, { type: 'Chat' })
  },
  onMessage(state, message) {
    const heard = message.body as Numbered
    const before = state.heard.get(message.from)
    if (before !== undefined) {
      // Plain comparisons: an `expect` for each of a million messages takes minutes.
      assert(heard.process >= before.process, 'no word from a process whose successor has spoken')
      assert(heard.process > before.process || heard.number > before.number, 'in order, and none twice')
    }
    state.heard.set(message.from, heard)
    deliveries++
  },
  onDisconnect() {},
  onCommand() {},
  survive: () => null,
}

type Act = (world: World, a: string, b: string) => void
const acts: readonly Act[] = [
  (world, a) => (isUp(world.nodes.get(a)!) ? endProcess(world, a, 'kill') : startNode(world, a)),
  (world, a) => (isUp(world.nodes.get(a)!) ? endProcess(world, a, 'powerCut') : startNode(world, a)),
  (world, a) => pauseNode(world, a),
  (world, a) => resumeNode(world, a),
  (world, a) => slowNode(world, a, 1_000),
  (world, a) => slowNode(world, a, 0),
  (world, a, b) => cutLink(world, a, b),
  (world, a, b) => holdLink(world, a, b, 'all'),
  (world, a, b) => releaseLink(world, a, b),
  (world, a, b) => slowLink(world, a, b, { extraLatencyUs: 2_000 }),
  (world, a, b) => slowLink(world, a, b, { extraLatencyUs: 0 }),
  (world) => repairAllLinks(world),
]

test('whatever befalls nodes and links, messages of one process to another arrive in order and none twice', () => {
  const pair = fc.constantFrom<[string, string]>(['a', 'b'], ['b', 'a'], ['a', 'c'], ['c', 'a'], ['b', 'c'], ['c', 'b'])
  const step = fc.tuple(fc.nat(3_000), fc.constantFrom(...acts), pair)
  fc.assert(
    fc.property(fc.integer(), fc.array(step, { maxLength: 40 }), (seed, steps) => {
      processes = 0
      const world = createWorld({ seed, behaviors: { chatter } })
      for (const id of ['a', 'b', 'c']) addNode(world, { id, kind: 'chatter', spec: null })
      for (const id of ['a', 'b', 'c']) startNode(world, id)
      for (const [pauseUs, act, [a, b]] of steps) {
        run(world, { untilUs: world.nowUs + pauseUs })
        act(world, a, b)
      }
      repairAllLinks(world)
      for (const id of ['a', 'b', 'c']) {
        resumeNode(world, id)
        slowNode(world, id, 0)
        if (!isUp(world.nodes.get(id)!)) startNode(world, id)
      }
      run(world, { untilUs: world.nowUs + 60_000 })
      // All is well again: everyone hears everyone.
      deliveries = 0
      run(world, { untilUs: world.nowUs + 30_000 })
      expect(deliveries).toBeGreaterThan(9 * 90)
      expect(world.links.every((link) => link.late.length === 0 && link.heldMessages.length === 0)).toBe(true)
    }),
    { numRuns: 100 },
  )
})
