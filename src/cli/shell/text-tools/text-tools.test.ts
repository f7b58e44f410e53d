// What bash 5.2, coreutils 9.1 and grep 3.8 print for the same lines, with LC_ALL=C.UTF-8 and nothing to read.

import { expect, test } from 'vitest'
import { playedLine } from '../../../testing/played-line.ts'
import { recordedCopies } from '../../../testing/recorded-copies.ts'
import { recordedDates } from '../../../testing/recorded-dates.ts'
import { findFiles, recordedFinds } from '../../../testing/recorded-find.ts'
import { recordedMoreTools } from '../../../testing/recorded-more-tools.ts'
import { recordedOptions } from '../../../testing/recorded-text-options.ts'
import { recordedLines } from '../../../testing/recorded-text-tools.ts'
import { moreTextFiles, textFiles } from '../../../testing/text-files.ts'
import { workstationBench } from '../../../testing/workstation-bench.ts'

test.each([
  ...recordedLines.map((row) => [...row, textFiles] as const),
  ...recordedMoreTools.map((row) => [...row, textFiles] as const),
  ...recordedCopies.map((row) => [...row, textFiles] as const),
  ...recordedDates.map((row) => [...row, []] as const),
  ...recordedFinds.map((row) => [...row, findFiles] as const),
  ...recordedOptions.map((row) => [...row, [...textFiles, ...moreTextFiles]] as const),
])('%s', (line, stdout, stderr, exitCode, files) => {
  expect(playedLine(line, files)).toEqual({ stdout, stderr, exitCode })
})

test.each([
  'cut -z -f1 d',
  'sort -R d',
  'sort --files0-from=d',
  'uniq -z d',
  'ls -lt',
  'grep -z a d',
  'head -z d',
  'tail --pid=3 d',
  'rm -i d',
  'cp -u d n',
  'mv -b d n',
  'date -s 10:00',
  'mkdir -m 755 x',
  'touch -d now x',
  'find . -mtime -1',
  "find . -printf '%f'",
  'echo a | xargs -P2 echo',
  'cat --help',
  'wc --version',
])('%s is refused aloud', (line) => {
  const [finished] = workstationBench().script(line)
  expect(finished?.stderr).toMatch(/: this simulator does not model this option\n$/)
  expect(finished?.exitCode).toBeGreaterThan(0)
})

test('what goes through line by line is numbered through', () => {
  const bench = workstationBench()
  const finished = bench.script('{ echo a; sleep 1; echo b; } | cat -n; { echo a; sleep 1; echo a; } | grep -n a')
  expect(finished.map(({ stdout }) => stdout).join('')).toBe('     1\ta\n     2\tb\n1:a\n2:a\n')
})
