// What bash 5.2, coreutils 9.1 and grep 3.8 print for the same lines, with LC_ALL=C.UTF-8 and nothing to read.

import { expect, test } from 'vitest'
import { recordedOptions } from '../../../testing/recorded-text-options.ts'
import { recordedLines } from '../../../testing/recorded-text-tools.ts'
import { workstationBench } from '../../../testing/workstation-bench.ts'

const FILES = [
  "printf 'ab:10:x\\nbc:9:y\\nab:2:x\\naa:10:a\\n' > p",
  "printf '10\\n9\\n2\\n-1\\n10\\n' > n",
  "printf '1\\n2\\n3\\n4\\n5\\n6\\n7\\nb\\n9\\n' > n2",
  "printf 'aa\\naa\\nb\\naa\\ncab\\n' > d",
  "printf 'x 2 a\\ny 1  b\\nx 10 c\\nz  1 d\\n' > w",
  "printf 'b\\nA\\na\\nB\\n' > c",
  "printf '1K\\n200\\n1M\\n3G\\n5\\n' > h",
  "printf 'a\\n\\n\\n\\nb\\n\\nc' > b",
  "printf 'a\\tb\\n' > t",
  "printf '\\001\\177\\tx\\n' > v",
  "printf '한글 text\\n가\\n' > k",
  'mkdir dir',
  "printf 'a1\\nb\\n' > dir/f",
]

const MORE_FILES = [
  'mkdir -p logs/old logs/new',
  "printf 'ERROR a\\n' > logs/a.log",
  "printf 'ERROR b\\n' > logs/old/b.log",
  "printf 'ERROR c\\n' > logs/old/c.txt",
  "printf 'ERROR d\\n' > logs/new/d.log",
  "printf 'ERROR\\nb$\\n' > pats",
  "printf '' > none",
  "printf 'kafka_2.13-3.10.0\\nkafka_2.13-3.9.1\\nkafka_2.12-2.5.0\\nkafka_2.13-3.9.1-rc0\\n' > vs",
  "printf '2.8.0.tgz\\n2.8.tgz\\n10.0\\n9.1\\na~1\\na\\na.b\\nv1\\nV1\\n007\\n7\\n' > vs2",
  "printf 'Mar 1\\nJAN 2\\n dec 3\\nfoo\\nFebruary\\n' > mon",
  "printf 'a 1\\na 2\\nb 1\\nc 1\\nc 2\\nc 3\\nd 1\\n' > g",
]

test.each([
  ...recordedLines.map((row) => [...row, FILES] as const),
  ...recordedOptions.map((row) => [...row, [...FILES, ...MORE_FILES]] as const),
])('%s', (line, stdout, stderr, exitCode, files) => {
  const bench = workstationBench()
  bench.endOfInput()
  for (const each of ['mkdir /tmp/w', 'cd /tmp/w', ...files]) bench.script(each)
  const finished = bench.script(line)
  expect({
    stdout: finished.map((command) => command.stdout).join(''),
    stderr: finished.map((command) => command.stderr).join(''),
    exitCode: finished[finished.length - 1]?.exitCode,
  }).toEqual({ stdout, stderr, exitCode })
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
  'mkdir -m 755 x',
  'touch -d now x',
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
