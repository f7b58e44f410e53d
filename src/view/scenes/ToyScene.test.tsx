/** What it takes to add a scene: one row of the registry, and kinds that stand in its regions. Nothing else is touched. */
import { act, render, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../store/image-store.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { loadKindDetails } from '../kinds/details.ts'
import type { KindView } from '../kinds/kind-view.ts'
import { nodesOfKind } from '../kinds/plain-node/plain-node-view.ts'
import { kindViews } from '../kinds/registry.ts'
import { bottom, type Rect, rect } from '../layout/geometry.ts'
import type { CardContent } from '../layout/stage-content.ts'
import { Legend } from '../stage/Legend.tsx'
import { Stage } from '../stage/Stage.tsx'
import { scenes } from './registry.ts'
import type { Arrangement, Region, Scene } from './scene.ts'

function below(contents: readonly CardContent[], column: Rect): Arrangement {
  const cards = contents.map((content, index) => ({
    ...content,
    rect: rect(column.x, column.y + index * 50, column.width, 40),
  }))
  const last = cards.at(-1)?.rect
  return { cards, add: null, bottom: last === undefined ? column.y : bottom(last) }
}

/** A region to which nobody can add anything. */
const region = (id: string, column: Region['column']): Region => ({
  id,
  label: () => id,
  heading: (image) => `${id} · ${nodesOfKind(image, id).length}`,
  column,
  rail: 'left',
  arrangeWide: below,
  arrangeNarrow: below,
})

const millScene: Scene = {
  suits: (image) => nodesOfKind(image, 'mills').length > 0,
  regions: [region('wells', { share: 0.3, least: 100, most: 300 }), region('mills', 'rest')],
  edgeKinds: {
    stream: { className: 'is-stream', legend: () => 'Water that runs down' },
    belt: { className: 'is-belt' },
  },
  edges: () => [
    { kind: 'stream', from: 'well-1', to: 'mill-1', topicPartition: null },
    { kind: 'belt', from: 'mill-1', to: 'mill-2', topicPartition: null },
  ],
}

const standing = (kind: string): KindView => ({
  kind,
  stage: {
    region: kind,
    shape: 'card',
    contents: (image) => nodesOfKind(image, kind),
    Card: ({ card }) => <article aria-label={card.id} />,
  },
  details: async () => ({ words: () => ({ kind, about: '' }), inspect: () => null }),
})

const views = [standing('wells'), standing('mills')]

function show(added: readonly (readonly [id: string, kind: string])[]): void {
  const image = sampleImage()
  const like = image.nodes.get('broker-1')!
  const nodes: ClusterImage['nodes'] = new Map([
    ...image.nodes,
    ...added.map(([id, kind]) => [id, { ...like, id, kind }] as const),
  ])
  act(() => useImageStore.setState({ image: { ...image, nodes }, ready: true }))
}

const MILLS = [
  ['well-1', 'wells'],
  ['mill-1', 'mills'],
  ['mill-2', 'mills'],
] as const

const wires = (container: HTMLElement) =>
  [...container.querySelectorAll('.wires > .wire')].map(
    ({ className }) => (className as unknown as SVGAnimatedString).baseVal,
  )

beforeAll(() => void vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null))
beforeEach(async () => {
  scenes.unshift(millScene)
  kindViews.push(...views)
  await loadKindDetails()
})
afterEach(() => {
  scenes.splice(scenes.indexOf(millScene), 1)
  for (const view of views) kindViews.splice(kindViews.indexOf(view), 1)
})

test('its regions hold what says it stands there, and what has no region of it stands nowhere', () => {
  show(MILLS)
  render(<Stage />)
  const mills = screen.getByRole('region', { name: 'mills' })
  expect(within(mills).getByRole('heading', { name: 'mills · 2' })).toBeInTheDocument()
  expect(
    within(mills)
      .getAllByRole('article')
      .map((card) => card.getAttribute('aria-label')),
  ).toEqual(['mill-1', 'mill-2'])
  expect(
    within(screen.getByRole('region', { name: 'wells' })).getByRole('article', { name: 'well-1' }),
  ).toBeInTheDocument()
  expect(screen.queryByRole('region', { name: 'broker-1' })).toBeNull()
  // There is no gesture that adds a well or a mill.
  expect(screen.queryByRole('button', { name: /^(\+|Add)/ })).toBeNull()
})

test('its edges are wires of its own classes', () => {
  show(MILLS)
  const { container } = render(<Stage />)
  expect(wires(container)).toEqual(['wire is-stream', 'wire is-belt'])
  expect(screen.getByRole('button', { name: /well-1.*mill-1/ })).toBeInTheDocument()
})

test('the legend says what its edges mean, and nothing of those of other scenes', () => {
  show(MILLS)
  render(<Legend />)
  const entry = screen.getByText('Water that runs down').closest('li')
  expect(entry?.querySelector('.wire.is-stream')).not.toBeNull()
  expect(document.querySelector('.wire.is-replication')).toBeNull()
})

test('where it does not suit, the next one of the registry is shown', () => {
  show([])
  const { container } = render(<Stage />)
  expect(screen.queryByRole('region', { name: 'mills' })).toBeNull()
  expect(screen.getByRole('region', { name: 'broker-1' })).toBeInTheDocument()
  expect(wires(container)).toContain('wire is-replication')
  render(<Legend />)
  expect(screen.queryByText('Water that runs down')).toBeNull()
})
