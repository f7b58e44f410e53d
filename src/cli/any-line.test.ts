// Whatever is typed, the simulator goes on: no line may break the world, or leave a terminal that nothing ends.
// `npm run lines` plays as many as one likes.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PROFILE_NAMES } from '../kafka/profile/properties-registry.ts'
import { playLines, randomLine } from '../testing/random-lines.ts'
import '../testing/every-version.ts'

test.each(PROFILE_NAMES)('any lines, typed one after the other, with Ctrl-C between (%s)', (profile) => {
  fc.assert(
    fc.property(fc.array(randomLine(profile), { minLength: 10, maxLength: 10 }), (lines) => {
      expect(playLines(profile, lines)).toEqual([])
    }),
    { seed: 1, numRuns: 15 },
  )
})
