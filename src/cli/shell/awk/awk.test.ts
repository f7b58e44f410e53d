// What GNU awk 5.2.1 prints for the same lines, and what of awk is refused aloud.

import { expect, test } from 'vitest'
import { playedLine } from '../../../testing/played-line.ts'
import { awkFiles, recordedAwk } from '../../../testing/recorded-awk.ts'
import { workstationBench } from '../../../testing/workstation-bench.ts'

test.each(recordedAwk)('%s', (line, stdout, stderr, exitCode) => {
  expect(playedLine(line, awkFiles)).toEqual({ stdout, stderr, exitCode })
})

test.each([
  `awk '{ print | "sort" }' p`,
  `awk 'BEGIN { "date" | getline d }'`,
  `awk 'BEGIN { while ((getline line < "p") > 0) n++ }'`,
  `awk 'BEGIN { system("ls") }'`,
  `awk 'BEGIN { IGNORECASE = 1 }'`,
  `awk 'BEGIN { print rand() }'`,
  `awk 'BEGIN { while (1) x++ }'`,
  `awk 'BEGIN { for (;;) print "y" }'`,
  `awk -b '{ print }' p`,
])('%s is refused aloud', (line) => {
  const [finished] = workstationBench().script(line)
  expect(finished?.stderr).toMatch(/: this simulator does not model this( option)?\n$/)
  expect(finished?.exitCode).toBeGreaterThan(0)
})

test('a record is let through as it comes, and numbered on, where nothing is kept from one to the next', () => {
  const [finished] = workstationBench().script(`{ echo a; sleep 5; echo b; } | awk '{ print NR, $1 }'`)
  expect(finished?.stdout).toBe('1 a\n2 b\n')
})
