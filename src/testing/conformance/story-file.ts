/** The form of a recorded story; see `conformance/README.md`. */
import type { ClientOperation, ClusterSpec } from '../../kafka/cluster/commands.ts'
import type { CompareMode } from './normalise.ts'
import { type Json, listOf, numberOf, objectOf, stringOf } from './suite.ts'

export interface StoryStep {
  readonly kind: 'run' | 'open' | 'type' | 'interrupt' | 'eof' | 'end' | 'wait' | 'fault' | 'client'
  readonly terminal: string
  /** Of `run` and `open`. */
  readonly command: string
  /** Of `type`. */
  readonly text: string
  /** Of `wait`. */
  readonly ms: number
  /** Of `fault`. */
  readonly action: string
  readonly node: string
  readonly operation: ClientOperation | null
  /** `stdout`, `stderr`, `exitCode`, `result`, or the names of files. */
  readonly compare: Readonly<Record<string, CompareMode>>
  /** What real Kafka gave, by the same names. */
  readonly outputs: Readonly<Record<string, Json | undefined>>
}

export interface Story {
  readonly name: string
  readonly cluster: ClusterSpec
  readonly steps: readonly StoryStep[]
}

/** 2026-03-02T00:00:00Z; the recordings' own clock is masked, so any day of this era will do. */
const START_WALL_CLOCK_MS = 1_772_409_600_000
const KINDS = ['run', 'open', 'type', 'interrupt', 'eof', 'end', 'wait', 'fault', 'client'] as const

/** Throws BadTable when the file is no story. */
export function storyOf(json: Json): Story {
  const file = objectOf(json, 'story')
  return {
    name: stringOf(file.name, 'name'),
    cluster: clusterOf(file.cluster),
    steps: listOf(file.steps, 'steps').map(stepOf),
  }
}

function clusterOf(json: Json | undefined): ClusterSpec {
  const cluster = objectOf(json, 'cluster')
  return {
    profile: 'kafka-4',
    brokers: listOf(cluster.brokers, 'brokers').map((item) => {
      const broker = objectOf(item, 'broker')
      const config = propertiesOf(broker.config)
      return { id: numberOf(broker.id, 'id'), rack: config['broker.rack'] ?? null, config }
    }),
    controllers: listOf(cluster.controllers ?? [{ id: 101 }], 'controllers').map((item) =>
      numberOf(objectOf(item, 'controller').id, 'id'),
    ),
    config: propertiesOf(cluster.config),
    topics: [],
    producers: [],
    consumers: [],
    startWallClockMs: START_WALL_CLOCK_MS,
    networkLatencyUs: 50,
  }
}

function propertiesOf(json: Json | undefined): Readonly<Record<string, string>> {
  const properties: Record<string, string> = {}
  for (const [key, value] of Object.entries(objectOf(json ?? {}, 'config'))) properties[key] = String(value)
  return properties
}

function stepOf(json: Json): StoryStep {
  const step = objectOf(json, 'step')
  const kind = KINDS.find((known) => known === step.kind)
  if (kind === undefined) throw new Error(`a story has no steps called ${String(step.kind)}`)
  const operation =
    step.operation === undefined ? null : (objectOf(step.operation, 'operation') as unknown as ClientOperation)
  const files = operation?.op === 'segments' ? objectOf(step.result ?? {}, 'result') : {}
  return {
    kind,
    terminal: textOf(step.terminal),
    command: textOf(step.command),
    text: textOf(step.text),
    ms: step.ms === undefined ? 0 : numberOf(step.ms, 'ms'),
    action: textOf(step.action),
    node: textOf(step.node),
    operation,
    compare: modesOf(step.compare),
    outputs: { stdout: step.stdout, stderr: step.stderr, exitCode: step.exitCode, result: step.result, ...files },
  }
}

function textOf(json: Json | undefined): string {
  return json === undefined ? '' : stringOf(json, 'text')
}

function modesOf(json: Json | undefined): Readonly<Record<string, CompareMode>> {
  const modes: Record<string, CompareMode> = {}
  for (const [output, mode] of Object.entries(objectOf(json ?? {}, 'compare'))) {
    if (mode === 'exact' || mode === 'aligned' || mode === 'lines' || mode === 'none') modes[output] = mode
  }
  return modes
}

/** A few words for a list of failures. */
export function describeStep(step: StoryStep): string {
  const [line = ''] = step.command.split('\n')
  if (step.kind === 'run' || step.kind === 'open') return line.length > 100 ? `${line.slice(0, 100)}…` : line
  if (step.kind === 'client') return `client ${step.operation?.op ?? ''}`
  return step.kind
}
