/** Counterpart in Kafka: org.apache.kafka.tools.FeatureCommand. */

import type { Profile } from '../../kafka/profile/profile.ts'
import type { UpdateFeaturesRequest } from '../../kafka/protocol/update-features.ts'
import { stackTrace } from '../java-errors.ts'
import type { ArgumentParser, ArgumentSpec, ParsedArguments } from '../options/argparse.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { replayedTool, type ToolContext, ToolFailure } from '../replayed-tool.ts'
import { asFutureException, connectAdmin } from './admin-connection.ts'
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
    const failure = asFutureException(error)
    // Of what a future threw the tool tells the message alone.
    const trace = error instanceof ToolFailure ? '' : stackTrace(failure, FRAME)
    context.printError(`${failure.message}\n${trace}`)
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
  const release = parsed.value('--release-version')
  if (metadata !== null) context.print(' `metadata` flag is deprecated and may be removed in a future release.\n')
  const given = parsed.values('--feature')
  const updates: Update[] = []
  if (metadata !== null)
    updates.push({ feature: 'metadata.version', level: versionNamed(metadata, context), upgradeType })
  for (const text of given) {
    const [feature = '', level] = text.split('=')
    if (parsed.command === 'disable') updates.push({ feature, level: 0, upgradeType })
    else if (level === undefined)
      return fail(context, `Can't parse feature=level string ${text}: equals sign not found.`)
    else if (!/^-?\d+$/.test(level))
      return fail(context, `Can't parse feature=level string ${text}: unable to parse ${level} as a short.`)
    else updates.push({ feature, level: Number(level), upgradeType })
  }
  if (updates.length > 0) return updates
  if (release === null) return fail(context, `You must specify at least one feature to ${parsed.command ?? ''}`)
  return [...levelsOf(versionNamed(release, context), context.profile)]
    .map(([feature, level]): Update => ({ feature, level, upgradeType }))
    .sort((a, b) => (a.feature < b.feature ? -1 : 1))
}

/** MetadataVersion.fromVersionString: `4.2-IV0`, or `4.2` for the last of that release. */
function versionNamed(text: string, context: ToolContext): number {
  const { metadataVersions } = context.profile
  const named = [...metadataVersions].filter(([, name]) => name === text || name.startsWith(`${text}-IV`)).pop()
  if (named !== undefined) return named[0]
  const names = [...metadataVersions.values()].join(', ')
  return fail(context, `Unknown metadata.version '${text}'. Supported metadata.version are: ${names}`)
}

/** What a cluster of this metadata.version begins with (KIP-1022). */
function levelsOf(version: number, { featureLevels }: Profile): Map<string, number> {
  const levels = new Map([['metadata.version', version]])
  for (const [name, since] of featureLevels) levels.set(name, since.filter((each) => each <= version).length)
  return levels
}

function fail(context: ToolContext, message: string): never {
  context.printError(`${message}\n`)
  return context.exit(1)
}

/** Without a release that of a new cluster. */
function printMapping(given: string | null, context: ToolContext): void {
  const { features, metadataVersions } = context.profile
  const newest = metadataVersions.get(features.get('metadata.version')?.initial ?? -1) ?? ''
  const release = given ?? newest
  for (const [name, level] of levelsOf(versionNamed(release, context), context.profile))
    context.print(`${name}=${level}${name === 'metadata.version' ? ` (${release})` : ''}\n`)
}

function printDependencies(parsed: ParsedArguments, context: ToolContext): void {
  const { features, featureDependencies, metadataVersions } = context.profile
  const named = (feature: string, level: number) =>
    `${feature}=${level}${feature === 'metadata.version' ? ` (${metadataVersions.get(level) ?? ''})` : ''}`
  for (const text of parsed.values('--feature')) {
    const [feature = '', level = ''] = text.split('=')
    if (!features.has(feature)) return fail(context, `Unknown feature: ${feature}`)
    const dependencies = featureDependencies.get(`${feature}=${level}`)
    if (dependencies === undefined) context.print(`${named(feature, Number(level))} has no dependencies.\n`)
    else {
      context.print(`${feature}=${level} requires:\n`)
      for (const [needed, least] of dependencies) context.print(`    ${named(needed, least)}\n`)
    }
  }
}
