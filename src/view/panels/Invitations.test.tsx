import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { showFrame } from '../../store/image-store.ts'
import { invitationIds, usePreferences } from '../../store/preferences-store.ts'
import { useSession } from '../../store/session-store.ts'
import { useSheet } from '../../store/sheet-store.ts'
import { wholeImage } from '../../testing/fake-engine.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { showSample } from '../../testing/show-sample.ts'
import { Invitations, NextInvitation } from './Invitations.tsx'
import { firstCommand, fulfilled, leaderToCut, oneConsumerMore } from './invitations.ts'

const press = userEvent.setup()

function after(...bodies: Happening[]) {
  const happenings = bodies.map((body, index) => ({ id: index + 1, atUs: index, causedBy: 0, body }))
  return [...fulfilled(happenings, new Set(), 0)]
}

const election: Happening = {
  type: 'LeaderElected',
  topicPartition: 'orders-1',
  from: 2,
  to: 3,
  leaderEpoch: 7,
  election: 'clean',
  isr: [3, 1],
}

test('cutting the power counts when somebody else leads', () => {
  expect(after({ type: 'NodePowerCut', node: 'broker-2', lostRecords: 0 })).toEqual([])
  expect(after(election)).toEqual([])
  expect(after({ type: 'NodePowerCut', node: 'broker-2', lostRecords: 0 }, election)).toEqual(['cutPower'])
  expect(after({ type: 'NodePowerCut', node: 'broker-2', lostRecords: 0 }, { ...election, to: -1 })).toEqual([])
})

test('a process that was killed has lost no power, and one that came back has it again', () => {
  expect(after({ type: 'NodeKilled', node: 'broker-2' }, election)).toEqual([])
  const cut: Happening = { type: 'NodePowerCut', node: 'broker-2', lostRecords: 0 }
  expect(after(cut, { type: 'NodeStarted', node: 'broker-2' }, election)).toEqual([])
})

test('the fourth consumer counts when the group has given it nothing', () => {
  const rebalance = (assignment: Record<string, string[]>): Happening => ({
    type: 'GroupRebalanced',
    groupId: 'hello-group',
    generation: 2,
    protocol: 'range',
    assignment,
  })
  expect(after(rebalance({ a: ['orders-0'], b: ['orders-1'], c: ['orders-2'] }))).toEqual([])
  expect(after(rebalance({ a: ['orders-0'], b: ['orders-1'], c: ['orders-2'], d: [] }))).toEqual(['fourthConsumer'])
})

test('the first command counts when it worked, however it was typed', () => {
  const finished = (line: string, exitCode: number): Happening => {
    return { type: 'CommandFinished', terminal: 'terminal-1', line, exitCode }
  }
  expect(after(finished(firstCommand(sampleImage()), 1))).toEqual([])
  expect(after(finished('kafka-topics.sh --bootstrap-server host:9092 --topic hello.kafka --create', 0))).toEqual([
    'firstCommand',
  ])
})

test('power is cut from a leader, but not from the one broker that the notes’ commands talk to', () => {
  expect(leaderToCut(sampleImage())).toMatch(/^broker-[23]$/)
  expect(leaderToCut(sampleImage({ killed: [2] }))).not.toBe('broker-2')
})

test('the first command goes to the notes’ address, or to another port when nobody answers there', () => {
  expect(firstCommand(sampleImage())).toContain('--bootstrap-server my-kafka:9092 ')
  expect(firstCommand(sampleImage({ killed: [1] }))).toContain('--bootstrap-server my-kafka:9093 ')
})

test('the gesture goes for the group with three members', () => {
  expect(oneConsumerMore(sampleImage())).toMatchObject({ name: 'consumer-4', groupId: 'hello-group' })
  const withoutCoordinator = { ...sampleImage(), groups: new Map() }
  expect(oneConsumerMore(withoutCoordinator)).toMatchObject({ name: 'consumer-4', groupId: 'hello-group' })
})

