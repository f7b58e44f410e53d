/** The form of a recorded story; see `conformance/README.md`. */

import type { ClientOperation, ClusterSpec } from '../../kafka/cluster/commands.ts'
import { DEFAULT_PROFILE } from '../../kafka/profile/registry.ts'
import type { CompareMode } from './normalise.ts'
import { BadTable, type Json, listOf, numberOf, objectOf, stringOf } from './suite.ts'

export interface StoryStep {
  readonly kind: (typeof KINDS)[number]
  readonly terminal: string
  /** Of `run`, `open` and `until`. */
  readonly command: string
  /** Of `type`. */
  readonly text: string
  /** Of `wait`. */
  readonly ms: number
  /** Of `until`: how long at most. */
  readonly seconds: number
  /** Of `fault`. */
  readonly action: string
  readonly node: string
  readonly operation: ClientOperation | null
  /** `stdout`, `stderr`, `exitCode`, `result`, `met`, or the names of files. */
  readonly compare: Readonly<Record<string, CompareMode>>
  /** What real Kafka gave, by the same names. */
  readonly outputs: Readonly<Record<string, Json | undefined>>
}

export interface Story {
  readonly name: string
  /** Of which Kafka: `kafka-4`, `kafka-2.5`. */
  readonly profile: string
  readonly hasConnect: boolean
  readonly cluster: ClusterSpec
  readonly steps: readonly StoryStep[]
}

/** 2026-03-02T00:00:00Z; the recordings' own clock is masked, so any day of this era will do. */
const START_WALL_CLOCK_MS = 1_772_409_600_000
const KINDS = ['run', 'open', 'type', 'interrupt', 'kill', 'eof', 'end', 'wait', 'until', 'fault', 'client'] as const
const MODES: readonly CompareMode[] = ['exact', 'aligned', 'lines', 'none']

/** Throws BadTable when the file is no story. */
export function storyOf(json: Json): Story {
  const file = objectOf(json, 'story')
  const cluster = objectOf(file.cluster, 'cluster')
  const profile = stringOf(cluster.profile ?? DEFAULT_PROFILE, 'profile')
  return {
    name: stringOf(file.name, 'name'),
    profile,
    hasConnect: cluster.connect !== undefined,
    cluster: { ...clusterOf(file.cluster, profile), directoryIds: directoryIdsIn(JSON.stringify(json)) },
    steps: listOf(file.steps, 'steps').map(stepOf),
  }
}

/**
 * What formatting had drawn for each node's directory before the story began: as the cluster's own settings these are what
 * the story starts from, but only what its tools print tells them.
 */
function directoryIdsIn(text: string): Record<number, string> {
  const ids: Record<number, string> = {}
  for (const [, node, id] of text.matchAll(/\\"id\\": (\d+), \\"directoryId\\": \\"([\w-]{22})\\"/g))
    ids[Number(node)] = id as string
  for (const [, id, node] of text.matchAll(/directory\.id=([\w-]{22}), node\.id=(\d+)/g))
    ids[Number(node)] = id as string
  return ids
}

function clusterOf(json: Json | undefined, profile: string): ClusterSpec {
  const cluster = objectOf(json, 'cluster')
  const brokers = listOf(cluster.brokers, 'brokers').map((item) => {
    const broker = objectOf(item, 'broker')
    const config = propertiesOf(broker.config)
    return { id: numberOf(broker.id, 'id'), rack: config['broker.rack'] ?? null, config }
  })
  // The recorder wrote down what the first broker's file said: with what that broker alone has.
  const ofAll = Object.entries(propertiesOf(cluster.config)).filter(([name]) => brokers[0]?.config[name] === undefined)
  const common = Object.fromEntries(ofAll)
  const keepers = keepersOf(cluster)
  // Controllers that are no brokers have files of their own, which say nothing of all that.
  const isApart = keepers.controllers.length > 0
  return {
    profile,
    brokers: isApart ? brokers.map((each) => ({ ...each, config: { ...common, ...each.config } })) : brokers,
    ...keepers,
    config: isApart ? {} : common,
    topics: [],
    producers: [],
    consumers: [],
    startWallClockMs: START_WALL_CLOCK_MS,
    networkLatencyUs: 50,
  }
}

/** ZooKeeper's servers are recorded by their addresses: the first listens at the port it has by default. */
function keepersOf(cluster: { readonly [key: string]: Json }): Pick<ClusterSpec, 'controllers' | 'zookeeper'> {
  if (cluster.zookeeper !== undefined)
    return { controllers: [], zookeeper: listOf(cluster.zookeeper, 'zookeeper').map((_, index) => index + 1) }
  const controllers = listOf(cluster.controllers ?? [{ id: 101 }], 'controllers')
  return { controllers: controllers.map((item) => numberOf(objectOf(item, 'controller').id, 'id')) }
}

function propertiesOf(json: Json | undefined): Readonly<Record<string, string>> {
  const properties: Record<string, string> = {}
  for (const [key, value] of Object.entries(objectOf(json ?? {}, 'config'))) properties[key] = String(value)
  return properties
}

function stepOf(json: Json): StoryStep {
  const step = objectOf(json, 'step')
  const kind = KINDS.find((known) => known === step.kind)
  if (kind === undefined) throw new BadTable(`a story has no steps called ${String(step.kind)}`)
  const operation =
    step.operation === undefined ? null : (objectOf(step.operation, 'operation') as unknown as ClientOperation)
  const files = operation?.op === 'segments' ? objectOf(step.result ?? {}, 'result') : {}
  return {
    kind,
    terminal: textOf(step.terminal),
    command: textOf(step.command),
    text: textOf(step.text),
    ms: step.ms === undefined ? 0 : numberOf(step.ms, 'ms'),
    seconds: step.seconds === undefined ? 0 : numberOf(step.seconds, 'seconds'),
    action: textOf(step.action),
    node: textOf(step.node),
    operation,
    compare: modesOf(step.compare),
    outputs: {
      stdout: step.stdout,
      stderr: step.stderr,
      exitCode: step.exitCode,
      result: step.result,
      met: step.met,
      ...files,
    },
  }
}

function textOf(json: Json | undefined): string {
  return json === undefined ? '' : stringOf(json, 'text')
}

/** A word that nobody knows would leave its output uncompared without a sign. */
function modesOf(json: Json | undefined): Readonly<Record<string, CompareMode>> {
  const modes: Record<string, CompareMode> = {}
  for (const [output, word] of Object.entries(objectOf(json ?? {}, 'compare'))) {
    const mode = MODES.find((known) => known === word)
    if (mode === undefined) throw new BadTable(`${output} cannot be compared as ${JSON.stringify(word)}`)
    modes[output] = mode
  }
  return modes
}

/** A few words for a list of failures. */
export function describeStep(step: StoryStep): string {
  const [line = ''] = step.command.split('\n')
  if (step.command !== '') return line.length > 100 ? `${line.slice(0, 100)}…` : line
  if (step.kind === 'client') return `client ${step.operation?.op ?? ''}`
  return step.kind
}
