import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { decodeLink } from '../../persistence/share-link.ts'
import { sampleBranch, sampleRun } from '../../testing/sample-runs.ts'
import { showSample } from '../../testing/show-sample.ts'
import type { SavedBranch, ToWorker } from '../../worker/port.ts'
import { runFormat } from '../../worker/run-schema.ts'
import { ShareDialog } from './ShareDialog.tsx'

/** While it plays: the engine has gone on from the 12.480 s on show. */
function answer(message: ToWorker) {
  if (message.type === 'exportRun') {
    const run = { ...sampleRun(), positionUs: 12_496_000 }
    return { type: 'runExported', requestId: message.requestId, run, branches: [] } as const
  }
  if (message.type === 'readHash') {
    return { type: 'hash', requestId: message.requestId, hash: 'abcd', atUs: 12_496_000, eventsExecuted: 9 } as const
  }
  return undefined
}

test('where the run has another branch it says that only the one on show is in the link', async () => {
  const branches = ['main', 'branch-2'].map((id) => sampleBranch(id))
  showSample({}, { answer: (message) => withBranches(answer(message), branches) })
  render(<ShareDialog />)
  expect(await screen.findByText('Only the branch on show is in the link; the file has all 2.')).toBeInTheDocument()
})

function withBranches(answered: ReturnType<typeof answer>, branches: readonly SavedBranch[]) {
  return answered?.type === 'runExported' ? { ...answered, branches } : answered
}

test('it says at which instant the link opens, and of which instant the fingerprint is', async () => {
  showSample({}, { answer })
  render(<ShareDialog />)
  expect(await screen.findByText(/as it was at 00:12\.480\./)).toBeInTheDocument()
  expect(screen.queryByText(/^Only the branch/)).toBeNull()
  expect(screen.getByText(/^A check value.* at 00:12\.496,/)).toHaveTextContent('abcd')
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Link' })
  const link = decodeLink(new URL(field.value).hash, runFormat)
  expect(link).toMatchObject({ kind: 'ok', run: { positionUs: 12_480_000 } })
})
