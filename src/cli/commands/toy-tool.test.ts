// One row is all that a tool needs: it runs, completes, lies in bin/, and is not there before the version that ships it.

import { beforeAll, expect, test } from 'vitest'
import type { World } from '../../engine/world.ts'
import { DEFAULT_PROFILE, profileOf, registerProfile } from '../../kafka/profile/registry.ts'
import { registerTools, toolsOf } from '../../kafka/profile/tool-registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { toyTool } from '../../testing/toy-tool.ts'
import { complete } from '../complete.ts'
import { simulatorModel } from '../model.ts'
import { isShipped } from './kafka-tool.ts'
import { kafkaTools } from './kafka-tools.ts'
import { commandsOf, registerTool } from './registry.ts'

const EARLIER = 'toy-earlier'

registerTool(toyTool)
registerProfile({ ...profileOf(DEFAULT_PROFILE), name: EARLIER, kafkaVersion: '3.9.1' })
registerTools(EARLIER, toolsOf(DEFAULT_PROFILE))

const worldOf = (profile: string): World => {
  const topic = { name: 'orders', partitions: 1, replicationFactor: 3, config: {} }
  return simulatorModel.create({ ...emptyCluster(), profile, topics: [topic] }, 1)
}
const play = (world: World, ...lines: string[]) => runScript(world, `${lines.join('\n')}\n`).commands
const candidates = (world: World, line: string) => complete(line, line.length, world).candidates

let world: World
let earlier: World

beforeAll(() => {
  world = worldOf(DEFAULT_PROFILE)
  earlier = worldOf(EARLIER)
})

test('it runs by its name, from bin/ and by its class', () => {
  const rest = '--bootstrap-server localhost:9092 --topic orders'
  const outputs = play(
    world,
    `kafka-greet.sh ${rest}`,
    `bin/kafka-greet.sh ${rest} --language ko`,
    `kafka-run-class.sh org.example.Greet ${rest}`,
  )
  expect(outputs.map(({ stdout }) => stdout)).toEqual(['hello orders\n', '안녕 orders\n', 'hello orders\n'])
})

test('its options are those of its row', () => {
  const [refused, help, idle] = play(
    world,
    'kafka-greet.sh --quieter',
    'kafka-greet.sh --help',
    'kafka-greet.sh --louder --version',
  )
  expect(refused?.stderr).toMatch(/^quieter is not a recognized option\nOption +Description/)
  expect(help?.stderr).toMatch(/--language <String: language> .*\(default: en\)/)
  expect(idle).toMatchObject({ stdout: '4.3.1\n', exitCode: 0 })
  expect(idle?.stderr).toContain('no effect here, though real Kafka would act on it: --louder')
})

test('it completes', () => {
  expect(candidates(world, 'kafka-gre')).toEqual(['kafka-greet.sh'])
  expect(candidates(world, 'kafka-greet.sh --l')).toEqual(['--language', '--louder'])
  expect(candidates(world, 'kafka-greet.sh --language ')).toEqual(['en', 'ko'])
  expect(candidates(world, 'bin/kafka-greet.sh --topic o')).toEqual(['orders'])
})

test('it lies in bin/ with its class, and which finds it', () => {
  const [listed, script, found] = play(world, 'ls bin | grep greet', 'cat bin/kafka-greet.sh', 'which kafka-greet.sh')
  expect(listed?.stdout).toBe('kafka-greet.sh\n')
  expect(script?.stdout).toContain('kafka-run-class.sh org.example.Greet "$@"')
  expect(found?.stdout).toBe('/tmp/kafka/bin/kafka-greet.sh\n')
})

test('a version before its first has it nowhere', () => {
  const [run, listed, byClass, found] = play(
    earlier,
    'kafka-greet.sh --help',
    'ls bin | grep -c greet',
    'kafka-run-class.sh org.example.Greet',
    'which kafka-greet.sh',
  )
  expect(run).toMatchObject({ exitCode: 127 })
  expect(run?.stderr).toContain('kafka-greet.sh: command not found')
  expect(listed?.stdout).toBe('0\n')
  expect(byClass?.stderr).toContain('ClassNotFoundException: org.example.Greet')
  expect(found?.exitCode).toBe(1)
  expect(candidates(earlier, 'kafka-gre')).toEqual([])
})

test('a version from its last on has it no more, and versions count by their numbers', () => {
  const shipped = (version: string) => isShipped({ ...toyTool, since: '3.9', until: '3.10' }, version)
  expect(['3.8.4', '3.9', '3.9.2', '3.10.0', '4.0'].map(shipped)).toEqual([false, true, true, false, false])
})

test('what the rows say of a version is what its profile lists', () => {
  const { kafkaVersion } = profileOf(DEFAULT_PROFILE)
  const { scripts } = toolsOf(DEFAULT_PROFILE)
  for (const tool of kafkaTools)
    expect([tool.name, scripts.includes(tool.name)]).toEqual([tool.name, isShipped(tool, kafkaVersion)])
  expect(commandsOf(EARLIER).row('kafka-groups.sh')).toBe(null)
  expect(commandsOf(EARLIER).row('kafka-features.sh')?.kind).toBe('tool')
})
