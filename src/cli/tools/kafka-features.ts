/** Counterpart in Kafka: org.apache.kafka.tools.FeatureCommand. */

import type { Profile } from '../../kafka/profile/profile.ts'
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
  const parsed = parseOrExit(FEATURES, context, { complain: complainInOneLine })
  try {
    run(parsed, context)
  } catch (error) {
    const failure = asJavaException(error)
    context.printError(`${failure.message}\n${stackTrace(failure, FRAME)}`)
    context.exit(1)
  }
})

/** Without usage, unlike other tools. */
function complainInOneLine(message: string, context: Pick<ToolContext, 'printError' | 'exit'>): never {
  context.printError(`Command line error: ${message}. Type --help for help.\n`)
  return context.exit(1)
}

function run(parsed: ParsedArguments, context: ToolContext): void {
  if (parsed.command === 'version-mapping') return printMapping(parsed.value('--release-version'), context)
  if (parsed.command === 'feature-dependencies') return printDependencies(parsed, context)
  const servers = parsed.value('--bootstrap-server')
  const controllers = parsed.value('--bootstrap-controller')
  if (servers === null && controllers === null)
    return complainInOneLine('You must specify either --bootstrap-controller or --bootstrap-server.', context)
  connectAdmin(context, servers ?? brokersBehind(controllers))
  if (parsed.command === 'describe') printFeatures(context)
  else update(parsed, context)
}

/** The profile knows the names of the levels it has met; the others show as numbers, as Kafka shows unknown ones. */
function levelName(profile: Profile, feature: string, level: number): string {
  if (feature !== 'metadata.version') return String(level)
  return profile.metadataVersions.get(level) ?? `UNKNOWN [${level}]`
}

function printFeatures(context: ToolContext): void {
  const response = context.call(
    { name: 'describeFeatures', request: { type: 'ApiVersionsRequest' } },
    'ApiVersionsResponse',
  )
  for (const [name, { min, max }] of context.profile.features) {
    const level = response.finalizedFeatures[name] ?? 0
    const cells = [
      `Feature: ${name}`.padEnd(51),
      `SupportedMinVersion: ${levelName(context.profile, name, min)}`.padEnd(38),
      `SupportedMaxVersion: ${levelName(context.profile, name, max)}`.padEnd(38),
      `FinalizedVersionLevel: ${levelName(context.profile, name, level)}`.padEnd(40),
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
    return [...context.profile.features].map(([feature, { initial }]) => ({ feature, level: initial, upgradeType }))
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
  for (const [number, name] of context.profile.metadataVersions) if (name.startsWith(level)) return number
  return fail(
    context,
    `Unknown metadata.version ${level}. Supported metadata.version are from ${supportedVersions(context.profile)}`,
  )
}

function fail(context: ToolContext, message: string): never {
  context.printError(`${message}\n`)
  return context.exit(1)
}

/** The least and the latest metadata.version. */
function supportedVersions({ metadataVersions }: Profile): string {
  const names = [...metadataVersions.values()]
  return `${names[0] ?? ''} to ${names[names.length - 1] ?? ''}`
}

/** Without a release the latest (KIP-1022). */
function printMapping(given: string | null, context: ToolContext): void {
  const { releases } = context.profile
  const release = given ?? [...releases.keys()].pop() ?? ''
  const short = release.replace(/-IV\d+$/, '')
  const levels = releases.get(short)
  if (levels === undefined) {
    throw new JavaException(
      'net.sourceforge.argparse4j.inf.ArgumentParserException',
      `Unknown release version '${release}'. Supported versions are: ${supportedVersions(context.profile)}`,
    )
  }
  for (const [name, level] of levels)
    context.print(`${name}=${level}${name === 'metadata.version' ? ` (${short})` : ''}\n`)
}

function printDependencies(parsed: ParsedArguments, context: ToolContext): void {
  for (const text of parsed.values('--feature')) {
    const [feature = '', level = ''] = text.split('=')
    if (!context.profile.features.has(feature)) return fail(context, `Unknown feature: ${feature}`)
    context.print(`${feature}=${level} has no dependencies.\n`)
  }
}
