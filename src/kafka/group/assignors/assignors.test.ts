import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { playAssignors } from '../../../testing/conformance/assignors-suite.ts'

test('every outcome of Kafka'\''s own assignors comes out the same', () => {
  const r = playAssignors(JSON.parse(readFileSync('conformance/vectors/assignors.json', 'utf8')))
  console.log(r.passed, r.failed, r.skipped)
  expect(r.failures.slice(0, 12)).toEqual([])
})
