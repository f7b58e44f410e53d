import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { anythingInFlight, inFlight } from './in-flight.ts'
import {
  cutLink,
  holdLink,
  partition,
  releaseLink,
  repairAllLinks,
  repairLink,
  repairPartition,
  slowLink,
} from './link-faults.ts'
import type { MessageBody, NodeBehavior, NodeContext, NodeId } from './node-context.ts'
import { addNode, startNode } from './processes.ts'
import { run } from './scheduler.ts'
import { createWorld, type NetworkSettings, type World } from './world.ts'

interface Arrival {
  readonly at: NodeId
  readonly from: NodeId
  readonly atUs: number
  readonly body: MessageBody
}

let arrivals: Arrival[] = []
beforeEach(() => {
  arrivals = []
})

/** Keeps its context, so that the test can speak for it, and writes down what arrives. */
const mailbox: NodeBehavior<NodeContext> = {
  start: (_disk, _spec, node) => node,
  onMessage(_state, message, node) {
    arrivals.push({ at: node.nodeId, from: message.from, atUs: node.nowUs, body: message.body })
  },
  onTimer() {},
  onDisconnect(_state, peer, node) {
    arrivals.push({ at: node.nodeId, from: peer, atUs: node.nowUs, body: { type: 'Disconnected' } })
  },
  onCommand() {},
  survive: () => null,
}

function mailboxes(count: number, network: Partial<NetworkSettings> = {}, seed = 1): World {
  const world = createWorld({ seed, behaviors: { mailbox }, network })
  for (let i = 1; i <= count; i++) {
    addNode(world, { id: `n${i}`, kind: 'mailbox', spec: null })
    startNode(world, `n${i}`)
  }
  return world
}

const nodeIn = (world: World, id: NodeId) => world.nodes.get(id)?.state as NodeContext
const letter = (type: string, id = 0): MessageBody & { id: number } => ({ type, id })
const types = () => arrivals.map((arrival) => arrival.body.type)
const steady = { baseLatencyUs: 300, jitterUs: 0, bytesPerMs: 1_000 }

describe('delay', () => {
  test('a message takes base latency, jitter and transfer time', () => {
    const world = mailboxes(2, { baseLatencyUs: 300, jitterUs: 200, bytesPerMs: 1_000 })
    world.random.injected.set('network', [150])
    nodeIn(world, 'n1').send('n2', letter('Big'), 5_000)
    run(world, { untilUs: 1_000_000 })
    expect(arrivals).toEqual([{ at: 'n2', from: 'n1', atUs: 5_000 + 300 + 150, body: letter('Big') }])
  })

  test('big messages wait for one another on the wire', () => {
    const world = mailboxes(2, steady)
    for (let i = 0; i < 3; i++) nodeIn(world, 'n1').send('n2', letter('Big'), 10_000)
    run(world, { untilUs: 1_000_000 })
    expect(arrivals.map((arrival) => arrival.atUs)).toEqual([10_300, 20_300, 30_300])
  })

  test('messages on a link keep their order whatever the jitter', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.tuple(fc.nat(500), fc.nat(300)), { maxLength: 50 }), (seed, letters) => {
        arrivals = []
        const world = mailboxes(2, { baseLatencyUs: 100, jitterUs: 5_000, bytesPerMs: 1_000 }, seed)
        for (const [id, [sizeBytes, pauseUs]] of letters.entries()) {
          nodeIn(world, 'n1').send('n2', letter('Letter', id), sizeBytes)
          run(world, { untilUs: world.nowUs + pauseUs })
        }
        run(world, { untilUs: world.nowUs + 10_000_000 })
        expect(arrivals.map((arrival) => (arrival.body as { id?: number }).id)).toEqual(letters.map((_, id) => id))
      }),
    )
  })

  test('traffic of one pair of nodes does not change the delays of another', () => {
    const delays = (gossip: number) => {
      arrivals = []
      const world = mailboxes(3)
      for (let i = 0; i < gossip; i++) nodeIn(world, 'n1').send('n3', letter('Gossip'), 100)
      for (let i = 0; i < 10; i++) nodeIn(world, 'n1').send('n2', letter('Letter'), 100)
      run(world, { untilUs: 1_000_000 })
      return arrivals.filter((arrival) => arrival.at === 'n2').map((arrival) => arrival.atUs)
    }
    expect(delays(50)).toEqual(delays(0))
  })

  test('a node reaches itself over its loopback, in order', () => {
    const world = mailboxes(1, { loopbackUs: 20 })
    nodeIn(world, 'n1').send('n1', letter('First'), 1_000_000)
    nodeIn(world, 'n1').send('n1', letter('Second'), 1)
    run(world, { untilUs: 1_000 })
    expect(arrivals.map(({ atUs, body }) => [atUs, body.type])).toEqual([
      [20, 'First'],
      [20, 'Second'],
    ])
  })

  test('a slow link stretches latency one way only, and loss is delay', () => {
    const world = mailboxes(2, steady)
    slowLink(world, 'n1', 'n2', { latencyFactor: 10, extraLatencyUs: 7 })
    nodeIn(world, 'n1').send('n2', letter('There'), 0)
    nodeIn(world, 'n2').send('n1', letter('Back'), 0)
    run(world, { untilUs: 1_000_000 })
    expect(arrivals.map((arrival) => arrival.atUs)).toEqual([300, 3_007])

    arrivals = []
    slowLink(world, 'n1', 'n2', { latencyFactor: 1, extraLatencyUs: 0, lossPerMillion: 500_000 })
    for (let i = 0; i < 20; i++) {
      nodeIn(world, 'n1').send('n2', letter('Letter', i), 0)
      run(world, { untilUs: world.nowUs + 200_000_000 })
    }
    expect(arrivals).toHaveLength(20)
    expect(new Set(arrivals.map((arrival) => (arrival.atUs - 1_000_000) % 200_000))).toEqual(new Set([300]))
    expect(arrivals.some((arrival) => (arrival.atUs - 1_000_000) % 200_000_000 > 200_000)).toBe(true)
  })
})

