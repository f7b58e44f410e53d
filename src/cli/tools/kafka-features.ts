/** Counterpart in Kafka: org.apache.kafka.tools.FeatureCommand. */
import { KAFKA_4 } from '../../kafka/profile/kafka-4.ts'
import type { UpdateFeaturesRequest } from '../../kafka/protocol/update-features.ts'
import { JavaException, stackTrace } from '../java-errors.ts'
import type { ArgumentParser, ArgumentSpec, ParsedArguments } from '../options/argparse.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asJavaException, connectAdmin } from './admin-connection.ts'
import { brokersBehind } from './bootstrap-controller.ts'

const CHANGE: readonly ArgumentSpec[] = [
  { flags: ['--feature'], repeatable: true, help: 'name=level' },
  { flags: ['--metadata'], help: 'Level of metadata.version.' },
  { flags: ['--dry-run'], isFlag: true },
]

export const FEATURES: ArgumentParser = {
  program: 'kafka-features',
  description: 'This tool manages feature flags in Kafka.',
  arguments: [
    { flags: ['--bootstrap-server'], exclusive: 'server' },
    { flags: ['--bootstrap-controller'], exclusive: 'server', help: 'Controllers to ask, host:port.' },
    { flags: ['--command-config'] },
  ],
  commands: {
    describe: [{ flags: ['--node-id'], type: 'Integer', help: 'Node to ask.' }],
    upgrade: [...CHANGE, { flags: ['--release-version'], help: 'Levels that a release begins with.' }],
    downgrade: [
      ...CHANGE,
      { flags: ['--unsafe'], isFlag: true, help: 'Also where metadata would be lost.' },
      { flags: ['--release-version'] },
    ],
    disable: [...CHANGE, { flags: ['--unsafe'], isFlag: true }],
    'version-mapping': [{ flags: ['--release-version'], help: 'Release to look up.' }],
    'feature-dependencies': [{ flags: ['--feature'], repeatable: true, required: true }],
  },
}

const FRAME = 'org.apache.kafka.tools.FeatureCommand.main(FeatureCommand.java)'

export const kafkaFeatures = replayedTool((context) => {
  const parsed = parseOrExit(FEATURES, context)
  try {
    run(parsed, context)
  } catch (error) {
    const failure = asJavaException(error)
    context.printError(`${failure.message}\n${stackTrace(failure, FRAME)}`)
    context.exit(1)
  }
})

function run(parsed: ParsedArguments, context: ToolContext): void {
  if (parsed.command === 'version-mapping') return printMapping(parsed.value('--release-version') ?? '4.3', context)
  if (parsed.command === 'feature-dependencies') return printDependencies(parsed, context)
  connectAdmin(context, parsed.value('--bootstrap-server') ?? brokersBehind(parsed.value('--bootstrap-controller')))
  if (parsed.command === 'describe') printFeatures(context)
  else update(parsed, context)
}

/** The profile knows the names of the levels it has met; the others show as numbers, as Kafka shows unknown ones. */
function levelName(feature: string, level: number): string {
  if (feature !== 'metadata.version') return String(level)
  return KAFKA_4.metadataVersions.get(level) ?? `UNKNOWN [${level}]`
}

function printFeatures(context: ToolContext): void {
  const response = context.call(
    { name: 'describeFeatures', request: { type: 'ApiVersionsRequest' } },
    'ApiVersionsResponse',
  )
  for (const [name, { min, max }] of KAFKA_4.features) {
    const level = response.finalizedFeatures[name] ?? 0
    const cells = [
      `Feature: ${name}`.padEnd(51),
      `SupportedMinVersion: ${levelName(name, min)}`.padEnd(38),
      `SupportedMaxVersion: ${levelName(name, max)}`.padEnd(38),
      `FinalizedVersionLevel: ${levelName(name, level)}`.padEnd(40),
      `Epoch: ${response.finalizedFeaturesEpoch}`,
    ]
    context.print(`${cells.join('')}\n`)
  }
}

type Update = UpdateFeaturesRequest['updates'][number]

