import { expect, test } from 'vitest'
import { applyDelta, emptyImage } from '../../kafka/observe/cluster-image.ts'
import { enginePage } from '../../testing/engine-page.ts'
import { sampleSpec } from '../../testing/sample-runs.ts'
import { ENGINE_VERSION } from '../engine-version.ts'
import { simulatorParts } from '../simulator-parts.ts'

const run = { engineVersion: ENGINE_VERSION, spec: sampleSpec, seed: 7, journal: [], positionUs: 4_000_000 }

/** A page on a run in which broker 1 was killed at four seconds, ten seconds later. */
function afterTheKill() {
  const page = enginePage(simulatorParts)
  page.open(run)
  const { entry } = page.command({ type: 'KillNode', node: 'broker-1' })
  page.post({ type: 'seek', atUs: 16_000_000 })
  page.watch(50)
  const whatIf = page.ask<'branchMade'>('branchMade', {
    type: 'whatIf',
    branchId: '1',
    afterEvents: entry!.afterEvents,
    instead: [],
  })
  const ask = (atUs: number, known = 0) => {
    const question = { type: 'readBeside', other: { branchId: whatIf.branchId! }, atUs, known } as const
    return page.ask<'besideRead'>('besideRead', question)
  }
  /** Asked until all is known of it, as the page does. */
  const beside = (atUs: number, known = 0) => {
    for (let asked = 0; asked < 1_000; asked++) {
      const answer = ask(atUs, known).beside
      if (answer?.complete === true) return answer
    }
    throw new Error('it never comes to an end')
  }
  return { page, killedAtUs: entry!.atUs, branchId: whatIf.branchId!, ask, beside }
}

test('what if broker 1 had not been killed? It still runs there, and everything that differs says since when', () => {
  const { page, killedAtUs, beside } = afterTheKill()
  const { differences, partedAtUs, delta } = beside(16_000_000)
  expect(partedAtUs).toBe(killedAtUs)
  expect(differences).toContainEqual({
    what: 'node',
    id: 'broker-1',
    here: 'killed',
    there: 'running',
    sinceUs: killedAtUs,
  })
  // Nobody leads instead before the session has run out.
  const leader = differences!.find(({ what }) => what === 'leader')!
  expect(leader.there).toBe(1)
  expect(leader.sinceUs).toBeGreaterThan(killedAtUs + 5_000_000)
  expect(applyDelta(emptyImage(), delta).nodes.get('broker-1')?.status).toBe('running')
  // The branch on screen stays where it is.
  expect(page.image.nodes.get('broker-1')?.status).toBe('killed')
})

test('before they part nothing differs; scrubbed back and on again, each difference keeps the instant of its own', () => {
  const { killedAtUs, beside } = afterTheKill()
  const late = beside(16_000_000).differences!
  expect(beside(killedAtUs - 1_000).differences).toEqual([])
  const soon = beside(killedAtUs + 50_000).differences!
  expect(soon.find(({ what }) => what === 'node')?.sinceUs).toBe(killedAtUs)
  expect(soon.some(({ what }) => what === 'leader')).toBe(false)
  expect(beside(16_000_000).differences).toEqual(late)
})

test('what differs otherwise than before tells since when it does so', () => {
  const { page, killedAtUs, beside } = afterTheKill()
  const broker = (atUs: number) =>
    beside(atUs).differences!.find(({ what, id }) => what === 'node' && id === 'broker-1')
  expect(broker(16_000_000)).toMatchObject({ here: 'killed', sinceUs: killedAtUs })
  const { entry } = page.command({ type: 'StartNode', node: 'broker-1' })
  page.post({ type: 'seek', atUs: 16_100_000 })
  page.watch(50)
  expect(broker(16_020_000)).toMatchObject({ here: 'starting', there: 'running' })
  expect(broker(16_020_000)!.sinceUs).toBeGreaterThanOrEqual(entry!.atUs)
  expect(broker(16_000_000 - 1)).toMatchObject({ here: 'killed', sinceUs: killedAtUs })
})

test('asked again it tells what changed; who missed an answer is told everything', () => {
  const { beside } = afterTheKill()
  const first = beside(8_000_000)
  const second = beside(8_200_000, first.number)
  expect(second.whole).toBe(false)
  const whole = beside(8_200_000)
  expect(whole.whole).toBe(true)
  const image = applyDelta(applyDelta(emptyImage(), first.delta), second.delta)
  expect(image).toEqual(applyDelta(emptyImage(), whole.delta))
})

test('a command given at the end of what is known is lived through beside as well', () => {
  const { page, beside } = afterTheKill()
  beside(16_000_000)
  const { entry } = page.command({ type: 'KillNode', node: 'broker-2' })
  const { differences } = beside(16_000_000)
  expect(differences).toContainEqual(expect.objectContaining({ id: 'broker-2', here: 'killed', sinceUs: entry!.atUs }))
})

test('opened at the instant on show, a branch shows what it showed beside', () => {
  const { page, branchId, beside } = afterTheKill()
  const image = applyDelta(emptyImage(), beside(12_000_000).delta)
  page.post({ type: 'openBranch', branchId, atUs: 12_000_000 })
  page.watch(50)
  expect(page.image.partitions).toEqual(image.partitions)
  expect(page.image.replicas).toEqual(image.replicas)
})

test('after a long way the picture comes before it is known since when what differs', () => {
  const { ask, beside } = afterTheKill()
  let first = ask(16_000_000)
  const shares: number[] = []
  while (first.beside === null) {
    shares.push(first.share ?? -1)
    first = ask(16_000_000)
  }
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
  expect(first.beside.complete).toBe(false)
  expect(first.beside.differences?.find(({ what }) => what === 'node')).toMatchObject({
    there: 'running',
    sinceUs: null,
  })
  const known = beside(16_000_000)
  const withoutSince = known.differences?.map(({ sinceUs: _, ...difference }) => difference)
  expect(first.beside.differences?.map(({ sinceUs: _, ...difference }) => difference)).toEqual(withoutSince)
  expect(known.differences?.every(({ sinceUs }) => sinceUs !== null)).toBe(true)
})
