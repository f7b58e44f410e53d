import { act, fireEvent, render, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { setLanguage } from '../../i18n/index.ts'
import { coordinatorPartition } from '../../kafka/common/java-hash.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { sendCommand, sendQuietly } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { SAMPLE_AT_US, sampleFlights, sampleImage } from '../../testing/sample-image.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { loadDeferredParts } from '../parts/use-deferred-parts.ts'
import { Stage } from './Stage.tsx'
import { useStageView } from './stage-view-store.ts'

vi.mock('../../store/engine.ts', async (original) => ({
  ...(await original<object>()),
  sendCommand: vi.fn(async () => ({ error: null })),
  sendQuietly: vi.fn(async () => ({ error: null })),
}))

const initialView = useStageView.getState()

function show(image: ClusterImage = sampleImage(), happenings: readonly TimedHappening[] = []) {
  act(() => {
    useImageStore.setState({ image, inFlight: sampleFlights(image), atUs: SAMPLE_AT_US, happenings, ready: true })
  })
}

function renderStage(image?: ClusterImage) {
  show(image)
  return render(<Stage />)
}

function cutLink(image: ClusterImage, a: string, b: string): ClusterImage {
  return {
    ...image,
    links: new Map([[`${a}|${b}`, { id: `${a}|${b}`, a, b, cut: true, extraUs: 0, held: 0, holding: false }]]),
  }
}

beforeAll(loadDeferredParts)
beforeEach(async () => {
  vi.mocked(sendCommand).mockClear()
  vi.mocked(sendQuietly).mockClear()
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  useStageView.setState(initialView, true)
  useSelectionStore.setState({ selection: null })
  await setLanguage('en')
})

describe('everything says in words what it is', () => {
  test('a lane names its partition, role, broker, epoch, offsets, high watermark and whether it is in sync', () => {
    renderStage()
    expect(
      screen.getByRole('button', {
        name: 'orders-0 leader on broker-1, epoch 5, offsets 0 to 7, high watermark 7, in sync',
      }),
    ).toBeInTheDocument()
  })

  test('a broker without power says what happened to it, and for how long its session still lasts', async () => {
    const image = sampleImage({ killed: [2] })
    const dead = image.brokers.get('broker-2')!
    const session = {
      sinceUs: SAMPLE_AT_US - 6_200_000,
      untilUs: SAMPLE_AT_US + 2_800_000,
      with: 'controller' as const,
    }
    const drains = { ...dead, fenced: false, session }
    renderStage({ ...image, brokers: new Map([...image.brokers, ['broker-2', drains]]) })
    const card = screen.getByRole('region', { name: 'broker-2' })
    expect(within(card).getByRole('button', { name: /^broker-2, killed, session 6 \/ 9 s$/ })).toBeInTheDocument()
    expect(within(card).getByTitle(/after 9 s of silence the controller fences it/)).toHaveTextContent(
      /^session .* \/ 9 s/,
    )
    expect(within(card).getByRole('button', { name: 'Power of broker-2' })).toHaveAttribute('aria-pressed', 'false')
    show(image)
    expect(await within(card).findByText(/killed · fenced/)).toBeInTheDocument()
    expect(within(card).queryByText(/session/)).toBeNull()
  })

  test('timers are shown where they decide: at a member, a group, a controller and a lane that falls behind', () => {
    const image = sampleImage()
    const wait = { sinceUs: SAMPLE_AT_US - 12_000_000, untilUs: SAMPLE_AT_US + 18_000_000 }
    const member = { ...image.members.get('consumer-2')!, status: 'killed' as const, session: wait }
    const group = { ...image.groups.get('analytics')!, rebalance: { ...wait, phase: 'join' as const } }
    const controller = { ...image.controllers.get('controller-102')!, election: wait }
    const follower = [...image.replicas.values()].find(({ role, topic }) => role === 'follower' && topic === 'orders')!
    renderStage({
      ...image,
      members: new Map([...image.members, ['consumer-2', member]]),
      groups: new Map([...image.groups, ['analytics', group]]),
      controllers: new Map([...image.controllers, ['controller-102', controller]]),
      replicas: new Map([...image.replicas, [follower.id, { ...follower, lagging: wait }]]),
    })
    expect(screen.getByRole('button', { name: 'consumer-2: ✕ killed, session 12 / 30 s, lag 3' })).toBeInTheDocument()
    expect(screen.getByTitle(/waits at most 30 s for every member/)).toBeInTheDocument()
    expect(screen.getByTitle(/after 30 s it stands for election/)).toBeInTheDocument()
    const lane = screen.getByTitle(/the next check takes it out of the ISR/).closest('button')
    expect(lane).toHaveAccessibleName(new RegExp(`^${follower.topicPartition} follower on broker-${follower.broker}`))
  })

  test('a replica that a reassignment adds says how much of the log it has', () => {
    const image = sampleImage()
    const follower = [...image.replicas.values()].find(({ role, topic }) => role === 'follower' && topic === 'orders')!
    const { topicPartition, broker } = follower
    const partition = { ...image.partitions.get(topicPartition)!, adding: [broker] }
    const leader = image.replicas.get(`${topicPartition}@${partition.leader}`)!
    const copy = { ...follower, inSync: false, logEndOffset: Math.floor(leader.logEndOffset / 2) }
    renderStage({
      ...image,
      partitions: new Map([...image.partitions, [topicPartition, partition]]),
      replicas: new Map([...image.replicas, [copy.id, copy]]),
    })
    const percent = Math.floor((copy.logEndOffset / leader.logEndOffset) * 100)
    expect(
      within(screen.getByRole('region', { name: `broker-${broker}` })).getByText(`copied ${percent} %`),
    ).toBeVisible()
  })

  test('producers, groups and members say how they fare, in Korean as in English', async () => {
    renderStage()
    expect(
      screen.getByRole('button', { name: /^payments, acks=1, 4 records wait in 1 open batch/ }),
    ).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'consumer-2: orders-1, lag 3' })).toBeInTheDocument()
    expect(screen.getByText('PreparingRebalance')).toBeInTheDocument()
    await act(() => setLanguage('ko'))
    expect(screen.getByRole('heading', { name: '클러스터 · 브로커 3대' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'consumer-2: orders-1, 컨슈머 랙 3' })).toBeInTheDocument()
  })

  test('a partition short of in-sync replicas says so on its leader', () => {
    renderStage(sampleImage({ killed: [2, 3] }))
    const card = screen.getByRole('region', { name: 'broker-1' })
    expect(within(card).getAllByText('⚠ ISR 1 < 2').length).toBeGreaterThan(0)
  })

  test('the generation of a group is told beside its state, whatever that is', () => {
    renderStage(sampleImage())
    const card = screen.getByRole('region', { name: 'analytics' })
    expect(within(card).getByText(/generation \d+/).parentElement).toHaveTextContent('PreparingRebalance')
  })

  test('a broker that is down says that it still has its records, and what of them was in the page cache only', async () => {
    const image = sampleImage({ killed: [2] })
    renderStage(image)
    const card = screen.getByRole('region', { name: 'broker-2' })
    expect(within(card).getByText('grey: records it still has')).toBeInTheDocument()
    const replica = image.replicas.get('orders-0@2')!
    const { logEndOffset, cells } = replica
    const gone = { ...replica, logEndOffset: 0, cells: [], lostPages: { logEndOffset, cells } }
    show({ ...image, replicas: new Map([...image.replicas, [gone.id, gone]]) })
    expect(await within(card).findByText('dashed: gone with the power')).toBeInTheDocument()
    const lane = within(card).getByRole('button', { name: /^orders-0 .*only in the page cache/ })
    expect(lane).toHaveTextContent(`0 of ${logEndOffset} kept`)
  })

  test('a broker that is gone is not said to lead or to hold so and so many replicas', () => {
    renderStage(sampleImage({ killed: [2] }))
    expect(screen.getByRole('button', { name: /^broker-1, running, leads \d+ of \d+ replicas$/ })).toBeVisible()
    const gone = screen.getByRole('button', { name: /^broker-2, / })
    expect(gone).toHaveAccessibleName(expect.stringContaining('killed'))
    expect(gone).not.toHaveAccessibleName(expect.stringContaining('replicas'))
  })

  test('a group whose coordinator is dead says who that is, and that it is unreachable', async () => {
    const image = sampleImage({ killed: [2] })
    const groups = new Map([...image.groups].filter(([id]) => id !== 'hello-group'))
    const home = `__consumer_offsets-${coordinatorPartition('hello-group', 50)}`
    const row = { ...image.partitions.get('orders-0')!, id: home, topic: '__consumer_offsets' }
    const led = (leader: number) => new Map([...image.partitions, [home, { ...row, leader, replicas: [2, 3] }]])
    renderStage({ ...image, groups, partitions: led(2) })
    const card = screen.getByRole('region', { name: 'hello-group' })
    expect(within(card).getByText(/broker-2 unreachable/)).toBeInTheDocument()
    // In a narrow card it has the line before the lag, which comes after it or not at all.
    expect(within(card).getByText(/broker-2 unreachable/).previousElementSibling).toBeNull()
    show({ ...image, groups, partitions: led(-1) })
    expect(await within(card).findByText(/no coordinator now/)).toBeInTheDocument()
    // It runs, and has just taken over or not been asked yet.
    show({ ...image, groups, partitions: led(3) })
    expect(await within(card).findByText(/broker-3 not ready/)).toBeInTheDocument()
    show({ ...image, groups, topics: new Map() })
    expect(await within(card).findByText(/no coordinator now/)).toBeInTheDocument()
  })

  test('a partition that is on no disk has its lane on the broker that should hold it, and says who leads', async () => {
    const image = sampleImage({ replicationFactor: 1 })
    const [replica] = [...image.replicas.values()].filter(({ topicPartition }) => topicPartition === 'orders-0')
    const replicas = new Map([...image.replicas].filter(([id]) => id !== replica!.id))
    const leaderless = { ...image.partitions.get('orders-0')!, leader: -1 }
    const broker = `broker-${replica!.broker}`
    renderStage({ ...image, replicas, partitions: new Map([...image.partitions, ['orders-0', leaderless]]) })
    const card = screen.getByRole('region', { name: broker })
    const lane = within(card).getByRole('button', { name: /^orders-0 has no log on/ })
    expect(lane).toHaveTextContent('✕ no leader · no log')
    fireEvent.click(lane)
    expect(useSelectionStore.getState().selection).toEqual({ kind: 'partition', id: 'orders-0' })
    const gone = new Map([...image.brokers].filter(([node]) => node !== broker))
    show({ ...image, replicas, brokers: gone, partitions: new Map([['orders-0', leaderless]]) })
    expect(await screen.findByRole('button', { name: /^orders, .*, ✕ 1 without a broker$/ })).toBeInTheDocument()
  })

  test('the counters stand on the stage', () => {
    renderStage()
    expect(screen.getByText('acknowledged').closest('.counter')).toHaveTextContent('1,204')
    expect(screen.getByText('lost').closest('.counter')).toHaveTextContent('0')
  })

  test('axe finds nothing to complain about', async () => {
    const { container } = renderStage(sampleImage({ killed: [2] }))
    // Colours are checked against the tokens; jsdom computes none.
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([])
  })
})

