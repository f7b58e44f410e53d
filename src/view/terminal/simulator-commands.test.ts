import { expect, test } from 'vitest'
import { parseDuration, parseInstant, parseSimulatorLine, simulatorCommands } from './simulator-commands.ts'

const broker = (id: number) => ({ id: `broker-${id}`, kind: 'broker', aliases: [`${id}`, `b${id}`] })
const nodes = [
  ...[1, 2, 3].map(broker),
  { id: 'controller-101', kind: 'controller', aliases: [] },
  { id: 'orders-producer', kind: 'producer', aliases: [] },
  { id: 'consumer-1', kind: 'consumer', aliases: [] },
]
const parse = (line: string) => parseSimulatorLine(line, nodes)

test.each([
  [':kill broker-2', { type: 'KillNode', node: 'broker-2' }],
  [':kill 2', { type: 'KillNode', node: 'broker-2' }],
  [':power b3', { type: 'PowerCutNode', node: 'broker-3' }],
  [':stop controller-101', { type: 'StopNode', node: 'controller-101' }],
  [':start broker-2', { type: 'StartNode', node: 'broker-2' }],
  [':pause consumer-1', { type: 'PauseNode', node: 'consumer-1' }],
  [':resume consumer-1', { type: 'ResumeNode', node: 'consumer-1' }],
  [':slow broker-1 20ms', { type: 'SlowNode', node: 'broker-1', delayUs: 20_000 }],
  [':slow broker-1 broker-2 1.5s', { type: 'SlowLink', a: 'broker-1', b: 'broker-2', extraUs: 1_500_000 }],
  [':cut broker-1 orders-producer', { type: 'CutLink', a: 'broker-1', b: 'orders-producer' }],
  [':repair 1 2', { type: 'RepairLink', a: 'broker-1', b: 'broker-2' }],
  [
    ':hold Fetch from broker-3 to broker-1',
    { type: 'HoldLink', from: 'broker-3', to: 'broker-1', api: 'FetchRequest' },
  ],
  [':hold FetchResponse from 1 to 3', { type: 'HoldLink', from: 'broker-1', to: 'broker-3', api: 'FetchResponse' }],
  [':hold from 1 to 3', { type: 'HoldLink', from: 'broker-1', to: 'broker-3', api: null }],
  [':release from broker-3 to broker-1', { type: 'ReleaseLink', from: 'broker-3', to: 'broker-1' }],
])('%s is a command of the cluster', (line, command) => {
  expect(parse(line)).toEqual({ kind: 'command', command })
})

test.each([
  [':restart broker-2', { kind: 'restart', node: 'broker-2' }],
  [':restart 2', { kind: 'restart', node: 'broker-2' }],
  [':play', { kind: 'play' }],
  [':pause', { kind: 'pause' }],
  [':undo', { kind: 'undo' }],
  [':help', { kind: 'help' }],
  [':seek 12.5s', { kind: 'seek', atUs: 12_500_000 }],
  [':seek 00:12.480', { kind: 'seek', atUs: 12_480_000 }],
  [':speed 10', { kind: 'speed', speed: 10 }],
  [':speed 1/200x', { kind: 'speed', speed: 1 / 200 }],
  [':auto off', { kind: 'autoPace', on: false }],
  [':step', { kind: 'step', direction: 'forward', to: 'happening' }],
  [':step back event', { kind: 'step', direction: 'back', to: 'event' }],
])('%s is more than a command of the cluster', (line, action) => {
  expect(parse(line)).toEqual(action)
})

test('a misspelt verb is met with the one that was meant', () => {
  expect(parse(':kil broker-2')).toMatchObject({ key: 'simulator.unknownCommand', suggestion: ':kill' })
  expect(parse(':restrat broker-2')).toMatchObject({ suggestion: ':restart' })
})

test('nothing is suggested for a verb that resembles none', () => {
  expect(parse(':abracadabra')).toMatchObject({ key: 'simulator.unknownCommand', suggestion: null })
})

test('an unknown node is met with the nearest one', () => {
  expect(parse(':kill brocker-2')).toMatchObject({ key: 'simulator.unknownNode', suggestion: 'broker-2' })
})

test.each([
  ':kill',
  ':kill broker-1 broker-2',
  ':cut broker-1',
  ':cut 1 1',
  ':slow broker-1',
  ':seek soon',
  ':auto',
  ':auto on off',
  ':step sideways',
  ':undo 3',
  ':SLOW broker-1',
])('%s is answered with how it is used', (line) => {
  expect(parse(line)).toMatchObject({
    kind: 'error',
    key: 'simulator.usage',
    params: { usage: expect.stringMatching(/^:/) },
  })
})

test.each([':speed', ':speed 0', ':speed 1000', ':speed 1/0', ':speed 10 20'])(
  '%s is answered with the speeds there are',
  (line) => {
    expect(parse(line)).toMatchObject({ key: 'simulator.speedUsage', params: { usage: ':speed 10' } })
  },
)

test('every example of the help is itself a line that works', () => {
  for (const { usage } of simulatorCommands) expect(parse(usage).kind).not.toBe('error')
})

test('durations have units, and a bare number is milliseconds', () => {
  expect(parseDuration('20')).toBe(20_000)
  expect(parseDuration('300us')).toBe(300)
  expect(parseDuration('2m')).toBe(120_000_000)
  expect(parseDuration('20 apples')).toBeNull()
  expect(parseInstant('1:00:00')).toBe(3_600_000_000)
  expect(parseInstant('')).toBeNull()
})
