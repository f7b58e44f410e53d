import { expect, test } from 'vitest'
import { deliverCommand } from '../../engine/processes.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { workstationBench } from '../../testing/workstation-bench.ts'
import { WORKSTATION_NODE } from '../workstation-state.ts'
import { openEditor } from './editor.ts'

const FILES = { '/tmp/kafka/config/server.properties': 'broker.id=1\n' }

function opened(line: string) {
  const bench = workstationBench({ tty: true, files: FILES })
  const give = (command: { readonly type: string }) =>
    deliverCommand(bench.world, WORKSTATION_NODE, { terminal: 't1', ...command } as Command)
  bench.type(line)
  bench.run(1_000)
  const editor = () => {
    const state = openEditor(bench.terminal)?.state ?? null
    return state?.kind === 'editor' ? state : null
  }
  return { bench, give, editor }
}

const save = (path: string, content: string, leaves: boolean) => ({ type: 'SaveFile', path, content, leaves })

test.each(['vi', 'sudo vi', 'vim +1', 'nano -l'])(
  '%s holds the shell until the file is written and the editor left',
  (call) => {
    const { bench, give, editor } = opened(`${call} config/server.properties\ncat config/server.properties`)
    expect(editor()).toMatchObject({ name: 'config/server.properties', text: 'broker.id=1\n', readOnly: false })
    expect(bench.terminal.finished).toEqual([])
    give(save('config/server.properties', 'broker.id=2\n', false))
    expect(editor()).toMatchObject({ text: 'broker.id=2\n', saidTimes: 1 })
    expect(editor()?.said).toMatch(/"config\/server.properties" 1L, 12B written|\[ Wrote 1 line \]/)
    give({ type: 'LeaveEditor' })
    bench.run()
    expect(bench.terminal.finished.map(({ stdout, exitCode }) => [stdout, exitCode])).toEqual([
      ['', 0],
      ['broker.id=2\n', 0],
    ])
  },
)

test('a new file, under another name too; one that cannot be written keeps the editor', () => {
  const { bench, give, editor } = opened('cd config && vi topics.json')
  expect(editor()).toMatchObject({ text: '', said: '"topics.json" [New]' })
  give(save('no/where.json', '{}\n', true))
  expect(editor()?.said).toBe(`"no/where.json" E212: Can't open file for writing`)
  give(save('copy.json', '{}\n', false))
  give(save('topics.json', '[]\n', true))
  expect(editor()).toBeNull()
  expect(bench.script('cat copy.json topics.json')[0]?.stdout).toBe('{}\n[]\n')
})

test('Ctrl-C ends it, and the file is as it was', () => {
  const { bench, editor } = opened('vi config/server.properties')
  bench.interrupt()
  expect(editor()).toBeNull()
  expect(bench.terminal.finished.map(({ exitCode }) => exitCode)).toEqual([130])
  expect(bench.script('cat config/server.properties')[0]?.stdout).toBe('broker.id=1\n')
})

test.each([
  ['vi', /^simulator: vi opens the file that is named behind it/],
  ['vi a b', /^simulator: vi opens one file at a time here, not 2/],
  ['nano config', /^simulator: config is a directory: ls config lists it/],
  ['vi config/server.properties | cat', /^simulator: vi opens no screen here: cat > config\/server.properties/],
  ['vi -y a', /^vi: invalid option -- 'y'/],
])('%s opens nothing and says why', (line, words) => {
  const { bench, editor } = opened(line)
  expect(editor()).toBeNull()
  expect(bench.terminal.finished.at(-1)?.stderr).toMatch(words)
})
