import { expect, test } from 'vitest'
import { ensembleOf } from '../../testing/zookeeper-ensemble.ts'
import { simulatorParts } from '../simulator-parts.ts'
import type { Asked } from './question.ts'
import { readZnodes } from './read-znodes.ts'

function ensemble() {
  const t = ensembleOf([1, 2, 3])
  t.connect('broker-2', [1])
  for (const path of ['/brokers', '/brokers/ids', '/brokers/topics']) t.create('broker-2', path)
  t.create('broker-2', '/brokers/ids/2', '{"host":"a"}', { ephemeral: true })
  t.create('broker-2', '/brokers/ids/10', '{"host":"b"}', { ephemeral: true })
  t.runFor(100)
  return {
    ...t,
    read(server: string, open: readonly string[], chosen: string | null = null) {
      const asked = { parts: simulatorParts, timeline: { world: t.world } } as unknown as Asked
      return readZnodes.answer(asked, { type: 'readZnodes', server, open, chosen })
    },
  }
}

test('what is open is listed as people read it, numbers by their value; what is closed says how much is in it', () => {
  const t = ensemble()
  const listed = (open: readonly string[]) =>
    t.read('zookeeper-2', open).rows?.map(({ name, level, children }) => [name, level, children])
  expect(listed([])).toEqual([['/', 0, 2]])
  expect(listed(['/', '/brokers', '/brokers/ids', '/nowhere'])).toEqual([
    ['/', 0, 2],
    ['brokers', 1, 2],
    ['ids', 2, 2],
    ['2', 3, 0],
    ['10', 3, 0],
    ['topics', 2, 0],
    ['zookeeper', 1, 2],
  ])
})

test('of one znode it is told whose it is, its versions, and who watches it at which server', () => {
  const t = ensemble()
  t.set('broker-2', '/brokers/ids/2', '{"host":"c"}')
  t.connect('broker-3', [3])
  t.get('broker-3', '/brokers/ids/2', true)
  t.children('broker-2', '/brokers/ids', true)
  t.runFor(100)
  const { chosen } = t.read('zookeeper-2', [], '/brokers/ids/2')
  expect(chosen).toMatchObject({ value: '{"host":"c"}', version: 1, bytes: 12, children: 0 })
  expect(chosen?.ephemeral?.owner).toBe('broker-2')
  expect(chosen?.watches).toEqual([{ client: 'broker-3', server: 'zookeeper-3', of: 'data' }])
  expect(Number(chosen?.mzxid)).toBeGreaterThan(Number(chosen?.czxid))
  expect(t.read('zookeeper-2', [], '/brokers/ids').chosen?.watches).toEqual([
    { client: 'broker-2', server: 'zookeeper-1', of: 'children' },
  ])
  // Its process is gone and its session is not: the registration itself says whose it was.
  t.killClient('broker-2')
  expect(t.read('zookeeper-2', [], '/brokers/ids/2').chosen?.ephemeral?.owner).toBe('broker-2')
  t.runFor(25_000)
  expect(t.read('zookeeper-2', [], '/brokers/ids/2').chosen).toBeNull()
})

test('a server that is down is asked in vain', () => {
  const t = ensemble()
  t.kill(3)
  expect(t.read('zookeeper-3', ['/'])).toEqual({ type: 'znodes', rows: null, chosen: null })
})
