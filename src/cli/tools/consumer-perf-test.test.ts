// kafka-consumer-perf-test.sh on a cluster, in both versions; what it prints of a run is arithmetic on times and bytes.

import { expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { PROFILE_NAMES, type ProfileName } from '../../kafka/profile/properties-registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
const FILL = [
  `kafka-topics.sh ${SERVER} --create --topic perf --partitions 3 --replication-factor 3 > /dev/null`,
  `seq 100 500 | kafka-console-producer.sh ${SERVER} --topic perf > /dev/null`,
]
const TOOL = `kafka-consumer-perf-test.sh ${SERVER} --topic perf`
const COLUMNS =
  'start.time, end.time, data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec'

function lastOf(profile: ProfileName, ...lines: readonly string[]) {
  const world = simulatorModel.create(emptyCluster(profile), 1)
  return runScript(world, [...FILL, ...lines].join('\n')).commands.at(-1)!
}

test.each(PROFILE_NAMES)('what was read, how long it took, and how fast that was (%s)', (profile) => {
  const { stdout, stderr, exitCode } = lastOf(profile, `${TOOL} --messages 401`)
  const lines = stdout.split('\n').slice(-3)
  const [start, end, megabytes, , records, perSecond, , fetchMs] = (lines[1] ?? '').split(', ')
  const ms = (text = '') => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}.${text.slice(20)}Z`)
  expect([lines[0], megabytes, records, lines[2], stderr, exitCode]).toEqual([COLUMNS, '0.0011', '401', '', '', 0])
  expect(Number(perSecond)).toBeCloseTo((401 * 1000) / (ms(end) - ms(start)), 3)
  // 2.5.0 counts its first rebalance from 1970 on, since nothing was revoked before.
  expect(Number(fetchMs) < 0).toBe(profile === 'kafka-2.5')
})

test.each([
  ['kafka-2.5', 'messages'],
  ['kafka-4', 'records'],
] as const)('%s waits for more %s in vain, and reports by the interval', (profile, what) => {
  const { stdout } = lastOf(
    profile,
    `${TOOL} --messages 402 --timeout 700 --show-detailed-stats --reporting-interval 1`,
  )
  const [header, ...reports] = stdout.split('\n').filter((line) => !line.startsWith('Warning'))
  expect(header).toBe(COLUMNS.replace('start.time, end.time', 'time, threadId'))
  expect(reports[0]).toMatch(/^2026-03-02 00:00:\d\d:\d{3}, 0, 0\.00\d\d, /)
  expect(reports.at(-2)).toBe(
    `WARNING: Exiting before consuming the expected number of ${what}: timeout (700 ms) exceeded. You can use the --timeout option to increase the timeout.`,
  )
})

test.each([
  ['kafka-2.5', '--messages abc', 'Exception in thread "main" joptsimple.OptionArgumentConversionException'],
  [
    'kafka-2.5',
    '--messages 1 --date-format jj',
    'Exception in thread "main" java.lang.IllegalArgumentException: Illegal',
  ],
  ['kafka-2.5', '', 'Missing required argument "[messages]"\n'],
  ['kafka-4', '--num-records abc', "Cannot parse argument 'abc' of option num-records\njoptsimple.Option"],
  ['kafka-4', '--messages 1 --num-records 1', 'Exactly one of the following arguments is required: [messages], [num'],
  [
    'kafka-4',
    '--num-records 1 --reporting-interval 0',
    'Reporting interval must be greater than 0.\njava.lang.Illegal',
  ],
  [
    'kafka-4',
    '--num-records 1 --include p.*',
    'Exactly one of the following arguments is required: [topic], [include]',
  ],
] as const)('%s refuses %s', (profile, options, complaint) => {
  const { stderr, exitCode } = lastOf(profile, `${TOOL} ${options}`)
  expect([stderr.slice(0, complaint.length), exitCode]).toEqual([complaint, 1])
})

test.each(PROFILE_NAMES)(
  'a word that is no number is no value of --timeout, which need not have one (%s)',
  (profile) => {
    expect(lastOf(profile, `${TOOL} --messages 401 --timeout soon`).exitCode).toBe(0)
    const late = lastOf(profile, `${TOOL} --messages 402 --timeout -1`)
    expect(late.stdout).toContain('timeout (-1 ms) exceeded')
  },
)

test('a pattern of topics, a client of its own name, and Ctrl-C by timeout', () => {
  const all = `${TOOL.replace('--topic perf', '--include p.*')} --num-records 401 --hide-header`
  expect(lastOf('kafka-4', all).stdout.split(', ')[4]).toBe('401')
  expect(lastOf('kafka-4', `timeout 2 ${TOOL} --num-records 999`).exitCode).toBe(124)
})

test('a tool is called by its name for Windows as well', () => {
  const list = 'kafka-topics.bat --bootstrap-server localhost:9092 --list'
  expect(lastOf('kafka-4', `${list} && bin/windows/${list}`).stdout).toBe('perf\nperf\n')
})

test.each([
  ['', 'Missing required argument "[authorizer-properties]"'],
  ['--authorizer-properties zookeeper.connect=localhost:2181', 'simulator: ACLs in ZooKeeper are not simulated'],
])('ACLs of 2.5 lie in ZooKeeper where no broker is named: %s', (where, said) => {
  const { stderr, exitCode } = lastOf('kafka-2.5', `kafka-acls.sh ${where} --list --topic perf`)
  expect([stderr.slice(0, said.length), exitCode]).toEqual([said, 1])
})
