import { fireEvent, render, screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { setLanguage } from '../../i18n/index.ts'
import { showSample } from '../../testing/show-sample.ts'
import type { Disk } from '../../worker/questions/read-disk.ts'
import { DirectoryList } from './DirectoryList.tsx'

beforeEach(() => setLanguage('en'))

const node = { id: 'broker-1', kind: 'broker', status: 'running', holdsReplicas: true } as const
const folder = (name: string, recordBytes: number | null) => ({ name, recordBytes, files: null })
const disk: Disk = {
  ...{ type: 'disk', nodes: [node], node },
  directories: [
    {
      ...{ path: '/disk-a/kafka-1', files: [], failed: false },
      folders: [folder('__cluster_metadata-0', null), folder('orders-0', 1_500), folder('orders-2', 500)],
    },
    { path: '/disk-b/kafka-1', files: [], folders: [], failed: true },
  ],
}

test('each directory says what it holds; one at work can be made to fail, one that failed says what comes next', () => {
  const engine = showSample()
  render(<DirectoryList disk={disk} canFail />)
  const [first, second] = within(screen.getByRole('list', { name: 'Log directories of broker-1' })).getAllByRole(
    'listitem',
  )
  expect(first).toHaveTextContent('2 replicas · 2.0 kB')
  expect(second).toHaveTextContent('failed; a restart puts a new, empty disk in')
  expect(within(second!).queryByRole('button')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Let /disk-a/kafka-1 fail' }))
  expect(engine.posted.flatMap((message) => (message.type === 'command' ? [message.command] : []))).toEqual([
    { type: 'FailDisk', broker: 'broker-1', directory: '/disk-a/kafka-1' },
  ])
})

test('of a broker that does not run no disk can fail', () => {
  render(<DirectoryList disk={disk} canFail={false} />)
  expect(screen.queryByRole('button')).toBeNull()
})
