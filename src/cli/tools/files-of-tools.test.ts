// What tools of 4.3.1 were seen to say of files that are not what they need.

import { beforeAll, describe, expect, test } from 'vitest'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
const MISMATCH = 'com.fasterxml.jackson.databind.JsonMappingException'

let world: World

beforeAll(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  runScript(world, `kafka-topics.sh ${SERVER} --create --topic t --replica-assignment 1:2,2:3,3:1\n`)
})

/** The last command of the line, its trace without frames. */
function run(line: string) {
  const { stdout, stderr, exitCode } = runScript(world, `${line}\n`).commands.at(-1)!
  const bare = (text: string) => text.replace(/^\tat .*\n/gm, '').replace(/\n\n$/, '\n')
  return { stdout: bare(stdout), stderr: bare(stderr), exitCode }
}

const withFile = (text: string, line: string) => run(`printf '%s' '${text}' > file\n${line}`)

describe('kafka-leader-election.sh --path-to-json-file', () => {
  const elect = `kafka-leader-election.sh ${SERVER} --election-type preferred --path-to-json-file`
  const unusable = 'org.apache.kafka.tools.AdminOperationException'

  test.each([
    ['', 'Replica election data is empty'],
    ['{', 'Replica election data is empty'],
    ['{}', 'Replica election data is missing "partitions" field'],
    [
      '{"partitions":[{"topic":"t","partition":0},{"topic":"t","partition":0}]}',
      'Replica election data contains duplicate partitions: [t-0]',
    ],
  ])('%s', (text, message) => {
    expect(withFile(text, `${elect} file`).stderr).toBe(`${message}\n${unusable}: ${message}\n`)
  })

  test.each([
    ['[]', 'Expected JSON object, received []'],
    ['{"partitions":null}', 'Expected JSON array, received null'],
    ['{"partitions":["t"]}', 'Expected JSON object, received "t"'],
    ['{"partitions":[{}]}', 'No such field exists: `topic`'],
    ['{"partitions":[{"topic":1,"partition":0}]}', 'Expected `String` value, received 1'],
    ['{"partitions":[{"topic":"t","partition":0.5}]}', 'Expected `Integer` value, received 0.5'],
  ])('%s', (text, words) => {
    const message = `${MISMATCH}: ${words}`
    expect(withFile(text, `${elect} file`).stderr).toBe(
      `${message}\njava.lang.RuntimeException: ${message}\nCaused by: ${message}\n`,
    )
  })

  test('what follows the JSON is not looked at, a folder cannot be read, and settings are', () => {
    expect(withFile('{"partitions":[{"topic":"t","partition":0}]} x', `${elect} file`)).toMatchObject({ exitCode: 0 })
    expect(run(`${elect} /tmp`).stderr).toContain(
      'Caused by: java.io.IOException: Unable to read file /tmp\nCaused by: java.io.IOException: Is a directory\n',
    )
    expect(run(`${elect} file --admin.config none`).stderr).toBe('none\njava.nio.file.NoSuchFileException: none\n')
    expect(run(`${elect} file --admin.config a --command-config b`).stderr).toMatch(
      /^Option "\[admin\.config\]" can't be used with option "\[command-config\]"\nOption/,
    )
  })
})

test.each([
  ['x', 'The input string is not a valid JSON'],
  ['{"version":2,"partitions":[]}', 'Not supported version field value 2'],
  ['{"version":1.5,"partitions":[]}', 'Expected `Integer` value, received 1.5'],
  ['{"version":1}', 'Missing partitions field'],
  ['{"partitions":{}}', 'Expected JSON array, received {}'],
  ['{"partitions":["t"]}', 'Expected JSON object, received "t"'],
  ['{"partitions":[{"topic":"t","partition":0,"offset":"0"}]}', 'Expected `Long` value, received "0"'],
])('kafka-delete-records.sh with %s', (text, message) => {
  const result = withFile(text, `kafka-delete-records.sh ${SERVER} --offset-json-file file`)
  expect(result).toMatchObject({ stdout: '', exitCode: 1 })
  expect(result.stderr.split('\n')[0]).toBe(message)
})

