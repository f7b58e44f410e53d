// Usages, complaints and exit codes of the tools that argparse4j reads for, as those of 4.3.1 were seen to print them.

import { beforeAll, describe, expect, test } from 'vitest'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'

let world: World

beforeAll(() => {
  world = simulatorModel.create(emptyCluster(), 1)
})

const run = (line: string) => runScript(world, `${line}\n`).commands[0]

const QUORUM = `usage: kafka-metadata-quorum [-h] [--command-config COMMAND_CONFIG]
                             (--bootstrap-server BOOTSTRAP_SERVER |
                             --bootstrap-controller BOOTSTRAP_CONTROLLER)
                             {describe,add-controller,remove-controller}
                             ...
`
const REMOVE = `usage: kafka-metadata-quorum (--bootstrap-server BOOTSTRAP_SERVER |
                             --bootstrap-controller BOOTSTRAP_CONTROLLER)
                             remove-controller [-h]
                             --controller-id CONTROLLER_ID
                             --controller-directory-id CONTROLLER_DIRECTORY_ID
                             [--dry-run]
`
const DESCRIBE = `usage: kafka-metadata-quorum (--bootstrap-server BOOTSTRAP_SERVER |
                             --bootstrap-controller BOOTSTRAP_CONTROLLER)
                             describe [-h] [--status] [--replication]
                             [--human-readable]
`
const CLUSTER = 'usage: kafka-cluster [-h] {cluster-id,unregister,list-endpoints} ...\n'
const UNREGISTER = `usage: kafka-cluster unregister [-h] [--config CONFIG]
                     [--command-config COMMAND_CONFIG] --id ID
                     (--bootstrap-server BOOTSTRAP_SERVER |
                     --bootstrap-controller BOOTSTRAP_CONTROLLER)
`
const STORAGE = `usage: kafka-storage [-h]
                     {info,format,version-mapping,feature-dependencies,random-uuid}
                     ...
`
const FORMAT = `usage: kafka-storage format [-h] --config CONFIG --cluster-id CLUSTER_ID
                     [--add-scram ADD_SCRAM] [--ignore-formatted]
                     [--release-version RELEASE_VERSION]
                     [--feature FEATURE] [--standalone |
                     --no-initial-controllers |
                     --initial-controllers INITIAL_CONTROLLERS]
`
const PERF = `usage: kafka-producer-perf-test
       [-h] [--bootstrap-server BOOTSTRAP-SERVER] --topic TOPIC
       --num-records NUM-RECORDS [--payload-delimiter PAYLOAD-DELIMITER]
       --throughput THROUGHPUT
       [--producer-props PROP-NAME=PROP-VALUE [PROP-NAME=PROP-VALUE ...]]
       [--command-property PROP-NAME=PROP-VALUE [PROP-NAME=PROP-VALUE ...]]
       [--producer.config CONFIG-FILE] [--command-config CONFIG-FILE]
       [--print-metrics] [--transactional-id TRANSACTIONAL-ID]
       [--transaction-duration-ms TRANSACTION-DURATION]
       [--warmup-records WARMUP-RECORDS] [--reporting-interval INTERVAL-MS]
       (--record-size RECORD-SIZE | --payload-file PAYLOAD-FILE |
       --payload-monotonic)
`
const PRODUCER = `usage: verifiable-producer [-h] --topic TOPIC [--max-messages MAX-MESSAGES]
                           [--throughput THROUGHPUT] [--acks ACKS]
                           [--producer.config CONFIG-FILE]
                           [--message-create-time CREATE-TIME]
                           [--value-prefix VALUE-PREFIX]
                           [--repeating-keys REPEATING-KEYS]
                           [--command-config CONFIG-FILE]
                           --bootstrap-server HOST1:PORT1[,HOST2:PORT2[...]]
`
const MEANT = '\nDid you mean:\n\t'

