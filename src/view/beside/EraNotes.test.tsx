// @vitest-environment jsdom
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import { useBeside } from '../../store/beside-store.ts'
import { useSession } from '../../store/session-store.ts'
import { showEraBeside } from '../../store/show-beside.ts'
import { showSample } from '../../testing/show-sample.ts'
import { EraNotes } from './EraNotes.tsx'

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})

function showNotes() {
  const engine = showSample(
    {},
    {
      answer: (message) =>
        message.type === 'readOtherDefaults'
          ? {
              type: 'otherDefaults',
              requestId: message.requestId,
              defaults: [
                { scope: 'producer', name: 'acks', here: 'all', there: '1' },
                {
                  scope: 'consumer',
                  name: 'partition.assignment.strategy',
                  here: 'org.apache.kafka.clients.consumer.RangeAssignor',
                  there: '',
                },
              ],
            }
          : undefined,
    },
  )
  useSession.setState({ profile: 'kafka-4' })
  showEraBeside('kafka-2.5')
  useBeside.setState({ ready: true })
  return engine
}

test('whatever was not done there as it was here is told in words, with the instant of each', async () => {
  const engine = showNotes()
  const kill = { type: 'KillNode', node: 'controller-101' } as const
  render(
    <EraNotes
      era="kafka-2.5"
      otherwise={[
        { kind: 'instead', atUs: 9_000_000, command: kill, instead: { type: 'KillNode', node: 'zookeeper-1' } },
        { kind: 'refused', atUs: 9_500_000, command: kill, reason: 'There is no controller-101.' },
        {
          kind: 'failed',
          atUs: 10_000_000,
          happening: { type: 'AdminCallFailed', call: 'AlterTopicConfig', error: 'Unknown topic config name: x' },
        },
      ]}
    />,
  )
  const list = within(screen.getByRole('region', { name: 'Done differently in Kafka 2.5 · ZooKeeper' }))
  expect(list.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    '00:09.0Killed: controller-101. There: Killed: zookeeper-1',
    '00:09.5Killed: controller-101. Not done there: There is no controller-101.',
    expect.stringMatching(/^00:10\.0Only there: .*Unknown topic config name: x/),
  ])
  await userEvent.click(list.getByRole('button', { name: '00:09.5' }))
  expect(engine.posted).toContainEqual({ type: 'seek', atUs: 9_500_000 })
})

test('defaults that are others stand side by side under the versions’ names, classes without their packages', async () => {
  showNotes()
  render(<EraNotes era="kafka-2.5" otherwise={[]} />)
  await userEvent.click(await screen.findByText('Other defaults (2)'))
  const rows = within(screen.getByRole('table')).getAllByRole('row')
  expect(rows.map((row) => row.textContent)).toEqual([
    '4.32.5',
    'acks producerall1',
    'partition.assignment.strategy consumerRangeAssignornone',
  ])
})