describe('kafka-reassign-partitions.sh', () => {
  const reassign = `kafka-reassign-partitions.sh ${SERVER} --reassignment-json-file file`
  const row = (rest: string) => `{"version":1,"partitions":[{"topic":"t","partition":0,${rest}}]}`

  test.each([
    ['x', 'The input string is not a valid JSON'],
    ['[]', 'Expected JSON object, received []'],
    ['{"version":1.0,"topics":[]}', 'Expected `Integer` value, received 1.0'],
    ['{"version":2,"topics":[]}', 'Not supported version field value 2'],
    ['{"topics":[{}]}', 'No such field exists: `topic`'],
    ['{"topics":[{"topic":"t"},{"topic":"t"}]}', 'List of topics to reassign contains duplicate entries: [t]'],
  ])('--generate of %s', (text, message) => {
    const line = `kafka-reassign-partitions.sh ${SERVER} --topics-to-move-json-file file --broker-list 1,2 --generate`
    expect(withFile(text, line).stdout.split('\n')[0]).toBe(`Error: ${message}`)
  })

  test.each([
    ['', "The input string shouldn't be empty"],
    ['{}', 'Partition reassignment list cannot be empty'],
    ['{"version":"1","partitions":[]}', 'Expected `Integer` value, received "1"'],
    [row('"x":1'), 'No such field exists: `replicas`'],
    [row('"replicas":"1,2"'), 'Expected `JSON array` value, received "1,2"'],
    [row('"replicas":[]'), 'Partition replica list cannot be empty'],
    [
      row('"replicas":[1,1]'),
      'Partition replica lists may not contain duplicate entries: t-0 contains multiple entries for 1',
    ],
    [
      row('"replicas":[1,2],"log_dirs":["any"]'),
      'Size of replicas list [1, 2] is different from size of log dirs list [any] for partition t-0',
    ],
  ])('--execute of %s', (text, message) => {
    expect(withFile(text, `${reassign} --execute`).stdout.split('\n')[0]).toBe(`Error: ${message}`)
  })

  test('a parser’s error is the cause of what the tool throws', () => {
    expect(withFile('{', `${reassign} --verify`).stdout).toContain(
      'Caused by: com.fasterxml.jackson.core.io.JsonEOFException: Unexpected end-of-input: expected close marker for Object',
    )
  })

  test('--verify tells of what is not there as of any other', () => {
    const text =
      '{"version":1,"partitions":[{"topic":"none","partition":0,"replicas":[1,2]},{"topic":"t","partition":1,"replicas":[2,3]}]}'
    expect(withFile(text, `${reassign} --verify --preserve-throttles`)).toMatchObject({
      stdout: `Status of partition reassignment:
There is no active reassignment of partition none-0, but replica set is  rather than 1,2.
Reassignment of partition t-1 is completed.
`,
      stderr: '',
      exitCode: 0,
    })
  })

  test('a folder that a broker has not got is refused once the rest has begun, one that is its own goes through', () => {
    const other = withFile(row('"replicas":[1,2],"log_dirs":["any","/other"]'), `${reassign} --execute`)
    expect(other).toMatchObject({ stderr: '', exitCode: 1 })
    expect(other.stdout).toContain(
      `Successfully started partition reassignment for t-0
Error: Failed to alter dir for t-0-2
org.apache.kafka.tools.AdminCommandFailedException: Failed to alter dir for t-0-2
Caused by: java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.LogDirNotFoundException: The user-specified log directory is not found in the broker config.
`,
    )
    expect(run(`${reassign} --verify`).stdout).toContain(
      '\nPartition t-0 on broker 2 is not being moved from log dir /tmp/kafka-logs-2 to /other.\nClearing broker-level ',
    )
    const own = withFile(row('"replicas":[1,2],"log_dirs":["/tmp/kafka-logs-1","any"]'), `${reassign} --execute`)
    expect(own.stdout).toContain(
      'Successfully started partition reassignment for t-0\nSuccessfully started moving log directory to /tmp/kafka-logs-1 for replica t-0 with broker 1 \n',
    )
  })
})

describe('kafka-get-offsets.sh', () => {
  const offsets = (rest: string) => run(`kafka-get-offsets.sh ${SERVER} ${rest}`)
  const all = 't:0:0\nt:1:0\nt:2:0\n'

  test.each([
    ['--topic x,t', all],
    ["--topic t --partitions ''", all],
    ['--topic t --partitions 0,', 't:0:0\n'],
    ['--topic-partitions t:1-,:0', all],
  ])('%s', (rest, stdout) => {
    expect(offsets(rest)).toEqual({ stdout, stderr: '', exitCode: 0 })
  })

  const terse = 'org.apache.kafka.tools.TerseException: Invalid rule specification: '
  const none = 'Could not match any topic-partitions with the specified filters'
  test.each([
    ['--topic t --partitions -1', `${none}\n`],
    ['--topic-partitions ,', `${none}\n`],
    ['--topic-partitions t:x', `${terse}t:x\njava.lang.RuntimeException: ${terse}t:x\nCaused by: ${terse}t:x\n`],
    [
      '--topic-partitions t:99999999999',
      'For input string: "99999999999"\njava.lang.NumberFormatException: For input string: "99999999999"\n',
    ],
    ["--topic '['", '[ is an invalid regex.\njava.lang.RuntimeException: [ is an invalid regex.\n'],
    ['--nope', 'nope is not a recognized option\n'],
    [
      '--time 5 --time 6',
      'Found multiple arguments for option time, but you asked for only one\njoptsimple.MultipleArgumentsForOptionException: Found multiple arguments for option time, but you asked for only one\n',
    ],
  ])('%s is refused', (rest, message) => {
    expect(offsets(rest)).toEqual({ stdout: '', stderr: `Error occurred: ${message}`, exitCode: 1 })
  })

  test('a special time that no broker knows skips every partition', () => {
    const { stdout, stderr, exitCode } = offsets('--topic-partitions t:0 --time -7')
    expect([stdout, exitCode]).toEqual(['', 0])
    expect(stderr).toContain('for topic partition t-0 failed due to an unexpected error UNSUPPORTED_VERSION')
    expect(stderr).toContain(
      'Skip getting offsets for topic-partition t-0 due to error: org.apache.kafka.common.errors.UnsupportedVersionException: The version of API is not supported.\n',
    )
  })

  test('an address without its port is a matter of the help', () => {
    expect(run('kafka-get-offsets.sh --bootstrap-server localhost').stderr).toMatch(
      /^Please provide valid host:port like host1:9091,host2:9092\n\nOption/,
    )
  })
})

