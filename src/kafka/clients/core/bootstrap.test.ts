import { expect, test } from 'vitest'
import { simulatorModel } from '../../../cli/model.ts'
import { run, runCommand } from '../../../engine/scheduler.ts'
import type { World } from '../../../engine/world.ts'
import { firstMinute } from '../../../scenarios/index.ts'
import type { Command } from '../../cluster/commands.ts'
import { bootstrapServer } from './bootstrap.ts'

/** What each client on the stage was told of where to begin, by its name. */
function told(world: World): Record<string, unknown> {
  const specs = [...world.nodes.values()].map(({ id, spec }) => [
    id,
    (spec as { bootstrap?: unknown } | null)?.bootstrap,
  ])
  return Object.fromEntries(specs.filter(([, bootstrap]) => bootstrap !== undefined))
}

test('clients begin where brokers listen, and one that comes later at the new broker as well', () => {
  const world = simulatorModel.create(firstMinute(), 3)
  const atFirst = ['localhost:9092', 'localhost:9093', 'localhost:9094']
  expect(new Set(Object.values(told(world)).map(String))).toEqual(new Set([String(atFirst)]))
  const give = (command: Command) => runCommand(world, () => simulatorModel.applyCommand(world, command))
  give({ type: 'AddBroker', broker: { id: 7, rack: null, config: {} } })
  give({ type: 'AddProducer', producer: { ...firstMinute().producers[0]!, name: 'late' } })
  run(world, { untilUs: world.nowUs + 1_000_000 })
  expect(told(world).late).toEqual([...atFirst, 'localhost:9098'])
})

test('a server is told by its host and port, however its host is called', () => {
  expect(bootstrapServer('localhost:9093')).toEqual({ address: 'broker-2', shown: 'localhost:9093' })
  expect(bootstrapServer('broker-2:9092')).toEqual({ address: 'broker-2', shown: 'broker-2:9092' })
  expect(bootstrapServer('[::1]:9092')).toEqual({ address: '[::1]:9092', shown: '[::1]:9092' })
})