describe('usage and complaint', () => {
  test.each([
    ['kafka-metadata-quorum.sh', `${QUORUM}kafka-metadata-quorum: error: too few arguments\n`],
    [
      'kafka-metadata-quorum.sh describe',
      `${QUORUM}kafka-metadata-quorum: error: one  of  the  arguments --bootstrap-server --\nbootstrap-controller is required\n`,
    ],
    [
      'kafka-metadata-quorum.sh --b x describe',
      `${QUORUM}kafka-metadata-quorum:  error:  ambiguous  option:   --b   could  match  --\nbootstrap-controller, --bootstrap-server\n`,
    ],
    [
      `kafka-metadata-quorum.sh ${SERVER} describe --nope`,
      `${DESCRIBE}kafka-metadata-quorum: error: unrecognized arguments: '--nope'\n${MEANT}--help\n`,
    ],
    [
      `kafka-metadata-quorum.sh ${SERVER} remove-controller`,
      `${REMOVE}kafka-metadata-quorum:  error:  argument   --controller-directory-id/-d  is\nrequired\n`,
    ],
    [
      'kafka-cluster.sh --bootstrap-server localhost:9092 cluster-id',
      `${CLUSTER}kafka-cluster: error: unrecognized arguments: '--bootstrap-server'\n`,
    ],
    [
      'kafka-cluster.sh unregister --id 1',
      `${UNREGISTER}kafka-cluster:  error:  one  of   the  arguments  --bootstrap-server/-b  --\nbootstrap-controller/-C is required\n`,
    ],
    [
      'kafka-cluster.sh unregister -b localhost:9092',
      `${UNREGISTER}kafka-cluster: error: argument --id/-i is required\n`,
    ],
    [
      'kafka-storage.sh undo',
      `${STORAGE}kafka-storage:  error:  invalid   choice:   'undo'   (choose  from  'info',\n'format', 'version-mapping', 'feature-dependencies', 'random-uuid')\n${MEANT}info\n`,
    ],
    [
      'kafka-storage.sh format -c a -t b -s -I x',
      `${FORMAT}kafka-storage: error: argument  --initial-controllers/-I:  not allowed with\nargument --standalone/-s\n`,
    ],
    [
      'kafka-producer-perf-test.sh --topic t --num-records 5 --throughput x --record-size 5',
      `${PERF}kafka-producer-perf-test: error: argument  --throughput:  could not convert\n'x' to Double (For input string: "x")\n`,
    ],
    [
      `kafka-producer-perf-test.sh --topic t --num-records 5 --throughput 1 --record-size 1 ${SERVER} --warmup-records 9`,
      `${PERF}kafka-producer-perf-test: error: The  value  for  --warmup-records  must be\nstrictly fewer than the number of records in the test, --num-records.\n`,
    ],
    [
      `kafka-verifiable-producer.sh ${SERVER} --topic t --command-config /tmp/none.properties`,
      `${PRODUCER}verifiable-producer: error: /tmp/none.properties\n`,
    ],
  ])('%s', (line, stderr) => {
    expect(run(line)).toMatchObject({ stdout: '', stderr, exitCode: 1 })
  })

  test.each([
    ['kafka-features.sh', 'too few arguments'],
    ['kafka-features.sh --nope describe', "unrecognized arguments: '--nope'"],
    [
      `kafka-features.sh ${SERVER} --bootstrap-controller localhost:19101 describe`,
      'argument --bootstrap-controller: not allowed with argument --bootstrap-server',
    ],
    ['kafka-features.sh describe', 'You must specify either --bootstrap-controller or --bootstrap-server.'],
  ])('%s has a line of its own', (line, message) => {
    expect(run(line)).toMatchObject({ stderr: `Command line error: ${message}. Type --help for help.`, exitCode: 1 })
  })

  test.each([
    ['kafka-metadata-quorum.sh remove-controller -h', REMOVE, 0],
    ['kafka-cluster.sh unregister -h', UNREGISTER, 1],
    ['kafka-storage.sh format -h', FORMAT, 0],
    ['kafka-verifiable-producer.sh -h', PRODUCER, 1],
    ['kafka-verifiable-producer.sh', PRODUCER, 0],
    ['kafka-producer-perf-test.sh -h', PERF, 1],
  ])('%s', (line, usage, exitCode) => {
    const help = run(line)
    expect(help).toMatchObject({ stderr: '', exitCode })
    expect(help?.stdout.startsWith(`${usage}\n`)).toBe(true)
    expect(help?.stdout).toContain('\noptional arguments:\n  -h, --help             show this help message and exit\n')
  })
})

