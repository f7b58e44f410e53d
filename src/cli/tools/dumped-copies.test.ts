// Each line as kafka-dump-log.sh of 4.3.1, or of 2.5.0, answered on files like these.
import { beforeAll, describe, expect, test } from 'vitest'
import '../../testing/every-version.ts'
import type { World } from '../../engine/world.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
const NAME = '00000000000000000000'
const FOLDER = '/tmp/kafka-logs-1/orders-0'
let world: World

const sh = (script: string) => runScript(world, script)

beforeAll(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  sh(`kafka-topics.sh ${SERVER} --create --topic orders --replica-assignment 1 --config index.interval.bytes=50
for v in one two three four; do echo $v | kafka-console-producer.sh ${SERVER} --topic orders; done
kafka-topics.sh ${SERVER} --create --topic small --replica-assignment 1
seq 100 | kafka-console-producer.sh ${SERVER} --topic small --compression-codec gzip
cp -r ${FOLDER} /tmp/copied; mkdir /tmp/cut`)
})

function dumped(path: string, options = '--print-data-log') {
  return sh(`kafka-dump-log.sh --files ${path} ${options}`)
}

describe('a copy of a log', () => {
  test('is dumped as what it was copied from, with its indexes', () => {
    const files = (folder: string) =>
      ['log', 'index', 'timeindex'].map((suffix) => `${folder}/${NAME}.${suffix}`).join()
    const copy = dumped(files('/tmp/copied'))
    expect(copy).toEqual(
      expect.objectContaining({ stdout: dumped(files(FOLDER)).stdout.replaceAll(FOLDER, '/tmp/copied'), stderr: '' }),
    )
    expect(copy.stdout).toContain('payload: three')
  })

  test('begins where its name says, and its index is held against it', () => {
    sh(`cp /tmp/copied/${NAME}.log /tmp/cut/7.log; cp /tmp/copied/${NAME}.index /tmp/cut/7.index`)
    expect(dumped('/tmp/cut/7.log').stdout).toContain('Log starting offset: 7\nbaseOffset: 0 ')
    const { stdout, stderr } = dumped('/tmp/cut/7.index', '')
    expect(stdout).toMatch(/\noffset: 8 position: \d+\noffset: 9 position: \d+\n/)
    expect(stderr).toBe(
      'Mismatches in :/tmp/cut/7.index\n  Index offset: 10, log offset: 3\n  Index offset: 9, log offset: 2\n  Index offset: 8, log offset: 1\n',
    )
  })

  test('tells what was compressed as long as a broker still has it', () => {
    sh(`cp /tmp/kafka-logs-1/small-0/${NAME}.log /tmp/cut/1.log`)
    expect(dumped('/tmp/cut/1.log').stdout).toContain('payload: 100\n')
    sh(`kafka-topics.sh ${SERVER} --delete --topic small\nsleep 70`)
    expect(dumped('/tmp/cut/1.log', '').stdout).toContain('compresscodec: gzip')
    expect(dumped('/tmp/cut/1.log').stderr).toContain('simulator: not simulated: records that were compressed')
  })
})

describe('a log that was', () => {
  test('cut inside a batch has bytes at its end that are none', () => {
    sh(`head -c 100 /tmp/copied/${NAME}.log > /tmp/cut/${NAME}.log`)
    const { stdout, exitCode } = dumped(`/tmp/cut/${NAME}.log`)
    expect(stdout).toMatch(/payload: one\nFound \d+ invalid bytes at the end of 0{20}\.log\n$/)
    expect(exitCode).toBe(0)
  })

  test('cut at its beginning is corrupt', () => {
    sh(`tail -c 100 /tmp/copied/${NAME}.log > /tmp/cut/${NAME}.log`)
    expect(dumped(`/tmp/cut/${NAME}.log`).stderr).toMatch(
      /^Exception in thread "main" org\.apache\.kafka\.common\.errors\.CorruptRecordException: Found record size -?\d+ smaller than minimum record overhead \(14\) in file \/tmp\/cut\/0{20}\.log\.\n/,
    )
  })

  test('changed says by its checksum that it is not valid', () => {
    sh(`sed 's/two/TWO/' /tmp/copied/${NAME}.log > /tmp/cut/${NAME}.log`)
    const lines = dumped(`/tmp/cut/${NAME}.log`).stdout.split('\n')
    const at = lines.findIndex((line) => line.endsWith('payload: TWO'))
    expect(lines[at - 1]).toMatch(/isvalid: false$/)
    expect(lines.filter((line) => line.endsWith('isvalid: true'))).toHaveLength(3)
  })
})

test('a snapshot is read from its bytes, and misses what was cut off', () => {
  sh(':stop broker-1\nsleep 5')
  sh(
    `cp ${FOLDER}/00000000000000000004.snapshot /tmp/cut/4.snapshot; head -c 40 /tmp/cut/4.snapshot > /tmp/cut/5.snapshot`,
  )
  expect(dumped('/tmp/cut/4.snapshot', '').stdout).toBe(
    dumped(`${FOLDER}/00000000000000000004.snapshot`, '').stdout.replace(/Dumping .*/, 'Dumping /tmp/cut/4.snapshot'),
  )
  expect(dumped('/tmp/cut/5.snapshot', '')).toMatchObject({
    stderr: 'Snapshot failed schema validation: null\n',
    exitCode: 0,
  })
})

test('Kafka 2.5: the schema names what it could not read, and an index without entries is silent', () => {
  world = simulatorModel.create({ ...emptyCluster(), profile: 'kafka-2.5', controllers: [], zookeeper: [1] }, 1)
  sh(`kafka-topics.sh ${SERVER} --create --topic orders --replica-assignment 1
kafka-verifiable-producer.sh --broker-list localhost:9092 --topic orders --max-messages 1 --acks -1
:stop broker-1
sleep 5`)
  expect(dumped(`${FOLDER}/${NAME}.index`, '').stdout).toBe(`Dumping ${FOLDER}/${NAME}.index\n`)
  sh(`printf '\\0\\1\\0\\0\\0\\0\\0\\0\\0\\1abcdefghijk' > /tmp/5.snapshot`)
  expect(dumped('/tmp/5.snapshot', '').stderr).toBe(
    "Snapshot failed schema validation: Error reading field 'producer_entries': Error reading field 'last_sequence': java.nio.BufferUnderflowException\n",
  )
})
