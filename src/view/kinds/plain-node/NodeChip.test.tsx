/** A cluster of nothing but kinds that have no folder on the page. */
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
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

/** The servers of an ensemble, as if the page knew nothing of ZooKeeper. */
function withoutAFolder(image: ClusterImage): ClusterImage {
  const facts = { role: 'leading' }
  const nodes = [...image.nodes].map(([id, node]) => [id, { ...node, kind: 'keeper', facts }] as const)
  return { ...image, nodes: new Map(nodes), zookeepers: new Map() }
}

test('nodes of a kind that the page does not know stand on the stage, and say how they are', () => {
  const { world } = ensembleOf([1, 2, 3])
  act(() => useImageStore.setState({ image: withoutAFolder(buildImage(world)), atUs: world.nowUs, ready: true }))
  render(<Stage />)
  for (const id of [1, 2, 3]) {
    expect(screen.getByRole('button', { name: `zookeeper-${id}, running` })).toBeInTheDocument()
  }
  fireEvent.click(screen.getByRole('button', { name: 'zookeeper-3, running' }))
  expect(useSelectionStore.getState().selection).toEqual({ kind: 'keeper', id: 'zookeeper-3' })
  render(<Inspector selection={{ kind: 'keeper', id: 'zookeeper-3' }} />)
  expect(screen.getByText('role').nextSibling?.textContent).toBe('leading')
  expect(screen.getByText('localhost:2183')).toBeInTheDocument()
})
