/**
 * What a story asks for that the engine has no part for yet, told from the story alone. What the product printed plays
 * no part in it: a tool that disappears is a disagreement, and never "not yet playable".
 *
 * A row leaves these lists with the commit that builds what it names; `not-yet.test.ts` minds the tools.
 */
import type { Story, StoryStep } from './story-file.ts'

/** Programs of Kafka and of the shell. A step that runs one is not played against its recording. */
export const MISSING_PROGRAMS: readonly string[] = [
  'connect-distributed.sh',
  'connect-mirror-maker.sh',
  'connect-plugin-path.sh',
  'connect-standalone.sh',
  'kafka-client-metrics.sh',
  'kafka-console-share-consumer.sh',
  'kafka-delegation-tokens.sh',
  'kafka-e2e-latency.sh',
  'kafka-jmx.sh',
  'kafka-metadata-shell.sh',
  'kafka-replica-verification.sh',
  'kafka-share-consumer-perf-test.sh',
  'kafka-share-groups.sh',
  'kafka-streams-application-reset.sh',
  'kafka-streams-groups.sh',
  'kafka-verifiable-share-consumer.sh',
  'trogdor.sh',
]

/** Operations of Kafka Streams; a story with one of them is about a system that is not here. */
const STREAMS_OPERATIONS: ReadonlySet<string> = new Set([
  'java',
  'createTopics',
  'describeTopology',
  'startStreams',
  'waitState',
  'states',
  'threads',
  'assignment',
  'query',
  'uncaught',
  'logs',
  'printed',
  'stateFiles',
  'stopStreams',
  'killStreams',
  'pauseStreams',
  'resumeStreams',
  'loseState',
  'cleanUp',
  'addStreamThread',
  'removeStreamThread',
  'readTopic',
  'topics',
  'waitCommitted',
])

/** Features whose use shows in the text of a command or of a client's configuration. */
const MISSING_FEATURES: readonly { readonly name: string; readonly used: RegExp }[] = [
  { name: 'consumer protocol', used: /group\.protocol(?:"?[:=]\s*"?)consumer/ },
  { name: 'share groups', used: /kafka-share-groups|kafka-console-share-consumer|--share\b|(?:group-type|type) share/ },
]

export interface StepNeeds {
  /** Why the step cannot be played; null: it can. */
  readonly notPlayable: string | null
  /** A missing feature that the step uses, or whose traces it may show: what differs there is no news. */
  readonly touchedBy: string | null
}

/** Why no step of the story can be played, or null. */
export function missingSystem(story: Story): string | null {
  const startsWorkers = story.steps.some(({ command }) => namesProgram(command, 'connect-standalone.sh'))
  if (story.hasConnect || startsWorkers) return 'Kafka Connect'
  const streams = story.steps.some(({ operation }) => operation !== null && STREAMS_OPERATIONS.has(operation.op))
  return streams ? 'Kafka Streams' : null
}

/** For each step of the story, in order. */
export function needsOf(story: Story): StepNeeds[] {
  const traces = new Traces()
  const missingIn = new Map<string, string>()
  return story.steps.map((step) => {
    const touchedBy = traces.follow(step)
    const notPlayable = notPlayableBecause(step) ?? missingIn.get(step.terminal) ?? null
    if (notPlayable !== null && step.terminal !== '') missingIn.set(step.terminal, notPlayable)
    return { notPlayable, touchedBy }
  })
}

function notPlayableBecause(step: StoryStep): string | null {
  if (step.kind === 'kill') return 'a signal to one program'
  return MISSING_PROGRAMS.find((program) => namesProgram(step.command, program)) ?? null
}

function namesProgram(command: string, program: string): boolean {
  const at = command.indexOf(program)
  return at !== -1 && !/[\w-]/.test(command[at - 1] ?? ' ')
}

/** Who and what a missing feature has left its traces on: clients, topics, groups, terminals. */
class Traces {
  private readonly touched = new Map<string, string>()
  private touchedGroups: string | null = null

  follow(step: StoryStep): string | null {
    const text = step.operation === null ? `${step.command}${step.text}` : JSON.stringify(step.operation)
    const names = step.operation === null ? namesInCommand(text) : namesInOperation(step.operation)
    const used = MISSING_FEATURES.find((feature) => feature.used.test(text))?.name
    const feature = used ?? this.traceIn(step, text, names)
    if (feature === null) return null
    if (step.terminal !== '') this.touched.set(`terminal ${step.terminal}`, feature)
    for (const name of names) this.touched.set(name, feature)
    if (names.some((name) => name.startsWith('group '))) {
      this.touchedGroups ??= feature
      this.touched.set('topic __consumer_offsets', feature)
    }
    return feature
  }

  private traceIn(step: StoryStep, text: string, names: readonly string[]): string | null {
    for (const name of [`terminal ${step.terminal}`, ...names]) {
      const feature = this.touched.get(name)
      if (feature !== undefined) return feature
    }
    if (/kafka-(?:consumer-)?groups(?:\.sh)? .*--(?:list|all-groups)/.test(text)) return this.touchedGroups
    return null
  }
}

const OPTION_NAMES: readonly (readonly [RegExp, string])[] = [
  [/--topic[ =](\S+)/g, 'topic'],
  [/--group[ =](\S+)/g, 'group'],
  [/\/([\w.]+)-\d+\/\d{20}\./g, 'topic'],
  [/--entity-name[ =](\S+)/g, 'entity'],
  [/--(?:entity-type)[ =](clients|users|ips)/g, 'quotas of'],
]

function namesInCommand(text: string): string[] {
  return OPTION_NAMES.flatMap(([pattern, kind]) =>
    [...text.matchAll(pattern)].map(([, name]) => `${kind} ${String(name).replace(/^(['"])(.*)\1$/, '$2')}`),
  )
}

function namesInOperation(operation: NonNullable<StoryStep['operation']>): string[] {
  const fields = operation as unknown as Readonly<Record<string, unknown>>
  const config = (fields.config ?? {}) as Readonly<Record<string, unknown>>
  const names: string[] = []
  const add = (kind: string, value: unknown): void => {
    if (typeof value === 'string') names.push(`${kind} ${value}`)
    // `[[topic, partition], …]`, and a single `[topic, partition]`.
    else if (Array.isArray(value) && typeof value[1] === 'number') names.push(`${kind} ${String(value[0])}`)
    else if (Array.isArray(value)) for (const item of value) add(kind, item)
  }
  for (const key of ['producer', 'consumer', 'consumers']) add('client', fields[key])
  if (fields.op === 'createProducer' || fields.op === 'createConsumer') add('client', fields.name)
  for (const key of ['topic', 'topics', 'partition', 'partitions', 'offsets']) add('topic', fields[key])
  add('group', fields.group)
  add('group', config['group.id'])
  return names
}
