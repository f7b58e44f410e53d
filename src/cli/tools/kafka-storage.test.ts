// What kafka-storage.sh of 4.3.1 was seen to make of properties files with which no server would start.

import { expect, test } from 'vitest'
import { oneBroker } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const BASE = [
  'process.roles=broker',
  'node.id=9',
  'controller.listener.names=CONTROLLER',
  'listeners=PLAINTEXT://localhost:9199',
  'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  'controller.quorum.bootstrap.servers=localhost:19101',
  'log.dirs=/tmp/lx',
]

function storage(lines: readonly string[], action = 'format -t AAAAAAAAAAAAAAAAAAAAAA') {
  const world = simulatorModel.create(oneBroker(), 1)
  const script = `printf '${lines.join('\\n')}\\n' > own.properties\nkafka-storage.sh ${action} -c own.properties\n`
  return runScript(world, script).commands[1]
}

const without = (name: string) => BASE.filter((line) => !line.startsWith(name))
const missing = (name: string) => `Missing required configuration "${name}" which has no default value.`

test.each([
  [[...BASE, 'num.io.threads=abc'], 'Invalid value abc for configuration num.io.threads: Not a number of type INT'],
  [[...BASE, 'num.io.threads=0'], 'Invalid value 0 for configuration num.io.threads: Value must be at least 1'],
  // In the order of the settings' definition, not of the file.
  [
    [...BASE, 'compression.type=best', 'num.io.threads=0'],
    'Invalid value 0 for configuration num.io.threads: Value must be at least 1',
  ],
  [without('node.id'), missing('node.id')],
  [without('process.roles'), missing('process.roles')],
  [without('controller.listener.names'), missing('controller.listener.names')],
  [
    without('controller.quorum'),
    'If using process.roles, either controller.quorum.bootstrap.servers must contain the set of bootstrap controllers or controller.quorum.voters must contain a parseable set of controllers.',
  ],
])('%j: %s', (lines, words) => {
  for (const action of ['format -t AAAAAAAAAAAAAAAAAAAAAA', 'info']) {
    const run = storage(lines, action)
    expect(run?.stderr).toContain(
      `Exception in thread "main" org.apache.kafka.common.config.ConfigException: ${words}\n\tat `,
    )
    expect([run?.stdout, run?.exitCode]).toEqual(['', 1])
  }
})

test('names that Kafka does not know, and settings that count for nothing here, are no hindrance', () => {
  const run = storage([...BASE, 'no.such.thing=1', 'num.io.threads=3'])
  expect(run?.stdout).toContain('Formatting metadata directory /tmp/lx with metadata.version 4.3-IV0.\n')
  expect(run?.exitCode).toBe(0)
})

test.each([
  [
    [...without('log.dirs'), 'log.dirs=/tmp/d2,/tmp/d1,/tmp/d3'],
    '',
    ['data directory /tmp/d3', 'data directory /tmp/d1', 'metadata directory /tmp/d2'],
  ],
  [BASE, '-N', ['metadata directory /tmp/lx']],
  [[...BASE, 'metadata.log.dir=/tmp/l0'], '', ['metadata directory /tmp/l0', 'data directory /tmp/lx']],
  [
    [
      ...['process.roles=controller', 'node.id=8', 'controller.listener.names=CONTROLLER'],
      ...['controller.quorum.bootstrap.servers=localhost:9198', 'log.dirs=/tmp/c1,/tmp/c2'],
    ],
    '--standalone',
    ['data directory /tmp/c2', 'dynamic metadata voter directory /tmp/c1'],
  ],
])('%j %s formats %j', (lines, option, formatted) => {
  const run = storage(lines, `format ${option} -t AAAAAAAAAAAAAAAAAAAAAA`)
  const told = formatted.map((folder) => `Formatting ${folder} with metadata.version 4.3-IV0.\n`)
  expect(run?.stdout).toMatch(/^Bootstrap metadata: .*\n/)
  expect(run?.stdout.replace(/^.*\n/, '')).toBe(told.join(''))
  expect([run?.stderr, run?.exitCode]).toEqual(['', 0])
})
