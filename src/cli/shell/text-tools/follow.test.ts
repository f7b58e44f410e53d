// `tail -f` as GNU tail 9.1 was seen to do it.

import { expect, test } from 'vitest'
import { workstationBench } from '../../../testing/workstation-bench.ts'
import { isIdle } from '../../terminal-state.ts'

const outcome = (script: string) => {
  const finished = workstationBench().script(script, 60_000)
  return {
    stdout: finished.map(({ stdout }) => stdout).join(''),
    stderr: finished.map(({ stderr }) => stderr).join(''),
  }
}

test.each<[string, string, string]>([
  ['echo a > f; timeout 3 tail -f f; echo rc=$?', 'a\nrc=124\n', ''],
  ['echo a > f; tail -f f & sleep 1; echo b >> f; sleep 1; kill $!; sleep 1; echo c >> f; echo end', 'a\nb\nend\n', ''],
  ['seq 5 > f; (sleep 1; echo 6 >> f) & timeout 3 tail -n 2 -f f', '4\n5\n6\n', ''],
  ['seq 5 > f; (sleep 1; echo 6 >> f) & timeout 3 tail -c 2 --follow f', '5\n6\n', ''],
  ['seq 5 > f; timeout 1 tail -n +4 -F f', '4\n5\n', ''],
  ['echo a > f; timeout 3 tail -f f | cat -n', '     1\ta\n', ''],
  ['echo a > f; tail -f f | head -n 1; echo rc=$?', 'a\nrc=0\n', ''],
  [
    'echo a > f; echo b > g; (sleep 1; echo c >> f; sleep 1; echo d >> g) & timeout 4 tail -f f g',
    '==> f <==\na\n\n==> g <==\nb\n\n==> f <==\nc\n\n==> g <==\nd\n',
    '',
  ],
  ['seq 3 > f; (sleep 1; echo x > f) & timeout 3 tail -n1 -f f', '3\nx\n', 'tail: f: file truncated\n'],
  [
    'timeout 3 tail -f none; echo rc=$?',
    'rc=1\n',
    "tail: cannot open 'none' for reading: No such file or directory\ntail: no files remaining\n",
  ],
  [
    '(sleep 1; echo x > late) & timeout 3 tail -F late; echo rc=$?',
    'x\nrc=124\n',
    "tail: cannot open 'late' for reading: No such file or directory\ntail: 'late' has appeared;  following new file\n",
  ],
  ['echo a | timeout 3 tail -f; echo rc=$?', 'a\nrc=0\n', ''],
])('%s', (script, stdout, stderr) => {
  expect(outcome(script)).toEqual({ stdout, stderr })
})

test('Ctrl-C ends it', () => {
  const bench = workstationBench({ tty: true })
  bench.type('touch f; tail -f f')
  bench.run(1_000)
  expect(isIdle(bench.terminal)).toBe(false)
  bench.interrupt()
  expect(isIdle(bench.terminal)).toBe(true)
  expect(bench.terminal.lastExitCode).toBe(130)
})

test('what is typed beside it is for the shell', () => {
  const bench = workstationBench({ tty: true })
  bench.type('echo a > f')
  bench.type('timeout 3 tail -f f')
  bench.type('echo typed')
  bench.run(2_000)
  expect(isIdle(bench.terminal)).toBe(false)
  bench.run(2_000)
  expect(isIdle(bench.terminal)).toBe(true)
  expect(bench.terminal.screen).toMatch(/\na\n[\s\S]*\ntyped\n/)
})