function update(parsed: ParsedArguments, context: ToolContext): void {
  const done = { upgrade: 'upgraded', downgrade: 'downgraded', disable: 'disabled' }[parsed.command ?? ''] ?? ''
  const updates = updatesOf(parsed, context)
  const dryRun = parsed.has('--dry-run')
  const response = context.call(
    { name: 'updateFeatures', request: { type: 'UpdateFeaturesRequest', updates, validateOnly: dryRun } },
    'UpdateFeaturesResponse',
  )
  const failed = response.errorCode !== 'NONE'
  for (const { feature, level } of updates) {
    const to = parsed.command === 'disable' ? '' : ` to ${level}`
    if (failed)
      context.print(
        `${dryRun ? 'Can not' : 'Could not'} ${parsed.command ?? ''} ${feature}${to}. ${response.errorMessage ?? ''}\n`,
      )
    else context.print(`${feature} ${dryRun ? 'can be' : 'was'} ${done}${to}.\n`)
  }
  if (!failed) return
  context.printError(`${updates.length} out of ${updates.length} operation(s) failed.\n`)
  context.exit(1)
}

function updatesOf(parsed: ParsedArguments, context: ToolContext): Update[] {
  const upgradeType =
    parsed.command === 'upgrade' ? 'upgrade' : parsed.has('--unsafe') ? 'unsafeDowngrade' : 'safeDowngrade'
  const metadata = parsed.value('--metadata')
  const given = [...(metadata === null ? [] : [`metadata.version=${metadata}`]), ...parsed.values('--feature')]
  if (given.length === 0 && parsed.value('--release-version') !== null) {
    const names = [...KAFKA_4.features.keys()]
    return names.map((feature) => ({ feature, level: KAFKA_4.features.get(feature)?.initial ?? 0, upgradeType }))
  }
  if (given.length === 0) return fail(context, `You must specify at least one feature to ${parsed.command ?? ''}`)
  return given.map((text) => {
    const [feature = '', level] = text.split('=')
    if (parsed.command === 'disable') return { feature, level: 0, upgradeType }
    if (level === undefined) return fail(context, `Can't parse feature=level string ${text}: equals sign not found.`)
    if (!/^-?\d+$/.test(level) && feature !== 'metadata.version')
      return fail(context, `Can't parse feature=level string ${text}: unable to parse ${level} as a short.`)
    return { feature, level: numberOf(level, context), upgradeType }
  })
}

function numberOf(level: string, context: ToolContext): number {
  if (/^-?\d+$/.test(level)) return Number(level)
  for (const [number, name] of KAFKA_4.metadataVersions) if (name.startsWith(level)) return number
  return fail(context, `Unknown metadata.version ${level}. Supported metadata.version are from 3.3-IV3 to 4.3-IV0`)
}

function fail(context: ToolContext, message: string): never {
  context.printError(`${message}\n`)
  return context.exit(1)
}

/** Levels a release begins with, newest features last (KIP-1022). */
const MAPPINGS: Readonly<Record<string, readonly number[]>> = {
  '4.0': [25, 1, 2, 1, 0, 0, 0],
  '4.1': [27, 1, 2, 1, 1, 0, 0],
  '4.2': [29, 1, 2, 1, 1, 1, 1],
  '4.3': [30, 1, 2, 1, 1, 1, 1],
}
const MAPPED = [
  'metadata.version',
  'kraft.version',
  'transaction.version',
  'group.version',
  'eligible.leader.replicas.version',
  'share.version',
  'streams.version',
]

function printMapping(release: string, context: ToolContext): void {
  const short = release.replace(/-IV\d+$/, '')
  const levels = Object.hasOwn(MAPPINGS, short) ? MAPPINGS[short] : undefined
  if (levels === undefined) {
    throw new JavaException(
      'net.sourceforge.argparse4j.inf.ArgumentParserException',
      `Unknown release version '${release}'. Supported versions are: 3.3-IV3 to 4.3-IV0`,
    )
  }
  MAPPED.forEach((name, index) => {
    context.print(`${name}=${levels[index] ?? 0}${index === 0 ? ` (${short})` : ''}\n`)
  })
}

function printDependencies(parsed: ParsedArguments, context: ToolContext): void {
  for (const text of parsed.values('--feature')) {
    const [feature = '', level = ''] = text.split('=')
    if (!KAFKA_4.features.has(feature)) return fail(context, `Unknown feature: ${feature}`)
    context.print(`${feature}=${level} has no dependencies.\n`)
  }
}
