import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Command } from '../../kafka/cluster/commands.ts'
import { useChanges } from '../../store/changes-store.ts'
import { showFrame } from '../../store/image-store.ts'
import { followFrame, playheadUs } from '../../store/playback-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { pausedPlayback } from '../../testing/fake-engine.ts'
import { sampleRun } from '../../testing/sample-runs.ts'
import { showSample } from '../../testing/show-sample.ts'
import type { ToWorker } from '../../worker/port.ts'
import { loadDeferredParts } from '../parts/use-deferred-parts.ts'
import { placeMarks } from './marks.ts'
import { PastHint } from './PastHint.tsx'
import { SpeedPanel } from './SpeedPanel.tsx'
import { speedPanel } from './speed-panel.ts'
import { nearestSpeedIndex, neighbourSpeed, speeds } from './speeds.ts'
import { Timeline } from './Timeline.tsx'

const press = userEvent.setup()

test('play and pause are one button, named after what it will do', async () => {
  const engine = showSample()
  render(<Timeline />)
  await press.click(screen.getByRole('button', { name: 'Play' }))
  expect(engine.posted).toContainEqual({ type: 'play' })
})

test('the clock and the slider tell where the reader is', async () => {
  showSample()
  render(<Timeline />)
  expect(await screen.findByText('00:12.480')).toBeInTheDocument()
  const slider = screen.getByRole('slider', { name: 'Place in the run' })
  expect(slider).toHaveAttribute('aria-valuetext', '00:12.480 of 00:20.000')
})

test.each([
  ['{ArrowRight}', 12_580_000],
  ['{ArrowLeft}', 12_380_000],
  ['{PageUp}', 17_480_000],
  ['{PageDown}', 7_480_000],
  ['{Home}', 0],
  ['{End}', 20_000_000],
])('%s on the slider goes to another instant', async (key, atUs) => {
  await loadDeferredParts()
  const engine = showSample()
  render(<Timeline />)
  screen.getByRole('slider', { name: 'Place in the run' }).focus()
  await press.keyboard(key)
  expect(engine.posted).toContainEqual({ type: 'seek', atUs })
})

test('dragging the slider seeks to the instant under the finger, and no further than the run', () => {
  const engine = showSample()
  const { container } = render(<Timeline />)
  const track = container.querySelector('.scrubber')!
  track.getBoundingClientRect = () => ({ left: 100, width: 200 }) as DOMRect
  fireEvent.pointerDown(track, { button: 0, clientX: 200 })
  fireEvent.pointerMove(track, { clientX: 150 })
  fireEvent.pointerMove(track, { clientX: 900 })
  fireEvent.pointerUp(track)
  fireEvent.pointerMove(track, { clientX: 120 })
  expect(engine.posted.filter(({ type }) => type === 'seek')).toEqual([
    { type: 'seek', atUs: 10_000_000 },
    { type: 'seek', atUs: 5_000_000 },
    { type: 'seek', atUs: 20_000_000 },
  ])
})

test('the past is where the frame on show is, not where a quick playhead lags behind it', async () => {
  // No wall time passes, so the playhead stays where the frame left it.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000)
  const playing = { ...pausedPlayback, state: 'playing', pace: 50 } as const
  const engine = showSample({ atUs: 12_000_000, playback: { ...playing, latestUs: 12_000_000 } })
  render(<PastHint />)
  act(() => {
    const frame = engine.frame({ atUs: 14_000_000, playback: { ...playing, latestUs: 14_000_000 } })
    followFrame(frame)
    showFrame(frame)
  })
  expect(playheadUs()).toBeLessThan(13_000_000)
  await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
  clock.mockRestore()
  act(() => {
    const frame = engine.frame({ atUs: 9_000_000, playback: { ...pausedPlayback, latestUs: 14_000_000 } })
    followFrame(frame)
    showFrame(frame)
  })
  expect(await screen.findByText(/You are in the past/)).toBeVisible()
})

