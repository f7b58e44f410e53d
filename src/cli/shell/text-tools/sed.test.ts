// What GNU sed 4.9 prints for the same lines, with LC_ALL=C.UTF-8.

import { expect, test } from 'vitest'
import { playedLine } from '../../../testing/played-line.ts'
import { recordedSed } from '../../../testing/recorded-sed.ts'
import { textFiles } from '../../../testing/text-files.ts'
import { workstationBench } from '../../../testing/workstation-bench.ts'

test.each(recordedSed)('%s', (line, stdout, stderr, exitCode) => {
  expect(playedLine(line, textFiles)).toEqual({ stdout, stderr, exitCode })
})

test.each(['sed -z s/a/b/ d', "sed 's/a/b/w out' d", "sed 's/a/b/e' d", 'sed l d', "sed 'w out' d", 'sed --debug p d'])(
  '%s is refused aloud',
  (line) => {
    const [finished] = workstationBench().script(line)
    expect(finished?.stderr).toMatch(/: this simulator does not model this (option|command|flag)\n$/)
    expect(finished?.exitCode).toBe(1)
  },
)

test('what looks at one line alone lets it go at once', () => {
  const bench = workstationBench()
  const finished = bench.script("{ echo a; sleep 1; echo b; } | sed -n '/./{s/^/x/;=;p}' | head -n 2; echo $SECONDS")
  expect(finished.map(({ stdout }) => stdout).join('')).toMatch(/^1\nxa\n/)
})

test('a script that never ends is ended', () => {
  const [finished] = workstationBench().script("echo a | sed ':a;ba'")
  expect(finished).toMatchObject({ stderr: expect.stringContaining('this shell stops after'), exitCode: 1 })
})
