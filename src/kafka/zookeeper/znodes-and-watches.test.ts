import { describe, expect, test } from 'vitest'
import { ensembleOf } from '../../testing/zookeeper-ensemble.ts'
import { NO_SESSION } from '../protocol/zookeeper/znode-stat.ts'
import { makeZxid } from './zxid.ts'

function story() {
  const t = ensembleOf([1, 2, 3])
  t.connect('a', [1])
  t.connect('b', [3])
  return t
}

describe('znodes', () => {
  test('are told of by their stat, the same on every server', () => {
    const t = story()
    t.create('a', '/parent', 'four')
    t.runFor(1_000)
    t.create('a', '/parent/x')
    t.create('a', '/parent/y', '', { ephemeral: true })
    t.remove('a', '/parent/x')
    t.set('a', '/parent', 'seven!!')
    t.runFor(10)
    const stats = [t.exists('a', '/parent'), t.exists('b', '/parent')] as { stat: { ctime: number; mtime: number } }[]
    expect(stats[0]?.stat).toEqual(stats[1]?.stat)
    expect(stats[0]?.stat).toMatchObject({
      czxid: makeZxid(1, 3),
      mzxid: makeZxid(1, 7),
      pzxid: makeZxid(1, 6),
      version: 1,
      cversion: 3,
      aversion: 0,
      ephemeralOwner: NO_SESSION,
      dataLength: 7,
      numChildren: 1,
    })
    expect((stats[0]?.stat.mtime ?? 0) - (stats[0]?.stat.ctime ?? 0)).toBeGreaterThanOrEqual(1_000)
  })

  test('of a fresh server are its own, with the counts that stand there in ZooKeeper', () => {
    const t = story()
    expect(t.children('a', '/')).toMatchObject({ children: ['zookeeper'], stat: { cversion: -1, numChildren: 1 } })
    expect(t.children('a', '/zookeeper')).toMatchObject({ stat: { cversion: -2, numChildren: 2 } })
    expect(t.remove('a', '/zookeeper/quota')).toMatchObject({ error: 'BADARGUMENTS' })
  })

  test.each([
    ['below nothing', (t: ReturnType<typeof story>) => t.create('a', '/no/child'), 'NONODE'],
    ['a second time', (t: ReturnType<typeof story>) => t.create('b', '/there'), 'NODEEXISTS'],
    [
      'below an ephemeral one',
      (t: ReturnType<typeof story>) => t.create('b', '/short/child'),
      'NOCHILDRENFOREPHEMERALS',
    ],
    ['with a slash at the end', (t: ReturnType<typeof story>) => t.create('a', '/there/'), 'BADARGUMENTS'],
    ['with children, deleted', (t: ReturnType<typeof story>) => t.remove('a', '/there'), 'NOTEMPTY'],
    ['of another version, deleted', (t: ReturnType<typeof story>) => t.remove('a', '/there/in', 7), 'BADVERSION'],
    ['that is not there, deleted', (t: ReturnType<typeof story>) => t.remove('a', '/none'), 'NONODE'],
    ['that is not there, written', (t: ReturnType<typeof story>) => t.set('a', '/none', ''), 'NONODE'],
    ['that is not there, read', (t: ReturnType<typeof story>) => t.get('a', '/none'), 'NONODE'],
  ])('are refused: %s', (_, act, error) => {
    const t = story()
    t.create('a', '/there')
    t.create('a', '/there/in')
    t.create('a', '/short', '', { ephemeral: true })
    expect(act(t)).toMatchObject({ error })
    // A refusal has taken a place in the order, and changed nothing.
    expect(t.exists('a', '/there')).toMatchObject({ stat: { version: 0, numChildren: 1 } })
  })

  test('in sequence get ten digits that only rise, whoever makes them and whatever is deleted', () => {
    const t = story()
    t.create('a', '/queue')
    const make = (name: string) => (t.create(name, '/queue/n-', '', { sequential: true }) as { path: string }).path
    expect([make('a'), make('b')]).toEqual(['/queue/n-0000000000', '/queue/n-0000000001'])
    t.remove('a', '/queue/n-0000000001')
    expect(make('b')).toBe('/queue/n-0000000002')
    t.create('a', '/queue/other')
    expect(make('a')).toBe('/queue/n-0000000004')
  })

  test('two write the same version at once: one is too late, and reads what the other wrote', () => {
    const t = story()
    t.create('a', '/state', 'leader 1')
    t.runFor(10)
    const tags = ['a', 'b'].map((name) =>
      t.send(name, { type: 'SetDataRequest', path: '/state', data: `by ${name}`, version: 0 }),
    )
    t.runFor(100)
    const answers = ['a', 'b'].map((name, index) => t.answerTo(name, tags[index] as number) as { error: string })
    expect(answers.map(({ error }) => error).sort((x, y) => (x < y ? -1 : 1))).toEqual(['BADVERSION', 'OK'])
    const winner = answers[0]?.error === 'OK' ? 'a' : 'b'
    expect(t.get('a', '/state')).toMatchObject({ data: `by ${winner}`, stat: { version: 1 } })
  })

  test('requests of one client that go out together build on one another', () => {
    const t = story()
    const tags = [
      t.send('a', { type: 'CreateRequest', path: '/p', data: '', ephemeral: false, sequential: false }),
      t.send('a', { type: 'CreateRequest', path: '/p/c', data: '1', ephemeral: false, sequential: false }),
      t.send('a', { type: 'SetDataRequest', path: '/p/c', data: '2', version: 0 }),
      // A read waits for the writes before it.
      t.send('a', { type: 'GetDataRequest', path: '/p/c', watch: false }),
      t.send('a', { type: 'DeleteRequest', path: '/p', version: -1 }),
    ]
    t.runFor(100)
    const errors = tags.map((tag) => (t.answerTo('a', tag) as { error: string }).error)
    expect(errors).toEqual(['OK', 'OK', 'OK', 'OK', 'NOTEMPTY'])
    expect(t.answerTo('a', tags[3] as number)).toMatchObject({ data: '2' })
  })
})

