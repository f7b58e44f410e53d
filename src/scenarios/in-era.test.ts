import { describe, expect, test } from 'vitest'
import { failureIds } from './failures/failure-ids.ts'
import { FAILURES } from './failures/registry.ts'
import { commandInEra, counterparts, specInEra } from './in-era.ts'
import { ERAS, emptyCluster, emptyMachine, firstMinute, oneBroker } from './index.ts'

const pairs = ERAS.flatMap((from) => ERAS.filter((era) => era !== from).map((to) => [from, to] as const))

describe.each(pairs)('a cluster of %s, opened in %s,', (from, to) => {
  test.each([
    ['running', firstMinute],
    ['empty', emptyCluster],
    ['of the notes', oneBroker],
    ['resting', emptyMachine],
  ] as const)('is the %s one that a reader would have opened there', (_, cluster) => {
    expect(specInEra(cluster(from), to)).toEqual(cluster(to))
  })

  test.each(failureIds)('is the one in which that version’s %s is told', (id) => {
    const { cluster } = FAILURES[id]
    const told = (era: typeof from) => ({ ...cluster(emptyCluster(era)), story: id })
    expect(specInEra(told(from), to)).toEqual(told(to))
  })

  test('keeps what its owner wrote into server.properties, and what its owner took out stays out', () => {
    const config: Record<string, string> = { ...emptyCluster(from).config, 'min.insync.replicas': '2' }
    delete config['num.partitions']
    const { config: there } = specInEra({ ...emptyCluster(from), config }, to)
    expect(there).toMatchObject({ 'min.insync.replicas': '2' })
    expect(there).not.toHaveProperty(['num.partitions'])
  })

  test('and back is the same again', () => {
    const spec = { ...firstMinute(from), config: { ...firstMinute(from).config, 'min.insync.replicas': '2' } }
    expect(specInEra(specInEra(spec, to), from)).toEqual(spec)
  })
})

test('what was done to a controller is done to the server of ZooKeeper that stands in its place', () => {
  const nodes = counterparts(firstMinute('kafka-4'), 'kafka-2.5')
  expect(commandInEra({ type: 'KillNode', node: 'controller-102' }, nodes)).toEqual({
    type: 'KillNode',
    node: 'zookeeper-2',
  })
  expect(commandInEra({ type: 'CutLink', a: 'broker-1', b: 'controller-101' }, nodes)).toEqual({
    type: 'CutLink',
    a: 'broker-1',
    b: 'zookeeper-1',
  })
  const kill = { type: 'KillNode', node: 'broker-1' } as const
  expect(commandInEra(kill, nodes)).toBe(kill)
})
