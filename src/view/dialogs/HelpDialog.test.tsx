import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import { usePresenter } from '../../store/presenter-store.ts'
import { HelpDialog } from './HelpDialog.tsx'

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})
afterEach(() => usePresenter.setState({ presenting: false }))

const headings = () => screen.getAllByRole('heading').map(({ textContent }) => textContent)

test('who presents finds the keys of presenting first, and everybody else after their own', () => {
  render(<HelpDialog />)
  expect(headings().slice(0, 2)).toEqual(['Shortcuts', 'In presenter mode'])
  act(() => usePresenter.setState({ presenting: true }))
  expect(headings().slice(0, 2)).toEqual(['In presenter mode', 'Shortcuts'])
  expect(screen.getByText('Next beat of the story')).toBeInTheDocument()
})