describe('one gesture each', () => {
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

  test('the power button cuts a broker’s power, and starts one that was killed', () => {
    renderStage(sampleImage({ killed: [2] }))
    press('Power of broker-1')
    expect(sendCommand).toHaveBeenLastCalledWith({ type: 'PowerCutNode', node: 'broker-1' })
    press('Power of broker-2')
    expect(sendCommand).toHaveBeenLastCalledWith({ type: 'StartNode', node: 'broker-2' })
  })

  test('adding a producer, a consumer, a group, a broker and a topic', async () => {
    renderStage()
    press('+ Producer')
    press('+ Broker')
    press('+ Topic')
    press('+ Consumer group')
    fireEvent.click(screen.getAllByRole('button', { name: '+ Consumer' })[0]!)
    const types = () => vi.mocked(sendCommand).mock.calls.map(([command]) => command.type)
    const all = ['AddProducer', 'AddBroker', 'CreateTopic', 'AddConsumer', 'AddConsumer']
    await vi.waitFor(() => expect(types()).toEqual(all))
  })

  test('the red cross on a cut link repairs it', () => {
    const { container } = renderStage(cutLink(sampleImage(), 'broker-2', 'payments'))
    fireEvent.click(container.querySelector('.wire-mark.is-cut')!)
    expect(sendCommand).toHaveBeenCalledWith({ type: 'RepairLink', a: 'broker-2', b: 'payments' })
  })

  test('a picked link can be cut, slowed and held beside it', async () => {
    renderStage()
    fireEvent.click(screen.getByRole('button', { name: 'Link between orders-service and broker-1: in order' }))
    expect(useSelectionStore.getState().selection).toEqual({ kind: 'link', id: 'broker-1|orders-service' })
    const tools = screen.getByRole('toolbar')
    fireEvent.click(within(tools).getByRole('button', { name: 'Cut' }))
    expect(sendCommand).toHaveBeenLastCalledWith({ type: 'CutLink', a: 'broker-1', b: 'orders-service' })
    fireEvent.click(within(tools).getByRole('button', { name: 'Hold messages' }))
    // Both directions, as one gesture.
    const given = () => vi.mocked(sendQuietly).mock.calls.map(([command]) => command.type)
    await vi.waitFor(() => expect(given()).toEqual(['HoldLink', 'HoldLink']))
  })

  test("a broker's menu stops it cleanly, cuts its power, pauses it or makes it slow", () => {
    renderStage()
    press('What else to do with broker-3')
    const labels = within(screen.getByRole('menu'))
      .getAllByRole('menuitem')
      .map((item) => item.textContent)
    expect(labels.join()).toMatch(/Pause.*Make slow.*Stop cleanly.*Kill.*Cut the power/)
    fireEvent.click(screen.getByRole('menuitem', { name: /Cut the power/ }))
    expect(sendCommand).toHaveBeenCalledWith({ type: 'PowerCutNode', node: 'broker-3' })
    expect(screen.queryByRole('menu')).toBeNull()
  })

  test("a topic's menu adds a partition or deletes it", async () => {
    renderStage()
    press('What else to do with orders')
    fireEvent.click(screen.getByRole('menuitem', { name: /Add a partition/ }))
    const added = { type: 'AddPartitions', topic: 'orders', totalCount: 4 }
    await vi.waitFor(() => expect(sendCommand).toHaveBeenCalledWith(added))
  })

  test('internal topics come and go with their toggle', () => {
    renderStage()
    expect(screen.queryByRole('button', { name: /^__consumer_offsets-0 / })).toBeNull()
    press('Internal topics (1)')
    expect(screen.getAllByRole('button', { name: /^__consumer_offsets-0 / })).toHaveLength(3)
  })
})

