import { expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import { Timeline } from '../../engine/timeline.ts'
import { firstMinute } from '../../scenarios/index.ts'
import type { Command } from '../cluster/commands.ts'
import type { Happening } from './happenings.ts'

/** The cluster of the first minute, and what is done to it in its tenth second. */
function after(command: Command, untilS: number) {
  const timeline = new Timeline(simulatorModel, firstMinute(), 10)
  timeline.runTo(10_000_000)
  timeline.act(command)
  timeline.runTo(untilS * 1_000_000)
  const happenings = timeline.happenings.range(1, Number.MAX_SAFE_INTEGER)
  return happenings.map(({ id, causedBy, body }) => ({ id, causedBy, body: body as Happening }))
}

test.each([
  ['KillNode', 'NodeKilled'],
  ['PauseNode', 'NodePaused'],
] as const)(
  'a coordinator that lives goes unheard because of the broker that no longer copies what it writes (%s)',
  (type, cause) => {
    const happenings = after({ type, node: 'broker-2' }, 25)
    const unheard = happenings.filter(
      ({ body }) => body.type === 'CoordinatorLost' && body.error === 'COORDINATOR_NOT_AVAILABLE',
    )
    expect(unheard.map(({ body }) => body)).toMatchObject([{ groupId: 'analytics', coordinator: 3 }])
    const causes = unheard.map(({ causedBy }) => happenings.find(({ id }) => id === causedBy)?.body)
    expect(causes).toMatchObject([{ type: cause, node: 'broker-2' }])
  },
)
