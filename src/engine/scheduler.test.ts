import { describe, expect, test } from 'vitest'
import type { NodeBehavior, NodeContext } from './node-context.ts'
import { addNode, deliverCommand, startNode } from './processes.ts'
import { nextEventAtUs, run, runCommand, SimulationFailed, stepEvent } from './scheduler.ts'
import { createWorld, type Happening, report, takeHappenings, type World } from './world.ts'

type Handlers = Partial<NodeBehavior<NodeContext>>

/** A world with one node, `a`, of which only what a test needs is defined. */
function worldOf(handlers: Handlers): World {
  const inert: NodeBehavior<NodeContext> = {
    start: (_disk, _spec, node) => node,
    onMessage() {},
    onTimer() {},
    onDisconnect() {},
    onCommand() {},
    survive: () => null,
  }
  const world = createWorld({ seed: 1, behaviors: { it: { ...inert, ...handlers } }, wallClockStartMs: 1_000_000 })
  addNode(world, { id: 'a', kind: 'it', spec: null })
  startNode(world, 'a')
  return world
}

const contextIn = (world: World) => world.nodes.get('a')?.state as NodeContext

test('a command sets the same timers, whether an instant or a number of events led to it', () => {
  const timerOf = (limits: { untilUs: number } | { maxEvents: number }) => {
    const world = worldOf({ onTimer: (_state, _timer, node) => void node.cancelTimer(cancelled) })
    contextIn(world).setTimer(10, { type: 'T' })
    const cancelled = contextIn(world).setTimer(20, { type: 'Never' })
    contextIn(world).setTimer(30, { type: 'T' })
    run(world, limits)
    let timer = 0
    runCommand(world, () => {
      timer = contextIn(world).setTimer(5, { type: 'T' })
    })
    return timer
  }
  expect(timerOf({ maxEvents: 1 })).toBe(timerOf({ untilUs: 10 }))
})

describe('budgets', () => {
  test('a run ends at an instant, after a number of events, on a condition, or when nothing is left', () => {
    const world = worldOf({})
    for (const delay of [10, 20, 20, 30]) contextIn(world).setTimer(delay, { type: 'T' })
    expect(run(world, { untilUs: 15 })).toMatchObject({ executed: 1, ended: 'time', lastEventAtUs: 10 })
    expect(world.nowUs).toBe(15)
    expect(run(world, { maxEvents: 1 })).toMatchObject({ executed: 1, ended: 'budget' })
    expect(run(world, { until: () => world.executedEvents === 3 })).toMatchObject({ executed: 1, ended: 'condition' })
    expect(nextEventAtUs(world)).toBe(30)
    expect(run(world, {})).toMatchObject({ executed: 1, ended: 'idle' })
    expect(world.nowUs).toBe(30)
    expect(stepEvent(world)).toBe(false)
    expect(nextEventAtUs(world)).toBe(Infinity)
  })

  test('what is due exactly at the limit is run', () => {
    const world = worldOf({})
    contextIn(world).setTimer(10, { type: 'T' })
    expect(run(world, { untilUs: 10 }).executed).toBe(1)
  })

  test('the clock never goes back', () => {
    const world = worldOf({})
    run(world, { untilUs: 100 })
    run(world, { untilUs: 50 })
    expect(world.nowUs).toBe(100)
  })
})

test('a timer of no delay runs after everything already due now', () => {
  const order: string[] = []
  const world = worldOf({
    onTimer(_state, timer, node) {
      order.push(timer.type)
      if (timer.type === 'First') node.setTimer(0, { type: 'Third' })
    },
  })
  contextIn(world).setTimer(5, { type: 'First' })
  contextIn(world).setTimer(5, { type: 'Second' })
  run(world, {})
  expect(order).toEqual(['First', 'Second', 'Third'])
})

test.each([-1, 0.5, Number.NaN, Infinity])('a delay of %d is refused', (delay) => {
  expect(() => contextIn(worldOf({})).setTimer(delay, { type: 'T' })).toThrow('delay')
})

test('a node reads the simulated clocks', () => {
  const world = worldOf({})
  run(world, { untilUs: 12_345_678 })
  const node = contextIn(world)
  expect([node.nowUs, node.nowMs, node.wallClockMs]).toEqual([12_345_678, 12_345, 1_012_345])
})

test('a handler that breaks is reported with where it broke', () => {
  const world = worldOf({
    onTimer() {
      throw new Error('highWatermark <= logEndOffset')
    },
  })
  contextIn(world).setTimer(12_480_000, { type: 'Append' })
  expect(() => run(world, {})).toThrow('highWatermark <= logEndOffset, Append on a, at 12.480 s (event 1)')
  expect(() => runCommand(world, () => JSON.parse('{'))).toThrow(SimulationFailed)
})

describe('causes', () => {
  const causesOf = (happenings: readonly Happening[]) =>
    happenings.map(({ id, body, causedBy }) => `${id} ${body.type} < ${causedBy}`)

  test('a happening has as its cause the last one in the causal past of its event', () => {
    const world = worldOf({
      onCommand(_state, _command, node) {
        node.report({ type: 'Asked' })
        node.send('a', { type: 'Message' }, 0)
        node.report({ type: 'Sent' })
        node.setTimer(1_000, { type: 'Timer' })
        node.setTimer(2_000, { type: 'Beat', periodic: true })
      },
      onMessage: (_state, _message, node) => void node.report({ type: 'Received' }),
      onTimer: (_state, timer, node) => void node.report({ type: `${timer.type}Fired` }),
    })
    runCommand(world, () => {
      report(world, 'a', { type: 'Told' }, 0)
      deliverCommand(world, 'a', { type: 'Ask' })
    })
    run(world, {})
    const causes = causesOf(takeHappenings(world))
    expect(causes).toEqual([
      '1 Told < 0',
      '2 Asked < 1',
      '3 Sent < 2',
      '4 Received < 2',
      '5 TimerFired < 3',
      '6 BeatFired < 0',
    ])
    expect(takeHappenings(world)).toEqual([])
  })

  test('a happening may name another cause, and says during which event it happened', () => {
    const world = worldOf({
      onTimer(_state, _timer, node) {
        const first = node.report({ type: 'First' })
        node.report({ type: 'Second' }, 0)
        node.report({ type: 'Third' }, first)
      },
    })
    const heard: Happening[] = []
    world.onHappening = (happening) => heard.push(happening)
    contextIn(world).setTimer(7, { type: 'T' })
    run(world, {})
    expect(causesOf(heard)).toEqual(['1 First < 0', '2 Second < 0', '3 Third < 1'])
    expect(heard[0]).toMatchObject({ atUs: 7, nodeId: 'a', eventSeq: 1 })
  })

  test('a happening before one event does not cause what happens in the next', () => {
    const world = worldOf({ onTimer: (_state, _timer, node) => void node.report({ type: 'Fired' }) })
    for (const delay of [1, 2]) contextIn(world).setTimer(delay, { type: 'T' })
    run(world, {})
    expect(causesOf(takeHappenings(world))).toEqual(['1 Fired < 0', '2 Fired < 0'])
  })
})
