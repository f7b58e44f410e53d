import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage } from '../../i18n/index.ts'
import { useChanges } from '../../store/changes-store.ts'
import { connectEngine } from '../../store/engine.ts'
import { type FakeEngine, fakeEngine, pausedPlayback } from '../../testing/fake-engine.ts'
import type { FromWorker, ToWorker } from '../../worker/port.ts'
import type { MetricRead } from '../../worker/questions/read-metrics.ts'
import { MetricsPanel } from './MetricsPanel.tsx'

const SECOND = 1_000_000
const NONE = Number.NaN

const underReplicated: MetricRead = {
  id: 'underReplicated',
  group: 'health',
  name: 'UnderReplicatedPartitions',
  bean: 'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions',
  attribute: 'Value',
  unit: 'count',
  kind: 'gauge',
  together: 'sum',
  healthy: 0,
  // One value a second: a broker dies after four, which is noticed in the eighth, and is back in the twelfth.
  values: [0, 0, 0, 0, 0, 0, 0, 12, 12, 12, 12, 0, 0, 0],
  series: [
    { label: 'broker-1', values: [0, 0, 0, 0, NONE, NONE, NONE, NONE, NONE, NONE, NONE, 0, 0, 0] },
    { label: 'broker-2', values: [0, 0, 0, 0, 0, 0, 0, 12, 12, 12, 12, 0, 0, 0] },
  ],
}
const produceTime: MetricRead = {
  ...underReplicated,
  id: 'produceTime',
  group: 'times',
  name: 'TotalTimeMs, Produce',
  bean: 'kafka.network:type=RequestMetrics,name=TotalTimeMs,request=Produce',
  attribute: 'Mean',
  unit: 'ms',
  kind: 'mean',
  healthy: null,
  values: Array.from({ length: 14 }, () => 1.7),
  series: [],
}

function answer(message: ToWorker): FromWorker | undefined {
  if (message.type === 'readMetrics') {
    const known = { knownUs: 14 * SECOND, untilUs: 14 * SECOND }
    const grid = { fromUs: SECOND, pitchUs: SECOND }
    const metrics = [underReplicated, produceTime]
    return { type: 'metricsRead', requestId: message.requestId, branchId: 'main', ...grid, ...known, metrics }
  }
  if (message.type !== 'readChanges') return undefined
  const { requestId, fromUs, toUs } = message
  return {
    type: 'changesRead',
    requestId,
    fromUs,
    toUs,
    changes: [
      { what: 'leader', id: 'orders-0', was: 1, now: 2, difference: null },
      { what: 'underReplicated', id: '', was: 0, now: 12, difference: 12 },
      { what: 'lag', id: 'billing', was: 9, now: 2, difference: -7 },
    ],
  }
}

let engine: FakeEngine
let disconnect = () => {}

/** Shows the panel at an instant of a run of fourteen seconds, in which something was done in the fourth. */
async function showAt(atUs: number): Promise<void> {
  engine = fakeEngine({ answer })
  disconnect = connectEngine(engine)
  engine.frame({
    atUs,
    playback: { ...pausedPlayback, latestUs: 14 * SECOND },
    marks: [{ atUs: 4 * SECOND, kind: 'command', happeningId: 0 }],
  })
  await new Promise((shown) => requestAnimationFrame(shown))
  render(<MetricsPanel />)
  await screen.findByRole('img', { name: /Under-replicated/ }, { timeout: 10_000 })
}

const soughtUs = () =>
  engine.posted.filter(({ type }) => type === 'seek').map((message) => 'atUs' in message && message.atUs)

beforeEach(() => useChanges.setState({ open: false, since: 'act', momentUs: null }))
afterEach(async () => {
  vi.restoreAllMocks()
  disconnect()
  await setLanguage('en')
})

test('a metric says in words what it is at this moment, what is healthy, and by which name Kafka has it', async () => {
  await showAt(9 * SECOND)
  const chart = screen.getByRole('img', { name: /Under-replicated/ })
  expect(chart).toHaveAccessibleName(
    'Under-replicated partitions: 12 at 00:09; at least 0, at most 12 in the time shown',
  )
  expect(screen.getByText('healthy would be 0')).toBeVisible()
  expect(screen.queryByText(/TotalTimeMs/)).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'What does Under-replicated partitions tell you?' }))
  expect(screen.getByText(/one failure less is survived/)).toBeVisible()
  expect(screen.getByText(`${underReplicated.bean} Value`)).toBeVisible()
  const each = screen.getAllByRole('listitem').map((item) => item.textContent)
  expect(each).toEqual(['broker-1 no value', 'broker-2 12'])
  await setLanguage('ko')
  expect(await screen.findByText('복제가 모자란 파티션')).toBeVisible()
})

