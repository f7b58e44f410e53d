import { expect, test, vi } from 'vitest'
import { loadMoreWords } from '../../i18n/index.ts'
import { openImportedRun } from '../../store/other-runs.ts'
import { readRunFile } from '../../store/run-files.ts'
import { useToasts } from '../../store/toasts-store.ts'
import { openRunFile } from './open-run-file.ts'

vi.mock('../../store/run-files.ts', () => ({ readRunFile: vi.fn() }))
vi.mock('../../store/other-runs.ts', () => ({ openImportedRun: vi.fn(async () => undefined) }))

const said = () => useToasts.getState().toasts.map(({ text }) => text)

test('a file that opens takes back what was said of those that did not', async () => {
  await loadMoreWords()
  vi.mocked(readRunFile).mockResolvedValue({ kind: 'notARunFile', detail: '' })
  expect(await openRunFile(new File(['x'], 'photo.png'))).toBe(false)
  expect(said()).toEqual([expect.stringMatching(/^photo\.png is not a Kafkascope run/)])

  const run = {} as Parameters<typeof openImportedRun>[0]
  vi.mocked(readRunFile).mockResolvedValue({ kind: 'ok', run })
  expect(await openRunFile(new File(['x'], 'lesson.kafkascope'))).toBe(true)
  expect(openImportedRun).toHaveBeenCalledWith(run)
  expect(said()).toEqual(['lesson.kafkascope is open.'])
})