test.each([
  ['9,8,1', 'ERROR: The given brokers do not exist from --broker-list: 8,9. Current existent brokers: 1,2,3\n'],
  ['1,x', 'For input string: "x"\njava.lang.NumberFormatException: For input string: "x"\n'],
  ["'1, 2'", 'For input string: " 2"\njava.lang.NumberFormatException: For input string: " 2"\n'],
])('kafka-log-dirs.sh --broker-list %s', (brokers, stderr) => {
  expect(run(`kafka-log-dirs.sh ${SERVER} --describe --broker-list ${brokers}`)).toEqual({
    stdout: '',
    stderr,
    exitCode: 1,
  })
})

describe('kafka-acls.sh looks at what it is given before anybody refuses it', () => {
  const resource =
    'You must provide at least one resource: --topic <topic> or --cluster or --group <group> or --delegation-token <Delegation Token ID>'
  test.each([
    [
      '--list --bootstrap-controller localhost:19101',
      'Only one of --bootstrap-server or --bootstrap-controller must be specified',
    ],
    ['--add --allow-principal User:a', resource],
    ['--list --allow-principal User:a', `Option "[list]" can't be used with option "[allow-principal]"`],
    [
      '--add --producer --topic t --allow-principal User:a --operation Read',
      `Option "[producer]" can't be used with option "[operation]"`,
    ],
    ['--add --producer --allow-principal User:a', 'With --producer you must specify a --topic'],
    [
      '--add --consumer --topic t --allow-principal User:a',
      'With --consumer you must specify a --topic and a --group and no --cluster or --transactional-id option should be specified.',
    ],
    [
      '--add --idempotent --cluster --allow-principal User:a',
      'The --idempotent option is only available if --producer is set',
    ],
    [
      '--add --topic t --allow-principal User:a --principal User:b',
      'The --principal option is only available if --list is set',
    ],
    [
      '--add --topic t --allow-host h',
      'You must specify one of: --allow-principal, --deny-principal when trying to add ACLs.',
    ],
    [
      '--add --topic t --allow-principal User:a --resource-pattern-type any',
      "A '--resource-pattern-type' value of 'ANY' is not valid when adding acls.",
    ],
    [
      '--add --delegation-token x --allow-principal User:a --operation Read',
      'ResourceType DELEGATION_TOKEN only supports operations [DESCRIBE, ALL]',
    ],
  ])('%s', (rest, message) => {
    const { stdout, stderr, exitCode } = run(`kafka-acls.sh ${SERVER} ${rest}`)
    expect([stdout, stderr.split('\n')[0], exitCode]).toEqual(['', message, 1])
    expect(stderr).toMatch(/\nOption +Description/)
  })

  test('values that are none are exceptions, and the rest is for the broker', () => {
    expect(run(`kafka-acls.sh ${SERVER} --add --topic t --allow-principal a`).stdout).toBe(
      'Error while executing ACL command: expected a string in format principalType:principalName but got a\njava.lang.IllegalArgumentException: expected a string in format principalType:principalName but got a\n',
    )
    expect(run(`kafka-acls.sh ${SERVER} --list --resource-pattern-type x`).stdout).toContain(
      'Caused by: joptsimple.ValueConversionException: Value [x] is not one of [ANY|MATCH|LITERAL|PREFIXED]\n',
    )
    for (const rest of ['--list', '--add --topic t --allow-principal User:a --operation DescribeConfigs'])
      expect(run(`kafka-acls.sh ${SERVER} ${rest}`).stdout).toContain('No Authorizer is configured on the broker')
    expect(run(`kafka-acls.sh ${SERVER} --remove --topic t --force`).stdout).toContain('No Authorizer is configured.\n')
  })
})

test('a name that tells no offset, and a file that nobody has', () => {
  const { stdout, stderr } = run('kafka-dump-log.sh --files /tmp/none.log')
  expect([stdout, stderr]).toEqual([
    'Dumping /tmp/none.log\n',
    'Exception in thread "main" java.lang.NumberFormatException: For input string: "none"\n',
  ])
  expect(run(`kafka-groups.sh ${SERVER} --list --command-config none`)).toEqual({
    stdout: '',
    stderr: 'none\njava.nio.file.NoSuchFileException: none\n',
    exitCode: 1,
  })
})
