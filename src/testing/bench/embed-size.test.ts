import { expect, test } from 'vitest'
import { embedScriptSize } from './embed-size.ts'

test('embed.js is at most 3 kB, zipped: a teacher adds one line and no weight', async () => {
  expect(await embedScriptSize()).toBeLessThanOrEqual(3_000)
})
