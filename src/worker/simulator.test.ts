import { describe, expect, test } from 'vitest'
import { decodeLink, encodeLink } from '../persistence/index.ts'
import { firstMinute } from '../scenarios/index.ts'
import { type EnginePage, enginePage } from '../testing/engine-page.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import type { RunData } from './port.ts'
import { runFormat } from './run-schema.ts'
import { simulatorParts } from './simulator-parts.ts'

const firstMinuteRun: RunData = {
  engineVersion: ENGINE_VERSION,
  spec: firstMinute(),
  seed: 41_877,
  journal: [],
  positionUs: 8_000_000,
}

function openFirstMinute(playing: boolean): EnginePage {
  const page = enginePage(simulatorParts)
  page.open(firstMinuteRun, { playing })
  return page
}

function seek(page: EnginePage, atUs: number): void {
  page.post({ type: 'seek', atUs })
  page.watch(50)
}

const isOrders = (topicPartition: string) => topicPartition.startsWith('orders-')

describe('the simulator behind its port', () => {
  test('opens on a cluster already at work', () => {
    const page = openFirstMinute(false)
    expect([...page.image.brokers.values()].map((broker) => [broker.status, broker.fenced])).toEqual([
      ['running', false],
      ['running', false],
      ['running', false],
    ])
    expect([...page.image.partitions.values()].filter((partition) => partition.topic === 'orders')).toHaveLength(3)
    expect(page.image.counters.get('counters')!.acknowledged).toBeGreaterThan(0)
  })

  test('shows a record on a wire within two seconds of watching, and a whole second of traffic within a minute', () => {
    const page = openFirstMinute(true)
    const carriesOrders = () =>
      page.inFlight.some((message) => message.records > 0 && message.topicPartitions.some(isOrders))
    page.watchUntil('a record is on a wire', carriesOrders)
    expect(page.clock.nowMs()).toBeLessThan(2_000)
    page.watchUntil('a second has passed', () => page.last.atUs > firstMinuteRun.positionUs + 1_000_000)
    expect(page.clock.nowMs()).toBeGreaterThan(2_000)
  })

  test('a leader killed is replaced before the reader has waited a quarter of a minute', () => {
    const page = openFirstMinute(true)
    const orders = () => page.image.partitions.get('orders-0')!
    const dead = orders().leader
    expect(page.command({ type: 'KillNode', node: `broker-${dead}` }).error).toBeNull()
    page.watchUntil('another leader', () => orders().leader !== dead && orders().leader > 0)
    expect(page.clock.nowMs()).toBeLessThan(15_000)
  })

  test('of what a terminal runs the page knows whether it ends by itself', () => {
    const page = openFirstMinute(false)
    const type = (terminal: string, tool: string) => {
      page.command({ type: 'OpenTerminal', terminal, tty: true })
      const text = `${tool} --bootstrap-server localhost:9092 --topic orders`
      page.command({ type: 'TypeLine', terminal, text })
      page.showFrame()
      return page.image.terminals.get(terminal)
    }
    expect(type('terminal-1', 'kafka-console-consumer.sh')).toMatchObject({ goesOn: true })
    expect(type('terminal-2', 'bin/kafka-console-producer.sh')).toMatchObject({ goesOn: true })
    expect(type('terminal-3', 'kafka-topics.sh --describe')).toMatchObject({ goesOn: false })
  })

  test('a link opens the same instant with the same hash, terminals and faults included', () => {
    const page = openFirstMinute(false)
    page.command({ type: 'OpenTerminal', terminal: 'terminal-1', tty: true })
    page.command({
      type: 'TypeLine',
      terminal: 'terminal-1',
      text: 'kafka-topics.sh --bootstrap-server localhost:9092 --list',
    })
    seek(page, 11_000_000)
    page.command({ type: 'PowerCutNode', node: 'broker-2' })
    seek(page, 14_321_987)
    expect(page.image.terminals.get('terminal-1')!.output).toContain('orders')
    expect(page.image.terminals.get('terminal-1')).toMatchObject({ running: null, goesOn: false })

    const link = encodeLink(page.ask('runExported', { type: 'exportRun' }).run)
    expect(link.length).toBeLessThan(1_000)
    const decoded = decodeLink(link, runFormat)
    if (decoded.kind !== 'ok') throw new Error(decoded.kind)
    const again = enginePage(simulatorParts)
    again.open(decoded.run)
    expect(again.last.atUs).toBe(14_321_987)
    expect(again.hash()).toBe(page.hash())
    expect(again.image).toEqual(page.image)
  })

  test('image and deltas add up to the image from scratch through a crash, an election and a return to the past', () => {
    const page = openFirstMinute(false)
    page.post({ type: 'setSpeed', speed: 5, autoPace: false })
    page.post({ type: 'play' })
    page.watch(1_000)
    page.command({ type: 'KillNode', node: 'broker-1' })
    page.watch(3_000)
    page.command({ type: 'StartNode', node: 'broker-1' })
    page.watch(2_000)
    seek(page, 9_000_000)
    page.command({ type: 'PowerCutNode', node: 'broker-3' })
    page.watch(3_000)
    page.post({ type: 'pause' })
    page.watch(100)
    const { run, branches, branchId } = page.ask('runExported', { type: 'exportRun' })
    const scratch = enginePage(simulatorParts)
    scratch.open(run, { branches, branchId: branchId! })
    expect(page.image).toEqual(scratch.image)
    expect(page.hash()).toBe(scratch.hash())
  })

  test('why there is another leader is answered by walking back from the election', () => {
    const page = openFirstMinute(false)
    const dead = page.image.partitions.get('orders-0')!.leader
    page.command({ type: 'KillNode', node: `broker-${dead}` })
    seek(page, 20_000_000)
    const elected = page.frames
      .flatMap((frame) => frame.happenings)
      .findLast(({ body }) => body.type === 'LeaderElected' && body.topicPartition === 'orders-0')!
    const { chain, command } = page.ask('why', { type: 'explain', happeningId: elected.id })
    expect(command).toEqual({ type: 'KillNode', node: `broker-${dead}` })
    expect(chain.map((cause) => cause.body.type)).toContain('BrokerFenced')
    expect(chain.map((cause) => cause.id)).toEqual(chain.map((cause) => cause.id).sort((a, b) => b - a))
  })

  test('a replica is read as files, also while its broker is down', () => {
    const page = openFirstMinute(false)
    const read = () => page.ask('segmentBytes', { type: 'readSegments', broker: 1, topicPartition: 'orders-0' }).files
    const log = () => read().find((file) => file.name.endsWith('.log'))!
    expect(log().bytes.length).toBe(page.image.replicas.get('orders-0@1')!.sizeBytes)
    page.command({ type: 'StopNode', node: 'broker-1' })
    seek(page, 12_000_000)
    expect(page.image.brokers.get('broker-1')!.status).toBe('stopped')
    expect(log().bytes.length).toBeGreaterThan(0)
    expect(page.ask('segmentBytes', { type: 'readSegments', broker: 9, topicPartition: 'x-0' }).files).toEqual([])
  })

  test('a command for what is not there is answered in words and changes nothing', () => {
    const page = openFirstMinute(false)
    const before = page.hash()
    const done = page.command({ type: 'KillNode', node: 'broker-9' })
    expect(done).toMatchObject({ entry: null, error: expect.stringContaining('broker-9') })
    expect(page.hash()).toBe(before)
  })
})
