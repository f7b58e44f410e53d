// @vitest-environment jsdom
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { loadMoreWords, setLanguage, t } from '../i18n/index.ts'
import { showSample } from '../testing/show-sample.ts'
import type { BranchInfo } from '../worker/port.ts'
import { branchName } from './branch-name.ts'
import { commandText } from './command-text.ts'
import { usePlaybackStore } from './playback-store.ts'
import { showToast, useToasts } from './toasts-store.ts'
import { tellUndone } from './undo-message.ts'

const kill = { type: 'KillNode', node: 'broker-2' } as const
const first: BranchInfo = { id: '1', name: 'main', parentId: null, forkedAtUs: 0, latestUs: 9_000_000, commands: 1 }
const texts = () => useToasts.getState().toasts.map(({ text }) => text)

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})
beforeEach(() => useToasts.setState({ toasts: [] }))

test('who takes something back is told what it was, and led to the branch on which it stays done', async () => {
  const engine = showSample()
  showToast({ tone: 'done', text: commandText(kill, t), action: { label: 'Undo', run: () => {} } })
  await tellUndone({ command: kill, keptBranch: first })
  // The message that offered to undo it would undo something else now.
  expect(texts()).toEqual(['Undone: “Killed: broker-2”. What came of it is kept under Branches: First branch.'])
  useToasts.getState().toasts[0]!.action!.run()
  expect(engine.posted).toContainEqual({ type: 'openBranch', branchId: '1' })
})

test('where nothing else was kept, no branch is named; where nothing was done, that is said', async () => {
  await tellUndone({ command: kill, keptBranch: null })
  await tellUndone({ command: null, keptBranch: null })
  expect(texts()).toEqual(['Undone: “Killed: broker-2”.', expect.stringMatching(/^Nothing was done/)])
})

test('branches that nobody named have names in the reader’s language', async () => {
  const second = { ...first, id: '2', name: 'branch-2', parentId: '1' }
  usePlaybackStore.setState({ branches: [first, second] })
  await tellUndone({ command: kill, keptBranch: second })
  await tellUndone({ command: kill, keptBranch: { ...second, name: 'acks=1' } })
  expect(texts()).toEqual([expect.stringMatching(/: Branch 2\.$/), expect.stringMatching(/: acks=1\.$/)])
})

test('what was undone counts by itself: the branch one goes on with is the first of those that one sees', () => {
  const undone = { ...first, takenBack: true }
  const second = { ...first, id: '2', name: 'branch-2', parentId: '1' }
  const third = { ...first, id: '3', name: 'branch-3', parentId: '2' }
  const names = [undone, second, third].map((branch) => branchName(branch, [undone, second, third], t))
  expect(names).toEqual(['Undone 1', 'First branch', 'Branch 2'])
})
