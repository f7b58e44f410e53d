// Whatever is typed, the simulator goes on: no line may break the world, or leave a terminal that nothing ends.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { run } from '../engine/scheduler.ts'
import { takeHappenings } from '../engine/world.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { DEFAULT_PROFILE } from '../kafka/profile/registry.ts'
import { emptyCluster } from '../scenarios/index.ts'
import { isIdle, runUntilIdle, terminalOf } from '../testing/headless-shell.ts'
import { kafkaTools } from './commands/kafka-tools.ts'
import { commandsOf } from './commands/registry.ts'
import { complete } from './complete.ts'
import { simulatorModel } from './model.ts'

const VALUES =
  'orders a.b 3 -1 abc localhost:9092 nowhere:9092 localhost 1:2,2:3 k=v {} x.json [ * -- - readers earliest PT1H 한글 —-topic 99999999999999999999 org.apache.kafka.tools.consumer.OffsetsMessageFormatter /tmp/kafka-logs-1/orders-0/00000000000000000000.log'
// biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
const GRAMMAR = '| || && ; > < >> 2>&1 & $( ) ( ` " \' \\ $x ${x:-y} ${ # ! { } for if done (( [[ ~ = A=b <<EOF'

const value = fc.constantFrom(...VALUES.split(' '))
const option = (tool: string) =>
  fc.constantFrom(
    '--bootstrap-server localhost:9092',
    ...(commandsOf(DEFAULT_PROFILE).row(tool)?.words ?? []),
    '--none',
  )
const call = fc
  .constantFrom(...kafkaTools.map(({ name }) => name))
  .chain((tool) => fc.array(fc.oneof(option(tool), value), { maxLength: 7 }).map((words) => [tool, ...words].join(' ')))
const anything = fc
  .array(
    fc.oneof(
      fc.constantFrom(...GRAMMAR.split(' '), '\n'),
      value,
      fc.constantFrom(
        ...commandsOf('kafka-4')
          .names()
          .filter((name) => !name.endsWith('.sh')),
      ),
    ),
    {
      maxLength: 7,
    },
  )
  .map((words) => words.join(' '))
const line = fc.oneof({ weight: 3, arbitrary: call }, { weight: 2, arbitrary: anything }, fc.string({ unit: 'binary' }))

test('any lines, typed one after the other, with Ctrl-C between', () => {
  const world = simulatorModel.create(emptyCluster(), 1)
  const apply = (command: Command) => simulatorModel.applyCommand(world, command)
  const pass = (ms: number) => run(world, { untilUs: world.nowUs + ms * 1000 })
  apply({ type: 'OpenTerminal', terminal: 'any', tty: true })
  const terminal = terminalOf(world, 'any')
  fc.assert(
    fc.property(line, fc.nat(40), fc.boolean(), (text, cursor, ends) => {
      apply({ type: 'TypeLine', terminal: 'any', text })
      complete(text, Math.min(cursor, text.length), world)
      pass(1_500)
      apply({ type: 'TypeLine', terminal: 'any', text: 'k:v' })
      if (ends) apply({ type: 'EndOfInput', terminal: 'any' })
      pass(3_000)
      apply({ type: 'Interrupt', terminal: 'any' })
      pass(500)
      apply({ type: 'Interrupt', terminal: 'any' })
      runUntilIdle(world, terminal, 200_000)
      takeHappenings(world)
      expect(isIdle(terminal)).toBe(true)
    }),
    { seed: 1, numRuns: 150 },
  )
})
