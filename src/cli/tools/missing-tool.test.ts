import { expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { oneBroker } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

test.each([
  ['zookeeper-server-start.sh -daemon config/zookeeper.properties', ':start zookeeper-1'],
  ['zookeeper-server-stop.sh', ':stop zookeeper-1'],
])('%s is not here, says so, and what helps instead', (line, instead) => {
  const { commands } = runScript(simulatorModel.create(oneBroker('kafka-2.5'), 1), `bin/${line}\n`)
  expect(commands[0]).toMatchObject({ stdout: '', exitCode: 127 })
  expect(commands[0]?.stderr).toContain('this simulator does not have this tool of Kafka yet')
  expect(commands[0]?.stderr).toContain(instead)
})
