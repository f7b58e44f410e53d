import { afterEach, beforeEach, expect, test } from 'vitest'
import '../../testing/every-version.ts'
import { simulatorModel } from '../../cli/model.ts'
import { setLanguage } from '../../i18n/index.ts'
import { profileNames } from '../../kafka/profile/registry.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { saidHelp, saidOptions } from '../../testing/said-options.ts'
import { terminalLines } from './terminal-words.ts'

beforeEach(() => setLanguage('ko'))
afterEach(() => setLanguage('en'))

const JOPT = [
  'This tool helps to create, delete, describe, or change a topic.',
  'Option                                   Description                            ',
  '------                                   -----------                            ',
  '--alter                                  Give the topic more partitions. Its    ',
  '                                           settings are changed with            ',
  '                                           kafka-configs.sh.                    ',
  '--bootstrap-server <String: server to    REQUIRED: brokers to connect to first, ',
  '  connect to>                              host:port, separated by commas.      ',
  '--create                                 Create the topic.                      ',
  '--toy                                    Of a toy.                              ',
  'Created topic orders.',
  '',
].join('\n')

test('help of a tool is in Korean, with its names, its width and what stands around it as they are', () => {
  const lines = terminalLines(JOPT).split('\n')
  expect(lines.filter((line) => /^--create/.test(line))[0]).toMatch(/^--create {33}토픽을 만듭니다\. {7,}$/)
  expect(lines.at(-2)).toBe('Created topic orders.')
  expect(lines).toContain('--toy                                    Of a toy.                              ')
  expect(lines.find((line) => line.startsWith('--bootstrap-server'))).toContain('필수: 처음 접속할 브로커.')
  expect(lines.find((line) => line.startsWith('  connect to>'))).toMatch(/^ {2}connect to> {29,}\S/)
  expect(lines[0]).toBe('토픽을 만들고, 삭제하고, 보여 주고, 바꿉니다.')
  expect(terminalLines(JOPT)).not.toMatch(/Give the topic|settings are changed/)
})

const ARGPARSE = [
  'usage: kafka-verifiable-consumer [-h] --topic TOPIC',
  '',
  'This tool consumes messages from a specific topic and emits consumer events',
  '(e.g. group rebalances, received messages, and offsets committed) as JSON',
  'objects to STDOUT.',
  '',
  'optional arguments:',
  '  -h, --help             show this help message and exit',
  '',
].join('\n')

test('a sentence of several lines, and the words above the options, are in Korean too', () => {
  const lines = terminalLines(ARGPARSE).split('\n')
  expect(lines.slice(0, 2)).toEqual(ARGPARSE.split('\n').slice(0, 2))
  expect(lines[2]).toMatch(/^토픽 하나를 읽으며 /)
  expect(lines.slice(-4)).toEqual(['', '선택 인수:', '  -h, --help             이 도움말을 보여 주고 끝냅니다.', ''])
})

test('what a topic brings is no help, where no help stands below it', () => {
  const said = 'The Kafka storage tool.\n'
  expect(terminalLines(said)).toBe(said)
})

test('in English, and where there is no help, nothing changes', async () => {
  const log = 'Option Description is what I say\n--create me\nusage\n'
  expect(terminalLines(log)).toBe(log)
  await setLanguage('en')
  expect(terminalLines(JOPT)).toBe(JOPT)
})

test.each(profileNames())(
  '%s: of what the help of any tool says of itself and its options nothing is left in English',
  (profile) => {
    const tools = toolsOf(profile)
    const names = [...Object.keys(tools.options), ...Object.keys(tools.parsers)]
    const commands = Object.entries(tools.parsers).flatMap(([tool, { commands: parts = {} }]) =>
      Object.keys(parts).map((part) => `${tool}.sh ${part} --help`),
    )
    const world = simulatorModel.create({ ...emptyCluster(), profile }, 1)
    const script = [...names.map((name) => `${name}.sh --help`), ...commands, ''].join('\n')
    const { stdout, stderr } = runScript(world, script)
    const shown = terminalLines(stdout + stderr)
    expect(shown.match(/[가-힣]/g)?.length).toBeGreaterThan(3_000)
    const words = [...saidOptions(profile).map(({ words }) => words), ...saidHelp(profile)]
    const said = words.map((sentence) => sentence.split(' ').slice(0, 4).join(' '))
    expect([...new Set(said)].filter((words) => words.length > 12 && shown.includes(words))).toEqual([])
  },
)
