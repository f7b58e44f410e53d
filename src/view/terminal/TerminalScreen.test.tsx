import { act, render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { TerminalImage } from '../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../store/image-store.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { TerminalScreen } from './TerminalScreen.tsx'
import { createXtermView } from './xterm-view.ts'

const shown: { title: string; output: string }[] = []
vi.mock('./xterm-view.ts', () => ({
  createXtermView: vi.fn((_element: HTMLElement, title: string) => ({
    show: (terminal: { output: string } | null) => void shown.push({ title, output: terminal?.output ?? '' }),
    dispose: () => undefined,
  })),
}))

test('in another language a terminal still holds what was printed, also while the clock stands', async () => {
  const terminal = { name: 'terminal-1', output: 'Created topic shared.\n$ ', outputLength: 24 } as TerminalImage
  useImageStore.setState({ image: { ...sampleImage(), terminals: new Map([[terminal.name, terminal]]) }, ready: true })
  const { rerender } = render(<TerminalScreen name={terminal.name} title="터미널 1" />)
  await vi.waitFor(() => expect(shown.at(-1)?.title).toBe('터미널 1'))
  await act(async () => rerender(<TerminalScreen name={terminal.name} title="Terminal 1" />))
  await vi.waitFor(() => expect(createXtermView).toHaveBeenCalledTimes(2))
  await vi.waitFor(() => expect(shown.at(-1)).toEqual({ title: 'Terminal 1', output: terminal.output }))
})
