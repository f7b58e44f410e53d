import { expect, test } from 'vitest'
import { partitionsText } from './words.ts'

test('partitions of a member are told with every number, and with each topic’s name once', () => {
  expect(partitionsText(['orders-0'])).toBe('orders-0')
  expect(partitionsText(['orders-1', 'orders-0'])).toBe('orders-0, 1')
  expect(partitionsText(['orders-0', 'orders-1', 'orders-2', 'orders-5', 'my-topic-0'])).toBe(
    'orders-0–2, 5, my-topic-0',
  )
  expect(partitionsText(['orders-2', 'orders-10', 'orders-9', 'orders-11'])).toBe('orders-2, 9–11')
})
