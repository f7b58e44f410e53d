import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { setLanguage } from '../../i18n/index.ts'
import { useSession } from '../../store/session-store.ts'
import type { InexactRun } from '../../worker/port.ts'
import { Trouble } from './Trouble.tsx'

const press = userEvent.setup()

const leftOut = [
  {
    entry: { atUs: 12_480_000, afterEvents: 900, command: { type: 'KillNode', node: 'broker-9' } },
    reason: 'There is no node called broker-9.',
  },
] as const

function tell(inexact: Partial<InexactRun>): void {
  useSession.setState({
    inexact: { madeBy: '1', engineVersion: '2', closeness: 'exact', leftOut: [], ...inexact },
  })
}

afterEach(async () => {
  useSession.setState({ inexact: null })
  await setLanguage('en')
})

test('a run that is as it was says nothing', () => {
  render(<Trouble />)
  expect(screen.queryByRole('region')).toBeNull()
})

test('a run of an older engine says which one made it and what that means, until the reader has understood', async () => {
  tell({})
  render(<Trouble />)
  expect(await screen.findByText(/^Engine 1 made this run, and this page has engine 2\./)).toBeVisible()
  await press.click(screen.getByRole('button', { name: 'Understood' }))
  expect(screen.queryByRole('region')).toBeNull()
})

test.each([
  ['byTime', /you stand at the recorded instant/],
  ['loose', /The commands are given at their recorded instants/],
] as const)('how closely it is followed is told: %s', async (closeness, words) => {
  tell({ closeness })
  render(<Trouble />)
  expect(await screen.findByText(words)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Show what was left out' })).toBeNull()
})

test('commands that could not be given are counted, and listed on demand with what stood in their way', async () => {
  tell({ engineVersion: '1', leftOut })
  render(<Trouble />)
  const notice = await screen.findByRole('region', { name: 'About this run' })
  expect(within(notice).getByRole('status')).toHaveTextContent(
    /^1 command of it could not be given and was left out\.$/,
  )
  const show = within(notice).getByRole('button', { name: 'Show what was left out' })
  expect(show).toHaveAttribute('aria-expanded', 'false')
  await press.click(show)
  const list = within(notice).getByRole('list', { name: 'Commands that were left out' })
  expect(list).toHaveTextContent('00:12.480 Killed: broker-9 (There is no node called broker-9.)')
})

test('entries that nobody here can read are counted with them, and listed as they stood', async () => {
  const json = '{"atUs":9000000,"afterEvents":700,"command":{"type":"Teleport"}}'
  const reason = 'entry.command.type: expected a known command'
  tell({ leftOut, unread: [{ atUs: 9_000_000, afterEvents: 700, json, problem: 'unread', reason }] })
  render(<Trouble />)
  const notice = await screen.findByRole('region', { name: 'About this run' })
  expect(within(notice).getByText(/^2 commands of it could not be given and were left out\.$/)).toBeVisible()
  await press.click(within(notice).getByRole('button', { name: 'Show what was left out' }))
  const [first, second] = within(notice).getAllByRole('listitem')
  expect(first).toHaveTextContent(`00:09.000 A command that this engine does not know, or not in this form: ${json}`)
  expect(first).toHaveTextContent(`(${reason})`)
  expect(second).toHaveTextContent('Killed: broker-9')
})

test('of very many only the first hundred are listed, and the rest are counted', async () => {
  const many = Array.from({ length: 150 }, (_, at) => ({
    ...leftOut[0],
    entry: { ...leftOut[0].entry, afterEvents: at },
  }))
  tell({ leftOut: many })
  render(<Trouble />)
  await press.click(await screen.findByRole('button', { name: 'Show what was left out' }))
  expect(screen.getAllByRole('listitem')).toHaveLength(101)
  expect(screen.getByText('and 50 more')).toBeVisible()
})

test('in Korean it is told in Korean', async () => {
  await setLanguage('ko')
  tell({ closeness: 'loose', leftOut })
  render(<Trouble />)
  expect(await screen.findByText(/이 실행을 만든 엔진은 1, 이 페이지의 엔진은 2입니다\./)).toBeVisible()
  expect(screen.getByText('실행할 수 없어 빠진 명령: 1개.')).toBeVisible()
  await press.click(screen.getByRole('button', { name: '알겠습니다' }))
  expect(screen.queryByRole('region')).toBeNull()
})
