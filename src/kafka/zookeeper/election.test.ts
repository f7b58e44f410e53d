import { describe, expect, test } from 'vitest'
import { ensembleOf } from '../../testing/zookeeper-ensemble.ts'
import { zookeeperNode } from '../common/addresses.ts'
import { epochOfZxid, makeZxid } from './zxid.ts'

const seconds = (t: ReturnType<typeof ensembleOf>) => t.world.nowUs / 1_000_000

describe('who leads an ensemble', () => {
  test('of three servers that start together, the one of the highest id', () => {
    const t = ensembleOf([1, 2, 3])
    expect(t.leader()).toBe(3)
    expect(t.followers()).toEqual([1, 2])
    // A quorum of one mind waits 200 ms for something better.
    expect(seconds(t)).toBeGreaterThan(0.2)
    expect(seconds(t)).toBeLessThan(0.3)
    expect([1, 2, 3].map((id) => t.server(id)?.currentEpoch)).toEqual([1, 1, 1])
  })

  test('a server by itself needs nobody: it has no epochs, and its first transaction is 0x1', () => {
    const t = ensembleOf([1])
    t.connect('broker')
    expect(t.client('broker').sessionId).toMatch(/^0x1[0-9a-f]{14}$/)
    t.create('broker', '/brokers')
    expect(t.exists('broker', '/brokers')).toMatchObject({ error: 'OK', stat: { czxid: 2 } })
    // Kafka's shipped file leaves ZooKeeper its tick of 3 s, and 18 s are within 2 and 20 of them.
    expect(t.client('broker').timeoutMs).toBe(18_000)
  })

  test('a follower dies: nothing stops', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [3])
    t.kill(1)
    t.runFor(15_000)
    expect(t.create('broker', '/a')).toMatchObject({ error: 'OK' })
    expect(t.leader()).toBe(3)
    expect(t.followers()).toEqual([2])
  })

  test('the leader dies: the followers elect whoever has most, in a new epoch, and every write is there', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [1])
    t.create('broker', '/a', 'kept')
    t.runFor(100)
    t.kill(3)
    const ms = t.runUntil('another leader', () => t.leaders().length === 1 && t.followers().length === 1)
    expect(ms).toBeLessThan(3_000)
    expect(t.leader()).toBe(2)
    expect(t.server(2)?.currentEpoch).toBe(2)
    expect([t.data(1, '/a'), t.data(2, '/a')]).toEqual(['kept', 'kept'])
    t.runUntil('the session is back', () => t.client('broker').state === 'connected')
    t.create('broker', '/b')
    const { stat } = t.exists('broker', '/b') as { stat: { czxid: number } }
    expect(epochOfZxid(stat.czxid)).toBe(2)
  })

  test('the dead leader comes back as a follower and catches up', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [1, 2])
    t.kill(3)
    t.runUntil('another leader', () => t.leaders().length === 1 && t.followers().length === 1)
    t.runUntil('the session is back', () => t.client('broker').state === 'connected')
    t.create('broker', '/while-it-was-away')
    t.start(3)
    t.runUntil('it follows', () => t.followers().includes(3))
    expect(t.leader()).toBe(2)
    expect(t.data(3, '/while-it-was-away')).toBe('')
  })
})

describe('without a quorum', () => {
  test('the last server stops serving within a few ticks, closes its connections, and looks for a leader', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [3])
    t.kill(1)
    t.kill(2)
    const ms = t.runUntil('it looks', () => t.server(3)?.role.kind === 'looking')
    expect(ms).toBeLessThanOrEqual(2_000)
    t.runFor(500)
    expect(t.states('broker')).toEqual(['SyncConnected', 'Disconnected'])
    const tag = t.send('broker', { type: 'ExistsRequest', path: '/', watch: false })
    t.runFor(5_000)
    expect(t.answerTo('broker', tag)).toEqual({ type: 'lost', error: 'CONNECTIONLOSS' })
  })

  test('no session ends, however long it lasts: with the next leader all of them begin anew', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker')
    t.create('broker', '/ids-1', '', { ephemeral: true })
    const session = t.client('broker').sessionId
    t.kill(1)
    t.kill(2)
    t.runFor(120_000)
    t.start(1)
    t.runUntil('a leader', () => t.leaders().length === 1, 70_000)
    t.runUntil('the client is back', () => t.client('broker').state === 'connected')
    expect(t.client('broker').sessionId).toBe(session)
    t.runFor(30_000)
    expect(t.exists('broker', '/ids-1')).toMatchObject({ error: 'OK', stat: { ephemeralOwner: session } })
    expect(t.states('broker')).not.toContain('Expired')
  })

  test('a leader that is cut off gives up, the others go on, and what it had not committed is undone', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [3])
    t.connect('other', [1, 2])
    t.create('broker', '/a', 'before')
    t.isolate(3)
    const tag = t.send('broker', { type: 'SetDataRequest', path: '/a', data: 'never committed', version: -1 })
    t.runUntil('another leader', () => t.leaders().includes(2), 40_000)
    t.runUntil('it looks', () => t.server(3)?.role.kind === 'looking', 40_000)
    expect(t.answerTo('broker', tag)).toEqual({ type: 'lost', error: 'CONNECTIONLOSS' })
    // It holds it for true until somebody says otherwise: the log is all it has.
    expect(t.data(3, '/a')).toBe('never committed')
    t.rejoin(3)
    t.runUntil('it follows', () => t.followers().includes(3), 70_000)
    expect(t.data(3, '/a')).toBe('before')
    expect(t.server(3)?.log.entries.some(({ body }) => body.type === 'setData')).toBe(false)
  })
})

