// Formatting, and what is refused before it, as kafka-storage.sh of 4.3.1 was seen to do both.

import { beforeEach, expect, test } from 'vitest'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const ID = 'MkU3OEVBNTcwNTJENDM2Qg'
const VOTER = 'AAAAAAAAAAAAAAAAAAAAAQ'
const CONTROLLER =
  'process.roles=controller\\nnode.id=9\\ncontroller.listener.names=C\\nlisteners=C://:7777\\nlog.dirs=/tmp/nine\\n'
const BOOTSTRAP = 'controller.quorum.bootstrap.servers=localhost:7777\\n'
const DYNAMIC = `${CONTROLLER}${BOOTSTRAP}`
const STATIC = `${CONTROLLER}controller.quorum.voters=9@localhost:7777\\n`
const BROKER = `process.roles=broker\\ncontroller.listener.names=C\\nnode.id=7\\nlog.dirs=/tmp/a,/tmp/b\\n${BOOTSTRAP}`

let world: World

beforeEach(() => {
  world = simulatorModel.create(emptyCluster(), 1)
})

/** The last command, its trace without frames and own voice. */
function storage(properties: string, line: string) {
  const { stdout, stderr, exitCode } = runScript(
    world,
    `printf '${properties}' > s.properties\nkafka-storage.sh ${line}\n`,
  ).commands[1]!
  return { stdout, stderr: stderr.replace(/^(\tat|simulator:) .*\n/gm, ''), exitCode }
}

const format = (properties: string, rest: string) => storage(properties, `format -c s.properties -t ${ID} ${rest}`)

const LATEST = [
  'eligible.leader.replicas.version=1',
  'group.version=1',
  'share.version=1',
  'streams.version=1',
  'transaction.version=2',
]

/** Levels of the printed bootstrap metadata, and the lines below it. */
function formatted(properties: string, rest: string) {
  const { stdout } = format(properties, rest)
  const [metadata = '', ...lines] = stdout.split('\n')
  const levels = [...metadata.matchAll(/name='([a-z.]+)', featureLevel=(\d+)/g)].map(
    ([, name, level]) => `${name}=${level}`,
  )
  return [levels, lines.filter((line) => line !== '')]
}

test.each<[string, string[], string, string]>([
  ['-s', ['metadata.version=30', ...LATEST], 'dynamic metadata voter directory', '4.3-IV0'],
  ['-N', ['metadata.version=30', ...LATEST], 'metadata directory', '4.3-IV0'],
  [`-I 9@localhost:7777:${VOTER}`, ['metadata.version=30', ...LATEST], 'dynamic metadata voter directory', '4.3-IV0'],
  [`-I 8@localhost:7777:${VOTER}`, ['metadata.version=30', ...LATEST], 'dynamic metadata directory', '4.3-IV0'],
  ['-s -r 3.8', ['metadata.version=20'], 'dynamic metadata voter directory', '3.8-IV0'],
  [
    '-s -r 3.9-IV0 -f group.version=1',
    ['metadata.version=21', 'group.version=1'],
    'dynamic metadata voter directory',
    '3.9-IV0',
  ],
  [
    '-s -f metadata.version=25',
    ['metadata.version=25', 'group.version=1', 'transaction.version=2'],
    'dynamic metadata voter directory',
    '4.0-IV3',
  ],
])('format %s', (rest, levels, kind, version) => {
  expect(formatted(DYNAMIC, rest)).toEqual([levels, [`Formatting ${kind} /tmp/nine with metadata.version ${version}.`]])
})

test('a static quorum, and a broker with two folders, the first of which has the metadata', () => {
  expect(formatted(STATIC, '-f transaction.version=1')[0]).toContain('transaction.version=1')
  const [, lines] = formatted(BROKER, '-f group.version=0')
  expect([...(lines ?? [])].sort()).toEqual([
    'Formatting data directory /tmp/b with metadata.version 4.3-IV0.',
    'Formatting metadata directory /tmp/a with metadata.version 4.3-IV0.',
  ])
  expect(format(BROKER, '').stderr).toMatch(/^Log directory \/tmp\/[ab] is already formatted\./)
  expect(format(BROKER, '-g').stdout).toBe('All of the log directories are already formatted.\n')
})

const FLAGS = 'one of the flags --standalone, --initial-controllers, or --no-initial-controllers is used'

test.each([
  ['-s -r 9.9', "Unknown metadata.version '9.9'. Supported metadata.version are: 3.3-IV3,"],
  ['-s -r 4.4-IV0', "Unknown metadata.version '4.4-IV0'."],
  [
    '-s -f foo',
    `Exception in thread "main" java.lang.RuntimeException: Can't parse feature=level string foo: equals sign not found.`,
  ],
  [
    '-s -f foo=1',
    'Unsupported feature: foo. Supported features are: eligible.leader.replicas.version, group.version, kraft.version,',
  ],
  [
    '-s -f group.version=99',
    'Exception in thread "main" java.lang.IllegalArgumentException: No feature:group.version with feature level 99',
  ],
  [
    '-s -f kraft.version=0',
    `Cannot set kraft.version to 0 if controller.quorum.voters is empty and ${FLAGS}. For dynamic`,
  ],
  [
    '-s -f metadata.version=17 -r 4.0',
    'Use --release-version instead of --feature metadata.version=X to avoid ambiguity.',
  ],
  ['', 'Because controller.quorum.voters is not set on this controller, you must specify one of the following:'],
  ['-I x', 'Exception in thread "main" java.lang.IllegalArgumentException: No @ found in dynamic voter string.'],
  [
    `-I 9@localhost:${VOTER}`,
    'Exception in thread "main" java.lang.IllegalArgumentException: No colon following port could be found.',
  ],
  [
    `-I 9@h:7:${VOTER},9@h:8:${VOTER}`,
    'Exception in thread "main" java.lang.IllegalArgumentException: Node id 9 was specified more than once.',
  ],
  [
    '-I 9@localhost:7777:abc',
    'Exception in thread "main" java.lang.IllegalArgumentException: Failed to parse directory ID in dynamic voter string.\nCaused by: java.lang.IllegalArgumentException: Input string `abc` decoded as 2 bytes',
  ],
])('format %s is refused', (rest, message) => {
  const { stdout, stderr, exitCode } = format(DYNAMIC, rest)
  expect([stdout, stderr.startsWith(message), exitCode]).toEqual(['', true, 1])
})

