import { expect, test } from 'vitest'
import { sampleImage } from '../../testing/sample-image.ts'
import { KeyPalette } from './key-palette.ts'
import { NULL_HUE, OTHER_HUE } from './palette.ts'

test('keys take hues in the order they appear and keep them', () => {
  const palette = new KeyPalette()
  expect(palette.markOf('D')).toEqual({ hue: 0, letter: 'D' })
  expect(palette.markOf('A')).toEqual({ hue: 1, letter: 'A' })
  expect(palette.markOf('D')).toEqual({ hue: 0, letter: 'D' })
})

test('two keys with the same first letter get different letters', () => {
  const palette = new KeyPalette()
  const letters = ['user-1', 'user-2', '사용자', 'user-3'].map((key) => palette.markOf(key).letter)
  expect(letters[0]).toBe('U')
  expect(letters[2]).toBe('사')
  expect(new Set(letters).size).toBe(4)
})

test('a key that is a letter is never drawn as another letter, though its own is taken', () => {
  const palette = new KeyPalette()
  for (const key of ['alice', 'bob', 'carol', 'dave']) palette.markOf(key)
  expect(['A', 'b', 'E'].map((key) => palette.markOf(key).letter)).toEqual(['A′', 'B′', 'E'])
  expect(palette.markOf('apple').letter, 'a longer one has other letters of its own').toBe('P')
})

test('the ninth key shares the hue of all others, and a record without a key has neither hue nor letter', () => {
  const palette = new KeyPalette()
  for (let key = 1; key <= 8; key++) palette.markOf(`key ${key}`)
  expect(palette.markOf('one more').hue).toBe(OTHER_HUE)
  expect(palette.markOf(null)).toEqual({ hue: NULL_HUE, letter: '' })
})

test('the keys a producer was given come first, so that key A is the first colour whatever was sent first', () => {
  const palette = new KeyPalette()
  palette.learn(sampleImage())
  expect(palette.known().map(([key]) => key)).toEqual(['A', 'B', 'C', 'D'])
})

test('the keys of internal topics take no colours away', () => {
  const palette = new KeyPalette()
  const image = sampleImage()
  const offsets = image.replicas.get('__consumer_offsets-0@1')!
  const cells = offsets.cells.map((cell) => ({ ...cell, key: `group ${cell.offset}` }))
  palette.learn({ ...image, replicas: new Map([[offsets.id, { ...offsets, cells }]]) })
  expect(palette.known().map(([key]) => key)).toEqual(['A', 'B', 'C', 'D'])
})

test('a key of bytes that are no text is drawn as a letter that a font has', () => {
  const palette = new KeyPalette()
  expect(palette.markOf('\u0000\u0001\u0000\u0005orders').letter).toBe('O')
  expect(palette.markOf('\u0000\u0000\u0000\u0007').letter).toBe('A')
  expect(palette.markOf('\uFFFD\uFFFD').letter).toBe('B')
  expect(palette.markOf('  7').letter).toBe('7')
})
