import { expect, test } from 'vitest'
import { refuse, simulatorModel } from '../../../../cli/model.ts'
import { run, runCommand } from '../../../../engine/scheduler.ts'
import { takeHappenings } from '../../../../engine/world.ts'
import { checkInvariants } from '../../../../testing/invariants/check-invariants.ts'
import { ensembleOf } from '../../../../testing/zookeeper-ensemble.ts'
import { createInvariantChecker } from '../../../invariants/invariant-checker.ts'
import { buildImage } from '../../../observe/image/build-image.ts'
import { DEFAULT_PROFILE } from '../../../profile/registry.ts'
import type { Transaction } from '../../../protocol/zookeeper/transaction.ts'
import type { Command } from '../../commands.ts'

function ensemble() {
  const world = simulatorModel.create(
    {
      ...{ profile: DEFAULT_PROFILE, brokers: [], controllers: [], zookeeper: [1, 2, 3], config: {} },
      ...{ topics: [], producers: [], consumers: [], startWallClockMs: 1_772_409_600_000, networkLatencyUs: 250 },
    },
    1,
  )
  return {
    world,
    runFor: (ms: number) => run(world, { untilUs: world.nowUs + ms * 1_000 }),
    give(command: Command): string | null {
      const refusal = refuse(world, command)
      if (refusal === null) runCommand(world, () => simulatorModel.applyCommand(world, command))
      return refusal
    },
    row: (id: number) => buildImage(world).zookeepers.get(`zookeeper-${id}`),
    node: (id: number) => buildImage(world).nodes.get(`zookeeper-${id}`),
  }
}

test('servers stand in the picture and are operated like brokers', () => {
  const t = ensemble()
  expect(t.node(3)).toMatchObject({ kind: 'zookeeper', operable: true, listeners: ['localhost:2183'] })
  expect(t.row(3)).toMatchObject({
    ...{ status: 'running', role: 'leading', serving: true, leaderId: 3, epoch: 1, zxid: '0x100000000' },
    ...{ ensemble: 3, quorum: 2, znodes: 4, sessions: 0, watches: 0, clients: [], silent: [] },
  })
  expect(t.give({ type: 'KillNode', node: 'zookeeper-3' })).toBeNull()
  t.runFor(3_000)
  expect([t.row(3)?.status, t.row(2)?.role, t.row(1)?.role]).toEqual(['killed', 'leading', 'following'])
  t.give({ type: 'PauseNode', node: 'zookeeper-1' })
  t.runFor(12_000)
  expect(t.row(2)).toMatchObject({ role: 'looking', serving: false })
  t.give({ type: 'ResumeNode', node: 'zookeeper-1' })
  t.give({ type: 'StartNode', node: 'zookeeper-3' })
  t.runFor(10_000)
  expect([1, 2, 3].map((id) => t.row(id)?.serving)).toEqual([true, true, true])
  t.give({ type: 'StopNode', node: 'zookeeper-2' })
  t.runFor(100)
  expect(t.row(2)?.status).toBe('stopped')
})

test.each([
  [
    'Z1',
    'two leaders of one epoch',
    (t: ReturnType<typeof ensembleOf>) => {
      const role = t.server(1)
      if (role !== null) role.role = { ...(t.server(3)?.role as object), epoch: 1 } as typeof role.role
    },
  ],
  [
    'Z2',
    'a history that differs',
    (t: ReturnType<typeof ensembleOf>) => {
      const log = t.server(1)?.database.committedLog ?? []
      const last = log.at(-1) as Transaction
      log[log.length - 1] = { ...last, timeMs: last.timeMs + 1 }
    },
  ],
  [
    'Z3',
    'a server that goes back',
    (t: ReturnType<typeof ensembleOf>) => {
      const database = t.server(1)?.database
      if (database !== undefined) database.lastProcessedZxid -= 1
    },
  ],
  ['Z4', 'an ephemeral znode of nobody', (t: ReturnType<typeof ensembleOf>) => t.server(1)?.database.sessions.clear()],
])('the invariants find what must not be: %s, %s', (rule, _, harm) => {
  const t = ensembleOf([1, 2, 3])
  t.connect('broker')
  t.create('broker', '/a', '', { ephemeral: true })
  t.runFor(100)
  const checker = createInvariantChecker({ mayLoseData: () => false })
  if (rule !== 'Z2') expect(checkInvariants(checker, t.world)).toBeNull()
  harm(t)
  expect(checkInvariants(checker, t.world)?.rule).toBe(rule)
})

test('people are told of elections, of a quorum lost and of sessions that end, and what led to them', () => {
  const t = ensembleOf([1, 2, 3])
  t.connect('broker', [1])
  t.create('broker', '/1', '', { ephemeral: true })
  takeHappenings(t.world)
  t.killClient('broker')
  t.runFor(25_000)
  const session = { type: 'ZooKeeperSessionExpired', node: 'zookeeper-3', timeoutMs: 18_000, paths: ['/1'] }
  expect(takeHappenings(t.world).map(({ body }) => body)).toEqual([expect.objectContaining(session)])

  const told = ensemble()
  takeHappenings(told.world)
  told.give({ type: 'KillNode', node: 'zookeeper-3' })
  told.runFor(5_000)
  const happenings = takeHappenings(told.world)
  expect(happenings.map(({ body: { type }, nodeId }) => `${type} ${nodeId}`)).toEqual([
    'NodeKilled zookeeper-3',
    'ZooKeeperStoppedServing zookeeper-2',
    'ZooKeeperStoppedServing zookeeper-1',
    'ZooKeeperElected zookeeper-2',
  ])
  const [killed, lost] = happenings
  expect([lost?.causedBy, happenings[2]?.causedBy]).toEqual([killed?.id, killed?.id])
  expect(happenings[3]?.causedBy).toBeGreaterThan(killed?.id ?? 0)
})
