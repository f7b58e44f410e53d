import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { setLanguage } from '../../i18n/index.ts'
import { useSession } from '../../store/session-store.ts'
import { Trouble } from './Trouble.tsx'

const press = userEvent.setup()

afterEach(async () => {
  useSession.setState({ inVain: [] })
  await setLanguage('en')
})

test('settings that count for nothing are named, in both languages, until the reader has understood', async () => {
  useSession.setState({
    inVain: [
      { of: 'broker-4', withoutEffect: ['num.io.threads'], refused: [] },
      { of: 'server.properties', withoutEffect: [], refused: ['Invalid value x for configuration y: no'] },
    ],
  })
  render(<Trouble />)
  expect(await screen.findByText('num.io.threads')).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent('not simulated here')
  expect(screen.getByRole('status')).toHaveTextContent('server.properties: Invalid value x for configuration y: no')
  await act(() => setLanguage('ko'))
  expect(screen.getByRole('status')).toHaveTextContent('효과가 없습니다')
  await act(() => setLanguage('en'))
  await press.click(screen.getByRole('button', { name: 'Understood' }))
  expect(screen.queryByRole('region')).toBeNull()
})
