import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test, vi } from 'vitest'
import { setLanguage } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { settingsOfProfile } from '../../kafka/cluster/settings-of.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { ZooKeeperImage } from '../../kafka/observe/zookeeper-image.ts'
import { DEFAULT_PROFILE, profileOf } from '../../kafka/profile/registry.ts'
import { showFrame } from '../../store/image-store.ts'
import { type Selection, useSelectionStore } from '../../store/selection-store.ts'
import { type FakeEngine, wholeImage } from '../../testing/fake-engine.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { showSample } from '../../testing/show-sample.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { concerns, loadKindDetails } from '../kinds/details.ts'
import { listenForShortcuts } from '../parts/shortcuts.ts'
import { EventList } from './EventList.tsx'
import { combinationProblem } from './everyday-configs.ts'
import { Inspector } from './Inspector.tsx'

const press = userEvent.setup()

beforeAll(loadKindDetails)

const happenings: readonly TimedHappening[] = [
  { id: 1, atUs: 9_000_000, causedBy: 0, body: { type: 'NodeKilled', node: 'broker-2' } },
  { id: 2, atUs: 9_700_000, causedBy: 1, body: { type: 'BrokerFenced', broker: 2, reason: 'sessionExpired' } },
  {
    id: 3,
    atUs: 9_800_000,
    causedBy: 2,
    body: {
      type: 'LeaderElected',
      topicPartition: 'orders-1',
      from: 2,
      to: 3,
      leaderEpoch: 7,
      election: 'clean',
      isr: [3],
    },
  },
]

function inspect(selection: Selection): FakeEngine {
  const engine = showSample(
    { happenings },
    {
      answer: (message) =>
        message.type === 'explain'
          ? { type: 'why', requestId: message.requestId, chain: [happenings[1]!, happenings[0]!], command: null }
          : undefined,
    },
  )
  render(<Inspector selection={selection} />)
  return engine
}

function commandsOf(engine: FakeEngine): readonly Command[] {
  return engine.posted.flatMap((message) => (message.type === 'command' ? [message.command] : []))
}

test('a broker is shown with its numbers, and can be powered off', async () => {
  const engine = inspect({ kind: 'broker', id: 'broker-2' })
  expect(screen.getByRole('heading', { name: 'broker-2' })).toBeInTheDocument()
  expect(screen.getByText('running')).toBeInTheDocument()
  await press.click(screen.getByRole('button', { name: 'Cut the power' }))
  expect(commandsOf(engine)).toContainEqual({ type: 'PowerCutNode', node: 'broker-2' })
})

test('why a leader was elected is told as the chain of what led there, nearest first', async () => {
  inspect({ kind: 'happening', id: '3' })
  const rows = within(await screen.findByRole('list')).getAllByRole('listitem')
  expect(rows[0]).toHaveTextContent('broker-2 was fenced: no heartbeat within its session')
  expect(rows[1]).toHaveTextContent('broker-2 was killed')
})

/** Of whatever says this and no more, the whole: a sentence whose names keep together is made of parts. */
const sentence = (text: string) => (_: string, element: Element | null) =>
  element?.textContent === text && element.parentElement?.textContent !== text

test('why of one’s own kill is that one did it', async () => {
  const command = { type: 'KillNode', node: 'broker-2' } as const
  showSample(
    { happenings },
    {
      answer: (message) =>
        message.type === 'explain' ? { type: 'why', requestId: message.requestId, chain: [], command } : undefined,
    },
  )
  render(<Inspector selection={{ kind: 'happening', id: '1' }} />)
  expect(await screen.findByText(sentence('You did this. Killed: broker-2'))).toBeVisible()
  expect(screen.queryByText(/Nothing led to this/)).toBeNull()
})

test('rows stay where they are while the keyboard is among them', async () => {
  const engine = inspect({ kind: 'broker', id: 'broker-2' })
  const rows = () => screen.getAllByRole('button', { name: 'Why?' })
  const before = rows().length
  rows()[0]!.focus()
  const body = { type: 'BrokerUnfenced', broker: 2 } as const
  act(() => showFrame(engine.frame({ happenings: [{ id: 9, atUs: 9_900_000, causedBy: 0, body }] })))
  expect(rows()).toHaveLength(before)
  expect(rows()[0]).toHaveFocus()
  await press.tab({ shift: true })
  await press.tab({ shift: true })
  expect(rows()).toHaveLength(before + 1)
})

