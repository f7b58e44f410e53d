import { beforeEach, describe, expect, test } from 'vitest'
import { cutLink, holdLink, releaseLink, repairLink } from './link-faults.ts'
import type { MessageBody, NodeBehavior, NodeContext, NodeId } from './node-context.ts'
import {
  addNode,
  deliverCommand,
  endProcess,
  nodeOf,
  pauseNode,
  removeNode,
  resumeNode,
  slowNode,
  startNode,
} from './processes.ts'
import { run } from './scheduler.ts'
import { createWorld, type World } from './world.ts'

let diary: string[] = []
beforeEach(() => {
  diary = []
})

interface State {
  readonly node: NodeContext
  readonly disk: unknown
}

/** Writes down everything that happens to it as `node: what`, and answers `Ping` with `Pong`. */
const diarist: NodeBehavior<State> = {
  start(disk, _spec, node) {
    diary.push(`${node.nodeId}: start on ${String(disk)}`)
    return { node, disk }
  },
  onMessage(_state, message, node) {
    diary.push(`${node.nodeId}: ${message.body.type} from ${message.from}`)
    if (message.body.type === 'Ping') node.send(message.from, { type: 'Pong' }, 0)
    if (message.body.type === 'Exit') node.exit()
  },
  onTimer(_state, timer, node) {
    diary.push(`${node.nodeId}: ${timer.type}`)
  },
  onDisconnect(_state, peer, node) {
    diary.push(`${node.nodeId}: lost ${peer}`)
  },
  onCommand(_state, command, node) {
    diary.push(`${node.nodeId}: told to ${command.type}`)
    if (command.type === 'Stop') node.exit()
  },
  survive: (_state, how) => `disk after ${how}`,
}

function worldOf(...ids: NodeId[]): World {
  const network = { baseLatencyUs: 100, jitterUs: 0 }
  const world = createWorld({ seed: 1, behaviors: { diarist }, network })
  for (const id of ids) addNode(world, { id, kind: 'diarist', spec: null })
  for (const id of ids) startNode(world, id)
  diary = []
  return world
}

const contextIn = (world: World, id: NodeId) => (nodeOf(world, id).state as State).node
const send = (world: World, from: NodeId, to: NodeId, type: string) => contextIn(world, from).send(to, { type }, 0)
const settle = (world: World) => run(world, { untilUs: world.nowUs + 10_000 })

/** After this each of the two knows the other. */
function acquaint(world: World, a: NodeId, b: NodeId): void {
  send(world, a, b, 'Ping')
  settle(world)
  diary = []
}

