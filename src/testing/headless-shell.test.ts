import { beforeAll, describe, expect, test } from 'vitest'
import { simulatorModel } from '../cli/model.ts'
import { loadMoreWords } from '../i18n/index.ts'
import { emptyCluster } from '../scenarios/index.ts'
import { runScript } from './headless-shell.ts'

beforeAll(loadMoreWords)

const play = (script: string) => {
  const world = simulatorModel.create(emptyCluster(), 1)
  return { world, ...runScript(world, script) }
}

describe('a script without a page', () => {
  test('ends where it says so, with the code it says', () => {
    const { commands, exitCode, timedOut } = play('echo a\nexit 3\necho never')
    expect([commands.map(({ stdout }) => stdout), exitCode, timedOut]).toEqual([['a\n', ''], 3, false])
  })

  test('sleeps as long as it says, and is ended, aloud, where it says nothing and has no end', () => {
    const slept = play(
      'sleep 8000; echo a\nfor i in 1 2 3 4 5; do sleep 60; done; echo b\ntimeout 300 tail -f /dev/null; echo $?',
    )
    expect([slept.stdout, slept.stderr]).toEqual(['a\nb\n124\n', ''])
    expect(slept.world.nowUs).toBeGreaterThan(8_600_000_000)

    const endless = play('while sleep 60; do :; done\ntail -f /dev/null\necho over')
    expect(endless.stdout).toBe('over\n')
    expect(endless.stderr).toBe(
      `simulator: while sleep 60; do :; done: silent for 7200 s, ended with Ctrl-C
simulator: tail -f /dev/null: silent for 180 s, ended with Ctrl-C
`,
    )
  })

  test('speaks to the simulator in the words of the terminal', () => {
    const { world, commands, exitCode } = play(':kill 2\n:seek 1m30s\n:seek 2m\n:start broker-2')
    expect(commands.map((command) => [command.exitCode, command.stderr])).toEqual([
      [0, ''],
      [1, 'Usage: :seek 12.5s\n'],
      [0, ''],
      [0, ''],
    ])
    expect(commands[0]?.stdout).toMatch(/^done at \d\d:\d\d\.\d{3}\n$/)
    expect(world.nowUs).toBe(120_000_000)
    expect(world.nodes.get('broker-2')?.status).toBe('running')
    expect(exitCode).toBe(0)
  })

  test.each([
    [':kill broker-9', 'There is no broker-9 here. There are: controller-101, '],
    [':kil broker-2', 'The simulator has no command :kil. :help lists those it has. Did you mean :kill?'],
    [':resume broker-1', 'broker-1 is not paused.'],
    [':undo', ':undo: a script only goes on'],
    [':seek 1ms', ':seek 1ms: a script only goes on'],
  ])('%s is refused in words', (line, words) => {
    const { stderr, exitCode } = play(line)
    expect([stderr.startsWith(words), exitCode]).toEqual([true, 1])
  })

  test('a colon that bash knows stays one of bash, and a here-document keeps its lines', () => {
    expect(play(': nothing\ncat <<E\n:kill broker-2\nE')).toMatchObject({ stdout: ':kill broker-2\n', exitCode: 0 })
  })
})
