// Options of kafka-consumer-groups.sh beside one another, and values that are none, as 4.3.1 was seen to answer them.

import { beforeAll, describe, expect, test } from 'vitest'
import type { World } from '../../../engine/world.ts'
import { refuseRegex } from '../../../kafka/common/re2-syntax.ts'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

const SERVER = '--bootstrap-server localhost:9092'

let world: World

beforeAll(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  runScript(
    world,
    `kafka-topics.sh ${SERVER} --create --topic t --replica-assignment 1:2,2:3,3:1
echo a | kafka-console-producer.sh ${SERVER} --topic t
kafka-console-consumer.sh ${SERVER} --topic t --group g --from-beginning --max-messages 1
`,
  )
})

function groups(options: string) {
  const { stdout, stderr, exitCode } = runScript(world, `kafka-consumer-groups.sh ${SERVER} ${options}\n`).commands[0]!
  return { stdout, stderr: stderr.replace(/^\tat .*\n/gm, ''), exitCode }
}

test.each([
  ['--list --execute', 'g\n'],
  ['--list --all-groups', 'g\n'],
])('%s is a list', (options, stdout) => {
  expect(groups(options)).toEqual({ stdout, stderr: '', exitCode: 0 })
})

test.each(['--describe --all-groups --all-topics', '--describe --group g --dry-run'])('%s describes', (options) => {
  expect(groups(options)).toMatchObject({ exitCode: 0, stderr: "\nConsumer group 'g' has no active members.\n" })
})

test.each([
  ['--describe --group g --all-groups', `Option "[group]" can't be used with option "[all-groups]"`],
  ['--execute', 'Command must include exactly one action: --list, --describe, --delete, --reset-offsets,'],
  ['--delete-offsets --group g --topic t:x', "Invalid partition 'x' specified in topic arg 't:x''"],
  ['--reset-offsets --group g --dry-run', 'One of the reset scopes should be defined: --all-topics, --topic.'],
  [
    '--reset-offsets --group g --topic t --dry-run',
    "Option '[reset-offsets]' requires one of the following scenarios:",
  ],
])('%s is refused with the help', (options, message) => {
  const { stderr, exitCode } = groups(options)
  expect(exitCode).toBe(1)
  expect(stderr).toContain(message)
  expect(stderr).toMatch(/\nOption +Description/)
})

test.each([
  ['--delete-offsets --group none --topic t:0,9', 9],
  ['--delete-offsets --group none --topic x:0', 0],
])('%s tells what is wrong with the group of every partition', (options, partition) => {
  expect(groups(options).stdout).toMatch(
    new RegExp(`${partition} +Error: .*GroupIdNotFoundException: The group id does not exist\\.\n$`),
  )
})

test.each([0, -1])('no time at all, %i ms, is over at once', (ms) => {
  expect(groups(`--describe --group g --timeout ${ms}`)).toMatchObject({
    stdout:
      '\nError: Executing consumer group command failed due to org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: describeConsumerGroups(api=FIND_COORDINATOR)\n',
    exitCode: 0,
  })
})

test('all of no groups', () => {
  const empty = simulatorModel.create(emptyCluster(), 1)
  const [deleted, reset] = runScript(
    empty,
    `kafka-consumer-groups.sh ${SERVER} --delete --all-groups\nkafka-consumer-groups.sh ${SERVER} --reset-offsets --all-groups --to-earliest --all-topics --dry-run\n`,
  ).commands
  expect(deleted?.stdout).toBe('Deletion of requested consumer groups () was successful.\n')
  expect(reset?.stdout).toBe('\n')
})