describe('the end of a process', () => {
  test.each(['stop', 'kill'] as const)('%s: peers it has talked with learn of it after what it had sent', (how) => {
    const world = worldOf('a', 'b', 'c')
    acquaint(world, 'a', 'b')
    send(world, 'a', 'b', 'LastWords')
    send(world, 'b', 'a', 'TooLate')
    endProcess(world, 'a', how)
    settle(world)
    expect(diary).toEqual(['b: LastWords from a', 'b: lost a'])
  })

  test('a power cut is silence', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    endProcess(world, 'a', 'powerCut')
    send(world, 'b', 'a', 'Ping')
    settle(world)
    expect(diary).toEqual([])
    expect(world.nodes.get('a')?.status).toBe('poweredOff')
  })

  test('a machine without the process refuses connections', () => {
    const world = worldOf('a', 'b')
    endProcess(world, 'a', 'kill')
    send(world, 'b', 'a', 'Ping')
    run(world, { untilUs: 150 })
    expect(diary).toEqual([])
    settle(world)
    expect(diary).toEqual(['b: lost a'])
  })

  test('an address nobody has refuses connections too', () => {
    const world = worldOf('a')
    send(world, 'a', 'nowhere:9092', 'Ping')
    send(world, 'a', 'nowhere:9092', 'Ping')
    settle(world)
    expect(diary).toEqual(['a: lost nowhere:9092'])
  })

  test('it starts again on what survived, and its old timers are gone', () => {
    const world = worldOf('a')
    contextIn(world, 'a').setTimer(1_000, { type: 'OldTimer' })
    endProcess(world, 'a', 'kill')
    startNode(world, 'a')
    contextIn(world, 'a').setTimer(2_000, { type: 'NewTimer' })
    settle(world)
    expect(diary).toEqual(['a: start on disk after kill', 'a: NewTimer'])
  })

  test('a process can end itself, once its handler has returned', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    send(world, 'b', 'a', 'Exit')
    settle(world)
    expect(diary).toEqual(['a: Exit from b', 'b: lost a'])
    expect(world.nodes.get('a')?.status).toBe('stopped')
    expect(deliverCommand(world, 'b', { type: 'Stop' })).toBe(true)
    expect(world.nodes.get('b')?.status).toBe('stopped')
    expect(deliverCommand(world, 'b', { type: 'Stop' })).toBe(false)
  })

  test('a removed node is unknown, and its id can be used again', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    removeNode(world, 'a')
    settle(world)
    send(world, 'b', 'a', 'Ping')
    settle(world)
    expect(diary).toEqual(['b: lost a', 'b: lost a'])
    addNode(world, { id: 'a', kind: 'diarist', spec: null })
    startNode(world, 'a')
    send(world, 'b', 'a', 'Ping')
    settle(world)
    expect(diary.slice(2)).toEqual(['a: start on null', 'a: Ping from b', 'b: Pong from a'])
  })
})

describe('a restarted process', () => {
  test('does not get what was sent on a connection to the one before', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    endProcess(world, 'a', 'kill')
    startNode(world, 'a')
    send(world, 'b', 'a', 'ForTheOldOne')
    settle(world)
    expect(diary).toEqual(['a: start on disk after kill', 'b: lost a'])
    send(world, 'b', 'a', 'Ping')
    settle(world)
    expect(diary.slice(2)).toEqual(['a: Ping from b', 'b: Pong from a'])
  })

  test('is recognised as a new one by a peer who never heard of the end of the old one', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    cutLink(world, 'a', 'b')
    endProcess(world, 'a', 'kill')
    startNode(world, 'a')
    settle(world)
    repairLink(world, 'a', 'b')
    send(world, 'a', 'b', 'Ping')
    settle(world)
    expect(diary).toEqual(['a: start on disk after kill', 'b: lost a', 'b: Ping from a', 'a: Pong from b'])
  })

  test('after a power cut answers the next message on the old connection with a reset', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    endProcess(world, 'a', 'powerCut')
    startNode(world, 'a')
    settle(world)
    expect(diary).toEqual(['a: start on disk after powerCut'])
    send(world, 'b', 'a', 'Ping')
    settle(world)
    expect(diary.slice(1)).toEqual(['b: lost a'])
  })

  test('a message sent before the first start reaches whoever has started when it arrives', () => {
    const world = createWorld({ seed: 1, behaviors: { diarist }, network: { baseLatencyUs: 100, jitterUs: 0 } })
    for (const id of ['a', 'b']) addNode(world, { id, kind: 'diarist', spec: null })
    startNode(world, 'a')
    send(world, 'a', 'b', 'Ping')
    startNode(world, 'b')
    send(world, 'b', 'a', 'Ping')
    settle(world)
    expect(diary.slice(2)).toEqual(['b: Ping from a', 'a: Ping from b', 'a: Pong from b', 'b: Pong from a'])
    endProcess(world, 'b', 'kill')
    settle(world)
    expect(diary.slice(6)).toEqual(['a: lost b'])
  })

  test('held last words of the old one arrive before news of its end, and never after the new one has spoken', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    holdLink(world, 'a', 'b', ['LastWords'])
    send(world, 'a', 'b', 'LastWords')
    endProcess(world, 'a', 'kill')
    settle(world)
    expect(diary).toEqual([])
    releaseLink(world, 'a', 'b')
    settle(world)
    expect(diary).toEqual(['b: LastWords from a', 'b: lost a'])
  })
})

