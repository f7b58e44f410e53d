import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { failureIds } from '../../scenarios/failures/failure-ids.ts'
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

test.each(failureIds)('%s has its words', (id) => {
  showSample()
  const { container } = render(<FailureCard id={id} />)
  expect(container.textContent).not.toContain('failure.')
})
