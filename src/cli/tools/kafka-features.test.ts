// Levels of features as kafka-features.sh of 4.3.1 was seen to name, map and refuse them.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const run = (args: string) =>
  runScript(simulatorModel.create(emptyCluster(), 1), `kafka-features.sh ${args}\n`).commands[0]

const mapping = (...levels: number[]) =>
  ['kraft', 'transaction', 'group', 'eligible.leader.replicas', 'share', 'streams']
    .map((name, index) => `${name}.version=${levels[index]}\n`)
    .join('')

test.each([
  ['--release-version 3.9', `metadata.version=21 (3.9)\n${mapping(1, 0, 0, 0, 0, 0)}`],
  ['--release-version 3.7-IV1', `metadata.version=16 (3.7-IV1)\n${mapping(0, 0, 0, 0, 0, 0)}`],
  ['--release-version 4.0', `metadata.version=25 (4.0)\n${mapping(1, 2, 1, 0, 0, 0)}`],
  ['--release-version 4.2-IV0', `metadata.version=28 (4.2-IV0)\n${mapping(1, 2, 1, 1, 1, 0)}`],
  ['', `metadata.version=30 (4.3-IV0)\n${mapping(1, 2, 1, 1, 1, 1)}`],
])('version-mapping %s', (args, stdout) => {
  expect(run(`version-mapping ${args}`)?.stdout).toBe(stdout)
})

const FLAG = ' `metadata` flag is deprecated and may be removed in a future release.\n'
const SERVER = '--bootstrap-server localhost:9092'
const FIRST = 'The update failed for all features since the following feature had an error: '

test.each([
  [
    'downgrade --metadata 4.2',
    29,
    'Refusing to perform the requested downgrade because it might delete metadata information.',
  ],
  [
    'downgrade --metadata 3.6',
    14,
    'Refusing to perform the requested downgrade because it might delete metadata information.',
  ],
  ['downgrade --unsafe --metadata 4.0-IV3', 25, 'Unsafe metadata downgrade is not supported in this version.'],
])('%s', (args, level, why) => {
  expect(run(`${SERVER} ${args}`)).toMatchObject({
    stdout: `${FLAG}Could not downgrade metadata.version to ${level}. ${FIRST}Unsupported metadata.version downgrade from 30 to ${level}. ${why}\n`,
    stderr: '1 out of 1 operation(s) failed.\n',
    exitCode: 1,
  })
})

test("the quorum's own version never goes down, and stays where it is without a word", () => {
  expect(run(`${SERVER} downgrade --feature kraft.version=0`)).toMatchObject({
    stdout: `Could not downgrade kraft.version to 0. ${FIRST}Invalid update version 0 for feature kraft.version. Can't downgrade the version of this feature.\n`,
    stderr: '1 out of 1 operation(s) failed.\n',
    exitCode: 1,
  })
  for (const direction of ['downgrade', 'upgrade'])
    expect(run(`${SERVER} ${direction} --feature kraft.version=1`)).toMatchObject({
      stdout: `kraft.version was ${direction}d to 1.\n`,
      exitCode: 0,
    })
})

test('a version that clients know and controllers do not serve is refused by the controller', () => {
  const upgrade = run(`${SERVER} upgrade --metadata 4.4-IV0`)
  expect(upgrade?.stdout).toMatch(
    /Invalid update version 31 for feature metadata\.version\. .* only supports versions 7-30\n$/,
  )
})

test.each([
  [
    `${SERVER} upgrade --metadata 5.0`,
    "Unknown metadata.version '5.0'. Supported metadata.version are: 3.3-IV3, 3.4-IV0,",
  ],
  ['version-mapping --release-version 2.5', "Unknown metadata.version '2.5'. Supported metadata.version are: 3.3-IV3,"],
  [`${SERVER} upgrade --release-version 9`, "Unknown metadata.version '9'. Supported"],
  [
    `${SERVER} upgrade --feature metadata.version=4.3-IV0`,
    "Can't parse feature=level string metadata.version=4.3-IV0: unable to parse 4.3-IV0 as a short.\n",
  ],
])('%s is no level', (args, stderr) => {
  expect(run(args)?.stderr.startsWith(stderr)).toBe(true)
  expect(run(args)?.exitCode).toBe(1)
})

