// @vitest-environment jsdom
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { nothingTold, useStories } from '../../store/told-stories.ts'
import type { FakeEngine } from '../../testing/fake-engine.ts'
import { SAMPLE_AT_US } from '../../testing/sample-image.ts'
import { showSample } from '../../testing/show-sample.ts'
import type { ToWorker } from '../../worker/port.ts'
import { SpaceTime } from './SpaceTime.tsx'
import type { Diagram } from './use-diagram.ts'

type Message = Diagram['messages'][number]

const SENT_US = SAMPLE_AT_US - 20_000
const KILLED = {
  id: 41,
  atUs: SENT_US + 1_000,
  node: 'broker-1',
  cause: 0,
  body: { type: 'NodeKilled', node: 'broker-1' },
} as unknown as Diagram['happenings'][number]

const produce: Message = {
  id: 7,
  from: 'orders-app',
  to: 'broker-1',
  type: 'ProduceRequest',
  traffic: 'data',
  sentAtUs: SENT_US,
  arrivesAtUs: SENT_US + 600,
  records: 3,
  cause: 0,
  fate: 'arrived',
}
const lost: Message = {
  ...produce,
  id: 8,
  sentAtUs: SENT_US + 2_000,
  arrivesAtUs: SENT_US + 2_600,
  fate: 'gone',
  cause: 41,
}

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})
beforeEach(() => {
  useStories.setState(nothingTold)
  useSelectionStore.getState().select(null)
})

/** `others`: so many more messages, sent before. */
function showDiagram(others = 0): FakeEngine {
  const more = Array.from({ length: others }, (_, index) => ({
    ...produce,
    id: 100 + index,
    sentAtUs: SENT_US - index,
  }))
  const engine = showSample(
    {},
    {
      answer: (message) => {
        if (message.type === 'readSpaceTime') {
          const { fromUs, toUs, requestId } = message
          const down = [{ node: 'broker-1', fromUs: KILLED.atUs, toUs }]
          const told = { happenings: [KILLED], down, truncated: false }
          const answer = { fromUs, toUs, messages: [...more, produce, lost], ...told }
          return { type: 'spaceTime', requestId, ...answer }
        }
        if (message.type !== 'explain') return undefined
        return { type: 'why', requestId: message.requestId, chain: [KILLED], command: null }
      },
    },
  )
  render(<SpaceTime />)
  return engine
}

type Ask = Extract<ToWorker, { readonly type: 'readSpaceTime' }>
const asked = ({ posted }: FakeEngine) => posted.filter((message): message is Ask => message.type === 'readSpaceTime')
const diagram = () => screen.findByRole('application')

test('arrow keys go through messages and happenings in the order of time, and each is told', async () => {
  showDiagram()
  ;(await diagram()).focus()
  expect(screen.getByRole('status')).toHaveTextContent('Each line is a node')
  await userEvent.keyboard('{ArrowRight}')
  expect(screen.getByRole('status')).toHaveTextContent('ProduceRequest from orders-app to broker-1')
  expect(screen.getByRole('status')).toHaveTextContent('600 µs on its way, 3 records')
  await userEvent.keyboard('{ArrowRight}')
  expect(screen.getByRole('status')).toHaveTextContent('broker-1')
  await userEvent.keyboard('{End}')
  expect(screen.getByRole('status')).toHaveTextContent('never arrived')
})

test('the line of a node that has no process is broken from its death on', async () => {
  showDiagram()
  const application = await diagram()
  const broken = [...application.querySelectorAll('.space-time-node line.is-down')]
  expect(broken.map((line) => line.parentElement?.textContent)).toEqual(['broker-1'])
  const [whole] = broken[0]!.parentElement!.querySelectorAll('line:not(.is-down)')
  expect(whole?.getAttribute('x2')).toBe(broken[0]!.getAttribute('x1'))
})

test('Enter goes to what led to a message, and what it led to is lit', async () => {
  const engine = showDiagram()
  const application = await diagram()
  application.focus()
  await userEvent.keyboard('{End}{Enter}')
  expect(engine.posted).toContainEqual({ type: 'seek', atUs: (lost.sentAtUs + lost.arrivesAtUs) / 2 })
  expect(useSelectionStore.getState().selection).toEqual({ kind: 'happening', id: '41' })
  await waitFor(() => expect(application.querySelectorAll('.space-time-arrow.is-lit')).toHaveLength(1))
  expect(application.querySelectorAll('.space-time-dot.is-lit')).toHaveLength(1)
  expect(application.querySelectorAll('.space-time-arrow')).toHaveLength(2)
})

test('standing still, the stretch is around the time on show; who goes to something in it goes on looking at it', async () => {
  const engine = showDiagram(12)
  await diagram()
  expect(asked(engine)).toEqual([
    expect.objectContaining({ fromUs: SAMPLE_AT_US - 30_000, toUs: SAMPLE_AT_US + 20_000, control: false }),
  ])
  engine.frame({ atUs: SAMPLE_AT_US - 10_000 })
  await waitFor(() => expect(asked(engine)).toHaveLength(2))
  expect(asked(engine)[1]).toMatchObject({ fromUs: SAMPLE_AT_US - 30_000, toUs: SAMPLE_AT_US + 20_000 })
  engine.frame({ atUs: SAMPLE_AT_US - 1_000_000 })
  await waitFor(() => expect(asked(engine)).toHaveLength(3))
  expect(asked(engine)[2]).toMatchObject({ fromUs: SAMPLE_AT_US - 1_030_000, toUs: SAMPLE_AT_US - 980_000 })
})

test('the first look is at what was told last, and a press leads to the time on show', async () => {
  const decidedUs = SAMPLE_AT_US - 1_000_000
  const beat = { kind: 'leadersElected', happeningId: 3, atUs: decidedUs, count: 1, facts: {} } as const
  useStories.setState({ stories: [{ id: 1, beats: [beat] } as never] })
  const engine = showDiagram(12)
  await diagram()
  expect(asked(engine)[0]).toMatchObject({ fromUs: decidedUs - 30_000, toUs: decidedUs + 20_000 })
  await userEvent.click(screen.getByRole('button', { name: 'To the time on show' }))
  await waitFor(() => expect(asked(engine)).toHaveLength(2))
  expect(asked(engine)[1]).toMatchObject({ toUs: SAMPLE_AT_US + 20_000 })
  expect(screen.queryByText(/Around what happened last/)).toBeNull()
})

test('a quiet stretch is widened at first, until there is something to see', async () => {
  const engine = showDiagram()
  await waitFor(() =>
    expect(asked(engine).map(({ fromUs, toUs }) => toUs - fromUs)).toEqual([50_000, 200_000, 1_000_000]),
  )
  await userEvent.selectOptions(screen.getByRole('combobox'), '10 ms')
  await waitFor(() => expect(asked(engine)).toHaveLength(4))
  expect(screen.getByRole('combobox')).toHaveDisplayValue('10 ms')
})

test('a longer stretch and the traffic of control are a choice each', async () => {
  const engine = showDiagram(12)
  await diagram()
  await userEvent.selectOptions(screen.getByRole('combobox'), '1 s')
  await userEvent.click(screen.getByRole('button', { name: 'Control traffic' }))
  await waitFor(() => expect(asked(engine).at(-1)).toMatchObject({ control: true }))
  const { fromUs, toUs } = asked(engine).at(-1)!
  expect(toUs - fromUs).toBe(1_000_000)
  await userEvent.click(screen.getByRole('button', { name: 'Control traffic' }))
})
