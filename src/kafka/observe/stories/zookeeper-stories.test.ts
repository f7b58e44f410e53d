import { expect, test } from 'vitest'
import { simulatorModel } from '../../../cli/model.ts'
import { Timeline } from '../../../engine/timeline.ts'
import type { World } from '../../../engine/world.ts'
import { firstMinute } from '../../../scenarios/index.ts'
import '../../../testing/every-version.ts'
import type { Command } from '../../cluster/commands.ts'
import type { Happening } from '../happenings.ts'
import { buildImage } from '../image/build-image.ts'
import type { Beat } from './beat.ts'
import { storiesOf } from './story-teller.ts'

/** What is told of what was done from second 10 on, one after another. */
function told(commands: (world: World) => readonly Command[], untilS: number): readonly Beat[] {
  const timeline = new Timeline(simulatorModel, firstMinute('kafka-2.5'), 10)
  timeline.runTo(10_000_000)
  const before = timeline.happenings.lastId
  for (const command of commands(timeline.world)) timeline.act(command)
  timeline.runTo(untilS * 1_000_000)
  const happenings = timeline.happenings.range(before + 1, Number.MAX_SAFE_INTEGER)
  return storiesOf(
    happenings.map(({ id, atUs, causedBy, body }) => ({ id, atUs, causedBy, body: body as Happening })),
    { kindOf: (node) => timeline.world.nodes.get(node)?.kind, hasEnsemble: () => true },
  ).flatMap(({ beats }) => beats)
}

test('a new controller takes the dead leader out of the ISR before it elects: nobody says that none is alive', () => {
  const kinds = told((world) => {
    const controller = [...buildImage(world).brokers.values()].find((broker) => broker.controllerEpoch !== undefined)
    return [{ type: 'KillNode', node: controller?.node ?? '' }]
  }, 40).map(({ kind }) => kind)
  expect(kinds).not.toContain('leadersNone')
  expect(kinds.indexOf('leadersTakenOut')).toBeGreaterThan(kinds.indexOf('brokerBecameController'))
  expect(kinds.indexOf('leadersElected')).toBeGreaterThan(kinds.indexOf('leadersTakenOut'))
})

test('a topic that nobody can make without a quorum is told of when the page gives up', () => {
  const beats = told(
    () => [
      { type: 'KillNode', node: 'zookeeper-1' },
      { type: 'KillNode', node: 'zookeeper-2' },
      { type: 'CreateTopic', topic: { name: 'late', partitions: 1, replicationFactor: 1, config: {} } },
    ],
    80,
  )
  expect(beats.find(({ kind }) => kind === 'askedInVain')).toMatchObject({ facts: { error: 'TimeoutException' } })
})
