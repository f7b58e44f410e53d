import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { simulatorModel } from '../cli/model.ts'
import { refuseCommand } from '../kafka/cluster/apply-command.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { clusterOf } from '../testing/cluster-of.ts'
import { runScript } from '../testing/headless-shell.ts'
import { sampleSpec } from '../testing/sample-runs.ts'
import { readCommand } from '../worker/command-schema.ts'
import { engineLines, engineWords } from './engine-words.ts'
import { setLanguage } from './index.ts'

beforeEach(() => setLanguage('ko'))
afterEach(() => setLanguage('en'))

const HANGUL = /[가-힣]/

test('whatever stands in the way of a command is said in Korean on a Korean page', () => {
  const t = clusterOf()
  t.command({ type: 'PowerCutNode', node: 'broker-3' })
  const refused: readonly Command[] = [
    { type: 'KillNode', node: 'broker-9' },
    { type: 'KillNode', node: 'admin' },
    { type: 'KillNode', node: 'broker-3' },
    { type: 'PowerCutNode', node: 'broker-3' },
    { type: 'StartNode', node: 'broker-1' },
    { type: 'FailDisk', broker: 'broker-1', directory: '/nowhere' },
    { type: 'ResumeNode', node: 'broker-1' },
    { type: 'CutLink', a: 'broker-1', b: 'broker-1' },
    { type: 'AddBroker', broker: { id: 2, rack: null, config: {} } },
    { type: 'AddBroker', broker: { id: 0, rack: null, config: {} } },
    { type: 'AddProducer', producer: { name: 'a b', config: {}, workload: null } },
    { type: 'AddProducer', producer: { name: 'broker-1', config: {}, workload: null } },
    { type: 'SendRecords', producer: 'nobody', records: [] },
  ]
  for (const command of refused) {
    const said = refuseCommand(t.world, command)!
    expect([said, engineWords(said)]).toEqual([said, expect.stringMatching(HANGUL)])
  }
  expect(engineWords('/disk-b/kafka-1 of broker-1 has failed already.')).toBe(
    'broker-1: /disk-b/kafka-1 디렉터리는 이미 고장 났습니다.',
  )
  expect(engineWords('There is no broker called broker-9. There are: broker-1, broker-2.')).toBe(
    'broker-9: 그런 이름은 없습니다. 있는 것: broker-1, broker-2',
  )
})

test('so is what is wrong with a command that cannot be read', () => {
  for (const wrong of [{ type: 'Teleport' }, { type: 'KillNode' }, null]) {
    let said = ''
    try {
      readCommand(wrong, 'entry.command')
    } catch (error) {
      said = (error as Error).message
    }
    expect(engineWords(said)).toMatch(HANGUL)
  }
})

test('the simulator’s lines in a terminal are in Korean, and what Kafka prints between them stays', async () => {
  const script = [
    'kafka-console-consumer.sh --bootstrap-server my-kafka:9092 --topic a --consumer-property group.protocol=consumer',
    'kafka-console-producer.sh --bootstrap-server my-kafka:9092 --topic a --producer-property security.protocol=SSL',
    'kafka-server-start.sh',
    'kafka-mirror-maker.sh',
    'set -x',
    'kafka-topics.sh --bootstrap-server my-kafka:9092 --create --topic simulated --config unclean.leader.election.enable=x',
  ]
  const world = simulatorModel.create({ ...sampleSpec, producers: [], consumers: [] }, 7)
  for (const line of script) {
    const { stdout, stderr } = runScript(world, line)
    const lines = `${stdout}${stderr}`.split('\n')
    const shown = engineLines(`${stdout}${stderr}`).split('\n')
    lines.forEach((said, at) => {
      const own = /^simulator: |this simulator/i.test(said)
      expect([said, own ? HANGUL.test(shown[at]!) : shown[at]]).toEqual([said, own ? true : said])
    })
  }
  await setLanguage('en')
  expect(engineLines('simulator: not simulated: --x\n')).toBe('simulator: not simulated: --x\n')
})

/** Sources of the engine's side, in which its own voice is heard. */
function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8').replace(/^\s*(?:\/\*\*|\*|\/\/).*$/gm, ''))
}

/** A template with `x` for whatever it says of the moment; one that was cut within such a place ends before it. */
const filled = (literal: string) => literal.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, 'x').replace(/\$\{.*$/, '')

test('no line of the simulator’s own voice is without its Korean', () => {
  const said = [...sources('src/cli'), ...sources('src/kafka')].flatMap((source) => [
    ...[...source.matchAll(/inOwnVoice\((['`])(.*?)\1\)/g)].map(([, , text]) => filled(text!)),
    ...[...source.matchAll(/inOwnVoice\(([A-Z_]+)\)/g)].map(
      ([, name]) => new RegExp(`const ${name} =\\s*'(.*)'`).exec(source)?.[1] ?? name!,
    ),
    ...[...source.matchAll(/['`:][^\n'`]*?(: )?([Tt]his simulator [^\n'`\\]*)(?:\\n)?['`]/g)].map(
      ([, colon, text]) => (colon === undefined && text!.startsWith('T') ? '' : 'x: ') + filled(text!),
    ),
  ])
  expect(said.length).toBeGreaterThan(12)
  expect(said.filter((text) => !HANGUL.test(engineWords(text)))).toEqual([])
})

test('what a command should have been is in Korean to its end', () => {
  expect(engineWords('This command is not understood. entry.command.node: expected a name of 1 to 60 characters')).toBe(
    '알 수 없는 명령입니다. (entry.command.node: 다음이어야 합니다: 1~60자의 이름)',
  )
  const expected = sources('src/worker').flatMap((source) =>
    [...source.matchAll(/new SchemaError\([^,\n]*(?:`[^`]*`)?[^,\n]*, ([`'])(.*?)\1\)/g)].map(([, , text]) =>
      filled(text!),
    ),
  )
  expect(expected.length).toBeGreaterThan(15)
  expect(expected.filter((text) => text !== 'a known command' && !HANGUL.test(engineWords(text)))).toEqual([])
})
