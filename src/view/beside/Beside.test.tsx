// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import { type Difference, useBeside } from '../../store/beside-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { closeBeside, showBeside } from '../../store/show-beside.ts'
import { pausedPlayback } from '../../testing/fake-engine.ts'
import { SAMPLE_AT_US, sampleImage } from '../../testing/sample-image.ts'
import { showSample } from '../../testing/show-sample.ts'
import { alternativesTo } from './alternatives.ts'
import { Beside } from './Beside.tsx'
import { stripCells } from './strip-cells.ts'
import { WhatIf } from './WhatIf.tsx'

const branch = { forkedAtUs: 4_000_000, latestUs: 20_000_000, commands: 1 }
const differences: readonly Difference[] = [
  { what: 'lost', id: '', here: 3, there: 0, sinceUs: 13_000_000 },
  { what: 'leader', id: 'orders-0', here: 2, there: 1, sinceUs: 13_250_000 },
  { what: 'settings', id: 'orders', here: 'acks=1\nlinger.ms=5', there: 'linger.ms=5', sinceUs: 4_000_000 },
]

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})
beforeEach(closeBeside)

function showTwo() {
  const engine = showSample({
    playback: { ...pausedPlayback, branchId: '1', latestUs: 20_000_000 },
    branches: [
      { ...branch, id: '1', name: 'main', parentId: null, forkedAtUs: 0 },
      { ...branch, id: '2', name: 'acks=all', parentId: '1' },
    ],
  })
  showBeside('2')
  useBeside.setState({ image: sampleImage(), ready: true, partedAtUs: 4_000_000, differences })
  render(<Beside>the other stage</Beside>)
  return engine
}

test('what differs is a list: here, beside, and since when, with ways to the instant and to the thing', async () => {
  const engine = showTwo()
  const list = within(screen.getByRole('region', { name: 'What differs' }))
  expect(list.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'Acknowledged records lostthis branch 3other branch 0since 00:13.0',
    'Leader of orders-0this branch broker-2other branch broker-1since 00:13.2',
    'Settings of ordersthis branch acks=1other branch defaultsince 00:04.0',
  ])
  await userEvent.click(list.getByRole('button', { name: 'since 00:13.2' }))
  expect(engine.posted).toContainEqual({ type: 'seek', atUs: 13_250_000 })
  await userEvent.click(list.getByRole('button', { name: 'Leader of orders-0' }))
  expect(useSelectionStore.getState().selection).toEqual({ kind: 'partition', id: 'orders-0' })
})

test('a group is said to be none where it is, and not where its coordinator cannot answer', async () => {
  showTwo()
  const { groups, topics, members } = sampleImage()
  const [id = ''] = groups.keys()
  const difference = { what: 'group', id, here: 'Stable 2', there: null, sinceUs: 13_000_000 } as const
  const without = { ...sampleImage(), groups: new Map([...groups].filter(([groupId]) => groupId !== id)) }
  act(() => useBeside.setState({ image: without, differences: [difference] }))
  const list = within(screen.getByRole('region', { name: 'What differs' }))
  const silent = /other branch (broker-\d not ready|no coordinator now)/
  await vi.waitFor(() => expect(list.getByRole('listitem')).toHaveTextContent(silent))

  const asked = new Map([...topics].filter(([topic]) => topic !== '__consumer_offsets'))
  const others = new Map([...members].filter(([, member]) => member.groupId !== id))
  act(() => useBeside.setState({ image: { ...without, topics: asked, members: others } }))
  await vi.waitFor(() => expect(list.getByRole('listitem')).toHaveTextContent('other branch none'))
})

test('until the other branch has been followed nothing is counted, and both places say what is waited for', async () => {
  showTwo()
  act(() => useBeside.setState({ ready: false, differences: [], partedAtUs: null }))
  expect(await screen.findByRole('heading', { name: 'What differs' })).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent('Following the other branch')
  expect(screen.queryByText('the other stage')).toBeNull()
})

