import { describe, expect, test } from 'vitest'
import { DEFAULT_PROFILE } from '../../kafka/profile/registry.ts'
import { commandsOf } from '../commands/registry.ts'
import { ArgumentError, parseArguments } from './argparse.ts'
import { justify } from './justify.ts'

function parserOf(tool: string) {
  const parser = commandsOf(DEFAULT_PROFILE).row(tool)?.facts?.parser
  if (parser == null) throw new Error(`${tool} has no parser`)
  return parser
}

const METADATA_QUORUM = parserOf('kafka-metadata-quorum.sh')
const STORAGE = parserOf('kafka-storage.sh')
const VERIFIABLE_PRODUCER = parserOf('kafka-verifiable-producer.sh')

const complaint = (parser: Parameters<typeof parseArguments>[0], args: string) => {
  try {
    parseArguments(parser, args.split(' '))
  } catch (error) {
    if (error instanceof ArgumentError) return error.message
    throw error
  }
  return null
}

const SERVER = '--bootstrap-server localhost:9092'

describe('argparse4j as Kafka uses it', () => {
  test.each([
    [
      `${SERVER} --topic t --max-messages abc`,
      `argument --max-messages: could not convert 'abc' to Integer (For input string: "abc")`,
    ],
    [`${SERVER} --topic t --acks 2`, "argument --acks: invalid choice: '2' (choose from {0,1,-1})"],
    [`${SERVER} --max-messages 1`, 'argument --topic is required'],
    [`${SERVER} --topic t --max-messages 1 bar`, "unrecognized arguments: 'bar'"],
    [`${SERVER} --topic t bar baz --acks 1`, "unrecognized arguments: 'bar baz --acks 1'"],
    ['--topic t --max-messages 1', 'one of the arguments --bootstrap-server is required'],
    [`--broker-list localhost:9092 --topic t`, "unrecognized arguments: '--broker-list'"],
    [`${SERVER} --topic`, 'argument --topic: expected one argument'],
  ])('%s: %s', (args, message) => {
    expect(complaint(VERIFIABLE_PRODUCER, args)).toBe(message)
  })

  test('a unique beginning of a long option is enough', () => {
    const parsed = parseArguments(VERIFIABLE_PRODUCER, [...SERVER.split(' '), '--topic', 't', '--max-m', '1'])
    expect(parsed.integer('--max-messages')).toBe(1)
    expect(complaint(VERIFIABLE_PRODUCER, `${SERVER} --topic t --t 1`)).toMatch(/^ambiguous option: --t could match/)
  })

  test('sub-commands', () => {
    expect(complaint(METADATA_QUORUM, SERVER)).toBe('too few arguments')
    expect(complaint(METADATA_QUORUM, `${SERVER} undo`)).toBe(
      "invalid choice: 'undo' (choose from 'describe', 'add-controller', 'remove-controller')",
    )
    expect(parseArguments(METADATA_QUORUM, [...SERVER.split(' '), 'describe', '--status']).command).toBe('describe')
    expect(complaint(METADATA_QUORUM, `${SERVER} --bootstrap-controller localhost:19101 describe`)).toBe(
      'argument --bootstrap-controller: not allowed with argument --bootstrap-server',
    )
  })
})

describe('short options and what is told first', () => {
  test.each([
    ['format -gt id -c file', { '--cluster-id': 'id', '--config': 'file', '--ignore-formatted': '' }],
    ['format -cfile -tid', { '--cluster-id': 'id', '--config': 'file' }],
    ['form -t id -f a=1 -f b=2 -c file', { '--feature': 'b=2' }],
  ])('%s', (args, expected) => {
    const parsed = parseArguments(STORAGE, args.split(' '))
    for (const [flag, value] of Object.entries(expected)) expect([flag, parsed.value(flag)]).toEqual([flag, value])
  })

  test.each([
    ['info -c file extra', "unrecognized arguments: 'extra'"],
    ['info -- -c file', "unrecognized arguments: '-c file'"],
    ['info -x', "unrecognized arguments: '-x'"],
    ['format -gx', "unrecognized arguments: '-gx'"],
    ['format --standalone=yes', "argument --standalone/-s: ignore implicit argument 'yes'"],
    ['format', 'argument --cluster-id/-t is required'],
    ['-- format', "unrecognized arguments: 'format'"],
  ])('%s: %s', (args, message) => {
    expect(complaint(STORAGE, args)).toBe(message)
  })

  test('what is missing before a sub-command is told only when nothing is wrong behind it', () => {
    expect(complaint(METADATA_QUORUM, 'describe --status')).toMatch(/^one of the arguments --bootstrap-server/)
    expect(complaint(METADATA_QUORUM, 'describe --nope')).toBe("unrecognized arguments: '--nope'")
    expect(complaint(METADATA_QUORUM, `${SERVER} remove-controller -d x -i 99999999999`)).toContain(
      `could not convert '99999999999' to Integer`,
    )
  })
})

describe('complaints in lines of 75 columns', () => {
  // As recorded: blanks that do not go round stand in the middle of the line.
  test.each([
    [
      `verifiable-producer: error: argument --max-messages: could not convert 'abc' to Integer (For input string: "abc")`,
      'verifiable-producer: error:  argument  --max-messages:  could  not  convert',
    ],
    [
      "verifiable-producer: error: argument --acks: invalid choice: '2' (choose from {0,1,-1})",
      "verifiable-producer: error: argument  --acks:  invalid  choice: '2' (choose",
    ],
    [
      'kafka-producer-perf-test: error: one of the arguments --record-size --payload-file --payload-monotonic is required',
      'kafka-producer-perf-test: error:  one  of  the  arguments  --record-size --',
    ],
    [
      'kafka-cluster: error: one of the arguments --bootstrap-server/-b --bootstrap-controller/-C is required',
      'kafka-cluster:  error:  one  of   the  arguments  --bootstrap-server/-b  --',
    ],
    [
      'kafka-metadata-quorum: error: one of the arguments --bootstrap-server --bootstrap-controller is required',
      'kafka-metadata-quorum: error: one  of  the  arguments --bootstrap-server --',
    ],
    [
      'verifiable-producer: error: one of the arguments --bootstrap-server is required',
      'verifiable-producer: error:  one  of  the  arguments  --bootstrap-server is',
    ],
    [
      "verifiable-producer: error: unrecognized arguments: ' # 전송할 데이터 개수 지정, -1로 하면 계속 데이터 전송'",
      "verifiable-producer: error: unrecognized arguments: ' #  전송할 데이터 개수 지정, -1로",
    ],
  ])('%s', (text, firstLine) => {
    expect(justify(text, 75).split('\n')[0]).toBe(firstLine)
  })

  test('a short one stays as it is', () => {
    expect(justify('tool: error: argument --topic is required', 75)).toBe('tool: error: argument --topic is required')
  })
})
