import { expect, test } from 'vitest'
import { createRandomStreams, randomInt } from '../../engine/prng.ts'
import { hashWorld } from '../../engine/state-hash.ts'
import { type Answer, ensembleOf } from '../../testing/zookeeper-ensemble.ts'
import { zookeeperNode } from '../common/addresses.ts'

const SERVERS = [1, 2, 3]
const CLIENTS = ['a', 'b', 'c']
/** Each found something once. */
const FOUND = [7_012, 20_061, 20_113, 20_370, 20_550]
const SEEDS = [...Array.from({ length: 40 }, (_, index) => 7_000 + index), ...FOUND.filter((seed) => seed > 7_040)]

type Ensemble = ReturnType<typeof ensembleOf>
type Draw = (bound: number) => number

function trouble(t: Ensemble, draw: Draw): void {
  const id = SERVERS[draw(3)] as number
  const node = zookeeperNode(id)
  const other = zookeeperNode(SERVERS[draw(3)] as number)
  const client = CLIENTS[draw(CLIENTS.length)] as string
  switch (draw(11)) {
    case 0:
      if (t.isUp(id)) t.kill(id)
      break
    case 1:
      if (t.isUp(id)) t.powerCut(id)
      break
    case 2:
    case 3:
      if (!t.isUp(id)) t.start(id)
      break
    case 4:
      if (node !== other) t.cut(node, other)
      break
    case 5:
    case 6:
      if (node !== other) t.repair(node, other)
      break
    case 7:
      if (draw(2) === 0) t.cut(client, node)
      else t.cut(node, client)
      break
    case 8:
      t.pause(id)
      break
    case 9:
      t.resume(id)
      break
    default:
      t.repair(client, node)
      t.repair(node, client)
  }
}

/** Writes to a counter of the client's own, which nobody else changes, and remembers what it was told of them. */
function write(t: Ensemble, name: string, history: { tag: number; value: number }[]): void {
  if (t.client(name).state === 'expired') return
  const value = history.length + 1
  const request = { type: 'SetDataRequest', path: `/${name}`, data: String(value), version: -1 } as const
  history.push({ tag: t.send(name, request), value })
}

function mend(t: Ensemble): void {
  for (const id of SERVERS) {
    for (const other of [...SERVERS.map(zookeeperNode), ...CLIENTS]) {
      if (other === zookeeperNode(id)) continue
      t.repair(zookeeperNode(id), other)
      t.repair(other, zookeeperNode(id))
    }
    if (!t.isUp(id)) t.start(id)
    t.resume(id)
  }
}

function wild(seed: number) {
  const t = ensembleOf(SERVERS, seed)
  const random = createRandomStreams(seed)
  const draw: Draw = (bound) => randomInt(random, 'faults', bound)
  for (const name of CLIENTS) t.connect(name, SERVERS, 6_000)
  for (const name of CLIENTS) {
    t.create(name, `/${name}`, '0')
    t.create(name, `/${name}-lives`, '', { ephemeral: true })
  }
  const histories = new Map(CLIENTS.map((name) => [name, [] as { tag: number; value: number }[]]))
  for (let step = 0; step < 60; step++) {
    t.runFor(1 + draw(1_500))
    if (draw(3) === 0) trouble(t, draw)
    for (const [name, history] of histories) if (draw(2) === 0) write(t, name, history)
  }
  mend(t)
  t.runUntil('all serve', () => t.leaders().length === 1 && t.followers().length === 2, 150_000)
  t.runFor(40_000)
  return { t, histories }
}

test.each(SEEDS)('whatever happens to three servers, no acknowledged write is lost (seed %i)', (seed) => {
  const { t, histories } = wild(seed)
  for (const [name, history] of histories) {
    const isDone = (answer: Answer | null) => answer !== null && answer.type !== 'lost' && answer.error === 'OK'
    const acknowledged = history.filter(({ tag }) => isDone(t.answerTo(name, tag))).map(({ value }) => value)
    const last = acknowledged.at(-1) ?? 0
    const held = SERVERS.map((id) => Number(t.data(id, `/${name}`)))
    // Of what came after the last acknowledged one nobody knows whether it was done.
    expect(held[0]).toBeGreaterThanOrEqual(last)
    expect(held).toEqual([held[0], held[0], held[0]])
    const alive = t.client(name).state === 'connected'
    expect(SERVERS.map((id) => t.data(id, `/${name}-lives`) !== null)).toEqual([alive, alive, alive])
  }
  expect(t.checker.checked).toBeGreaterThan(1_000)
})

test('the same seed is the same run', () => {
  const [first, second] = [7_005, 7_005].map((seed) => hashWorld(wild(seed).t.world))
  expect(first).toBe(second)
})
