// What bash 5.2 and coreutils were seen to refuse where a shell that is too kind would print something.

import { expect, test } from 'vitest'
import { workstationBench } from '../../testing/workstation-bench.ts'

const outcome = (script: string) => {
  const finished = workstationBench().script(script)
  return {
    stdout: finished.map(({ stdout }) => stdout).join(''),
    stderr: finished.map(({ stderr }) => stderr).join(''),
    exitCode: finished[finished.length - 1]?.exitCode,
  }
}

test.each([
  ['echo $((1 +)); echo after', '1 +: syntax error: operand expected (error token is "+")'],
  ['echo $((2 * $nope)); echo after', '2 *: syntax error: operand expected (error token is "*")'],
])('%s', (script, complaint) => {
  const said = outcome(script)
  expect(said.stdout).toBe('')
  expect(said.stderr).toContain(complaint)
  expect(said.exitCode).not.toBe(0)
})

test.each([
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
  ['x=3; echo $((2 * $x)) $((1 + ${x}))', '6 4\n'],
  ['echo $(( )) $(( $nope )) $((1 + nope))', '0 0 1\n'],
  ['grep nomatch /dev/null; echo $?', '1\n'],
  ['cat /dev/null | wc -l', '0\n'],
  ['timeout; echo $?', '125\n'],
  ['touch plain; ./plain; echo $?', '126\n'],
  ['./nosuch; echo $?', '127\n'],
])('%s', (script, stdout) => {
  expect(outcome(script).stdout).toBe(stdout)
})

test('downloads of what is in place are answered aloud and go on; where nobody listens the connection is refused', () => {
  const there = outcome('curl -O https://downloads.apache.org/kafka/kafka.tgz && echo on')
  expect(there.stdout).toBe('on\n')
  expect(there.stderr).toMatch(/^simulator: kafka\.tgz counts as fetched: Java and Kafka \S+ are in place/)
  expect(outcome('curl -s localhost:8083/connectors')).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 7,
  })
})