test('while time stands the line of now goes with what is drawn of the run', async () => {
  await showAt(9 * SECOND)
  const places = () =>
    [...document.querySelectorAll<HTMLElement>('.metric-playhead')].map(({ style }) => style.transform)
  // With the next frame that is drawn.
  await waitFor(() => expect(new Set(places())).toEqual(new Set(['translateX(45%)'])))
  fireEvent.change(screen.getByRole('combobox', { name: 'Time shown' }), { target: { value: 'halfMinute' } })
  await waitFor(() => expect(new Set(places())).toEqual(new Set(['translateX(30%)'])))
})

test('of one broker only what it tells itself is drawn, and nothing while it was dead', async () => {
  await showAt(9 * SECOND)
  fireEvent.change(screen.getByRole('combobox', { name: 'Whose metrics' }), { target: { value: 'broker-1' } })
  expect(screen.getByRole('img')).toHaveAccessibleName(/^Under-replicated partitions: no value at 00:09/)
  fireEvent.click(screen.getByRole('button', { name: 'Request times' }))
  expect(screen.getByRole('img')).toHaveAccessibleName(/^Time to answer a produce request: 1.7 ms/)
})

test('a press on a chart leads to that moment; by keys the axis does, no further than the run goes', async () => {
  await showAt(9 * SECOND)
  // One key goes on from where the last one led only for a moment; a slow machine must not miss it.
  vi.spyOn(performance, 'now').mockReturnValue(performance.now())
  const plot = screen.getByRole('img', { name: /Under-replicated/ })
  plot.getBoundingClientRect = () => ({ left: 100, width: 200 }) as DOMRect
  fireEvent.pointerDown(plot, { clientX: 140, buttons: 1 })
  // Twenty seconds are drawn, so that a fifth of the width is the fourth.
  expect(soughtUs()).toEqual([4 * SECOND])
  fireEvent.pointerMove(plot, { clientX: 290, buttons: 1 })
  expect(soughtUs().at(-1)).toBe(14 * SECOND)
  const axis = screen.getByRole('slider', { name: 'Moment on the metrics' })
  fireEvent.keyDown(axis, { key: 'ArrowLeft' })
  expect(soughtUs().at(-1)).toBe(14 * SECOND - 250_000)
  fireEvent.keyDown(axis, { key: 'Home' })
  expect(soughtUs().at(-1)).toBe(0)
})

test('the charts are there as a table, too', async () => {
  await showAt(9 * SECOND)
  fireEvent.click(screen.getByRole('button', { name: 'As a table' }))
  const row = within(screen.getByRole('table')).getByRole('row', { name: /^Under-replicated/ })
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['12', '0', '12', '00:08.0', `${underReplicated.bean} Value`])
})

test('what changed since the last act is told as was, now and by how much, and a marked moment can be held against it', async () => {
  await showAt(9 * SECOND)
  fireEvent.click(screen.getByRole('button', { name: 'What changed' }))
  const list = await screen.findByRole('region', { name: 'What changed' })
  const rows = (await within(list).findAllByRole('row')).slice(1)
  expect(rows.map((row) => row.textContent)).toEqual([
    'Leader of orders-0broker-1broker-2',
    'Under-replicated partitions012+12',
    'Lag of billing92−7',
  ])
  const asked = () => engine.posted.filter(({ type }) => type === 'readChanges').at(-1)
  // From straight before it, so that what it did at once is in it.
  expect(asked()).toMatchObject({ fromUs: 4 * SECOND - 1, toUs: 9 * SECOND })
  fireEvent.change(within(list).getByRole('combobox', { name: 'Since' }), { target: { value: 'beginning' } })
  expect(asked()).toMatchObject({ fromUs: 0, toUs: 9 * SECOND })
  fireEvent.click(within(list).getByRole('button', { name: 'Mark this moment' }))
  expect(within(list).getByRole('combobox')).toHaveValue('moment')
  engine.frame({ atUs: 12 * SECOND, playback: { ...pausedPlayback, latestUs: 14 * SECOND } })
  await expect.poll(asked).toMatchObject({ fromUs: 9 * SECOND, toUs: 12 * SECOND })
})