test('the line begins where the run does: before that the cluster was only coming up', async () => {
  const engine = showSample({ beginsAtUs: 2_000_000 })
  const { container } = render(<Timeline />)
  const track = container.querySelector<HTMLElement>('.scrubber')!
  track.getBoundingClientRect = () => ({ left: 100, width: 200 }) as DOMRect
  fireEvent.pointerDown(track, { button: 0, clientX: 100 })
  fireEvent.pointerUp(track)
  expect(engine.posted).toContainEqual({ type: 'seek', atUs: 2_000_000 })
  expect(track.style.getPropertyValue('--played')).toBe('0%')
  screen.getByRole('slider', { name: 'Place in the run' }).focus()
  await press.keyboard('{Home}')
  expect(engine.posted.filter(({ type }) => type === 'seek').at(-1)).toEqual({ type: 'seek', atUs: 2_000_000 })
})

test('steps go by happenings and by engine events, both ways', async () => {
  const engine = showSample()
  render(<Timeline />)
  await press.click(screen.getByRole('button', { name: 'Next scene' }))
  await press.click(screen.getByRole('button', { name: 'Back one engine event' }))
  expect(engine.posted).toContainEqual({ type: 'step', direction: 'forward', to: 'happening' })
  expect(engine.posted).toContainEqual({ type: 'step', direction: 'back', to: 'event' })
})

test('every mark can be reached from a list, newest first', async () => {
  const engine = showSample({
    marks: [
      { atUs: 2_000_000, kind: 'command', happeningId: 0 },
      { atUs: 9_000_000, kind: 'election', happeningId: 3 },
    ],
  })
  render(<Timeline />)
  await press.click(screen.getByRole('button', { name: 'Marks of the timeline' }))
  const rows = within(await screen.findByRole('list')).getAllByRole('listitem')
  const marks = rows.map((row) => within(row).getAllByRole('button')[0]!)
  expect(marks.map((mark) => mark.textContent)).toEqual(['Election00:09.000', 'Your action00:02.000'])
  await press.click(marks[0]!)
  expect(engine.posted).toContainEqual({ type: 'seek', atUs: 9_000_000 })
})

test('from each mark of the list one asks what changed since straight before it, beside the metrics', async () => {
  showSample({ marks: [{ atUs: 2_000_000, kind: 'command', happeningId: 0 }] })
  render(<Timeline />)
  await press.click(screen.getByRole('button', { name: 'Marks of the timeline' }))
  await press.click(await screen.findByRole('button', { name: 'What changed since?' }))
  expect(useChanges.getState()).toEqual({ open: true, since: 'moment', momentUs: 1_999_999 })
  expect(usePreferences.getState()).toMatchObject({ dockTab: 'metrics', dockOpen: true })
  useChanges.setState({ open: false })
  usePreferences.getState().setPreferences({ dockTab: 'terminals' })
})

test('a mark says what happened there', async () => {
  const body = { type: 'NodeKilled', node: 'broker-2' } as const
  showSample({
    marks: [{ atUs: 9_000_000, kind: 'fault', happeningId: 7 }],
    happenings: [{ id: 7, atUs: 9_000_000, causedBy: 0, body }],
  })
  render(<Timeline />)
  await press.click(screen.getByRole('button', { name: 'Marks of the timeline' }))
  expect(await screen.findByRole('button', { name: /^Fault ?broker-2 .*00:09\.000$/ })).toBeInTheDocument()
})

test('the mark of a command says which one it was, also where three were given in one instant', async () => {
  const given: Command[] = [
    { type: 'KillNode', node: 'broker-2' },
    { type: 'OpenTerminal', terminal: 'terminal-1', tty: true },
    { type: 'TypeLine', terminal: 'terminal-1', text: 'kafka-topics.sh --list\necho done' },
  ]
  const journal = given.map((command, i) => ({ atUs: 2_000_000, afterEvents: 40 + i, command }))
  const answer = (message: ToWorker) => {
    if (message.type !== 'exportRun') return undefined
    const run = { ...sampleRun(), journal }
    return { type: 'runExported', requestId: message.requestId, run, branches: [] } as const
  }
  const marks = journal.map(
    ({ atUs, afterEvents }) => ({ atUs, afterEvents, kind: 'command', happeningId: 0 }) as const,
  )
  showSample({ marks }, { answer })
  render(<Timeline />)
  await press.click(screen.getByRole('button', { name: 'Marks of the timeline' }))
  await screen.findByText('Killed: broker-2')
  const rows = within(screen.getByRole('list')).getAllByRole('listitem')
  expect(rows.map((row) => row.querySelector('button .muted')?.textContent)).toEqual([
    'Typed in terminal-1: kafka-topics.sh --list …',
    'Opened: terminal-1',
    'Killed: broker-2',
  ])
})

