// less and more at a terminal: a text is held until somebody has done with it.

import { expect, test } from 'vitest'
import { deliverCommand } from '../../engine/processes.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import { workstationBench } from '../../testing/workstation-bench.ts'
import { WORKSTATION_NODE } from '../workstation-state.ts'
import { openEditor } from './editor.ts'

const LONG = Array.from({ length: 60 }, (_, index) => `line ${index + 1}\n`).join('')
const FILES = { '/tmp/kafka/long': LONG, '/tmp/kafka/short': 'a\nb\n' }

function opened(line: string, tty = true) {
  const bench = workstationBench({ tty, files: FILES })
  bench.type(line)
  bench.run(3_000)
  const pager = () => {
    const state = openEditor(bench.terminal)?.state ?? null
    return state?.kind === 'pager' ? state : null
  }
  const leave = () => {
    deliverCommand(bench.world, WORKSTATION_NODE, { terminal: 't1', type: 'LeaveEditor' } as Command)
    bench.run()
  }
  return { bench, pager, leave }
}

const outputs = ({ bench }: ReturnType<typeof opened>) =>
  bench.terminal.finished.map(({ stdout, exitCode }) => [stdout, exitCode])

test.each([
  ['less long', [{ name: 'long', text: LONG }]],
  ['less short', [{ name: 'short', text: 'a\nb\n' }]],
  ['more long', [{ name: 'long', text: LONG }]],
  ['cat long | less', [{ name: '', text: LONG }]],
  ['less < long', [{ name: '', text: LONG }]],
  [
    'less short long',
    [
      { name: 'short', text: 'a\nb\n' },
      { name: 'long', text: LONG },
    ],
  ],
])('%s holds the shell until it is left, and leaves nothing behind', (line, files) => {
  const story = opened(`${line}\necho done`)
  expect(story.pager()).toMatchObject({ files, isWhole: true })
  expect(outputs(story)).toEqual([])
  story.leave()
  expect(outputs(story)).toEqual([
    ['', 0],
    ['done\n', 0],
  ])
})

test.each([
  ['more short', 'a\nb\n', 0],
  ['less -F short', 'a\nb\n', 0],
  ['cat short | less -F', 'a\nb\n', 0],
  ['less long | head -n 1', 'line 1\n', 0],
  ['less nosuch', '', 1],
  ['less', '', 1],
  ['more', '', 1],
])('%s opens no screen', (line, stdout, exitCode) => {
  const story = opened(line)
  expect(story.pager()).toBeNull()
  expect(outputs(story)).toEqual([[stdout, exitCode]])
})

test('where nobody looks it prints what it reads', () => {
  const story = opened('less short\nmore < short', false)
  expect(story.pager()).toBeNull()
  expect(outputs(story).map(([stdout]) => stdout)).toEqual(['a\nb\n', 'a\nb\n'])
})

test.each([
  ['less +G long', { line: 0 }],
  ['less +50 long', { line: 50 }],
  ['less +/error long', { words: 'error' }],
  ['less -p error long', { words: 'error' }],
  ['less long', { line: 1 }],
])('%s begins where it is told to', (line, first) => {
  expect(opened(line).pager()).toMatchObject({ first })
})

test('what a command prints comes as it is printed; Ctrl-C stops that, and the pager stays', () => {
  const story = opened('{ seq 3; sleep 100; } | less')
  expect(story.pager()).toMatchObject({ files: [{ name: '', text: '1\n2\n3\n' }], isWhole: false })
  story.bench.interrupt()
  story.bench.run(1_000)
  expect(story.pager()).toMatchObject({ isWhole: true })
  story.leave()
  expect(story.bench.terminal.finished).toHaveLength(1)
})

test('a pager that is left while more would come ends whoever fed it', () => {
  const story = opened('yes | less')
  expect(story.pager()?.files[0]?.text.startsWith('y\ny\n')).toBe(true)
  story.leave()
  expect(outputs(story)).toEqual([['', 0]])
})
