import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { World } from '../../../engine/world.ts'
import { buildImage } from '../../../kafka/observe/image/build-image.ts'
import { useImageStore } from '../../../store/image-store.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import { ensembleOf } from '../../../testing/zookeeper-ensemble.ts'
import { Inspector } from '../../panels/Inspector.tsx'
import { loadDeferredParts } from '../../parts/use-deferred-parts.ts'
import { Stage } from '../../stage/Stage.tsx'
import { loadKindDetails } from '../details.ts'

beforeAll(loadDeferredParts)
beforeAll(loadKindDetails)
beforeAll(() => void vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null))
afterEach(() => useSelectionStore.setState({ selection: null }))

function show(world: World): void {
  act(() => useImageStore.setState({ image: buildImage(world), atUs: world.nowUs, ready: true }))
}

function fact(label: string): string | null | undefined {
  return screen.getByText(label).nextSibling?.textContent
}

test('an ensemble by itself says who leads it, and without a quorum that nobody does', async () => {
  const t = ensembleOf([1, 2, 3])
  t.connect('tool', [3])
  show(t.world)
  render(<Stage />)
  const ensemble = screen.getByRole('region', { name: 'ZooKeeper' })
  expect(within(ensemble).getByRole('button', { name: /^zookeeper-3, leader, zxid 0x1/ })).toBeInTheDocument()
  fireEvent.click(within(ensemble).getByRole('button', { name: /^zookeeper-1, follower, zxid/ }))
  expect(useSelectionStore.getState().selection).toEqual({ kind: 'zookeeper', id: 'zookeeper-1' })
  render(<Inspector selection={{ kind: 'zookeeper', id: 'zookeeper-3' }} />)
  expect(fact('Quorum')).toBe('3 of 3 running, 2 needed')
  expect(fact('Connected here')).toBe('tool')
  expect(fact('Listens on')).toBe('localhost:2183')
  t.kill(2)
  t.kill(3)
  t.runFor(15_000)
  show(t.world)
  // While changes flow each region waits for its turn.
  expect(
    await within(ensemble).findByRole('button', { name: /^zookeeper-1, looking for a leader/ }),
  ).toBeInTheDocument()
  expect(within(ensemble).getByRole('button', { name: /^zookeeper-3, killed/ })).toBeInTheDocument()
})

test('a broker that dies without a word leaves a session that drains at whoever leads the ensemble', () => {
  const t = ensembleOf([1, 2, 3])
  t.connect('broker-2', [1])
  for (const path of ['/brokers', '/brokers/ids']) t.create('broker-2', path)
  t.create('broker-2', '/brokers/ids/2', '{}', { ephemeral: true })
  const row = () => buildImage(t.world).zookeepers.get('zookeeper-3')
  t.runFor(40_000)
  expect(row()?.silent).toEqual([])
  t.killClient('broker-2')
  t.runFor(5_000)
  const [silent, ...others] = row()?.silent ?? []
  expect(others).toEqual([])
  expect(silent).toMatchObject({ owner: 'broker-2' })
  expect((silent?.untilUs ?? 0) - (silent?.sinceUs ?? 0)).toBe(18_000_000)
  expect(buildImage(t.world).zookeepers.get('zookeeper-1')?.silent).toEqual([])
  show(t.world)
  render(<Stage />)
  const leader = screen.getByRole('button', { name: /^zookeeper-3, leader, .*, session \d+ \/ 18 s/ })
  expect(within(leader).getByTitle(/after 18 s of silence its session ends/)).toBeInTheDocument()
  t.runFor(17_000)
  expect(row()?.silent).toEqual([])
})