test('both branches are named, and change places at the instant on show', async () => {
  const engine = showTwo()
  expect(screen.getByText('First branch')).toBeVisible()
  expect(screen.getByText('acks=all')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Swap sides' }))
  expect(engine.posted).toContainEqual({ type: 'openBranch', branchId: '2', atUs: SAMPLE_AT_US })
  await userEvent.click(screen.getByRole('button', { name: 'Close side by side' }))
  expect(useBeside.getState().branchId).toBeNull()
})

test('two stages have the height of the dock as long as they stand beside one another', async () => {
  // True by choice, or null: as the window has room.
  for (const dockOpen of [true, null]) {
    usePreferences.getState().setPreferences({ dockOpen })
    showTwo()
    expect(usePreferences.getState().dockOpen).toBe(false)
    cleanup()
    expect(usePreferences.getState().dockOpen).toBe(dockOpen)
  }
})

test('from a command: what if I had not, or had chosen another way?', async () => {
  const engine = showSample()
  render(<WhatIf command={{ type: 'KillNode', node: 'broker-1' }} deed={{ branchId: '1', afterEvents: 40 }} />)
  await userEvent.click(screen.getByRole('button', { name: /What if I had not/ }))
  expect(engine.posted).toContainEqual(
    expect.objectContaining({ type: 'whatIf', branchId: '1', afterEvents: 40, instead: [] }),
  )
  expect(screen.getByRole('button', { name: /acks=/ })).toBeVisible()
})

test('instead of acks=all the others are offered, and a broker’s death with other acks comes after they are set', () => {
  const image = sampleImage()
  const [producer] = image.producers.values()
  const configure = { type: 'ConfigureProducer', producer: { ...producer!.spec, config: { acks: 'all' } } } as const
  expect(alternativesTo(configure, image).map(({ setting }) => setting)).toEqual(['acks=0', 'acks=1'])
  const kill = { type: 'KillNode', node: 'broker-1' } as const
  const [withAcks] = alternativesTo(kill, image)
  expect(withAcks!.commands.at(-1)).toEqual(kill)
  expect(withAcks!.commands[0]).toMatchObject({ type: 'ConfigureProducer' })
  expect(alternativesTo({ type: 'DeleteTopic', topic: 'orders' }, image)).toEqual([])
})

test('who was to wait for one replica alone and now waits for all is idempotent, as Kafka ships it', () => {
  const image = sampleImage()
  const [{ spec } = { spec: null }] = image.producers.values()
  const config = { acks: '1', 'enable.idempotence': 'false', 'linger.ms': '5' }
  const [, , all] = ['0', '1', 'all'].map((acks) =>
    alternativesTo({ type: 'ConfigureProducer', producer: { ...spec!, config } }, image).find(({ commands }) =>
      commands.some((each) => each.type === 'ConfigureProducer' && each.producer.config.acks === acks),
    ),
  )
  expect(all?.commands).toMatchObject([{ producer: { config: { acks: 'all', 'linger.ms': '5' } } }])
  expect(JSON.stringify(all?.commands)).not.toContain('enable.idempotence')
  expect(all?.setting).toBe('acks=all, enable.idempotence=true')
})

test.each([
  ['en', 'What if it had been stopped cleanly?', 'Clean stop of broker-1'],
  ['ko', '정상 종료했다면?', 'broker-1 정상 종료'],
] as const)('what else could have been done is asked as one would ask it (%s)', async (language, question, name) => {
  await setLanguage(language)
  await loadMoreWords()
  const engine = showSample(
    {},
    {
      answer: (message) =>
        message.type === 'whatIf'
          ? { type: 'branchMade', requestId: message.requestId, branchId: '2', error: null }
          : undefined,
    },
  )
  render(<WhatIf command={{ type: 'KillNode', node: 'broker-1' }} deed={{ branchId: '1', afterEvents: 40 }} />)
  await userEvent.click(screen.getByRole('button', { name: question }))
  await vi.waitFor(() => {
    expect(engine.posted).toContainEqual(expect.objectContaining({ type: 'renameBranch', name }))
  })
  await setLanguage('en')
})

test('strips put offset under offset: the same, another record, and one that only the other has', () => {
  const cell = (offset: number, value: string) => {
    const [replica] = sampleImage().replicas.values()
    return { ...replica!.cells[0]!, offset, key: null, value }
  }
  const here = { cells: [cell(0, 'a'), cell(1, 'b')], highWatermark: 1 }
  const there = { cells: [cell(0, 'a'), cell(1, 'c'), cell(2, 'd')], highWatermark: 3 }
  const { mine, theirs } = stripCells(here, there, 4)
  expect(mine).toEqual(['same', 'differs', 'missing', 'none'])
  expect(theirs).toEqual(['same', 'differs', 'differs', 'none'])
})