test('closing a connection tells the peer, and the next message opens a new one', () => {
  const world = worldOf('a', 'b')
  acquaint(world, 'a', 'b')
  contextIn(world, 'a').disconnect('b')
  contextIn(world, 'a').disconnect('b')
  send(world, 'a', 'b', 'Ping')
  settle(world)
  expect(diary).toEqual(['b: lost a', 'b: Ping from a', 'a: Pong from b'])
})

describe('pause and resume', () => {
  test('what happens to a paused process waits, and is handled in order at resume', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    contextIn(world, 'a').setTimer(500, { type: 'Timeout' })
    pauseNode(world, 'a')
    send(world, 'b', 'a', 'Ping')
    run(world, { untilUs: world.nowUs + 1_000 })
    deliverCommand(world, 'a', { type: 'Check' })
    send(world, 'b', 'a', 'Second')
    settle(world)
    expect(diary).toEqual([])
    resumeNode(world, 'a')
    settle(world)
    const atA = ['a: Ping from b', 'a: Timeout', 'a: told to Check', 'a: Second from b']
    expect(diary).toEqual([...atA, 'b: Pong from a'])
  })

  test('a message that arrives at the instant of the resume queues behind those that waited', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    pauseNode(world, 'a')
    send(world, 'b', 'a', 'First')
    run(world, { untilUs: world.nowUs + 500 })
    send(world, 'b', 'a', 'Second')
    run(world, { untilUs: world.nowUs + 99 })
    contextIn(world, 'b').setTimer(1, { type: 'Now' })
    run(world, { until: () => diary.includes('b: Now') })
    resumeNode(world, 'a')
    settle(world)
    expect(diary).toEqual(['b: Now', 'a: First from b', 'a: Second from b'])
  })

  test('killing a paused process drops what waited, and breaks its connections', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    pauseNode(world, 'a')
    send(world, 'b', 'a', 'Ping')
    settle(world)
    endProcess(world, 'a', 'kill')
    startNode(world, 'a')
    settle(world)
    expect(diary).toEqual(['a: start on disk after kill', 'b: lost a'])
    expect(world.links.every((link) => link.late.length === 0)).toBe(true)
  })
})

describe('a slow node', () => {
  test('handles every message late, and those of a link in order, also when it recovers', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    slowNode(world, 'a', 5_000)
    send(world, 'b', 'a', 'First')
    run(world, { untilUs: world.nowUs + 1_000 })
    slowNode(world, 'a', 0)
    send(world, 'b', 'a', 'Second')
    run(world, { untilUs: world.nowUs + 3_000 })
    expect(diary).toEqual([])
    settle(world)
    expect(diary).toEqual(['a: First from b', 'a: Second from b'])
    expect(world.links.every((link) => link.late.length === 0)).toBe(true)
  })

  test('paused while messages wait to be handled, it still handles them in order', () => {
    const world = worldOf('a', 'b')
    acquaint(world, 'a', 'b')
    slowNode(world, 'a', 2_000)
    for (const type of ['First', 'Second']) {
      send(world, 'b', 'a', type)
      run(world, { untilUs: world.nowUs + 1_000 })
      pauseNode(world, 'a')
    }
    settle(world)
    resumeNode(world, 'a')
    settle(world)
    expect(diary).toEqual(['a: First from b', 'a: Second from b'])
  })
})

test('an address belongs to one node', () => {
  const world = worldOf('a', 'b')
  const terminal = contextIn(world, 'a').as('terminal')
  expect(contextIn(world, 'a').as('terminal')).toBe(terminal)
  expect(() => contextIn(world, 'b').as('terminal')).toThrow('terminal is an address of a, not of b')
})

test('whoever changes a message it has received is found out where bodies are frozen', () => {
  const world = worldOf('a', 'b')
  world.freezeBodies = true
  const body: MessageBody & { list: number[] } = { type: 'Ping', list: [1] }
  contextIn(world, 'a').send('b', body, 0)
  expect(() => body.list.push(2)).toThrow(TypeError)
})