test('the speed is chosen from a list or by slider, and auto pace switched', async () => {
  speedPanel.arrive(SpeedPanel)
  const engine = showSample()
  render(<Timeline />)
  await press.click(screen.getByRole('button', { name: 'Speed' }))
  await press.selectOptions(screen.getByRole('combobox', { name: 'Speed' }), '1/200×')
  expect(engine.posted).toContainEqual({ type: 'setSpeed', speed: 1 / 200, autoPace: false })
  fireEvent.change(screen.getByRole('slider', { name: 'Speed slider' }), { target: { value: '0' } })
  expect(engine.posted).toContainEqual({ type: 'setSpeed', speed: 1 / 1000, autoPace: false })
  await press.click(screen.getByRole('button', { name: /Auto pace/ }))
  expect(engine.posted).toContainEqual({ type: 'setSpeed', speed: 1, autoPace: true })
})

test('branches are listed, opened, renamed; the one on show and the first cannot be deleted', async () => {
  const branch = { forkedAtUs: 9_000_000, latestUs: 11_000_000, commands: 1 }
  const engine = showSample({
    playback: { ...pausedPlayback, branchId: 'b', latestUs: 20_000_000 },
    branches: [
      { ...branch, id: 'a', name: '', parentId: null, forkedAtUs: 0 },
      { ...branch, id: 'b', name: 'acks=1', parentId: 'a' },
      { ...branch, id: 'c', name: 'acks=0', parentId: 'a' },
    ],
  })
  render(<Timeline />)
  await press.click(screen.getByRole('button', { name: 'Branches of this run' }))
  const [first, shown, other] = await screen.findAllByRole('listitem')
  expect(first).toHaveTextContent('First branch')
  expect(within(first!).queryByRole('button', { name: 'Delete' })).toBeNull()
  expect(shown).toHaveTextContent('shown now')
  expect(within(shown!).queryByRole('button', { name: 'Delete' })).toBeNull()
  expect(other).toHaveTextContent('from 00:09.000, 1 command')
  await press.click(within(first!).getByRole('button', { name: 'Open' }))
  expect(engine.posted).toContainEqual({ type: 'openBranch', branchId: 'a' })
  await press.click(within(other!).getByRole('button', { name: 'Delete' }))
  expect(engine.posted).toContainEqual({ type: 'deleteBranch', branchId: 'c' })
  await press.click(within(shown!).getByRole('button', { name: 'Rename' }))
  await press.clear(screen.getByRole('textbox'))
  await press.type(screen.getByRole('textbox'), 'leader only{Enter}')
  expect(engine.posted).toContainEqual({ type: 'renameBranch', branchId: 'b', name: 'leader only' })
})

test('Escape closes a panel and gives the focus back to its button', async () => {
  showSample()
  render(<Timeline />)
  const button = screen.getByRole('button', { name: 'Marks of the timeline' })
  await press.click(button)
  expect(button).toHaveAttribute('aria-expanded', 'true')
  await press.keyboard('{Escape}')
  expect(button).toHaveAttribute('aria-expanded', 'false')
  expect(button).toHaveFocus()
})

test('of many marks in one place the one that hurts most is drawn', () => {
  const marks = [
    { atUs: 1_000, kind: 'command', happeningId: 0 },
    { atUs: 1_001, kind: 'loss', happeningId: 2 },
    { atUs: 1_002, kind: 'isr', happeningId: 3 },
    { atUs: 900_000, kind: 'isr', happeningId: 4 },
  ] as const
  expect(placeMarks(marks, { beginsAtUs: 0, latestUs: 1_000_000 }, 10).map(({ mark }) => mark.kind)).toEqual([
    'loss',
    'isr',
  ])
  expect(placeMarks(marks, { beginsAtUs: 0, latestUs: 0 }, 10)).toEqual([])
})

test('speeds go from a thousandth to a hundred times, and steps stay within', () => {
  expect(speeds[0]).toBe(1 / 1000)
  expect(speeds.at(-1)).toBe(100)
  expect(neighbourSpeed(100, 1)).toBe(100)
  expect(neighbourSpeed(1, -1)).toBe(1 / 2)
  expect(speeds[nearestSpeedIndex(0.9)]).toBe(1)
})
