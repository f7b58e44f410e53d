import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage } from '../../../../i18n/index.ts'
import { ReadAs } from './ReadAs.tsx'

beforeAll(loadMoreWords)

test('the same eight bytes are a number to one and garbage to another', async () => {
  await setLanguage('en')
  render(<ReadAs bytes={'\0\0\0\0\0\0\0*'} />)
  await userEvent.click(screen.getByText('Read with each deserializer'))
  const read = screen.getAllByRole('definition').map((each) => each.textContent)
  expect(read).toEqual([
    '␀␀␀␀␀␀␀*',
    '42',
    'SerializationException: Size of data received by IntegerDeserializer is not 4',
    '2.08e-322',
    'SerializationException: Size of data received by CustomerDeserializer does not match the length it names',
  ])
})