test('whoever asks why by key goes on by key', async () => {
  showSample({ happenings })
  const { rerender } = render(<Inspector selection={{ kind: 'broker', id: 'broker-2' }} />)
  screen.getAllByRole('button', { name: 'Why?' })[0]!.focus()
  await press.keyboard('{Enter}')
  rerender(<Inspector selection={useSelectionStore.getState().selection!} />)
  expect(screen.getByRole('heading', { level: 2 })).toHaveFocus()
})

/** As the page has it: the inspector is there while something is picked. */
function Page() {
  const selection = useSelectionStore((state) => state.selection)
  return selection === null ? null : <Inspector selection={selection} />
}

test('Escape leads back through what the inspector showed, each time to the button that led on', async () => {
  const forget = listenForShortcuts()
  showSample({ happenings })
  render(
    <>
      <button type="button">Lesson</button>
      <Page />
    </>,
  )
  const lesson = screen.getByRole('button', { name: 'Lesson' })
  lesson.focus()
  // What the lesson stands in gives way to the inspector, and the focus goes with it.
  lesson.blur()
  act(() => useSelectionStore.getState().select({ kind: 'broker', id: 'broker-2' }))
  expect(screen.queryByRole('button', { name: /^Back/ })).toBeNull()
  const why = screen.getAllByRole('button', { name: 'Why?' })[1]!
  await press.click(why)
  expect(useSelectionStore.getState().selection?.kind).toBe('happening')
  expect(screen.getByRole('button', { name: 'Back to what was shown before' })).toBeInTheDocument()

  await press.keyboard('{Escape}')
  expect(useSelectionStore.getState().selection).toEqual({ kind: 'broker', id: 'broker-2' })
  await vi.waitFor(() => expect(screen.getAllByRole('button', { name: 'Why?' })[1]).toHaveFocus())
  await press.keyboard('{Escape}')
  expect(useSelectionStore.getState().selection).toBeNull()
  expect(lesson).toHaveFocus()
  forget()
})

test('a partition shows what happened to it last, each with its own why', async () => {
  inspect({ kind: 'partition', id: 'orders-1' })
  expect(screen.getByText(sentence('orders-1: leader broker-2 → broker-3, epoch 7'))).toBeInTheDocument()
  await press.click(screen.getByRole('button', { name: 'Why?' }))
  expect(useSelectionStore.getState().selection).toEqual({ kind: 'happening', id: '3' })
})

test('a producer’s setting stands beside its default, and a change is given to the cluster whole', async () => {
  const engine = inspect({ kind: 'producer', id: 'orders-service' })
  const acks = await screen.findByRole('combobox', { name: 'acks' })
  expect(acks).toHaveAccessibleDescription(/default all/)
  await press.selectOptions(acks, '1')
  await press.click(screen.getAllByRole('button', { name: 'Apply' }).at(-1)!)
  const change = commandsOf(engine).find((command) => command.type === 'ConfigureProducer')
  expect(change).toMatchObject({ producer: { name: 'orders-service', config: { acks: '1' } } })
  expect(change).toHaveProperty('producer.workload.topic', 'orders')
})

test('an impossible value is refused where it is made, in words', async () => {
  const engine = inspect({ kind: 'producer', id: 'orders-service' })
  const linger = await screen.findByRole('textbox', { name: 'linger.ms' })
  await press.clear(linger)
  await press.type(linger, 'soon')
  await press.click(screen.getAllByRole('button', { name: 'Apply' }).at(-1)!)
  expect(screen.getByRole('alert')).toHaveTextContent('linger.ms must be a whole number.')
  // Beside its field, which is where the next key goes.
  expect(linger).toHaveAccessibleDescription(/^linger\.ms must be a whole number\./)
  expect(linger).toBeInvalid()
  expect(linger).toHaveFocus()
  expect(commandsOf(engine)).toEqual([])
})

test('settings that Kafka’s clients refuse together are refused here', () => {
  const settings = settingsOfProfile(profileOf(DEFAULT_PROFILE))
  const problem = (scope: 'producer' | 'consumer', entries: Record<string, string>) =>
    combinationProblem(settings, scope, entries)
  expect(problem('producer', { 'enable.idempotence': 'true', acks: '1' })).not.toBeNull()
  expect(problem('producer', { acks: '1' })).toBeNull()
  const sixInFlight = { 'max.in.flight.requests.per.connection': '6' }
  expect(problem('producer', sixInFlight)).not.toBeNull()
  expect(problem('producer', { ...sixInFlight, 'enable.idempotence': 'false' })).toBeNull()
  expect(problem('producer', { 'delivery.timeout.ms': '1000' })?.params).toEqual({ least: 30_005 })
  expect(problem('consumer', { 'session.timeout.ms': '3000' })).not.toBeNull()
})

