// A broker reads its properties file when it starts, so what was edited on the workstation counts from then on.

import { describe, expect, test } from 'vitest'
import { nodeOf } from '../engine/processes.ts'
import type { BrokerStartSpec } from '../kafka/broker/broker-state.ts'
import { emptyCluster, oneBroker } from '../scenarios/index.ts'
import { runScript } from '../testing/headless-shell.ts'
import { simulatorModel } from './model.ts'

const ADVERTISED = 'advertised.listeners=PLAINTEXT://nosuchhost:9092'

function played(script: string, spec = emptyCluster()) {
  const world = simulatorModel.create(spec, 1)
  const { stdout, stderr } = runScript(world, script)
  const configOf = (node: string) => (nodeOf(world, node).spec as BrokerStartSpec).config
  return { output: stdout + stderr, configOf, world }
}

const LIST = 'kafka-cluster.sh list-endpoints --bootstrap-server localhost:9094 | grep -o "^2 .*[^ ] *9..."'

test('what is written into it counts when the broker starts anew, and not before', () => {
  const { output } = played(
    `echo '${ADVERTISED}' >> config/broker-2.properties\n${LIST}\n:stop broker-2\nsleep 5\n:start broker-2\nsleep 5\n${LIST}\n`,
  )
  const listed = output.split('\n').filter((line) => line.startsWith('2 '))
  expect(listed.map((line) => line.split(/ +/).slice(1, 3))).toEqual([
    ['localhost', '9093'],
    ['nosuchhost', '9092'],
  ])
})

test('what is taken out counts no more', () => {
  const { output, configOf } = played(
    `cat config/broker-2.properties > saved\necho '${ADVERTISED}' >> config/broker-2.properties\n:kill broker-2\n:start broker-2\ncat saved > config/broker-2.properties\n:kill broker-2\n:start broker-2\nsleep 5\n${LIST}\n`,
  )
  expect(output).toMatch(/^2 +localhost +9093/m)
  expect(configOf('broker-2')).toEqual(configOf('broker-3'))
})

test('the first broker has config/server.properties', () => {
  const { configOf } = played(
    'echo message.max.bytes=1000 >> config/server.properties\n:kill broker-1\n:start broker-1\n',
    oneBroker(),
  )
  expect(configOf('broker-1')['message.max.bytes']).toBe('1000')
})

test('an untouched file leaves everything as it was', () => {
  const before = simulatorModel.create(emptyCluster(), 1).nodes.get('broker-1')?.spec
  const { world } = played(':kill broker-1\n:start broker-1\n')
  expect(world.nodes.get('broker-1')?.spec).toEqual(before)
})

describe('it does not start, and says why,', () => {
  const refused = (line: string) =>
    played(`echo '${line}' >> config/broker-2.properties\n:kill broker-2\n:start broker-2\n`)

  test.each([
    ['with what Kafka refuses', 'log.retention.hours=soon', 'Invalid value soon for configuration log.retention.hours'],
    ['where it would be somebody else', 'node.id=7', 'its properties file has to say node.id=2'],
    [
      'with what nothing here acts on',
      'num.io.threads=3',
      'no effect here, though real Kafka would act on it: num.io.threads',
    ],
  ])('%s', (_, line, words) => {
    const { output, world } = refused(line)
    expect(output).toContain(words)
    expect(world.nodes.get('broker-2')?.status).toBe('killed')
  })

  test('without a file', () => {
    const { output } = played('rm config/broker-2.properties\n:kill broker-2\n:start broker-2\n')
    expect(output).toContain('its properties file has to say process.roles=broker')
  })
})
