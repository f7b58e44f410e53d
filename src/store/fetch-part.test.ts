// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fetchLater, fetchMissingParts, fetchPart, useMissingParts } from './fetch-part.ts'

let online: boolean
const load = vi.fn(async () => {
  if (!online) throw new TypeError('Failed to fetch dynamically imported module')
  return 'the part'
})
const missing = () => useMissingParts.getState().missing

beforeEach(() => {
  vi.useFakeTimers()
  online = true
  load.mockClear()
})
afterEach(() => void vi.useRealTimers())

test('with a network a part comes at once, and nothing is missing', async () => {
  expect(await fetchPart(load)).toBe('the part')
  expect(load).toHaveBeenCalledTimes(1)
  expect(missing()).toBe(0)
})

test.each<[string, () => void]>([
  ['the browser says that the network is back', () => void dispatchEvent(new Event('online'))],
  ['the reader asks for it', fetchMissingParts],
  ['some time has passed', () => void vi.advanceTimersByTime(60_000)],
])('without one the part is missing until %s', async (_, chance) => {
  online = false
  const arrived = vi.fn()
  const [first, second] = [fetchPart(load).then(arrived), fetchPart(load)]
  await vi.advanceTimersByTimeAsync(0)
  expect(missing()).toBe(2)
  chance()
  await vi.advanceTimersByTimeAsync(0)
  expect(missing()).toBe(2)
  expect(arrived).not.toHaveBeenCalled()

  online = true
  chance()
  await Promise.all([first, second])
  expect(arrived).toHaveBeenCalledWith('the part')
  expect(missing()).toBe(0)
})

test('what nobody waits for yet comes with the network too, and counts as missing never', async () => {
  online = false
  const part = fetchLater(load)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(missing()).toBe(0)
  online = true
  dispatchEvent(new Event('online'))
  expect(await part).toBe('the part')
})

test('a style sheet that failed leaves no link behind that the bundler would take for the sheet', () => {
  const link = document.head.appendChild(document.createElement('link'))
  link.dispatchEvent(new Event('error'))
  expect(link.isConnected).toBe(false)
})