test('a release stands for all its levels, feature by feature', () => {
  const upgraded = run(`${SERVER} upgrade --release-version 4.3-IV0`)
  expect(upgraded?.stdout.trim().split('\n')).toHaveLength(7)
  expect(upgraded?.stdout).toContain('metadata.version was upgraded to 30.\n')
  expect(run(`${SERVER} upgrade --release-version 4.2`)?.stderr).toBe('7 out of 7 operation(s) failed.\n')
})

test('what a level needs is told', () => {
  const ask = (feature: string) => run(`feature-dependencies --feature ${feature}`)?.stdout
  expect(ask('metadata.version=20')).toBe('metadata.version=20 (3.8-IV0) has no dependencies.\n')
  expect(ask('eligible.leader.replicas.version=1')).toBe(
    'eligible.leader.replicas.version=1 requires:\n    metadata.version=23 (4.0-IV1)\n',
  )
})

test('a controller that is taken for a broker says what it does not do, and the cluster goes on', () => {
  const { commands, stdout } = runScript(
    simulatorModel.create(emptyCluster(), 1),
    'kafka-features.sh --bootstrap-server localhost:19101 describe\nkafka-topics.sh --bootstrap-server localhost:9092 --create --topic after\n',
  )
  expect(commands[0]?.exitCode).toBe(1)
  expect(stdout).toContain('Created topic after.')
})

test.each([
  ['upgrade --feature group.version=-1', 'Cannot specify a negative version level.'],
  [
    'upgrade --feature group.version=0 --dry-run',
    'The upgradeType flag should be set to SAFE_DOWNGRADE or UNSAFE_DOWNGRADE when the provided maxVersionLevel:0 is < 1.',
  ],
  [
    'upgrade --feature group.version=1 --feature group.version=1',
    'Feature group.version was specified more than once.',
  ],
  ['upgrade --feature foo=x', "Can't parse feature=level string foo=x: unable to parse x as a short."],
  ['upgrade --metadata 3.3 --release-version 4.0', 'Can not specify `release-version` with other feature flags.'],
  ['describe --node-id -1', 'Invalid node id -1: must be non-negative.'],
])('%s is refused by the tool', (args, message) => {
  expect(run(`${SERVER} ${args}`)).toMatchObject({ stdout: '', stderr: `${message}\n`, exitCode: 1 })
})

test('the first that is wrong is told of all, in the order of a HashMap', () => {
  const upgrade = run(`${SERVER} upgrade --feature foo=2 --feature group.version=9`)
  const why = `${FIRST}Invalid update version 9 for feature group.version. Local controller 101 only supports versions 0-1`
  expect(upgrade?.stdout).toMatch(/^Could not upgrade foo to 2\. The update failed[^\n]*group\.version\. /)
  expect(upgrade?.stdout).toContain(
    `Could not upgrade group.version to 9. ${why.replace('101', upgrade?.stdout.match(/controller (\d+)/)?.[1] ?? '')}\n`,
  )
  expect(run(`${SERVER} disable --feature foo`)?.stdout).toContain(
    'Invalid update version 0 for feature foo. Feature foo not found.',
  )
})

test.each(['disable --feature metadata.version', 'downgrade --feature metadata.version=0 --unsafe'])(
  'the level that says how records are to be read is one that every controller knows: %s',
  (args) => {
    expect(run(`${SERVER} ${args}`)?.stdout).toContain(
      'Invalid update version 0 for feature metadata.version. Local controller 101 only supports versions 7-30\n',
    )
  },
)
