// `timeout` is a program and runs files: of the shell's own words it finds those that coreutils has as programs too.

import { expect, test } from 'vitest'
import { DEFAULT_PROFILE } from '../../kafka/profile/registry.ts'
import { workstationBench } from '../../testing/workstation-bench.ts'
import { commandsOf } from '../commands/registry.ts'
import { isIdle } from '../terminal-state.ts'

const outcome = (script: string) => {
  const finished = workstationBench().script(script)
  return {
    stdout: finished.map(({ stdout }) => stdout).join(''),
    stderr: finished.map(({ stderr }) => stderr).join(''),
    exitCode: finished[finished.length - 1]?.exitCode,
  }
}

// What GNU timeout 9 prints for the same lines.
test.each<[string, string, number]>([
  ['timeout 5 echo hi', 'hi\n', 0],
  ['timeout 0 echo hi', 'hi\n', 0],
  ['timeout -s KILL 2 /bin/echo a b', 'a b\n', 0],
  ['timeout 5 true', '', 0],
  ['timeout 5 false', '', 1],
  ['timeout 5 printf "%s-" a b', 'a-b-', 0],
  ['timeout 5 test 1 = 2', '', 1],
  ['timeout 5 [ 1 = 1 ]', '', 0],
  ['cd /tmp; timeout 5 pwd', '/tmp\n', 0],
  ['timeout 5 echo a | timeout 5 cat', 'a\n', 0],
  ['timeout 1 timeout 5 echo a', 'a\n', 0],
  ['timeout 9 timeout 1 sleep 5', '', 124],
  ['timeout 1 timeout 5 sleep 5', '', 124],
])('%s', (script, stdout, exitCode) => {
  expect(outcome(script)).toEqual({ stdout, stderr: '', exitCode })
})

test.each([':', 'cd', 'export', 'exit', 'wait', 'set', 'read', 'local', 'nosuch'])(
  'timeout finds no file called %s',
  (name) => {
    const stderr = `timeout: failed to run command ‘${name}’: No such file or directory\n`
    expect(outcome(`timeout 5 ${name}`)).toEqual({ stdout: '', stderr, exitCode: 127 })
  },
)

test('what is in the shell alone lies in no folder either', () => {
  expect(outcome('which cd echo; /bin/cd')).toEqual({
    stdout: '/usr/bin/echo\n',
    stderr: 'bash: line 1: /bin/cd: No such file or directory\n',
    exitCode: 127,
  })
})

test.each(commandsOf(DEFAULT_PROFILE).names())('timeout 1 %s ends', (name) => {
  const bench = workstationBench()
  bench.endOfInput()
  bench.type(`timeout 1 ${name}`)
  bench.run(30_000)
  expect(isIdle(bench.terminal)).toBe(true)
})
