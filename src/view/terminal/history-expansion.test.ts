import { expect, test } from 'vitest'
import { expandHistory } from './history-expansion.ts'

const history = ['kafka-topics.sh --list', 'cat a.json b.json', 'echo one two']

// What bash 5.2 made of these lines after the same history.
test.each([
  ['!!', 'echo one two'],
  ['sudo !!', 'sudo echo one two'],
  ['!kafka', 'kafka-topics.sh --list'],
  ['!?json?', 'cat a.json b.json'],
  ['!1', 'kafka-topics.sh --list'],
  ['!-2', 'cat a.json b.json'],
  ['less !$', 'less two'],
  ['less !cat:1', 'less a.json'],
  ['less !cat:$', 'less b.json'],
  ['ls !!*', 'ls one two'],
  ['^one^three', 'echo three two'],
  ['echo "!!"', 'echo "echo one two"'],
])('%s is %s', (typed, line) => {
  expect(expandHistory(typed, history)).toEqual({ line, changed: true })
})

test.each(["echo '!!'", 'echo \\!!', 'echo hello!', '[ a != b ]', 'if ! true; then', 'echo "Hello World!"', '!'])(
  '%s stays as it is',
  (line) => {
    expect(expandHistory(line, history)).toEqual({ line, changed: false })
  },
)

test('what no line begins with is told as it was typed', () => {
  expect(expandHistory('!zookeeper -x', history)).toEqual({ missing: '!zookeeper' })
  expect(expandHistory('!99', history)).toEqual({ missing: '!99' })
  expect(expandHistory('^x^y', history)).toEqual({ missing: ':s^x^y' })
  expect(expandHistory('!!', [])).toEqual({ missing: '!!' })
})
