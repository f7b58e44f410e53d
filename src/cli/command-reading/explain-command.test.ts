import { expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { explainCommand } from './explain-command.ts'
import { vocabularyOf } from './vocabulary.ts'

const vocabulary = vocabularyOf('kafka-4')

function roles(line: string, of = vocabulary): readonly string[] {
  return explainCommand(line, of).map(({ text, role, name }) =>
    name === text ? `${role} ${text}` : `${role} ${text} = ${name}`,
  )
}

test('a tool of joptsimple: its options by their whole names, their values, and words that it passes over', () => {
  expect(roles('bin/kafka-topics.sh --create --top hello —-partitions 3 --bootstrap-server=a:9092 # why')).toEqual([
    'tool bin/kafka-topics.sh = kafka-topics',
    'option --create',
    // More than one of them begins so.
    'unknownOption --top',
    'ignoredWord hello',
    'ignoredWord —-partitions',
    'ignoredWord 3',
    'option --bootstrap-server=a:9092 = --bootstrap-server',
    'comment # why = ',
  ])
  expect(roles('kafka-console-consumer.sh --from-b --topic t')).toEqual([
    'tool kafka-console-consumer.sh = kafka-console-consumer',
    'option --from-b = --from-beginning',
    'option --topic',
    'value t = --topic',
  ])
})

test('what is said of an option and of its value is what its version says', () => {
  const [, option, value] = explainCommand('kafka-topics.sh --partitions 3', vocabulary)
  expect(option).toMatchObject({
    role: 'option',
    value: '# of partitions',
    about: 'Number of partitions of the topic. --alter can raise it, never lower it.',
  })
  expect(value).toMatchObject({
    role: 'value',
    text: '3',
    about: 'Number of partitions of the topic. --alter can raise it, never lower it.',
  })
})

test('a tool of argparse4j has sub-commands, and refuses what it did not ask for', () => {
  expect(roles('kafka-storage.sh format --cluster-id x -c config/server.properties more')).toEqual([
    'tool kafka-storage.sh = kafka-storage',
    'subCommand format',
    'option --cluster-id',
    'value x = --cluster-id',
    'unknownOption -c',
    'refusedWord config/server.properties',
    'refusedWord more',
  ])
})

test('pipes, redirections, variables, and a tool that another program calls', () => {
  expect(roles('A=1 cat x.json | grep a > out.txt 2>&1 && docker exec broker kafka-topics.sh --list &')).toEqual([
    'assignment A=1',
    'program cat',
    'word x.json',
    'operator |',
    'program grep',
    'word a',
    'redirection >',
    'value out.txt = >',
    'redirection 2>&1',
    'operator &&',
    'program docker',
    'word exec',
    'word broker',
    'tool kafka-topics.sh = kafka-topics',
    'option --list',
    'operator &',
  ])
})

test('a program that is not there', () => {
  expect(roles('frobnicate x')).toEqual(['unknownProgram frobnicate', 'word x'])
})

test('the same line says other things in another version', () => {
  const line = 'kafka-topics.sh --zookeeper localhost:2181 --list'
  expect(roles(line)[1]).toBe('unknownOption --zookeeper')
  expect(roles(line, vocabularyOf('kafka-2.5'))[1]).toBe('option --zookeeper')
})
