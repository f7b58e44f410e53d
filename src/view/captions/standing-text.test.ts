import { expect, test } from 'vitest'
import { t } from '../../i18n/index.ts'
import type { LinkImage } from '../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { standingText } from './standing-text.ts'

const image = sampleImage()
const whole = { ...image, links: new Map(), nodes: new Map(), partitions: new Map(), groups: new Map() }

test('where no record has been written yet, nothing flows', () => {
  const empty = [...image.replicas].map(([id, replica]) => [id, { ...replica, logEndOffset: 0 }] as const)
  expect(standingText({ ...whole, replicas: new Map(empty) }, t)).toMatch(/^No record has been written yet/)
  expect(standingText(whole, t)).toBeNull()
})

test('a group that rebalances is told of as long as it does, also to whoever comes in the middle of it', () => {
  const [group] = image.groups.values()
  if (group === undefined) throw new Error('the sample has a group')
  const groups = new Map([[group.groupId, { ...group, state: 'PreparingRebalance' }]])
  expect(standingText({ ...whole, partitions: image.partitions, groups }, t)).toContain(`${group.groupId}: rebalancing`)
})

test('links that are cut or held are named all, by the node they have in common where there is one', () => {
  const link = (a: string, b: string, what: object) => {
    const id = `${a}|${b}`
    return [id, { id, a, b, cut: false, extraUs: 0, held: 0, holding: false, ...what }] as const
  }
  const standing = (...links: (readonly [string, LinkImage])[]) => standingText({ ...whole, links: new Map(links) }, t)
  const holding = { holding: true }
  const cut = { cut: true }
  expect(standing(link('broker-1', 'broker-2', holding), link('broker-2', 'broker-3', holding))).toMatch(
    /^Messages between broker-2 and broker-1, broker-3 are being held/,
  )
  expect(standing(link('broker-1', 'broker-2', cut))).toBe('The link between broker-1, broker-2 is cut.')
  expect(standing(link('broker-1', 'broker-2', cut), link('broker-3', 'consumer-1', cut))).toBe(
    'These links are cut: broker-1 – broker-2, broker-3 – consumer-1.',
  )
})

test('a member that cannot join again says which commit it waits for: of partitions that are gone', () => {
  const [group] = image.groups.values()
  const member = [...image.members.values()].find(({ groupId }) => groupId === group?.groupId)
  if (group === undefined || member === undefined) throw new Error('the sample has a group')
  const groups = new Map([[group.groupId, { ...group, state: 'PreparingRebalance' }]])
  const gone = { ...image, groups, links: new Map(), partitions: new Map(), members: new Map([[member.name, member]]) }
  expect(standingText(gone, t)).toMatch(new RegExp(`^${member.name} cannot join again yet: .* orders-`))
  const byHand = { ...member, config: { ...member.config, 'enable.auto.commit': 'false' } }
  expect(standingText({ ...gone, members: new Map([[member.name, byHand]]) }, t)).toContain('rebalancing')
})

test('a broker that nobody finds is told of before what comes of it', () => {
  const broker = {
    ...image.brokers.get('broker-1')!,
    misled: { address: 'kafka.example:9092', answeredBy: 'broker-2' },
  }
  const brokers = new Map([['broker-1', broker]])
  const leaderless = new Map([...image.partitions].map(([id, partition]) => [id, { ...partition, leader: -1 }]))
  expect(standingText({ ...whole, brokers, partitions: leaderless }, t)).toMatch(
    /^broker-1 advertises kafka\.example:9092 .*, and broker-2 answers there\./,
  )
})

test('brokers that died as they started say of what, and nobody is said to carry on where nobody does', () => {
  const failed = { ...image.brokers.get('broker-1')!, startFailure: 'ConfigException: no' }
  expect(standingText({ ...whole, brokers: new Map([['broker-1', failed]]) }, t)).toBe(
    'broker-1 did not start: ConfigException: no',
  )
  const node = { ...image.nodes.get('broker-1')!, status: 'stopped' as const }
  const nodes = new Map([['broker-1', node]])
  expect(standingText({ ...whole, nodes }, t)).toBe('broker-1: down or paused.')
  const others = new Map([...image.nodes, ['broker-1', node]])
  expect(standingText({ ...whole, nodes: others }, t)).toBe('broker-1: down or paused. The others carry on.')
})

test('of a replica whose disk has failed nobody says that it will catch up', () => {
  const [partition] = [...image.partitions.values()].filter(({ topic }) => image.topics.get(topic)?.internal !== true)
  const partitions = new Map([[partition!.id, { ...partition!, isr: partition!.isr.slice(1) }]])
  expect(standingText({ ...whole, partitions }, t)).toContain('Once it has caught up')
  const [[id, broker] = []] = [...image.brokers]
  const directories = [{ failed: true }] as unknown as NonNullable<NonNullable<typeof broker>['directories']>
  const brokers = new Map([[id!, { ...broker!, directories }]])
  expect(standingText({ ...whole, partitions, brokers }, t)).toContain(`for a disk of ${broker!.node} has failed`)
})