describe('what a file says is looked at', () => {
  const NONE = '/tmp/none.properties'

  test.each([
    [
      `kafka-cluster.sh cluster-id -b localhost:9092 -c ${NONE}`,
      `${NONE}\njava.nio.file.NoSuchFileException: ${NONE}\n`,
    ],
    [`kafka-features.sh ${SERVER} --command-config ${NONE} describe`, `${NONE}\n`],
    [
      `kafka-metadata-quorum.sh ${SERVER} --command-config ${NONE} describe --status`,
      `Properties file ${NONE} does not exists!\n`,
    ],
  ])('%s', (line, stderr) => {
    const result = run(line)
    expect(result).toMatchObject({ stdout: '', exitCode: 1 })
    expect(result?.stderr.replace(/^\tat .*\n\n?/gm, '')).toBe(stderr)
  })

  test('settings that are none, and those that count for nothing', () => {
    const [, bad, , idle] = runScript(
      world,
      [
        'echo request.timeout.ms=abc > bad.properties',
        'kafka-cluster.sh cluster-id -b localhost:9092 --config bad.properties',
        'echo security.protocol=SSL > ssl.properties',
        `kafka-features.sh --command-config ssl.properties ${SERVER} describe`,
      ].join('\n'),
    ).commands
    expect(bad?.stdout).toBe(
      'Option --config has been deprecated and will be removed in a future version. Use --command-config instead.\n',
    )
    expect(bad?.stderr).toMatch(
      /^Invalid value abc for configuration request\.timeout\.ms: Not a number of type INT\norg\.apache\.kafka\.common\.config\.ConfigException: Invalid value abc/,
    )
    expect(idle).toMatchObject({ stdout: '', exitCode: 1 })
    expect(idle?.stderr).toMatch(/^simulator: .*security\.protocol/)
  })
})

test('the quorum as it is told who shall go', () => {
  const remove = (rest: string) => run(`kafka-metadata-quorum.sh ${SERVER} remove-controller -i ${rest}`)
  expect(remove('-1 -d AAAAAAAAAAAAAAAAAAAAAA')?.stderr).toBe('Invalid negative --controller-id: -1\n')
  expect(remove('101 -d y')?.stderr).toBe(
    'Failed to parse --controller-directory-id: Input byte[] should at least have 2 bytes for base64 bytes\n',
  )
  expect(remove('101 -d AAAAAAAAAAAAAAAAAAAAAA')?.stderr).toContain(
    "InvalidRequestException: Remove voter request didn't include a valid voter",
  )
  expect(remove('101 -d AAAAAAAAAAAAAAAAAAAAAQ --dry-run')?.stdout).toBe(
    'DRY RUN of removing  KRaft controller 101 with directory id AAAAAAAAAAAAAAAAAAAAAQ\n',
  )
  const [found] = runScript(
    world,
    `kafka-metadata-quorum.sh ${SERVER} describe --replication | grep Leader | cut -f 2 | tr -d ' '`,
  ).commands
  expect(remove(`101 -d ${found?.stdout.trim()}`)?.stderr).toBe('simulator: not simulated: remove-controller\n')
})

test('controllers have no state to be listed', () => {
  expect(run('kafka-cluster.sh list-endpoints -C localhost:19101')?.stdout).toBe(
    [
      'ID         HOST      PORT       RACK       ENDPOINT_TYPE  ',
      ...[101, 102, 103].map((id) => `${id}        localhost 19${id}      null       controller     `),
      '',
    ].join('\n'),
  )
  expect(run('kafka-cluster.sh list-endpoints -C localhost:19101 --include-fenced-brokers')?.stderr).toContain(
    'The option --include-fenced-brokers is only supported with --bootstrap-server option',
  )
})

test('options that do not go together, and a warmup that is told apart', () => {
  const perf = `kafka-producer-perf-test.sh ${SERVER} --topic t --num-records 3 --record-size 1`
  expect(run(`${perf} --throughput -1 --command-config a --producer.config b`)?.stderr).toContain(
    'kafka-producer-perf-test:  error:  --command-config  and  --producer.config\ncannot be specified together.\n',
  )
  expect(run(`${perf} --throughput -1.5`)?.stderr).toContain('--throughput:   expected  one\nargument')
  expect(
    run(`kafka-verifiable-producer.sh ${SERVER} --topic t --command-config a --producer.config b`)?.stderr,
  ).toContain('verifiable-producer: error: Options  --producer.config and --command-config\nare mutually exclusive.\n')
  const lines = run(`${perf} --throughput 1000 --warmup-records 2`)?.stdout.split('\n') ?? []
  expect(lines[0]).toBe('Warmup first 2 records. Steady state results will print after the complete test summary.')
  expect(lines[1]).toMatch(/^3 records sent, \d+\.\d{6} records\/sec \(/)
  expect(lines[2]).toMatch(/^1 steady state records sent, \d+\.\d{6} records\/sec \(/)
  expect(run(`${perf} --throughput -1 --transaction-duration-ms 5`)?.stdout).toMatch(/^3 records sent/)
})
