import '../../testing/every-version.ts'
import { describe, expect, test } from 'vitest'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { applyDelta, emptyImage } from '../../kafka/observe/cluster-image.ts'
import type { FailureId } from '../../scenarios/failures/failure-ids.ts'
import { FAILURES } from '../../scenarios/failures/registry.ts'
import { type Era, emptyCluster, firstMinute } from '../../scenarios/index.ts'
import { type EnginePage, enginePage } from '../../testing/engine-page.ts'
import { ENGINE_VERSION } from '../engine-version.ts'
import { runFormat } from '../run-schema.ts'
import { simulatorParts } from '../simulator-parts.ts'

const BEGINS_US = 8_000_000

/** A page on a run, the first minute or less, and that run in the other era beside it, asked for until all is known. */
function runOf(here: Era, there: Era, spec = lessThan(firstMinute(here))) {
  const page = enginePage(simulatorParts)
  page.open({ engineVersion: ENGINE_VERSION, spec, seed: 10, journal: [], positionUs: BEGINS_US })
  return { page, beside: (atUs: number, known = 0) => besideOf(page, there, atUs, known) }
}

/** Nobody reads, and one producer writes. */
const lessThan = (spec: ClusterSpec): ClusterSpec => ({ ...spec, consumers: [], producers: spec.producers.slice(0, 1) })

/** A page on a failure story at its beginning, as the gallery opens it. */
function failureOf(id: FailureId, here: Era) {
  const { cluster, before, beginsAtMs } = FAILURES[id]
  const spec = { ...cluster(emptyCluster(here)), story: id }
  const positionUs = beginsAtMs * 1_000
  const page = enginePage(simulatorParts)
  const run = { engineVersion: ENGINE_VERSION, spec, seed: 10, journal: [], positionUs }
  const script = before.map(({ atMs, command }) => ({ atUs: atMs * 1_000, command }))
  page.post({ type: 'open', run, branches: null, playing: false, script })
  const press = (step: number) => {
    const gesture = FAILURES[id].steps[step]?.(page.image)
    if (gesture == null || typeof gesture === 'string') throw new Error('the step cannot be done')
    for (const command of gesture) page.command(command)
    return gesture
  }
  return { page, beginsAtUs: positionUs, press }
}

function goTo(page: EnginePage, atUs: number) {
  page.post({ type: 'seek', atUs })
  page.watch(50)
}

function besideOf(page: EnginePage, era: Era, atUs: number, known = 0) {
  for (let asked = 0; asked < 5_000; asked++) {
    const question = { type: 'readBeside', other: { era }, atUs, known } as const
    const { beside } = page.ask<'besideRead'>('besideRead', question)
    if (beside?.complete === true) return { ...beside, image: applyDelta(emptyImage(), beside.delta) }
  }
  throw new Error('it never comes to an end')
}

describe('the first minute in the other era beside it', () => {
  test('is the same cluster at the same instant, kept by others, and only its settings are otherwise of themselves', () => {
    const { page, beside } = runOf('kafka-4', 'kafka-2.5', firstMinute('kafka-4'))
    const { image, differences } = beside(BEGINS_US)
    expect([...image.brokers.keys()]).toEqual([...page.image.brokers.keys()])
    expect(image.controllers.size).toBe(0)
    expect([...image.nodes.keys()].filter((id) => id.startsWith('zookeeper'))).toHaveLength(3)
    const which = (what: string) => differences!.filter((each) => each.what === what)
    expect(which('node'), 'that others keep it is told once, not as a difference of each of them').toEqual([])
    expect(which('leader'), 'topics lie where they lay').toEqual([])
    const [consumer] = which('settings').filter(({ id }) => id === 'consumer-1')
    expect(consumer?.here).toContain('session.timeout.ms=45000')
    expect(consumer?.there).toContain('session.timeout.ms=10000')
    expect(consumer?.here, 'nothing here acts on it').not.toContain('ssl.protocol')
  })

  test('is lived through from here to there and from there to here', () => {
    const { image } = runOf('kafka-2.5', 'kafka-4').beside(BEGINS_US)
    expect([...image.controllers.keys()]).toEqual(['controller-101', 'controller-102', 'controller-103'])
  })
})