test.each([
  ['en', /not simulated here: it has no effect/],
  ['ko', /효과 없음/],
] as const)('what was given and counts for nothing stands there with a note, in %s', async (language, note) => {
  await act(() => setLanguage(language))
  const image = sampleImage()
  const orders = image.topics.get('orders')!
  const config = { ...orders.config, 'flush.ms': '50', 'flush.messages': '9' }
  showSample({ delta: wholeImage({ ...image, topics: new Map([['orders', { ...orders, config }]]) }) })
  render(<Inspector selection={{ kind: 'topic', id: 'orders' }} />)
  expect(await screen.findByRole('textbox', { name: 'flush.ms' })).toHaveAccessibleDescription(note)
  for (const name of ['flush.messages', 'retention.ms'])
    expect(screen.getByRole('textbox', { name })).not.toHaveAccessibleDescription(note)
  await act(() => setLanguage('en'))
})

test('a topic’s min.insync.replicas is changed for the topic alone', async () => {
  const engine = inspect({ kind: 'topic', id: 'orders' })
  const minInsyncReplicas = await screen.findByRole('textbox', { name: 'min.insync.replicas' })
  await press.clear(minInsyncReplicas)
  await press.type(minInsyncReplicas, '3{Enter}')
  expect(commandsOf(engine)).toEqual([
    { type: 'AlterTopicConfig', topic: 'orders', config: { 'min.insync.replicas': '3' } },
  ])
})

test('one record sent by hand carries the key and value that were typed', async () => {
  const engine = inspect({ kind: 'producer', id: 'payments' })
  await press.clear(screen.getByRole('textbox', { name: 'Key' }))
  await press.clear(screen.getByRole('textbox', { name: 'Value' }))
  await press.type(screen.getByRole('textbox', { name: 'Value' }), '<b>주문</b>')
  await press.click(screen.getByRole('button', { name: 'Send one record' }))
  expect(commandsOf(engine)).toMatchObject([
    { type: 'SendRecords', producer: 'payments', records: [{ topic: 'orders', key: null, value: '<b>주문</b>' }] },
  ])
})

test('a link that nobody touched can be cut and held in either direction', async () => {
  const engine = inspect({ kind: 'link', id: 'broker-1|broker-2' })
  await press.click(screen.getByRole('button', { name: 'Cut' }))
  await press.click(screen.getByRole('button', { name: 'Hold fetches from broker-2' }))
  expect(commandsOf(engine)).toEqual([
    { type: 'CutLink', a: 'broker-1', b: 'broker-2' },
    { type: 'HoldLink', from: 'broker-2', to: 'broker-1', api: 'FetchRequest' },
  ])
})

test('what is not there at this instant says so instead of failing', () => {
  inspect({ kind: 'topic', id: 'payments-that-never-was' })
  expect(screen.getByText(/does not exist at this instant/)).toBeInTheDocument()
})