test('each is one gesture, and ticked only when the engine says it happened', async () => {
  const engine = showSample()
  render(<Invitations />)
  await press.click(screen.getByRole('button', { name: 'Add consumer-4' }))
  expect(engine.posted).toContainEqual(
    expect.objectContaining({ type: 'command', command: expect.objectContaining({ type: 'AddConsumer' }) }),
  )
  expect(screen.getByText('0/3')).toBeInTheDocument()
  const assignment = { a: ['orders-0'], b: ['orders-1'], c: ['orders-2'], d: [] }
  const body = {
    type: 'GroupRebalanced',
    groupId: 'hello-group',
    generation: 2,
    protocol: 'range',
    assignment,
  } as const
  act(() => {
    // Before the reader did anything it would be the cluster's own doing.
    showFrame(engine.frame({ happenings: [{ id: 9, atUs: 1, causedBy: 0, body }] }))
  })
  expect(screen.getByText('0/3')).toBeInTheDocument()
  act(() => {
    useSession.setState({ actedAtUs: 2 })
    showFrame(engine.frame({ happenings: [{ id: 10, atUs: 3, causedBy: 0, body }] }))
  })
  expect(screen.getByText('1/3')).toBeInTheDocument()
  act(() => showFrame(engine.frame({ happenings: [], happeningsReset: true })))
  expect(screen.getByText('1/3')).toBeInTheDocument()
  expect(usePreferences.getState().invitationsDone).toEqual(['fourthConsumer'])
  usePreferences.getState().setPreferences({ invitationsDone: [] })
  useSession.setState({ actedAtUs: Number.POSITIVE_INFINITY })
})

test('a double press cuts the power of one broker, not of the next one too', async () => {
  const engine = showSample()
  render(<Invitations />)
  const button = screen.getByRole('button', { name: /^Cut the power of/ })
  await press.click(button)
  act(() => showFrame(engine.frame({ delta: wholeImage(sampleImage({ killed: [2] })) })))
  await press.click(button)
  const cuts = engine.posted.filter((message) => message.type === 'command' && message.command.type === 'PowerCutNode')
  expect(cuts).toHaveLength(1)
})

test('on a phone the next one stands below the stage, and what it types is shown', async () => {
  showSample()
  usePreferences.getState().setPreferences({ invitationsDone: ['cutPower'] })
  render(<NextInvitation />)
  expect(screen.getByRole('button', { name: 'Add consumer-4' })).toBeEnabled()
  act(() => usePreferences.getState().setPreferences({ invitationsDone: ['cutPower', 'fourthConsumer'] }))
  await press.click(screen.getByRole('button', { name: 'Type it for me' }))
  expect(useSheet.getState().sheet).toBe('terminals')
  act(() => usePreferences.getState().setPreferences({ invitationsDone: [...invitationIds] }))
  expect(screen.queryByRole('region')).toBeNull()
  usePreferences.getState().setPreferences({ invitationsDone: [] })
  useSheet.setState({ sheet: null })
})

test('they can be put away for good', async () => {
  showSample()
  render(<Invitations />)
  await press.click(screen.getByRole('button', { name: 'Don’t show these again' }))
  expect(usePreferences.getState().invitationsDismissed).toBe(true)
  usePreferences.getState().setPreferences({ invitationsDismissed: false })
})

test('in a cluster of one broker nobody is invited to what cannot be done there', () => {
  const one = sampleImage({ brokers: 1, replicationFactor: 1 })
  showSample({ delta: wholeImage({ ...one, producers: new Map(), members: new Map(), groups: new Map() }) })
  render(<Invitations />)
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
  expect(screen.getByRole('button', { name: 'Type it for me' })).toBeEnabled()
  expect(screen.getByText('0/1')).toBeInTheDocument()
})

test('what can be done only for the moment not stays offered', () => {
  const engine = showSample()
  render(<Invitations />)
  act(() => showFrame(engine.frame({ delta: wholeImage(sampleImage({ killed: [1, 2, 3] })) })))
  expect(screen.getAllByRole('listitem')).toHaveLength(3)
})