describe('what is done', () => {
  test('to a controller is done to the server that keeps the metadata in its place, and that is told', () => {
    const { page, beside } = runOf('kafka-4', 'kafka-2.5')
    const kill: Command = { type: 'KillNode', node: 'controller-102' }
    const { entry } = page.command(kill)
    const { image, era } = beside(BEGINS_US)
    expect(image.nodes.get('zookeeper-2')?.status).toBe('killed')
    const instead = { type: 'KillNode', node: 'zookeeper-2' }
    expect(era?.otherwise).toEqual([{ kind: 'instead', atUs: entry?.atUs, command: kill, instead }])
  })

  test('in the past is done there in the past, and taken back it is taken back', () => {
    const { page, beside } = runOf('kafka-4', 'kafka-2.5')
    goTo(page, 10_000_000)
    beside(10_000_000)
    goTo(page, 9_000_000)
    page.command({ type: 'KillNode', node: 'broker-3' })
    goTo(page, 10_000_000)
    expect(beside(10_000_000).image.nodes.get('broker-3')?.status).toBe('killed')
    expect(beside(8_500_000).image.nodes.get('broker-3')?.status).toBe('running')
    page.ask('undone', { type: 'undo' })
    page.watch(50)
    expect(beside(10_000_000).image.nodes.get('broker-3')?.status).toBe('running')
  })

  test('but comes to nothing there is told in words, and only then', () => {
    const { page, beside } = runOf('kafka-4', 'kafka-2.5')
    const change = (name: string): Command => ({
      type: 'AlterTopicConfig',
      topic: 'orders',
      config: { [name]: 'true' },
    })
    expect(page.command(change('preallocate')).error).toBeNull()
    expect(page.command(change('local.retention.always')).error, 'which neither knows').toBeNull()
    expect(page.command(change('remote.log.delete.on.disable')).error).toBeNull()
    goTo(page, BEGINS_US + 500_000)
    const { era } = beside(BEGINS_US + 500_000)
    expect(era?.otherwise).toMatchObject([{ kind: 'failed', happening: { type: 'AdminCallFailed' } }])
    expect(beside(BEGINS_US - 1).era?.otherwise, 'it had not been asked for').toEqual([])
  })

  test('goes along where the reader goes on in that era', () => {
    const { page, beside } = runOf('kafka-4', 'kafka-2.5')
    page.command({ type: 'KillNode', node: 'controller-101' })
    beside(BEGINS_US)
    const { run } = page.ask('besideExported', { type: 'exportBeside', era: 'kafka-2.5', atUs: BEGINS_US })
    expect(run).toMatchObject({ spec: { profile: 'kafka-2.5' }, seed: 10, positionUs: BEGINS_US })
    expect(run?.journal).toMatchObject([{ command: { type: 'KillNode', node: 'zookeeper-1' } }])
    expect(runFormat.readRun(run)).toMatchObject({ ok: true })
  })
})

describe('a failure story', () => {
  test('about the controller takes down in each era whoever is it there', () => {
    const { page, beginsAtUs, press } = failureOf('controllerCrash', 'kafka-4')
    const [kill] = press(0)
    expect(kill).toMatchObject({ type: 'KillNode', node: expect.stringMatching(/^controller-/) })
    const { image, era } = besideOf(page, 'kafka-2.5', beginsAtUs)
    expect([...image.nodes.values()].filter(({ status }) => status === 'killed').map(({ id }) => id)).toEqual([
      expect.stringMatching(/^broker-/),
    ])
    expect(era?.otherwise).toMatchObject([{ kind: 'instead', command: kill, instead: { type: 'KillNode' } }])
  })

  test('of a leader that dies with what nobody copied loses it in both, later in the older', () => {
    const { page, press } = failureOf('acksOneLoses', 'kafka-4')
    press(0)
    goTo(page, 20_000_000)
    const soon = besideOf(page, 'kafka-2.5', 20_000_000).differences!
    expect(soon.find(({ what }) => what === 'leader')).toMatchObject({ here: 3, there: 2 })
    goTo(page, 32_000_000)
    const { image, differences, era } = besideOf(page, 'kafka-2.5', 32_000_000)
    expect(image.counters.get('counters')?.lost).toBeGreaterThan(0)
    expect(differences!.map(({ what }) => what)).not.toContain('lost')
    expect(era?.first, 'KRaft had noticed before').toMatchObject({ there: 0, what: 'lost' })
    expect(era?.otherwise, 'the whole gesture was given, command by command').toEqual([])
  })
})

test('what a version has as its defaults is compared where something here acts on it', () => {
  const { page } = runOf('kafka-4', 'kafka-2.5')
  const { defaults } = page.ask('otherDefaults', { type: 'readOtherDefaults', era: 'kafka-2.5' })
  expect(defaults).toContainEqual({ scope: 'producer', name: 'acks', here: 'all', there: '1' })
  expect(defaults).toContainEqual({ scope: 'producer', name: 'linger.ms', here: '5', there: '0' })
  expect(defaults.map(({ name }) => name)).not.toContain('ssl.protocol')
})

test('a version that nobody knows is missing, and is said to be', () => {
  const { page } = runOf('kafka-4', 'kafka-2.5')
  const other = { era: 'kafka-0.8' }
  const answer = page.ask('besideRead', { type: 'readBeside', other, atUs: BEGINS_US, known: 0 })
  expect(answer).toMatchObject({ beside: null, missing: true })
})
