// The digests are of what zstd-jni 1.5.6-10, the library of 4.3.1, writes at level 3 through Kafka's own streams.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { zstd } from './zstd.ts'

const WORDS = 'the quick brown fox jumps over the lazy dog while kafka keeps a log of orders'.split(' ')

/** Words and now and then a number, drawn by `seed`. */
function text(length: number, seed: number): Uint8Array {
  const draw = drawing(seed)
  let written = ''
  while (written.length < length) written += `${draw(3) === 0 ? draw(1_000_000) : WORDS[draw(WORDS.length)]} `
  return Uint8Array.from(Buffer.from(written.slice(0, length)))
}

function noise(length: number, kinds: number): Uint8Array {
  const draw = drawing(7)
  return Uint8Array.from({ length }, () => draw(kinds))
}

function drawing(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

test.each([
  ['a few letters, stored', text(6, 1), 18, '5fa2e07828a08930'],
  ['one letter again and again', new Uint8Array(1000).fill(120), 21, 'c52dba68cceb24fe'],
  ['a line', text(120, 2), 110, '708589131d64a72b'],
  ['literals in one stream', text(250, 3), 182, '4da0ca3bc7d9f443'],
  ['literals in four streams', text(700, 4), 379, '2952820509ceb7ef'],
  ['sequences with tables of their own', text(8_000, 5), 3017, '5c6ab86ad88ef9ae'],
  ['a whole block', text(16_000, 6), 5810, '9934ab44e7c5ba12'],
  ['few kinds of bytes', noise(5_000, 4), 1649, '3b7c49de408e4680'],
  ['noise, stored', noise(5_000, 256), 5012, '1b43407deb41c04e'],
])('%s: the bytes are those of the C library', (_, bytes, size, expected) => {
  const written = zstd(bytes)
  expect([written.length, digest(written)]).toEqual([size, expected])
})

test('a second block finds in the first what it repeats', () => {
  const once = noise(131_072, 256)
  const twice = new Uint8Array(2 * once.length)
  twice.set(once)
  twice.set(once, once.length)
  expect(zstd(twice).length - zstd(once).length).toBeLessThan(30)
})
