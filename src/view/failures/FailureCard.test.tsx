import { act, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { failureIds } from '../../scenarios/failures/failure-ids.ts'
import { useSession } from '../../store/session-store.ts'
import { showSample } from '../../testing/show-sample.ts'
import { FailureCard } from './FailureCard.tsx'

afterEach(() => document.body.replaceChildren())

test('it offers what can be done now, and gives all commands of it', async () => {
  const { posted } = showSample()
  render(<FailureCard id="acksOneLoses" />)
  await userEvent.click(screen.getByRole('button', { name: 'Kill broker-2' }))
  await act(async () => {})
  expect(posted.flatMap((message) => (message.type === 'command' ? [message.command.type] : []))).toContain('KillNode')
})

test('the answer is folded until somebody asks for it', () => {
  showSample()
  render(<FailureCard id="belowMinIsr" />)
  expect(screen.getByText('What Kafka does').closest('details')?.open).toBe(false)
})

test('the answer is brought into view when it is unfolded', () => {
  showSample()
  render(<FailureCard id="rebalanceCost" />)
  const answer = screen.getByText('What Kafka does').closest('details')!
  answer.scrollIntoView = vi.fn()
  fireEvent(answer, new Event('toggle'))
  expect(answer.scrollIntoView).not.toHaveBeenCalled()
  answer.open = true
  fireEvent(answer, new Event('toggle'))
  expect(answer.scrollIntoView).toHaveBeenCalledWith({ block: 'nearest' })
})

test('in a run of 2.5 it asks in the words of its parts, and its own answer comes first', () => {
  showSample()
  act(() => useSession.setState({ profile: 'kafka-2.5' }))
  const { container } = render(<FailureCard id="zombieLeader" />)
  expect(screen.getByText(/cut off from ZooKeeper/)).toBeDefined()
  expect([...container.querySelectorAll('dt')].map(({ textContent }) => textContent)).toEqual([
    'In Kafka 2.5',
    'In Kafka 4.3',
  ])
})

test.each(failureIds)('%s has its words', (id) => {
  showSample()
  const { container } = render(<FailureCard id={id} />)
  expect(container.textContent).not.toContain('failure.')
})