describe('a server comes back', () => {
  test('to a leader that remembers what it lacks: only that is sent', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [3])
    for (let n = 0; n < 20; n++) t.create('broker', `/a${n}`)
    t.runFor(100)
    t.kill(1)
    for (let n = 0; n < 20; n++) t.create('broker', `/b${n}`)
    t.start(1)
    t.runUntil('it follows', () => t.followers().includes(1))
    expect(t.server(1)?.log.snapshot).toBeNull()
    expect(t.server(1)?.log.entries.length).toBe(41)
    expect(t.data(1, '/b19')).toBe('')
  })

  test('after more than its leader remembers, with a snapshot', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [3])
    t.create('broker', '/a', '0')
    t.runFor(100)
    t.kill(1)
    for (let n = 1; n <= 600; n++)
      t.send('broker', { type: 'SetDataRequest', path: '/a', data: String(n), version: -1 })
    t.runUntil('all is written', () => t.data(3, '/a') === '600')
    t.start(1)
    t.runUntil('it follows', () => t.followers().includes(1))
    expect(t.data(1, '/a')).toBe('600')
    expect(t.server(1)?.log.snapshot?.zxid).toBe(makeZxid(1, 602))
    // The snapshot is on its disk: the next start begins there.
    t.kill(1)
    t.start(1)
    t.runUntil('it follows', () => t.followers().includes(1))
    expect(t.data(1, '/a')).toBe('600')
  })

  test('with a proposal that nobody else has, before anything new is written: it is cut off its log', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [3])
    t.create('broker', '/a', 'before')
    t.runFor(100)
    t.isolate(3)
    t.send('broker', { type: 'SetDataRequest', path: '/a', data: 'only here', version: -1 })
    t.runFor(100)
    t.killClient('broker')
    t.kill(3)
    t.runUntil('another leader', () => t.leaders().includes(2), 40_000)
    t.rejoin(3)
    t.start(3)
    t.runUntil('it follows', () => t.followers().includes(3))
    expect(t.data(3, '/a')).toBe('before')
    expect(t.server(3)?.log.snapshot).toBeNull()
  })

  test('from a power cut without what was not on its disk, of which nobody was told that it was done', () => {
    const t = ensembleOf([1])
    t.connect('broker')
    t.create('broker', '/a', 'on the disk')
    t.send('broker', { type: 'SetDataRequest', path: '/a', data: 'in the cache', version: -1 })
    t.runUntil('it is logged', () => t.server(1)?.log.entries.at(-1)?.body.type === 'setData')
    t.powerCut(1)
    t.start(1)
    expect(t.data(1, '/a')).toBe('on the disk')

    t.runUntil('the client is back', () => t.states('broker').length === 3)
    t.send('broker', { type: 'SetDataRequest', path: '/a', data: 'in the cache', version: -1 })
    t.runUntil('it is logged', () => t.server(1)?.log.entries.at(-1)?.body.type === 'setData')
    t.kill(1)
    t.start(1)
    // A process that dies leaves its page cache, and so more than was promised.
    expect(t.data(1, '/a')).toBe('in the cache')
  })
})

test('what a server takes connections for', () => {
  const t = ensembleOf([1, 2, 3])
  expect([...t.world.addresses].filter(([address]) => /^localhost/.test(address))).toEqual([
    ['localhost:2181', zookeeperNode(1)],
    ['localhost:2182', zookeeperNode(2)],
    ['localhost:2183', zookeeperNode(3)],
  ])
})

test('three servers of 3.5.7 did the same, number by number', () => {
  // Played on real ones: the shell's sessions are left to expire, and so have one transaction each.
  const t = ensembleOf([1, 2, 3])
  const zxids = () => [1, 2, 3].map((id) => t.server(id)?.database.lastProcessedZxid ?? null)
  expect(zxids()).toEqual([0, 0, makeZxid(1, 0)])
  t.connect('first', [1])
  t.create('first', '/a')
  expect(t.exists('first', '/a')).toMatchObject({ stat: { czxid: 0x1_0000_0002 } })
  t.connect('second', [1])
  t.runFor(100)
  t.kill(3)
  const ms = t.runUntil('another leader', () => t.leaders().length === 1)
  expect(t.leader()).toBe(2)
  // 250 ms there, of which 200 are waited for a better vote.
  expect(ms).toBeGreaterThan(200)
  expect(ms).toBeLessThan(250)
  for (const name of ['third', 'fourth', 'fifth']) t.connect(name, [name === 'third' ? 1 : 2])
  t.create('fifth', '/b')
  expect(t.exists('fifth', '/b')).toMatchObject({ stat: { czxid: 0x2_0000_0004 } })
  t.start(3)
  t.runUntil('it follows', () => t.followers().includes(3))
  expect(t.server(3)?.log.snapshot).toBeNull()
  expect(zxids()).toEqual([0x2_0000_0004, 0x2_0000_0004, 0x2_0000_0004])
})
