import { describe, expect, test } from 'vitest'
import '../../../testing/every-version.ts'
import { run, runCommand } from '../../../engine/scheduler.ts'
import type { Command } from '../../../kafka/cluster/commands.ts'
import { buildImage } from '../../../kafka/observe/image/build-image.ts'
import { runScript, runUntilIdle, terminalOf } from '../../../testing/headless-shell.ts'
import { refuse, simulatorModel } from '../../model.ts'

function ensemble(servers: readonly number[] = [1]) {
  const world = simulatorModel.create(
    {
      ...{ profile: 'kafka-2.5', brokers: [], controllers: [], zookeeper: servers, config: {} },
      ...{ topics: [], producers: [], consumers: [], startWallClockMs: 1_772_409_600_000, networkLatencyUs: 250 },
    },
    1,
  )
  const give = (command: Command) => {
    expect(refuse(world, command)).toBeNull()
    runCommand(world, () => simulatorModel.applyCommand(world, command))
  }
  return {
    world,
    give,
    runFor: (ms: number) => run(world, { untilUs: world.nowUs + ms * 1_000 }),
    shell(line: string) {
      const { stdout, stderr, exitCode } = runScript(world, `zookeeper-shell.sh ${line}`)
      return { stdout, stderr, exitCode }
    },
    /** Lines typed into an open shell, each in its turn; what it has printed at its end. */
    typed(lines: readonly string[]): string {
      give({ type: 'OpenTerminal', terminal: 't', tty: false })
      give({ type: 'TypeLine', terminal: 't', text: 'zookeeper-shell.sh localhost:2181\n' })
      run(world, { untilUs: world.nowUs + 3_000_000 })
      for (const line of lines) {
        give({ type: 'TypeLine', terminal: 't', text: `${line}\n` })
        run(world, { untilUs: world.nowUs + 100_000 })
      }
      give({ type: 'EndOfInput', terminal: 't' })
      runUntilIdle(world, terminalOf(world, 't'), 5_000)
      return buildImage(world).terminals.get('t')?.output ?? ''
    },
  }
}

const CONNECTED = 'Connecting to localhost:2181\n\nWATCHER::\n\nWatchedEvent state:SyncConnected type:None path:null\n'
const answered = (stdout: string) => ({ exitCode: 0, stderr: '', stdout: `${CONNECTED}${stdout}` })

describe('with its command on its line', () => {
  test('it connects, does it, and leaves with its exit code', () => {
    const t = ensemble()
    expect(t.shell('localhost:2181 ls /')).toEqual(answered('[zookeeper]\n'))
    expect(t.shell('localhost:2181 create /mine hello')).toEqual({ ...answered(''), stderr: 'Created /mine\n' })
    expect(t.shell('localhost:2181 get /mine')).toEqual(answered('hello\n'))
    expect(t.shell('localhost:2181 get /no/such')).toMatchObject({
      exitCode: 1,
      stderr: 'org.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for /no/such\n',
    })
    const deprecated = "'get path [watch]' has been deprecated. Please use 'get [-s] [-w] path' instead.\n"
    expect(t.shell('localhost:2181 get /mine watch')).toEqual({ ...answered('hello\n'), stderr: deprecated })
  })

  test('what it does by itself needs no server', () => {
    const t = ensemble()
    const alone = (stdout: string) => ({ exitCode: 0, stderr: '', stdout: `Connecting to localhost:2181\n${stdout}` })
    expect(t.shell('localhost:2181 history')).toEqual(alone('0 - null\n'))
    expect(t.shell('localhost:2181 printwatches')).toEqual(alone('printwatches is on\n'))
    expect(t.shell('localhost:2181 ls -x /')).toMatchObject({
      ...{ exitCode: 1, stdout: 'Connecting to localhost:2181\n' },
      stderr: 'org.apache.commons.cli.UnrecognizedOptionException: Unrecognized option: -x\n',
    })
    expect(t.shell('localhost:2181 set /mine')).toMatchObject({
      ...{ exitCode: 1, stdout: 'Connecting to localhost:2181\n', stderr: 'set [-s] [-v version] path data\n' },
    })
    expect(t.shell('localhost:2181 redo 1')).toMatchObject({ exitCode: 1, stderr: 'Command index out of range\n' })
    expect(t.shell('localhost:2181 setquota -n 1 /').stderr).toBe('simulator: not simulated: setquota\n')
  })

  test('where nobody listens, and where nobody can agree, it says that the connection was lost', () => {
    const t = ensemble([1, 2, 3])
    const lost = { exitCode: 1, stderr: 'KeeperErrorCode = ConnectionLoss for /\n' }
    expect(t.shell('localhost:2199 ls /')).toEqual({ ...lost, stdout: 'Connecting to localhost:2199\n' })
    t.give({ type: 'KillNode', node: 'zookeeper-2' })
    t.give({ type: 'KillNode', node: 'zookeeper-3' })
    t.runFor(1_000)
    expect(t.shell('localhost:2181,localhost:2182 ls /')).toMatchObject(lost)
    expect(t.shell('nowhere:2181 ls /').stderr).toMatch(
      /Unable to resolve address: nowhere\/<unresolved>:2181 .*\n.*UnknownHostException.*\nKeeperErrorCode = ConnectionLoss for \/\n$/,
    )
  })

  test('its session outlives it, unless it is closed: an ephemeral znode stays until the session expires', () => {
    const t = ensemble()
    t.shell('localhost:2181 create -e /short')
    expect(t.shell('localhost:2181 ls /').stdout).toContain('[short, zookeeper]')
    t.runFor(35_000)
    expect(t.shell('localhost:2181 ls /').stdout).toContain('[zookeeper]')
    expect(t.shell('localhost:2181 close')).toEqual(
      answered('\nWATCHER::\n\nWatchedEvent state:Closed type:None path:null\n'),
    )
  })
})

test('lines typed into it are done one after the other, and watches are told of as they fire', () => {
  const t = ensemble()
  const printed = t.typed([
    ...[
      'create /w one',
      'get -w /w',
      'ls -w /',
      'set /w two',
      'create /v',
      'ls -w /w',
      'delete /w',
      'history',
      'redo 1',
    ],
    ...[
      'printwatches off',
      'printwatches',
      '',
      'create "/a b" "c d"',
      "get '/a b'",
      'close',
      'ls /',
      'nonsense',
      'quit',
    ],
  ])
  const watched = (type: string, path: string) =>
    `\nWATCHER::\n\nWatchedEvent state:SyncConnected type:${type} path:${path}\n`
  expect(printed).toContain(
    `Connecting to localhost:2181\nWelcome to ZooKeeper!\nJLine support is disabled\n${watched('None', 'null')}Created /w\none\n[w, zookeeper]\n${watched('NodeDataChanged', '/w')}${watched('NodeChildrenChanged', '/')}Created /v\n[]\n${watched('NodeDeleted', '/w')}0 - create /w one\n1 - get -w /w\n2 - ls -w /\n3 - set /w two\n4 - create /v\n5 - ls -w /w\n6 - delete /w\n7 - history\norg.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for /w\nprintwatches is off\nCreated /a b\nc d\nNot connected\n`,
  )
  expect(terminalOf(t.world, 't').lastExitCode).toBe(127)
})