describe('by keyboard', () => {
  const lane = (name: RegExp) => screen.getAllByRole('button', { name })[0]!
  const key = (name: string) => fireEvent.keyDown(document.activeElement!, { key: name })

  test('arrows lead from broker to lane to lane, and into the records of a lane', () => {
    renderStage()
    act(() => screen.getByRole('button', { name: /^broker-1, running/ }).focus())
    key('ArrowDown')
    expect(document.activeElement).toBe(lane(/^orders-0 leader/))
    key('ArrowDown')
    expect(document.activeElement).toHaveAccessibleName(/^orders-1 follower on broker-1/)
    key('ArrowRight')
    expect(document.activeElement).toHaveAccessibleName(/^Record at offset 7, key \w, value order 7, not committed yet/)
    key('ArrowLeft')
    expect(document.activeElement).toHaveAccessibleName(/^Record at offset 6, .*, committed/)
    key('Escape')
    expect(document.activeElement).toHaveAccessibleName(/^orders-1 follower on broker-1/)
  })

  test('Tab stops once for all brokers and lanes', () => {
    renderStage()
    const stops = [...document.querySelectorAll('[data-rove]')].filter((stop) => (stop as HTMLElement).tabIndex === 0)
    expect(stops).toHaveLength(1)
  })

  test('Enter on a record picks it, so that it can be followed on every replica', () => {
    renderStage()
    act(() => lane(/^orders-0 leader/).focus())
    key('ArrowRight')
    fireEvent.click(document.activeElement!)
    expect(useSelectionStore.getState().selection).toEqual({ kind: 'record', id: 'orders-0@1', offset: 7 })
  })

  test('X on a link cuts it, S slows it', () => {
    renderStage()
    const wire = screen.getByRole('button', { name: /^Link between payments and broker-2/ })
    act(() => wire.focus())
    key('x')
    expect(sendCommand).toHaveBeenLastCalledWith({ type: 'CutLink', a: 'broker-2', b: 'payments' })
    key('s')
    expect(sendCommand).toHaveBeenLastCalledWith({ type: 'SlowLink', a: 'broker-2', b: 'payments', extraUs: 200_000 })
  })

  test('a menu opens on its first entry, and Escape leads back to its button', () => {
    renderStage()
    const button = screen.getByRole('button', { name: 'What else to do with payments' })
    fireEvent.click(button)
    expect(document.activeElement).toHaveAttribute('role', 'menuitem')
    key('ArrowDown')
    key('Escape')
    expect(document.activeElement).toBe(button)
  })
})
