import { describe, expect, test } from 'vitest'
import { DEFAULT_PROFILE, profileOf } from '../../kafka/profile/registry.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { commandsOf } from '../commands/registry.ts'
import { helpText } from './help.ts'
import { OptionError, optionException, optionTable, parseOptions } from './jopt.ts'

const KAFKA = profileOf(DEFAULT_PROFILE)
const tableOf = (tool: string) => commandsOf(DEFAULT_PROFILE).row(tool)?.facts?.optionTable ?? new Map<string, never>()
const topics = tableOf('kafka-topics.sh')
const complaint = (args: string, act: (options: ReturnType<typeof parseOptions>) => unknown = () => null) => {
  try {
    act(parseOptions(topics, args.split(' ')))
  } catch (error) {
    if (error instanceof OptionError) return error.message
    throw error
  }
  return null
}

describe('joptsimple as Kafka builds it', () => {
  test.each([
    ['--topic a --create', 'a'],
    ['--topic=a --create', 'a'],
    ['-topic a', 'a'],
    ['--topic --create', '--create'],
    ['--topic -1', '-1'],
    ['--topic ""', '""'],
  ])('%s gives the topic %s', (args, topic) => {
    expect(parseOptions(topics, args.split(' ')).value('topic')).toBe(topic)
  })

  test('the flag that was taken for a value is missing', () => {
    expect(parseOptions(topics, ['--topic', '--create']).has('create')).toBe(false)
  })

  test('a value for a flag is passed over', () => {
    expect(parseOptions(topics, ['--list=yes']).has('list')).toBe(true)
  })

  test('words that are no options are collected, an em dash makes one', () => {
    const options = parseOptions(topics, ['--create', '—-partitions', '3', '--topic', 't'])
    expect(options.words).toEqual(['—-partitions', '3'])
    expect(options.integer('partitions')).toBe(null)
  })

  test('two dashes alone end the options', () => {
    expect(parseOptions(topics, ['--list', '--', '--create']).words).toEqual(['--create'])
  })

  test('an optional value is taken where it cannot be an option', () => {
    const groups = tableOf('kafka-consumer-groups.sh')
    expect(parseOptions(groups, ['--list', '--state', 'Stable']).value('state')).toBe('Stable')
    const without = parseOptions(groups, ['--state', '--list'])
    expect([without.has('state'), without.value('state'), without.has('list')]).toEqual([true, null, true])
  })

  test('a default stands in for what was not given', () => {
    expect(parseOptions(tableOf('kafka-consumer-groups.sh'), ['--list']).integer('timeout')).toBe(30_000)
  })

  test.each([
    ['--part 3', 'part is not a recognized option'],
    ['--foo', 'foo is not a recognized option'],
    ['-foo', 'f is not a recognized option'],
    ['--create --topic', 'Option topic requires an argument'],
  ])('%s: %s', (args, message) => {
    expect(complaint(args)).toBe(message)
  })

  test('numbers and repetitions are met when the value is read', () => {
    expect(complaint('--partitions three')).toBe(null)
    expect(complaint('--partitions three', (options) => options.integer('partitions'))).toBe(
      "Cannot parse argument 'three' of option partitions",
    )
    expect(complaint('--partitions 99999999999', (options) => options.integer('partitions'))).toBe(
      "Cannot parse argument '99999999999' of option partitions",
    )
    expect(complaint('--topic a --topic b', (options) => options.value('topic'))).toBe(
      'Found multiple arguments for option topic, but you asked for only one',
    )
    expect(complaint('--partitions -1', (options) => options.integer('partitions'))).toBe(null)
  })

  test('a number that is none names two causes', () => {
    const error = optionException(
      (() => {
        try {
          parseOptions(topics, ['--partitions', 'x']).integer('partitions')
        } catch (caught) {
          return caught as OptionError
        }
        throw new Error('it parsed')
      })(),
    )
    expect(error.className).toBe('joptsimple.OptionArgumentConversionException')
    expect(error.causedBy?.className).toBe('joptsimple.internal.ReflectionException')
    expect(error.causedBy?.causedBy?.message).toBe('For input string: "x"')
  })

  test('an option the parser itself requires', () => {
    expect(() => parseOptions(tableOf('kafka-groups.sh'), ['--list'])).toThrow(
      'Missing required option(s) [bootstrap-server]',
    )
    expect(() => parseOptions(tableOf('kafka-groups.sh'), ['--help'])).not.toThrow()
  })
})

describe('the help', () => {
  test('two columns, options in order, every line as wide as the other', () => {
    const lines = helpText(
      optionTable(
        ['--topic String: topic', '--create', '--toys Integer: # of toys = 1'],
        toolsOf(KAFKA.name),
        'kafka-topics',
      ),
    )
      .trimEnd()
      .split('\n')
    expect(lines[0]).toMatch(/^Option {2,}Description/)
    expect(lines[1]).toMatch(/^-{6} +-{11}/)
    expect(lines.slice(2).flatMap((line) => /^--\S+/.exec(line)?.[0] ?? [])).toEqual(['--create', '--topic', '--toys'])
    expect(lines.find((line) => line.startsWith('--toys'))).toMatch(/<Integer: # of .*\(default: 1\)/)
  })

  test('an option that is required is marked', () => {
    expect(helpText(tableOf('kafka-groups.sh'))).toMatch(/^Option \(\* = required\)/)
  })
})
