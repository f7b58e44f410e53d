/** Counterpart in Kafka: the handlers of FeatureCommand that ask nobody, which kafka-storage.sh shares (KIP-1022). */
import type { Profile } from '../../../kafka/profile/profile.ts'
import { illegalArgument, JavaException } from '../../java-errors.ts'
import type { ToolContext } from '../../replayed-tool.ts'

/** What a tool tells in its message alone, as TerseException. */
export function fail(context: Pick<ToolContext, 'printError' | 'exit'>, message: string): never {
  context.printError(`${message}\n`)
  return context.exit(1)
}

/**
 * MetadataVersion.fromVersionString: `4.2-IV0`, or `4.2` for the last of that release. Those that are not finished yet
 * count where `isStable` is not given.
 */
export function versionNamed(text: string, context: ToolContext, isStable?: 'stable'): number {
  const latest = context.profile.features.get('metadata.version')?.max ?? 0
  const known = [...context.profile.metadataVersions].filter(([level]) => isStable === undefined || level <= latest)
  const named = known.filter(([, name]) => name === text || name.startsWith(`${text}-IV`)).pop()
  if (named !== undefined) return named[0]
  const names = known.map(([, name]) => name).join(', ')
  return fail(context, `Unknown metadata.version '${text}'. Supported metadata.version are: ${names}`)
}

/** What a cluster of this metadata.version begins with. */
export function levelsOf(version: number, { featureLevels }: Profile): Map<string, number> {
  const levels = new Map([['metadata.version', version]])
  for (const [name, since] of featureLevels) levels.set(name, since.filter((each) => each <= version).length)
  return levels
}

/** The name of the metadata.version that a new cluster has. */
export function latestVersion({ features, metadataVersions }: Profile): string {
  return metadataVersions.get(features.get('metadata.version')?.initial ?? 0) ?? ''
}

/** Without a release that of a new cluster. */
export function printMapping(given: string | null, context: ToolContext): void {
  const release = given ?? latestVersion(context.profile)
  for (const [name, level] of levelsOf(versionNamed(release, context), context.profile))
    context.print(`${name}=${level}${name === 'metadata.version' ? ` (${release})` : ''}\n`)
}

export interface FeatureLevel {
  readonly feature: string
  readonly level: number
}

/** `name=level` behind `--feature`; throws what Java throws of one that is none. */
export function featureLevelOf(text: string): FeatureLevel {
  const parsed = parseFeatureLevel(text)
  if (!('problem' in parsed)) return parsed
  const level = text.slice(text.indexOf('=') + 1).trim()
  const why = parsed.problem === 'no equals sign' ? 'equals sign not found.' : `unable to parse ${level} as a short.`
  throw new JavaException('java.lang.RuntimeException', `Can't parse feature=level string ${text}: ${why}`)
}

export function parseFeatureLevel(text: string): FeatureLevel | { readonly problem: 'no equals sign' | 'no number' } {
  const equals = text.indexOf('=')
  if (equals === -1) return { problem: 'no equals sign' }
  const level = text.slice(equals + 1).trim()
  if (!/^[-+]?\d{1,5}$/.test(level) || Number(level) > 32_767 || Number(level) < -32_768)
    return { problem: 'no number' }
  return { feature: text.slice(0, equals).trim(), level: Number(level) }
}

/** Feature.fromFeatureLevel, of a feature that there is. */
export function checkFeatureLevel({ feature, level }: FeatureLevel, { featureLevels }: Profile): void {
  if (level < 0 || level > (featureLevels.get(feature)?.length ?? 0))
    throw illegalArgument(`No feature:${feature} with feature level ${level}`)
}

/** What that level of a feature needs of others. */
export function printDependencies({ feature, level }: FeatureLevel, context: ToolContext): void {
  const { featureLevels, featureDependencies, metadataVersions } = context.profile
  const named = (name: string, at: number) =>
    `${name}=${at}${name === 'metadata.version' ? ` (${metadataVersions.get(at) ?? ''})` : ''}`
  if (feature === 'metadata.version') {
    if (!metadataVersions.has(level)) fail(context, `Unknown metadata.version ${level}`)
  } else if (!featureLevels.has(feature)) fail(context, `Unknown feature: ${feature}`)
  else checkFeatureLevel({ feature, level }, context.profile)
  const dependencies = featureDependencies.get(`${feature}=${level}`)
  if (dependencies === undefined) return context.print(`${named(feature, level)} has no dependencies.\n`)
  context.print(`${feature}=${level} requires:\n`)
  for (const [needed, least] of dependencies) context.print(`    ${named(needed, least)}\n`)
}
