import { describe, expect, test } from 'vitest'
import type { SessionResponse } from '../../../kafka/protocol/zookeeper/client-messages.ts'
import { ensembleOf } from '../../../testing/zookeeper-ensemble.ts'
import { runShellCommand } from './shell-commands.ts'

function shell() {
  const t = ensembleOf([1])
  t.connect('shell')
  return (line: string) => {
    let [stdout, stderr] = ['', '']
    const exitCode = runShellCommand(line.split(' '), {
      ask: (request) => t.ask('shell', request) as SessionResponse,
      print: (text) => {
        stdout += text
      },
      printError: (text) => {
        stderr += text
      },
    })
    return { exitCode, stdout, stderr }
  }
}

const printed = (stdout: string) => ({ exitCode: 0, stdout, stderr: '' })
const created = (path: string) => ({ exitCode: 0, stdout: '', stderr: `Created ${path}\n` })
const failed = (stderr: string, exitCode = 1) => ({ exitCode, stdout: '', stderr: `${stderr}\n` })

/** What zookeeper-shell.sh of 2.5.0 printed, line by line, on a server of its own. */
describe('as the real shell says it', () => {
  test('znodes are made, listed, written and deleted', () => {
    const type = shell()
    expect(type('create /mine hello')).toEqual(created('/mine'))
    expect(type('create /mine hello')).toEqual(failed('Node already exists: /mine'))
    expect(type('create -s /mine/n- x')).toEqual(created('/mine/n-0000000000'))
    expect(type('create -e /mine/short x')).toEqual(created('/mine/short'))
    expect(type('ls /mine')).toEqual(printed('[n-0000000000, short]\n'))
    expect(type('ls -R /')).toEqual(
      printed('/\n/mine\n/zookeeper\n/mine/n-0000000000\n/mine/short\n/zookeeper/config\n/zookeeper/quota\n'),
    )
    expect(type('set /mine world')).toEqual(printed(''))
    expect(type('set -v 0 /mine again')).toEqual(failed('version No is not valid : /mine'))
    expect(type('set -s /mine again').stdout).toMatch(
      /^cZxid = 0x2\nctime = \w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC 2026\nmZxid = 0x8\nmtime = .*\npZxid = 0x5\ncversion = 2\ndataVersion = 2\naclVersion = 0\nephemeralOwner = 0x0\ndataLength = 5\nnumChildren = 2\n$/,
    )
    expect(type('get /mine')).toEqual(printed('again\n'))
    expect(type('delete /mine')).toEqual(failed('Node not empty: /mine'))
    expect(type('deleteall /mine')).toEqual(printed(''))
    const gone = 'org.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for /mine'
    expect(type('get /mine')).toEqual(failed(gone))
  })

  test('what cannot be is refused', () => {
    const type = shell()
    expect(type('delete /zookeeper/quota')).toEqual(failed('Arguments are not valid : /zookeeper/quota'))
    expect(type('create /no/child x')).toEqual(failed('Node does not exist: /no/child'))
    expect(type('ls')).toEqual(failed('ls [-s] [-w] [-R] path'))
    expect(type('get nopath')).toEqual(failed('Path must start with / character'))
    const unknown = type('nonsense')
    expect(unknown.exitCode).toBe(127)
    expect(unknown.stderr).toMatch(/^ZooKeeper -server host:port .*\n\taddauth scheme auth\n\tclose \n/)
    expect(unknown.stderr).toMatch(/\n\tsync path\nCommand not found: Command not found nonsense\n$/)
  })

  test('of its own znodes', () => {
    const type = shell()
    expect(type('stat /zookeeper')).toEqual(
      printed(
        'cZxid = 0x0\nctime = Thu Jan 01 00:00:00 UTC 1970\nmZxid = 0x0\nmtime = Thu Jan 01 00:00:00 UTC 1970\npZxid = 0x0\ncversion = -2\ndataVersion = 0\naclVersion = 0\nephemeralOwner = 0x0\ndataLength = 0\nnumChildren = 2\n',
      ),
    )
    expect(type('get /zookeeper/config')).toEqual(printed('\n'))
    expect(type('getAcl /zookeeper')).toEqual(printed("'world,'anyone\n: cdrwa\n"))
    expect(type('ls -s /').stdout).toMatch(/^\[zookeeper\]cZxid = 0x0\n.*\nnumChildren = 1\n\n$/s)
  })
})
