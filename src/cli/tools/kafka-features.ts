/** Counterpart in Kafka: org.apache.kafka.tools.FeatureCommand. */

import { inHashMapOrder } from '../../kafka/common/java-hash.ts'
import type { Profile } from '../../kafka/profile/profile.ts'
import type { UpdateFeaturesRequest } from '../../kafka/protocol/update-features.ts'
import { illegalArgument, JavaException } from '../java-errors.ts'
import type { ParsedArguments } from '../options/argparse.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { noticesOf } from '../options/renamed-options.ts'
import { replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asFutureException, asJavaException, connectAdmin, propertiesOf, serversOf } from './admin-connection.ts'
import {
  fail,
  featureLevelOf,
  levelsOf,
  printDependencies,
  printMapping,
  versionNamed,
} from './features/release-levels.ts'

export const kafkaFeatures = replayedTool((context) => {
  const parsed = parseOrExit(context, { complain: complainInOneLine })
  try {
    run(parsed, context)
  } catch (error) {
    // The tool tells the message alone; where it asked a future itself that names the class of the cause.
    fail(context, asJavaException(error).message)
  }
})

/** Without usage, unlike other tools, and without the end of its line. */
function complainInOneLine(message: string, context: Pick<ToolContext, 'printError' | 'exit'>): never {
  context.printError(`Command line error: ${message}. Type --help for help.`)
  return context.exit(1)
}

function run(parsed: ParsedArguments, context: ToolContext): void {
  if (parsed.command === 'version-mapping') return printMapping(parsed.value('--release-version'), context)
  if (parsed.command === 'feature-dependencies') {
    for (const text of parsed.values('--feature')) printDependencies(featureLevelOf(text), context)
    return
  }
  const properties = propertiesOf(context, parsed.value('--command-config'))
  const servers = parsed.value('--bootstrap-server')
  const controllers = parsed.value('--bootstrap-controller')
  if (servers === null && controllers === null)
    return complainInOneLine('You must specify either --bootstrap-controller or --bootstrap-server.', context)
  connectAdmin(context, serversOf(servers, controllers), properties)
  if (parsed.command !== 'describe') return update(parsed, context)
  try {
    printFeatures(parsed.integer('--node-id'), context)
  } catch (error) {
    throw asFutureException(error)
  }
}

/** The profile knows the names of the levels it has met; the others show as numbers, as Kafka shows unknown ones. */
function levelName(profile: Profile, feature: string, level: number): string {
  if (feature !== 'metadata.version') return String(level)
  return profile.metadataVersions.get(level) ?? `UNKNOWN [${level}]`
}

/** As any node tells them, or the one that is named. */
function printFeatures(nodeId: number | null, context: ToolContext): void {
  if (nodeId !== null && nodeId < 0) throw illegalArgument(`Invalid node id ${nodeId}: must be non-negative.`)
  const target = nodeId === null ? ({ kind: 'any' } as const) : ({ kind: 'broker', brokerId: nodeId } as const)
  const response = context.call(
    {
      name: 'describeFeatures',
      target,
      request: { type: 'ApiVersionsRequest', clientSoftwareVersion: context.profile.kafkaVersion },
    },
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
  for (const { level, upgradeType } of updates) checkLevel(level, upgradeType)
  if (updates.some(({ feature }) => feature === '')) throw illegalArgument('Provided feature can not be empty.')
  const dryRun = parsed.has('--dry-run')
  const failure = failureOf(updates, dryRun, context)
  const failed = failure !== null
  for (const { feature, level } of updates) {
    const to = parsed.command === 'disable' ? '' : ` to ${level}`
    if (failed)
      context.print(`${dryRun ? 'Can not' : 'Could not'} ${parsed.command ?? ''} ${feature}${to}. ${failure}\n`)
    else context.print(`${feature} ${dryRun ? 'can be' : 'was'} ${done}${to}.\n`)
  }
  if (!failed) return
  context.printError(`${updates.length} out of ${updates.length} operation(s) failed.\n`)
  context.exit(1)
}

/** What each of the updates says of its failure, be it a server's or for want of one; null where they are done. */
function failureOf(updates: readonly Update[], validateOnly: boolean, context: ToolContext): string | null {
  try {
    const { errorCode, errorMessage } = context.call(
      {
        name: 'updateFeatures',
        request: { type: 'UpdateFeaturesRequest', updates: inOrderOfMap(updates), validateOnly },
      },
      'UpdateFeaturesResponse',
    )
    return errorCode === 'NONE' ? null : (errorMessage ?? '')
  } catch (error) {
    return asJavaException(error).message
  }
}

/** FeatureUpdate's constructor. */
function checkLevel(level: number, upgradeType: Update['upgradeType']): void {
  if (level === 0 && upgradeType === 'upgrade')
    throw illegalArgument(
      'The upgradeType flag should be set to SAFE_DOWNGRADE or UNSAFE_DOWNGRADE when the provided maxVersionLevel:0 is < 1.',
    )
  if (level < 0) throw illegalArgument('Cannot specify a negative version level.')
}

function updatesOf(parsed: ParsedArguments, context: ToolContext): Update[] {
  const upgradeType =
    parsed.command === 'upgrade' ? 'upgrade' : parsed.has('--unsafe') ? 'unsafeDowngrade' : 'safeDowngrade'
  const metadata = parsed.value('--metadata')
  const release = parsed.value('--release-version')
  const given = parsed.values('--feature')
  if (release !== null) {
    if (metadata !== null || given.length > 0)
      return fail(context, 'Can not specify `release-version` with other feature flags.')
    return [...levelsOf(versionNamed(release, context), context.profile)]
      .filter(([, level]) => level > 0 || parsed.command !== 'upgrade')
      .map(([feature, level]): Update => ({ feature, level, upgradeType }))
      .sort(byFeature)
  }
  const updates: Update[] = []
  if (metadata !== null) {
    context.print(noticesOf(context, ['metadata']))
    updates.push({ feature: 'metadata.version', level: versionNamed(metadata, context), upgradeType })
  }
  for (const text of given) {
    const update = parsed.command === 'disable' ? { feature: text, level: 0 } : featureLevelOf(text)
    if (updates.some(({ feature }) => feature === update.feature))
      throw runtimeError(`Feature ${update.feature} was specified more than once.`)
    updates.push({ ...update, upgradeType })
  }
  if (updates.length === 0) return fail(context, `You must specify at least one feature to ${parsed.command ?? ''}`)
  return updates.sort(byFeature)
}

/** The tool keeps them in a HashMap; it prints them sorted. */
function inOrderOfMap(updates: readonly Update[]): Update[] {
  const order = inHashMapOrder(
    updates.map(({ feature }) => feature),
    12,
  )
  return [...updates].sort((a, b) => order.indexOf(a.feature) - order.indexOf(b.feature))
}

function byFeature(a: Update, b: Update): number {
  return a.feature < b.feature ? -1 : 1
}

const runtimeError = (message: string) => new JavaException('java.lang.RuntimeException', message)
