import { expect, test } from 'vitest'
import { recordedJq } from '../../../testing/recorded-jq.ts'
import { recordedJqToo } from '../../../testing/recorded-jq-2.ts'
import { workstationBench } from '../../../testing/workstation-bench.ts'

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`

test('what jq 1.6 printed, jq prints: values, errors, exit codes', () => {
  const differences: unknown[] = []
  for (const [options, filter, input, stdout, stderr, exitCode] of [...recordedJq, ...recordedJqToo]) {
    const bench = workstationBench({ files: { '/tmp/kafka/in.json': input } })
    const line = `jq ${[...options, filter].map(quoted).join(' ')} < in.json`
    const [finished] = bench.script(line)
    const found = [finished?.stdout, finished?.stderr, finished?.exitCode]
    if (JSON.stringify(found) !== JSON.stringify([stdout, stderr, exitCode])) differences.push({ line, input, found })
  }
  expect(differences).toEqual([])
})

test('records are taken apart as they come, through a pipe and from a file', () => {
  const files = { '/tmp/kafka/orders.json': '{"id":1,"item":"tea"}\n{"id":2,"item":"cup"}\n' }
  const bench = workstationBench({ files })
  const outputs = bench.script(
    "cat orders.json | jq -r 'select(.id > 1) | .item'\njq -c .id orders.json\njq . none.json\njq",
  )
  expect(outputs.map(({ stdout, exitCode }) => [stdout, exitCode])).toEqual([
    ['cup\n', 0],
    ['1\n2\n', 0],
    ['', 2],
    ['', 2],
  ])
  expect(outputs[2]?.stderr).toBe('jq: error: Could not open none.json: No such file or directory\n')
})

test.each([
  ["jq -n '$ENV.HOME'", 'jq: $ENV is not modelled here.'],
  ['jq -n \'"a" | gsub("a"; "b")\'', 'jq: gsub/2 is not modelled here.'],
  ['jq -n \'"a" | test("[[:alpha:]]")\'', 'jq: a regular expression that is not modelled here.'],
  ["jq -n '[repeat(1)]'", 'jq: stopped after two million steps of one filter.'],
  ["jq -n '{'", 'jq cannot read this filter at: its end'],
  ['jq -C .', 'not simulated: -C'],
])('%s is refused aloud', (line, words) => {
  const [finished] = workstationBench().script(`${line} < /dev/null`)
  expect(finished).toMatchObject({ stdout: '', stderr: `simulator: ${words}\n` })
  expect(finished?.exitCode).not.toBe(0)
})