describe('several operations at once', () => {
  const create = (path: string) => ({ type: 'create', path, data: '', ephemeral: false, sequential: false }) as const

  test('are done together, with one zxid', () => {
    const t = story()
    const answer = t.ask('a', {
      type: 'MultiRequest',
      operations: [
        create('/m'),
        { type: 'setData', path: '/m', data: 'x', version: 0 },
        { type: 'check', path: '/m', version: 1 },
      ],
    })
    const stat = { czxid: makeZxid(1, 3), mzxid: makeZxid(1, 3), version: 1 }
    expect(answer).toMatchObject({
      results: [{ type: 'create', path: '/m' }, { type: 'setData', stat }, { type: 'check' }],
    })
  })

  test('or not at all: what came before the refused one is undone, what came after was not tried', () => {
    const t = story()
    t.create('a', '/epoch')
    const answer = t.ask('a', {
      type: 'MultiRequest',
      operations: [create('/controller'), { type: 'check', path: '/epoch', version: 4 }, create('/more')],
    })
    expect(answer).toMatchObject({
      error: 'OK',
      results: [
        { type: 'error', error: 'OK' },
        { type: 'error', error: 'BADVERSION' },
        { type: 'error', error: 'RUNTIMEINCONSISTENCY' },
      ],
    })
    expect(t.create('b', '/controller')).toMatchObject({ error: 'OK' })
  })
})

describe('watches', () => {
  test('fire once, before the client sees what they tell of', () => {
    const t = story()
    t.create('a', '/w')
    t.get('a', '/w', true)
    t.set('b', '/w', '1')
    t.set('b', '/w', '2')
    t.runFor(10)
    expect(t.watched('a')).toEqual(['NodeDataChanged /w'])
    t.get('a', '/w', true)
    const tag = t.send('a', { type: 'SetDataRequest', path: '/w', data: '3', version: -1 })
    t.runUntil('it is told of its own write', () => t.watched('a').length === 2)
    expect(t.answerTo('a', tag)).toBeNull()
  })

  test('of children tell of children, those of data of data, and a deletion is told once', () => {
    const t = story()
    t.create('a', '/w')
    t.children('a', '/w', true)
    t.set('b', '/w', '1')
    t.create('b', '/w/c')
    t.runFor(10)
    expect(t.watched('a')).toEqual(['NodeChildrenChanged /w'])
    t.remove('b', '/w/c')
    t.children('a', '/w', true)
    t.get('a', '/w', true)
    t.remove('b', '/w')
    t.runFor(10)
    expect(t.watched('a')).toEqual(['NodeChildrenChanged /w', 'NodeDeleted /w'])
  })

  test('may wait for what is not there, if they ask whether it exists', () => {
    const t = story()
    expect(t.exists('a', '/controller', true)).toMatchObject({ error: 'NONODE' })
    expect(t.get('a', '/other', true)).toMatchObject({ error: 'NONODE' })
    t.create('b', '/other')
    t.create('b', '/controller')
    t.runFor(10)
    expect(t.watched('a')).toEqual(['NodeCreated /controller'])
  })
})

test('a follower may answer with what was: a sync waits until it has caught up', () => {
  const t = story()
  t.create('b', '/s', 'old')
  t.runFor(10)
  // The commits to this follower take a second longer.
  const messages = () => t.get('a', '/s') as { data: string }
  t.slowLink(3, 1, 1_000)
  t.set('b', '/s', 'new')
  expect(messages().data).toBe('old')
  t.ask('a', { type: 'SyncRequest', path: '/s' })
  expect(messages().data).toBe('new')
})