describe('cut and repair', () => {
  test('a cut swallows what is sent and what is on the wire, one way, until it is repaired', () => {
    const world = mailboxes(2, steady)
    nodeIn(world, 'n1').send('n2', letter('OnTheWire'), 0)
    run(world, { untilUs: 100 })
    cutLink(world, 'n1', 'n2')
    nodeIn(world, 'n1').send('n2', letter('IntoTheVoid'), 0)
    nodeIn(world, 'n2').send('n1', letter('OtherWay'), 0)
    run(world, { untilUs: 10_000 })
    expect(types()).toEqual(['OtherWay'])

    repairLink(world, 'n1', 'n2')
    nodeIn(world, 'n1').send('n2', letter('Again'), 0)
    run(world, { untilUs: 20_000 })
    expect(types()).toEqual(['OtherWay', 'Again'])
    expect(world.linkFaults.size).toBe(0)
  })

  test('a partition separates the two sides and nobody else', () => {
    const world = mailboxes(4, steady)
    const everyoneToEveryone = () => {
      arrivals = []
      for (const from of world.nodes.keys()) {
        for (const to of world.nodes.keys()) if (from !== to) nodeIn(world, from).send(to, letter('Hello'), 0)
      }
      run(world, { untilUs: world.nowUs + 10_000 })
      return arrivals.map(({ at, from }) => `${from}>${at}`).sort((a, b) => (a < b ? -1 : 1))
    }
    expect(everyoneToEveryone()).toHaveLength(12)
    partition(world, ['n1', 'n2'])
    expect(everyoneToEveryone()).toEqual(['n1>n2', 'n2>n1', 'n3>n4', 'n4>n3'])
    repairPartition(world, ['n1', 'n2'])
    expect(everyoneToEveryone()).toHaveLength(12)
  })

  test('a cut also covers links that do not exist yet, and every address of the node', () => {
    const world = mailboxes(2, steady)
    cutLink(world, 'n1', 'n2')
    const terminal = nodeIn(world, 'n1').as('n1/terminal-1')
    terminal.send('n2', letter('Lost'), 0)
    run(world, { untilUs: 10_000 })
    repairAllLinks(world)
    terminal.send('n2', letter('Found'), 0)
    run(world, { untilUs: 20_000 })
    expect(arrivals.map(({ from, body }) => [from, body.type])).toEqual([['n1/terminal-1', 'Found']])
    nodeIn(world, 'n2').send('n1/terminal-1', letter('Answer'), 0)
    run(world, { untilUs: 30_000 })
    expect(arrivals.at(-1)?.at).toBe('n1/terminal-1')
  })
})

describe('hold and release', () => {
  test('held types wait while others pass, and go on in order when released', () => {
    const world = mailboxes(2, steady)
    holdLink(world, 'n1', 'n2', ['Fetch'])
    for (const type of ['Fetch', 'Heartbeat', 'Fetch']) nodeIn(world, 'n1').send('n2', letter(type), 0)
    run(world, { untilUs: 10_000 })
    expect(types()).toEqual(['Heartbeat'])
    expect(inFlight(world).map(({ body, held }) => [body.type, held])).toEqual([
      ['Fetch', true],
      ['Fetch', true],
    ])
    expect(anythingInFlight(world)).toBe(false)

    releaseLink(world, 'n1', 'n2')
    nodeIn(world, 'n1').send('n2', letter('Fetch', 3), 0)
    run(world, { untilUs: 20_000 })
    expect(types()).toEqual(['Heartbeat', 'Fetch', 'Fetch', 'Fetch'])
    expect(arrivals.at(-1)?.body).toEqual(letter('Fetch', 3))
  })

  test('types can be released one by one', () => {
    const world = mailboxes(2, steady)
    holdLink(world, 'n1', 'n2', ['Fetch'])
    holdLink(world, 'n1', 'n2', ['Produce'])
    for (const type of ['Produce', 'Fetch']) nodeIn(world, 'n1').send('n2', letter(type), 0)
    releaseLink(world, 'n1', 'n2', ['Fetch'])
    run(world, { untilUs: 10_000 })
    expect(types()).toEqual(['Fetch'])
    releaseLink(world, 'n1', 'n2')
    run(world, { untilUs: 20_000 })
    expect(types()).toEqual(['Fetch', 'Produce'])
  })

  test('cutting the link loses what it holds', () => {
    const world = mailboxes(2, steady)
    holdLink(world, 'n1', 'n2', 'all')
    nodeIn(world, 'n1').send('n2', letter('Fetch'), 0)
    cutLink(world, 'n1', 'n2')
    repairAllLinks(world)
    run(world, { untilUs: 10_000 })
    expect(types()).toEqual([])
  })
})

test('messages in flight are listed with where and when', () => {
  const world = mailboxes(2, steady)
  run(world, { untilUs: 50 })
  nodeIn(world, 'n1').send('n2', letter('Letter'), 1_000)
  const [message] = inFlight(world)
  expect(message).toMatchObject({
    from: 'n1',
    to: 'n2',
    sentAtUs: 50,
    arrivesAtUs: 1_350,
    sizeBytes: 1_000,
    held: false,
  })
  expect(anythingInFlight(world)).toBe(true)
  run(world, { untilUs: 1_350 })
  expect(inFlight(world)).toEqual([])
  expect(anythingInFlight(world)).toBe(false)
})