test.each([
  [
    STATIC,
    '-s',
    'You cannot specify controller.quorum.voters and format the node with --initial-controllers or --standalone.',
  ],
  [
    STATIC,
    '-f kraft.version=1',
    `Cannot set kraft.version to 1 unless controller.quorum.voters is empty and ${FLAGS}.`,
  ],
  [BROKER, '-s', 'You can only use --standalone on a controller.'],
  [
    'a=b\\n',
    '',
    'Exception in thread "main" org.apache.kafka.common.config.ConfigException: Missing required configuration "process.roles" which has no default value.',
  ],
  [
    CONTROLLER,
    '-s',
    'Exception in thread "main" org.apache.kafka.common.config.ConfigException: If using process.roles, either controller.quorum.bootstrap.servers must contain',
  ],
])('%s with %s', (properties, rest, message) => {
  expect(format(properties, rest).stderr.startsWith(message)).toBe(true)
})

test('info tells folders that are there from those that are not', () => {
  expect(storage(BROKER, 'info -c s.properties')).toMatchObject({
    stdout: 'Found problems:\n  /tmp/a does not exist\n  /tmp/b does not exist\n\n',
    exitCode: 1,
  })
  runScript(world, 'mkdir /tmp/b\n')
  expect(storage(BROKER, 'info -c s.properties').stdout).toBe(
    'Found log directory:\n  /tmp/b\n\nFound problems:\n  /tmp/a does not exist\n  /tmp/b is not formatted.\n\n',
  )
})

test.each([
  ['foo', "Invalid feature format: foo. Expected format: 'feature=version' (e.g. 'group.version=1')"],
  ['foo=x', 'Invalid version format: x for feature foo'],
  ['group.version=99', 'Feature level 99 is not supported for feature group.version'],
  ['foo=1', 'Unknown feature: foo'],
])('feature-dependencies of %s', (feature, message) => {
  expect(storage(DYNAMIC, `feature-dependencies -f ${feature}`)).toEqual({
    stdout: '',
    stderr: `${message}\n`,
    exitCode: 1,
  })
})

const CREDENTIAL = 'SCRAM-SHA-256=[name=alice,password=a]'

test.each([
  ['', "Failed to find equals sign in SCRAM argument ''"],
  ['SCRAM-SHA-1=[name=alice,password=a]', 'The add-scram mechanism SCRAM-SHA-1 is not supported.'],
  ['SCRAM-SHA-256=name', 'Expected configuration string to start with ['],
  ['SCRAM-SHA-256=[name=alice', 'Expected configuration string to end with ]'],
  ['SCRAM-SHA-256=[]', 'No equals sign found in SCRAM component: '],
  ['SCRAM-SHA-256=[ name=alice , password="a" ]', "You must supply 'name' to add-scram"],
  ['SCRAM-SHA-256=[name=alice]', "You must supply one of 'password' or 'saltedpassword' to add-scram"],
  ['SCRAM-SHA-512=[name=alice,saltedpassword=YWJj]', "You must supply 'salt' with 'saltedpassword' to add-scram"],
  ['SCRAM-SHA-512=[name=alice,password=a,salt=!]', 'Failed to decode given salt: !'],
  ['SCRAM-SHA-512=[name=alice,password=a,iterations=]', 'Failed to parse iterations count: '],
  ['SCRAM-SHA-512=[name=alice,password=a,iterations=5,foo=1]', 'Unknown SCRAM configurations: foo'],
  [
    'SCRAM-SHA-512=[name=alice,password=a,iterations=5]',
    "The 'iterations' value must be >= 4096 for add-scram using SCRAM_SHA_512",
  ],
  [
    'SCRAM-SHA-256=[name=alice,password=a,iterations=99999]',
    "The 'iterations' value must be <= 16384 for add-scram using SCRAM_SHA_256",
  ],
])('no credential is made of %s', (argument, words) => {
  expect(format(DYNAMIC, `-s -S '${argument}'`)).toEqual({ stdout: '', stderr: `${words}\n`, exitCode: 1 })
})

test('credentials are said not to be simulated', () => {
  const script = `printf '${DYNAMIC}' > s.properties\nkafka-storage.sh format -c s.properties -t ${ID} -s -S '${CREDENTIAL}'\n`
  expect(runScript(world, script).commands[1]).toMatchObject({
    stderr: expect.stringContaining('simulator: not simulated: --add-scram\n'),
    exitCode: 1,
  })
})
