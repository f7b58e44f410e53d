/** What it takes to add a kind of node: one row of the engine's registry and one of the page's. Nothing else is touched. */
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { NodeBehavior } from '../../engine/node-context.ts'
import { run } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import { t } from '../../i18n/index.ts'
import { applyCommand } from '../../kafka/cluster/apply-command.ts'
import { createCluster } from '../../kafka/cluster/create-cluster.ts'
import { kafkaNodeKinds } from '../../kafka/cluster/node-kinds.ts'
import type { NodeKind } from '../../kafka/common/node-kind.ts'
import { buildImage } from '../../kafka/observe/image/build-image.ts'
import { sendCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { sampleSpec } from '../../testing/sample-runs.ts'
import { Inspector } from '../panels/Inspector.tsx'
import { loadDeferredParts } from '../parts/use-deferred-parts.ts'
import { Legend } from '../stage/Legend.tsx'
import { Stage } from '../stage/Stage.tsx'
import { runSimulatorLine } from '../terminal/run-simulator-line.ts'
import { loadKindDetails } from './details.ts'
import type { KindView } from './kind-view.ts'
import { NodeChip } from './plain-node/NodeChip.tsx'
import { nodesOfKind } from './plain-node/plain-node-view.ts'
import { kindViews } from './registry.ts'

vi.mock('../../store/engine.ts', async (original) => ({
  ...(await original<object>()),
  sendCommand: vi.fn(async () => ({ error: null })),
}))

const clock: NodeBehavior<{ ticks: number }> = {
  start(disk, _spec, node) {
    node.setTimer(1_000_000, { type: 'Tick', periodic: true })
    return (disk as { ticks: number } | null) ?? { ticks: 0 }
  },
  onMessage: () => undefined,
  onTimer(state, timer, node) {
    state.ticks++
    node.setTimer(1_000_000, timer)
  },
  onDisconnect: () => undefined,
  onCommand: () => undefined,
  survive: (state) => state,
}

const clockKind: NodeKind = {
  kind: 'clock',
  word: 'clock',
  behavior: clock as NodeBehavior,
  operable: true,
  stopCommand: null,
  begins: 'cluster',
  nodesOf: () => [{ id: 'clock-7', spec: null }],
  aliasesOf: () => ['c7'],
  factsOf: ({ state }) => ({ ticks: (state as { ticks: number } | null)?.ticks ?? 0 }),
}

const clockView: KindView = {
  kind: 'clock',
  stage: {
    region: 'cluster',
    shape: 'chip',
    title: () => 'Clocks',
    contents: (image) => nodesOfKind(image, 'clock'),
    Card: NodeChip,
  },
  details: async () => ({
    words: () => ({ kind: 'Clock', about: 'It ticks once a second.' }),
    inspect({ id }, { image }) {
      const ticks = image.nodes.get(id)?.facts.ticks
      return { title: id, facts: [{ label: 'Ticks so far', value: String(ticks) }], related: [] }
    },
    legend: [{ section: 'roles', text: () => 'A clock on the wall', Mark: () => <i>tick</i> }],
  }),
}

let world: World

function show(): void {
  act(() => useImageStore.setState({ image: buildImage(world), atUs: world.nowUs, ready: true }))
}

beforeAll(loadDeferredParts)
beforeAll(() => void vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null))
beforeEach(() => {
  vi.mocked(sendCommand).mockClear()
  world = createCluster(sampleSpec, 7, [...kafkaNodeKinds, clockKind])
  run(world, { untilUs: world.nowUs + 5_500_000 })
  show()
})
afterEach(() => {
  useSelectionStore.setState({ selection: null })
  const row = kindViews.indexOf(clockView)
  if (row >= 0) kindViews.splice(row, 1)
})

describe('a kind with a row on the page', () => {
  beforeEach(async () => {
    kindViews.push(clockView)
    await loadKindDetails()
  })

  test('stands on the stage, among what its region holds', () => {
    render(<Stage />)
    const strip = screen.getByRole('region', { name: 'Clocks' })
    fireEvent.click(within(strip).getByRole('button', { name: 'clock-7, running' }))
    expect(useSelectionStore.getState().selection).toEqual({ kind: 'clock', id: 'clock-7' })
    expect(screen.getByRole('button', { name: /^broker-1, running/ })).toBeInTheDocument()
  })

  test('is told of in the inspector', () => {
    render(<Inspector selection={{ kind: 'clock', id: 'clock-7' }} />)
    expect(screen.getByText('It ticks once a second.')).toBeInTheDocument()
    expect(screen.getByText('Ticks so far').nextSibling?.textContent).toMatch(/^[1-9]/)
  })

  test('is listed by :help, and answers to its other name', async () => {
    expect((await runSimulatorLine(':help', t)).text).toMatch(/clock +clock-7 = c7\n/)
    expect((await runSimulatorLine(':kill c8', t)).text).toContain('clock-7')
  })

  test('has its mark in the legend, beside those of every other kind', () => {
    render(<Legend />)
    expect(screen.getByText('A clock on the wall').closest('li')).toHaveTextContent('tick')
    expect(screen.getAllByRole('listitem').length).toBeGreaterThan(25)
  })

  // The stage's words change at most ten times a second: what was done is looked for, not expected at once.
  test('can be killed by its menu, and comes back by its button', async () => {
    render(<Stage />)
    fireEvent.click(screen.getByRole('button', { name: 'What else to do with clock-7' }))
    fireEvent.click(screen.getByRole('menuitem', { name: /Kill/ }))
    const [command] = vi.mocked(sendCommand).mock.lastCall!
    applyCommand(world, command)
    show()
    expect(await screen.findByRole('button', { name: /^clock-7, killed/ })).toBeInTheDocument()
    fireEvent.click(screen.getByRole('button', { name: 'Power of clock-7' }))
    applyCommand(world, vi.mocked(sendCommand).mock.lastCall![0])
    show()
    expect(await screen.findByRole('button', { name: /^clock-7, (running|starting)/ })).toBeInTheDocument()
  })
})

test('a kind without a row on the page is shown by what every node has', async () => {
  await loadKindDetails()
  render(<Stage />)
  expect(screen.getByRole('button', { name: 'clock-7, running' })).toBeInTheDocument()
  render(<Inspector selection={{ kind: 'clock', id: 'clock-7' }} />)
  expect(screen.getByText('ticks').nextSibling?.textContent).toMatch(/^[1-9]/)
  expect(screen.getByRole('button', { name: 'Cut the power' })).toBeInTheDocument()
  // What the page itself works with stands nowhere.
  expect(screen.queryByText('workstation')).toBeNull()
  expect(screen.queryByText('java-clients')).toBeNull()
})