describe('--from-file', () => {
  const reset = (text: string, rest = '--group g') => {
    runScript(world, `printf '${text}' > plan.csv\n`)
    return groups(`--reset-offsets ${rest} --from-file plan.csv --dry-run`)
  }
  const failed = 'Error: Executing consumer group command failed due to '
  const CSV = 'org.apache.kafka.tools.consumer.group.CsvUtils$CsvRecord'

  test('too many columns', () => {
    const told = (most: number, extra: string, column: number) =>
      `com.fasterxml.jackson.dataformat.csv.CsvReadException: Too many entries: expected at most ${most} (value #${most} (1 chars) "${extra}")\n at [Source: (StringReader); line: 1, column: ${column}]`
    const result = reset('t,0,1,2,3')
    expect(result.stdout).toBe(`\n${failed}${told(4, '3', 9)}\n`)
    expect(result.stderr).toBe(
      `${told(3, '2', 7)}\njava.lang.RuntimeException: ${told(4, '3', 9)}\nCaused by: ${told(4, '3', 9)}\n`,
    )
  })

  test('numbers that are none, or too large', () => {
    const text = reset('t,0,x').stderr
    expect(text).toContain(`(through reference chain: ${CSV}NoGroup["offset"])\njava.lang.RuntimeException:`)
    expect(text).toMatch(/Caused by: .*InvalidFormatException: Cannot deserialize value of type `int` from String "x"/)
    expect(reset('t,99999999999,1').stderr).toContain(
      `Numeric value (99999999999) out of range of int\n at [Source: (StringReader); line: 1, column: 15]`,
    )
  })

  test('empty, without its end, negative', () => {
    expect(reset('').stdout).toContain(
      `${failed}com.fasterxml.jackson.databind.exc.MismatchedInputException: No content`,
    )
    expect(reset('\\n').stdout).toMatch(/^\nError: No reset plan for group g found\n\nGROUP/)
    expect(reset('"t,0,1').stdout).toContain('JsonParseException: Missing closing quote for value')
    expect(reset('t,0,-5')).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^Invalid negative offset\n/) })
  })

  test('a topic that cannot be', () => {
    expect(reset('t;0;1').stdout).toContain('InvalidTopicException: Failed to fetch metadata for partition t;0;1-0')
  })
})

test.each([
  ["--to-datetime ''", 'java.text.ParseException: Error parsing timestamp.'],
  ['--to-datetime 2021-04-27T09:25:52', 'java.text.ParseException: Unparseable date: "2021-04-27T09:25:52Z"'],
  [
    '--to-datetime 1969-04-27T09:25:52.123',
    'java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnsupportedVersionException: The version of API is not supported.',
  ],
  ['--by-duration P999999999999D', 'Instant exceeds minimum or maximum instant'],
  ['--by-duration 1D', 'Text cannot be parsed to a Duration'],
])('%s', (scenario, message) => {
  expect(groups(`--reset-offsets --group g --topic t --dry-run ${scenario}`).stdout).toContain(
    `\nError: Executing consumer group command failed due to ${message}`,
  )
})

test.each([
  ['a*?b{2,3}[a-z\\]]|(?:c)\\.', null],
  ['a**', 'invalid nested repetition operator'],
  ['*', 'missing argument to repetition operator'],
  ['(|*)', 'missing argument to repetition operator'],
  ['(a', 'missing closing )'],
  [')', 'regexp/syntax: internal error'],
  ['(?=a)', 'invalid or unsupported Perl syntax'],
  ['a{2,1}', 'invalid repeat count'],
  ['[b-a]', 'invalid character class range'],
  ['[a', 'missing closing ]'],
  ['a\\', 'trailing backslash at end of expression'],
  ['\\1', 'invalid escape sequence'],
])('RE2 of %s: %s', (expression, problem) => {
  expect(refuseRegex(expression)).toBe(problem)
})

test('a group without a name is refused by its coordinator', () => {
  const { stdout, stderr } = groups("--describe --group ''")
  expect(stdout).toContain('InvalidGroupIdException: The group id is invalid.')
  expect(stderr).toContain(
    '`ConsumerGroupDescribe` request for group id  failed due to unexpected error INVALID_GROUP_ID.',
  )
})

test('the end of a line from Windows is a row of nothing in a plan', () => {
  const { commands } = runScript(
    world,
    `printf '"t",0,1\\r\\n\\r\\n' > plan.csv
kafka-consumer-groups.sh ${SERVER} --reset-offsets --group g --from-file plan.csv --dry-run
`,
  )
  expect(commands.at(-1)?.stdout).toContain('Failed to fetch metadata for partition -0 due to invalid topic ``')
})

test('a group that somebody is in has a plan without rows, and so the head of a table', () => {
  const script = `kafka-console-consumer.sh ${SERVER} --topic t --group busy &
sleep 5
kafka-consumer-groups.sh ${SERVER} --reset-offsets --group busy --topic t --to-earliest --execute
`
  const { stdout } = runScript(world, script).commands[2]!
  expect(stdout).toContain("the group 'busy' is inactive, but the current state is Stable.\n\nGROUP")
})
