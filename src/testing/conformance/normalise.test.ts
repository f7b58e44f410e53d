import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aligned, difference, maskBatches, normalise } from './normalise.ts'

interface Examples {
  readonly text: readonly { readonly raw: string; readonly normalised: string; readonly aligned: string }[]
  readonly log: readonly { readonly hex: string; readonly masked: string }[]
}

const examples = JSON.parse(readFileSync('conformance/recordings/normalise-examples.json', 'utf8')) as Examples

describe('what a machine adds is taken away as the examples say', () => {
  test.each(examples.text)('$normalised', (example) => {
    expect(normalise(example.raw)).toBe(example.normalised)
    expect(aligned(example.raw)).toBe(example.aligned)
  })
})

test('producer ids, times of control batches and checksums of what was changed are masked in a log', () => {
  for (const { hex, masked } of examples.log) expect(maskBatches(hex)).toBe(masked)
})

test('lines may come in another order only where two runs of Kafka did so too', () => {
  expect(difference('lines', 'a\nb\n', 'b\na\n')).toBeNull()
  expect(difference('exact', 'a\nb\n', 'b\na\n')).toBe('line 1 should be "a", is "b"')
  expect(difference('aligned', 'a  b\n', 'a b\n')).toBeNull()
  expect(difference('none', 'a', 'b')).toBeNull()
})
