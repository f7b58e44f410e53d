// Decoders, limits and files of kafka-dump-log.sh, as 4.3.1 was seen to take them.

import { beforeAll, expect, test } from 'vitest'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
const LOG = '/tmp/kafka-logs-1/d-0/00000000000000000000.log'

let world: World

beforeAll(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  runScript(
    world,
    `kafka-topics.sh ${SERVER} --create --topic d --replica-assignment 1
printf 'k1\\tabcdefgh\\nk\\tshort\\n' | kafka-console-producer.sh ${SERVER} --topic d --sync --reader-property parse.key=true
echo alone | kafka-console-producer.sh ${SERVER} --topic d
`,
  )
})

function dump(options: string, before = '') {
  const { stdout, stderr, exitCode } = runScript(world, `${before}kafka-dump-log.sh ${options}\n`).commands.at(-1)!
  const records = stdout.split('\n').filter((line) => line.startsWith('|'))
  return { stdout, stderr: stderr.replace(/^\tat .*\n/gm, ''), exitCode, records }
}

const CONTENT = /headerKeys: \[\] ?(.*)$/

test.each([
  ['--print-data-log', ['key: k1 payload: abcdefgh', 'key: k payload: short', 'payload: alone']],
  ['--value-decoder-class', ['key: k1 payload: abcdefgh', 'key: k payload: short', 'payload: alone']],
  [
    '--cluster-metadata-decoder',
    [97, 115, 97].map(
      (version, offset) =>
        `payload: Error at ${offset}, skipping. Could not deserialize metadata record due to unknown frame version ${version}(only frame version 1 is supported)`,
    ),
  ],
  [
    '--offsets-decoder',
    [
      'key: Unknown record type 27441 at offset 0, skipping.',
      "key: Error at offset 1, skipping. Could not read version from key's buffer.",
      '',
    ],
  ],
  ['--value-decoder-class org.apache.kafka.tools.api.LongDecoder', ['key: k1 payload: 7017280452245743464', '']],
])('%s', (option, contents) => {
  const { records } = dump(`--files ${LOG} ${option}`)
  expect(records.map((record) => CONTENT.exec(record)?.[1])).toEqual(contents)
})

test.each([
  ['--value-decoder-class org.apache.kafka.tools.api.LongDecoder', 'java.nio.BufferUnderflowException\n'],
  [
    '--transaction-log-decoder',
    'java.lang.RuntimeException: Failed to decode message at offset 2 using the specified decoder (message had a missing key)\n',
  ],
  [
    '--key-decoder-class no.such.Class',
    'java.lang.RuntimeException: Failed to load decoder class\nCaused by: java.lang.ClassNotFoundException: no.such.Class\n',
  ],
  ['--key-decoder-class java.lang.String', 'java.lang.ClassCastException: class java.lang.String\n'],
  [
    '--max-bytes -1',
    `java.lang.IllegalArgumentException: Invalid size: -1 in read from FileRecords(size=225, file=${LOG}, start=0, end=2147483647)\n`,
  ],
])('%s ends the tool', (option, why) => {
  const { stderr, exitCode } = dump(`--files ${LOG} ${option}`)
  expect({ stderr, exitCode }).toEqual({ stderr: `Exception in thread "main" ${why}`, exitCode: 1 })
})

test('only batches that lie within the limit whole are shown', () => {
  expect(dump(`--files ${LOG} --max-bytes 224`).stdout.match(/baseOffset/g)).toHaveLength(2)
  expect(dump(`--files ${LOG} --max-bytes 0`).stdout).not.toContain('baseOffset')
})

test('a file without a batch is invalid as a whole', () => {
  const { stdout, exitCode } = dump('--files 00000000000000000008.log', "printf 'no log' > 00000000000000000008.log\n")
  expect([stdout, exitCode]).toEqual([
    'Dumping 00000000000000000008.log\nLog starting offset: 8\nFound 6 invalid bytes at the end of 00000000000000000008.log\n',
    0,
  ])
})