test('every kind of thing on stage can be inspected in both languages', async () => {
  const things: readonly Selection[] = [
    { kind: 'controller', id: 'controller-101' },
    { kind: 'replica', id: 'orders-0@1' },
    { kind: 'record', id: 'orders-0@1', offset: 1 },
    { kind: 'consumer', id: 'consumer-1' },
    { kind: 'group', id: 'hello-group' },
  ]
  for (const language of ['ko', 'en'] as const) {
    await act(() => setLanguage(language))
    for (const selection of things) {
      showSample({ happenings })
      const { container, unmount } = render(<Inspector selection={selection} />)
      expect(container.querySelectorAll('.fact').length, selection.kind).toBeGreaterThan(3)
      expect(container.textContent).not.toMatch(/inspector\.|undefined|NaN|\{/)
      unmount()
    }
  }
})

test('events are listed newest first, filtered by kind and words, and lead to their time', async () => {
  const engine = showSample({ happenings })
  render(<EventList />)
  const texts = () => screen.getAllByRole('listitem').map((row) => row.textContent)
  expect(texts()[0]).toContain('orders-1: leader broker-2 → broker-3')
  await press.selectOptions(screen.getByRole('combobox', { name: 'Kind of event' }), 'Fault')
  expect(texts()).toHaveLength(2)
  await press.type(screen.getByRole('searchbox'), 'heartbeat')
  expect(texts()).toEqual([expect.stringContaining('broker-2 was fenced')])
  await press.click(screen.getByRole('button', { name: '00:09.700' }))
  expect(engine.posted).toContainEqual({ type: 'seek', atUs: 9_700_000 })
})

test('events of internal topics are shown when asked for', async () => {
  const internal = {
    ...happenings[2]!,
    id: 4,
    body: { ...happenings[2]!.body, topicPartition: '__consumer_offsets-7' },
  }
  showSample({ happenings: [...happenings, internal as TimedHappening] })
  render(<EventList />)
  expect(screen.queryByText(/__consumer_offsets-7/)).toBeNull()
  await press.click(screen.getByRole('checkbox', { name: 'Internal topics too' }))
  expect(screen.getByText(/__consumer_offsets-7/)).toBeInTheDocument()
})

test('closed with the keyboard, it gives the focus back to what it was opened from', async () => {
  showSample({ happenings })
  const page = (open: boolean) => (
    <>
      <button type="button">broker-2</button>
      {open && <Inspector selection={{ kind: 'broker', id: 'broker-2' }} />}
    </>
  )
  const { rerender } = render(page(false))
  screen.getByRole('button', { name: 'broker-2' }).focus()
  rerender(page(true))
  screen.getByRole('button', { name: 'Close the inspector' }).focus()
  rerender(page(false))
  expect(screen.getByRole('button', { name: 'broker-2' })).toHaveFocus()
})

test('a client is told of what brokers made it wait for, by its name or by its client id', () => {
  const { producers, members, ...image } = sampleImage()
  const named = { 'client.id': 'mobile' }
  const [producer] = producers.values()
  const [member] = members.values()
  if (producer === undefined || member === undefined) throw new Error('the sample has clients')
  const seen = {
    ...image,
    producers: new Map([[producer.name, { ...producer, config: named }]]),
    members: new Map([[member.name, { ...member, spec: { ...member.spec!, config: named } }]]),
  }
  const throttled = (client: string): Happening => ({
    ...{ type: 'ClientThrottled', client, broker: 1, api: 'produce', throttleMs: 700 },
  })
  for (const [kind, id] of [
    ['producer', producer.name],
    ['consumer', member.name],
  ] as const) {
    const isTold = (client: string) => concerns(throttled(client), { kind, id }, seen)
    expect([id, 'mobile', 'somebody'].map(isTold)).toEqual([true, true, false])
  }
})

test('a transaction that was given up is part of what happened to its producer', () => {
  const image = sampleImage()
  const [producer] = image.producers.values()
  if (producer === undefined) throw new Error('the sample has a producer')
  const transaction = { transactionalId: 'pay', state: 'READY', partitions: [], call: null, lastError: null }
  const seen = { ...image, producers: new Map([[producer.name, { ...producer, transaction }]]) }
  const timedOut = (transactionalId: string): Happening => ({
    ...{ type: 'TransactionTimedOut', transactionalId, timeoutMs: 1 },
  })
  const selection = { kind: 'producer', id: producer.name }
  expect(['pay', 'other'].map((id) => concerns(timedOut(id), selection, seen))).toEqual([true, false])
})

test.each([
  [0, /Clients and brokers that copy from it go there in vain/],
  [3, /Its controller calls it there too: .* is never told which replicas it has/],
])('a broker that nobody finds says where it is said to be: with %i ZooKeeper servers', (servers, what) => {
  const image = sampleImage()
  const broker = { ...image.brokers.get('broker-2')!, misled: { address: 'kafka.example:9093', answeredBy: null } }
  const ids = Array.from({ length: servers }, (_, index) => `zookeeper-${index + 1}`)
  showSample({
    delta: wholeImage({
      ...image,
      brokers: new Map([[broker.node, broker]]),
      zookeepers: new Map(ids.map((id) => [id, { node: id } as ZooKeeperImage])),
    }),
  })
  render(<Inspector selection={{ kind: 'broker', id: 'broker-2' }} />)
  expect(screen.getByText(/^broker-2 advertises kafka\.example:9093 .*nobody answers there/)).toHaveTextContent(what)
})
