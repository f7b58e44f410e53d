import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test } from 'vitest'
import { setLanguage } from '../../../i18n/index.ts'
import { useFollowed } from '../../../store/followed-store.ts'
import { useImageStore } from '../../../store/image-store.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import type { FakeEngine } from '../../../testing/fake-engine.ts'
import { SAMPLE_AT_US } from '../../../testing/sample-image.ts'
import { showSample } from '../../../testing/show-sample.ts'
import type { FollowedPlaces } from '../../../worker/chronicle/places.ts'
import type { Biography } from '../../../worker/questions/biography.ts'
import { Inspector } from '../../panels/Inspector.tsx'
import { loadKindDetails } from '../details.ts'
import { FollowedBar } from './FollowedBar.tsx'

const press = userEvent.setup()
beforeAll(loadKindDetails)

const sender = { name: 'orders-app', scope: 'orders-app', sinceUs: 0 }

/** Acknowledged by a leader that died before anybody copied it. */
const doomed: Biography = {
  sender,
  send: 12,
  topicPartition: 'orders-0',
  offset: 5,
  leaderEpoch: 3,
  key: 'A',
  value: 'doomed',
  fate: 'lost',
  steps: [
    { what: 'sent', atUs: SAMPLE_AT_US - 2_000 },
    { what: 'appended', atUs: SAMPLE_AT_US - 1_000, node: 'broker-1', offset: 5, leaderEpoch: 3 },
    { what: 'acknowledged', atUs: SAMPLE_AT_US - 500, holders: ['broker-1'] },
    { what: 'outvoted', atUs: SAMPLE_AT_US + 9_000_000, node: 'broker-2', holders: ['broker-1'], happeningId: 77 },
  ],
}

const places: FollowedPlaces = {
  record: { sender, send: 12 },
  sender,
  send: 12,
  topicPartition: 'orders-0',
  offset: 5,
  leaderEpoch: 3,
  key: 'A',
  tray: null,
  messages: [],
  holders: ['broker-1'],
  visible: false,
  readers: [],
  gone: false,
}

function showDoomed(): FakeEngine {
  const engine = showSample(
    {},
    {
      answer: (message) =>
        message.type === 'tellBiography'
          ? { type: 'biography', requestId: message.requestId, biography: doomed }
          : undefined,
    },
  )
  act(() => useFollowed.setState({ places }))
  return engine
}

test('the life of a record that died says where and why, and each step leads to its instant', async () => {
  const engine = showDoomed()
  render(<Inspector selection={{ kind: 'followed', id: 'followed' }} />)
  const rows = within(await screen.findByRole('list')).getAllByRole('listitem')
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringContaining('orders-app called send(), its call no. 12.'),
    expect.stringContaining('broker-1, its leader, appended it at offset 5.'),
    expect.stringContaining('and broker-1 alone had the record.'),
    expect.stringContaining('broker-2 became leader without it, so it was lost. Only broker-1 had it.'),
  ])
  await press.click(screen.getByRole('button', { name: /Go to .*broker-1 alone had the record/ }))
  expect(engine.posted).toContainEqual({ type: 'seek', atUs: SAMPLE_AT_US - 500 })
  // What lies ahead of the instant on show says so.
  expect(screen.getByRole('button', { name: /broker-2 became leader .*\(later than now\)/ })).toBeInTheDocument()
  await press.click(screen.getByRole('button', { name: 'Why?' }))
  expect(useSelectionStore.getState().selection).toEqual({ kind: 'happening', id: '77' })
})

test('picking a record is following it', async () => {
  const engine = showDoomed()
  const [replica] = [...useImageStore.getState().image.replicas.values()].filter(({ cells }) => cells.length > 0)
  const { offset, leaderEpoch } = replica!.cells[0]!
  render(<Inspector selection={{ kind: 'record', id: replica!.id, offset }} />)
  const { topicPartition } = replica!
  expect(engine.posted).toContainEqual({ type: 'follow', record: { topicPartition, offset, leaderEpoch } })
})

test('picking what is lost from a log is following it, as it was of the epoch in which it was written', async () => {
  const engine = showDoomed()
  act(() => useFollowed.setState({ places: null }))
  const { image } = useImageStore.getState()
  const [replica] = image.replicas.values()
  const { id, topicPartition, broker } = replica!
  const range = { fromOffset: 900, toOffset: 901, leaderEpoch: 7, committed: false, gone: true }
  const losses = new Map([[id, { id, topicPartition, broker, ranges: [range], cells: [] }]])
  act(() => useImageStore.setState({ image: { ...image, losses } }))
  render(<Inspector selection={{ kind: 'record', id, offset: 900 }} />)
  expect(engine.posted).toContainEqual({ type: 'follow', record: { topicPartition, offset: 900, leaderEpoch: 7 } })
  expect(screen.getByText('Acknowledged, and cut off here. Nobody will ever read it')).toBeVisible()
})

test('which record is followed and where it is stands in words, in both languages, and it can be let go', async () => {
  const engine = showDoomed()
  render(<FollowedBar />)
  const bar = screen.getByRole('region', { name: 'The record you follow' })
  expect(bar).toHaveTextContent('A · orders-0 @ 5')
  expect(within(bar).getByRole('status')).toHaveTextContent('on broker-1; consumers cannot read it yet')
  await act(() => setLanguage('ko'))
  expect(screen.getByRole('status')).toHaveTextContent('broker-1 로그에 있지만 컨슈머는 아직 읽을 수 없습니다')
  await act(() => setLanguage('en'))
  await press.click(screen.getByRole('button', { name: 'Its life: what becomes of this record' }))
  expect(useSelectionStore.getState().selection).toEqual({ kind: 'followed', id: 'followed' })
  await press.click(screen.getByRole('button', { name: 'Stop following' }))
  expect(engine.posted).toContainEqual({ type: 'follow', record: null })
})
