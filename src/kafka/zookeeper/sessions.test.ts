import { describe, expect, test } from 'vitest'
import { ensembleOf } from '../../testing/zookeeper-ensemble.ts'
import { zookeeperNode } from '../common/addresses.ts'

describe('a session', () => {
  test('lasts at least two and at most twenty ticks, whatever a client asks for', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('hasty', [1], 100)
    t.connect('broker', [1], 18_000)
    t.connect('patient', [1], 100_000)
    expect(['hasty', 'broker', 'patient'].map((name) => t.client(name).timeoutMs)).toEqual([4_000, 18_000, 40_000])
  })

  test('has an id of its server and its clock', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('a', [2])
    t.connect('b', [2])
    const [a, b] = [t.client('a').sessionId, t.client('b').sessionId]
    expect(a).toMatch(/^0x2[0-9a-f]{10}0000$/)
    expect(b).toBe(a.replace(/0000$/, '0001'))
  })

  test('of a client that was killed ends after its timeout, at the end of a tick, and takes its ephemeral znodes along', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [1])
    t.connect('controller', [2])
    t.create('broker', '/ids')
    t.create('broker', '/ids/1', 'host', { ephemeral: true })
    t.exists('controller', '/ids/1', true)
    t.children('controller', '/ids', true)
    t.killClient('broker')
    t.runFor(17_000)
    expect(t.exists('controller', '/ids/1')).toMatchObject({ error: 'OK' })
    const ms = 17_000 + t.runUntil('its watch fires', () => t.watched('controller').length > 0)
    // Its server passes on what it heard with the leader's next ping, and sessions are looked at once a tick.
    expect(ms).toBeGreaterThanOrEqual(18_000)
    expect(ms).toBeLessThanOrEqual(18_000 + 2_000 + 1_000)
    t.runFor(10)
    expect(t.watched('controller')).toEqual(['NodeDeleted /ids/1', 'NodeChildrenChanged /ids'])
    expect(t.exists('controller', '/ids/1')).toMatchObject({ error: 'NONODE' })
    expect([1, 2, 3].map((id) => t.data(id, '/ids/1'))).toEqual([null, null, null])
    t.runFor(30_000)
    expect(t.watched('controller')).toHaveLength(2)
  })

  test('of a client that says farewell ends at once', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [1])
    t.create('broker', '/1', '', { ephemeral: true })
    expect(t.ask('broker', { type: 'CloseSessionRequest' })).toMatchObject({ error: 'OK' })
    expect(t.client('broker').state).toBe('closed')
    t.runFor(10)
    expect(t.data(3, '/1')).toBeNull()
    expect(t.server(3)?.database.sessions.size).toBe(0)
  })

  test('lives on by pings alone, whatever server the client is at', () => {
    const t = ensembleOf([1, 2, 3])
    for (const id of [1, 2, 3]) t.connect(`c${id}`, [id], 6_000)
    t.runFor(60_000)
    expect([1, 2, 3].map((id) => t.states(`c${id}`))).toEqual([['SyncConnected'], ['SyncConnected'], ['SyncConnected']])
  })

  test('goes with its client to another server when its own dies, and nothing of it is lost', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [1, 2])
    const session = t.client('broker').sessionId
    t.create('broker', '/1', '', { ephemeral: true })
    t.exists('broker', '/new', true)
    t.get('broker', '/1', true)
    const first = t.connectedTo('broker') === zookeeperNode(1) ? 1 : 2
    t.kill(first)
    t.runUntil('it is elsewhere', () => t.client('broker').state === 'connected' && t.states('broker').length === 3)
    expect(t.connectedTo('broker')).toBe(zookeeperNode(3 - first))
    expect(t.client('broker').sessionId).toBe(session)
    expect(t.states('broker')).toEqual(['SyncConnected', 'Disconnected', 'SyncConnected'])
    t.connect('other', [3])
    t.create('other', '/new')
    t.runFor(100)
    // It has told the new server what it waits for.
    expect(t.watched('broker')).toEqual(['NodeCreated /new'])
    t.runFor(40_000)
    expect(t.exists('other', '/1')).toMatchObject({ error: 'OK', stat: { ephemeralOwner: session } })
  })

  test('learns on its way what has changed in between', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('other', [3])
    for (const path of ['/data', '/gone', '/parent', '/same']) t.create('other', path)
    t.connect('broker', [1, 2])
    for (const path of ['/data', '/gone', '/same']) t.get('broker', path, true)
    t.children('broker', '/parent', true)
    t.exists('broker', '/new', true)
    const server = t.connectedTo('broker')
    // Silence: it finds out by itself, after two thirds of its timeout.
    t.cut('broker', server)
    t.set('other', '/data', 'x')
    t.remove('other', '/gone')
    t.create('other', '/parent/child')
    t.create('other', '/new')
    const ms = t.runUntil('it is elsewhere', () => t.states('broker').length === 3)
    expect(ms).toBeGreaterThan(5_000)
    expect(ms).toBeLessThan(14_000)
    t.runFor(100)
    expect(t.watched('broker').sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'NodeChildrenChanged /parent',
      'NodeCreated /new',
      'NodeDataChanged /data',
      'NodeDeleted /gone',
    ])
    t.set('other', '/same', 'now')
    t.runFor(100)
    expect(t.watched('broker')).toHaveLength(5)
  })

  test('that has ended in between is told so, and its requests with it', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [1])
    t.create('broker', '/1', '', { ephemeral: true })
    t.cut('broker', zookeeperNode(1))
    t.runFor(25_000)
    expect(t.data(3, '/1')).toBeNull()
    const tag = t.send('broker', { type: 'ExistsRequest', path: '/1', watch: false }, true)
    t.repair('broker', zookeeperNode(1))
    t.runUntil('it knows', () => t.client('broker').state === 'expired')
    expect(t.answerTo('broker', tag)).toEqual({ type: 'lost', error: 'SESSIONEXPIRED' })
    expect(t.states('broker')).toEqual(['SyncConnected', 'Disconnected', 'Expired'])
  })

  test('that comes back to the same server is not answered what it asked on its connection before', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [1])
    t.create('broker', '/a')
    // What the leader commits comes to this server late.
    t.slowLink(3, 1, 4_500)
    const tag = t.send('broker', { type: 'SetDataRequest', path: '/a', data: 'asked first', version: -1 })
    t.runFor(100)
    t.breakConnection('broker')
    expect(t.answerTo('broker', tag)).toEqual({ type: 'lost', error: 'CONNECTIONLOSS' })
    t.runUntil('it is back', () => t.client('broker').state === 'connected')
    const again = t.send('broker', { type: 'SetDataRequest', path: '/a', data: 'asked again', version: -1 })
    t.runUntil('its answer', () => t.answerTo('broker', again) !== null)
    expect(t.answerTo('broker', again)).toMatchObject({ error: 'OK', stat: { version: 2 } })
    expect(t.states('broker')).toEqual(['SyncConnected', 'Disconnected', 'SyncConnected'])
  })

  test('is not taken by a server that knows less than its client has seen', () => {
    const t = ensembleOf([1, 2, 3])
    t.connect('broker', [1, 2])
    const at = t.connectedTo('broker') === zookeeperNode(1) ? 1 : 2
    const behind = 3 - at
    // Nothing reaches the other one any more, and it does not know yet that it has no leader.
    t.cut(zookeeperNode(3), zookeeperNode(behind))
    t.create('broker', '/seen')
    t.exists('broker', '/seen')
    t.kill(at)
    t.runFor(5_000)
    expect(t.server(behind)?.service).not.toBeNull()
    expect(t.client('broker').state).toBe('connecting')
  })
})
