import { expect, test } from 'vitest'
import { simulatorModel } from '../../../cli/model.ts'
import { Timeline } from '../../../engine/timeline.ts'
import { firstMinute } from '../../../scenarios/index.ts'
import '../../../testing/every-version.ts'
import type { Happening } from '../happenings.ts'
import { buildImage } from '../image/build-image.ts'
import { storiesOf } from './story-teller.ts'

test('a new controller takes the dead leader out of the ISR before it elects: nobody says that none is alive', () => {
  const timeline = new Timeline(simulatorModel, firstMinute('kafka-2.5'), 10)
  timeline.runTo(10_000_000)
  const before = timeline.happenings.lastId
  const controller = [...buildImage(timeline.world).brokers.values()].find(
    (broker) => broker.controllerEpoch !== undefined,
  )
  timeline.act({ type: 'KillNode', node: controller?.node ?? '' })
  timeline.runTo(40_000_000)
  const stories = storiesOf(
    timeline.happenings
      .range(before + 1, Number.MAX_SAFE_INTEGER)
      .map(({ id, atUs, causedBy, body }) => ({ id, atUs, causedBy, body: body as Happening })),
    { kindOf: (node) => timeline.world.nodes.get(node)?.kind, hasEnsemble: () => true },
  )
  const kinds = stories.flatMap(({ beats }) => beats.map(({ kind }) => kind))
  expect(kinds).not.toContain('leadersNone')
  expect(kinds.indexOf('leadersTakenOut')).toBeGreaterThan(kinds.indexOf('brokerBecameController'))
  expect(kinds.indexOf('leadersElected')).toBeGreaterThan(kinds.indexOf('leadersTakenOut'))
})
