import { expect, test } from 'vitest'
import { rowsOf } from './part-output.ts'

const read = (text: string, typed: readonly string[]) =>
  rowsOf(text, typed).map((row) => `${row.typed ? 'typed' : 'printed'} ${row.text}`)

test('a line that came while a program was running is shown once, where the shell read it', () => {
  const typed = ['seq 2 \\', '', '--all', 'date']
  expect(
    read('$ seq 2 \\\n> \n--all\ndate\n1\n2\n$ --all\nbash: --all: command not found\n$ date\nMon\n', typed),
  ).toEqual([
    'typed $ seq 2 \\',
    'typed > ',
    'printed 1',
    'printed 2',
    'typed $ --all',
    'printed bash: --all: command not found',
    'typed $ date',
    'printed Mon',
  ])
})

test('what a program reads stands there as it was typed', () => {
  expect(read('$ cat\nhello\nhello\n', ['cat', 'hello'])).toEqual(['typed $ cat', 'typed hello', 'printed hello'])
  expect(read('$ kafka-console-producer.sh\n>one\n', ['kafka-console-producer.sh', 'one'])).toEqual([
    'typed $ kafka-console-producer.sh',
    'typed >one',
  ])
})
