/** Counterpart in Kafka: kafka.tools.StorageTool. What it formats are folders of the workstation. */

import type { BrokerStartSpec } from '../../kafka/broker/broker-start-spec.ts'
import { foldersOfBroker } from '../../kafka/broker/log-folders.ts'
import { CONFIG_DEF } from '../../kafka/clients/core/bootstrap.ts'
import { controllerFolder } from '../../kafka/cluster/kinds/controller/controllers.ts'
import { brokerNode, controllerNode } from '../../kafka/common/addresses.ts'
import { hashOfString, inJavaHashOrder } from '../../kafka/common/java-hash-order.ts'
import { metaProperties } from '../../kafka/common/log-directory.ts'
import { duplicateWarnings } from '../../kafka/profile/config-def.ts'
import { refuseObjects, refuseProperties } from '../../kafka/profile/server-properties.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { JavaException } from '../java-errors.ts'
import type { ParsedArguments } from '../options/argparse.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { announceServer, inOwnVoice } from '../own-voice.ts'
import { parseProperties } from '../properties.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asJavaException, readProperties } from './admin-connection.ts'
import { parseDynamicVoters } from './features/dynamic-voters.ts'
import {
  checkFeatureLevel,
  type FeatureLevel,
  fail,
  featureLevelOf,
  levelsOf,
  parseFeatureLevel,
  printDependencies,
  printMapping,
  versionNamed,
} from './features/release-levels.ts'
import { refuseScram } from './features/scram-arguments.ts'
import { dumpAndExit } from './java-main.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export const kafkaStorage = replayedTool((context) => {
  const parsed = parseOrExit(context)
  try {
    if (parsed.command === 'random-uuid') return context.print(`${randomUuid(context)}\n`)
    if (parsed.command === 'version-mapping') return printMapping(parsed.value('--release-version'), context)
    if (parsed.command === 'feature-dependencies') return dependencies(parsed.values('--feature'), context)
    const properties = readProperties(context, parsed.value('--config') ?? '')
    const given = Object.fromEntries(properties)
    for (const warning of duplicateWarnings(context.profile.configs.broker, given))
      context.printError(logLine(context.wallClockMs, 'WARN', warning, CONFIG_DEF))
    const wrong = refuseProperties(context.profile, given)
    if (wrong !== null) throw new JavaException(wrong.class, wrong.message)
    const unusable = refuseObjects(context.profile, given)
    if (unusable !== null) throw new JavaException('org.apache.kafka.common.KafkaException', unusable)
    warnOfDeprecated(properties, context)
    if (parsed.command === 'info') info(properties, context)
    else format(properties, parsed, context)
  } catch (error) {
    dumpAndExit(asJavaException(error), context)
  }
})

function dependencies(features: readonly string[], context: ToolContext): void {
  for (const text of features) {
    const parsed = parseFeatureLevel(text)
    if ('problem' in parsed && parsed.problem === 'no equals sign')
      return fail(
        context,
        `Invalid feature format: ${text}. Expected format: 'feature=version' (e.g. 'group.version=1')`,
      )
    const equals = text.indexOf('=')
    if ('problem' in parsed)
      return fail(context, `Invalid version format: ${text.slice(equals + 1)} for feature ${text.slice(0, equals)}`)
    const { feature, level } = parsed
    const known = context.profile.featureLevels.get(feature)
    if (known !== undefined && (level < 0 || level > known.length))
      return fail(context, `Feature level ${level} is not supported for feature ${feature}`)
    printDependencies(parsed, context)
  }
}

/** Never with a hyphen in front, which tools would take for an option. */
function randomUuid(context: ToolContext): string {
  let id = ALPHABET.charAt(context.randomInt(62))
  for (let index = 1; index < 21; index++) id += ALPHABET.charAt(context.randomInt(64))
  return id + 'AQgw'.charAt(context.randomInt(4))
}

function rolesOf(properties: ReadonlyMap<string, string>): string[] {
  return (properties.get('process.roles') ?? '').split(',').map((role) => role.trim())
}

function warnOfDeprecated(properties: ReadonlyMap<string, string>, context: ToolContext): void {
  if (rolesOf(properties).includes('controller') || !properties.has('num.partitions')) return
  const { notices, loggers } = toolsOf(context.profile.name)
  context.printError(logLine(context.wallClockMs, 'WARN', notices.partitionsWithoutController, loggers.serverConfig))
}

function logDirsOf(properties: ReadonlyMap<string, string>): string[] {
  return (properties.get('log.dirs') ?? properties.get('log.dir') ?? '/tmp/kafka-logs').trim().split(/\s*,\s*/)
}

/** The folder of the metadata log: the first of all, unless it has one of its own. */
function metadataDirOf(properties: ReadonlyMap<string, string>): string {
  return properties.get('metadata.log.dir')?.trim() ?? logDirsOf(properties)[0] ?? ''
}

/** All that a server would have, sorted. */
function foldersOf(properties: ReadonlyMap<string, string>): string[] {
  const folders = new Set([...logDirsOf(properties), metadataDirOf(properties)])
  return [...folders].sort((a, b) => (a < b ? -1 : 1))
}

function metaOf(folder: string, context: ToolContext): Map<string, string> | null {
  const text = context.readFile(`${folder}/meta.properties`)
  return text === undefined ? null : parseProperties(text)
}

function info(properties: ReadonlyMap<string, string>, context: ToolContext): void {
  const folders = foldersOf(properties)
  const there = folders.filter((folder) => context.isFolder(folder))
  if (there.length > 0) {
    const plural = there.length === 1 ? 'y' : 'ies'
    context.print(`Found log director${plural}:\n${there.map((folder) => `  ${folder}\n`).join('')}\n`)
  }
  const metas = folders.map((folder) => metaOf(folder, context))
  const found = metas.find((meta) => meta !== null)
  if (found !== undefined && found !== null) {
    const entries = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`)
    context.print(`Found metadata: {${entries.join(', ')}}\n\n`)
  }
  const missing = folders.filter((_, index) => metas[index] === null)
  if (missing.length === 0) return
  const problems = missing.map(
    (folder) => `  ${folder} ${there.includes(folder) ? 'is not formatted.' : 'does not exist'}\n`,
  )
  context.print(`Found problem${missing.length === 1 ? '' : 's'}:\n${problems.join('')}\n`)
  context.exit(1)
}

function format(properties: ReadonlyMap<string, string>, parsed: ParsedArguments, context: ToolContext): void {
  announceServer(properties, context)
  const clusterId = parsed.value('--cluster-id') ?? ''
  const release = parsed.value('--release-version')
  const version = release === null ? null : versionNamed(release, context, 'stable')
  const given = parsed.values('--feature').map(featureLevelOf)
  const voters = votersOf(properties, parsed, context)
  const levels = levelsToFormat(given, version, { isDynamic: voters.isDynamic, isNamed: release !== null }, context)
  checkScram(parsed.values('--add-scram'), context)
  const folders = inJavaHashOrder(foldersOf(properties), hashOfString)
  const formatted = folders.filter((folder) => isFormatted(folder, clusterId, context))
  if (formatted.length > 0 && !parsed.has('--ignore-formatted'))
    return fail(
      context,
      `Log directory ${formatted[0]} is already formatted. Use --ignore-formatted to ignore this directory and format the others.`,
    )
  const fresh = folders.filter((folder) => !formatted.includes(folder))
  if (fresh.length === 0) return context.print('All of the log directories are already formatted.\n')
  context.print(`Bootstrap metadata: ${bootstrapMetadata(levels)}\n`)
  const metadataFolder = metadataDirOf(properties)
  const name = context.profile.metadataVersions.get(levels.get('metadata.version') ?? 0) ?? ''
  for (const folder of inJavaHashOrder(fresh, hashOfString)) {
    const kind = folder === metadataFolder ? voters.kind : 'data directory'
    context.print(`Formatting ${kind} ${folder} with metadata.version ${name}.\n`)
    const nodeId = properties.get('node.id') ?? '-1'
    const drawn = randomUuid(context)
    const own = unformattedNode(folder, properties, context)
    if (own !== null) context.operate({ type: 'FormatServer', node: own, clusterId, directoryId: drawn })
    else context.writeFile(`${folder}/meta.properties`, metaProperties(nodeId, drawn, clusterId, context.wallClockMs))
  }
}

/** A node of this run whose directory it is, and which was never formatted. */
function unformattedNode(folder: string, properties: ReadonlyMap<string, string>, context: ToolContext): string | null {
  const id = Number(properties.get('node.id'))
  for (const { kind, spec } of context.machines()) {
    const { unformatted, brokerId, controllerId } = spec as {
      readonly unformatted?: true
      readonly brokerId?: number
      readonly controllerId?: number
    }
    if (unformatted !== true) continue
    if (kind === 'broker' && brokerId === id && foldersOfBroker(spec as BrokerStartSpec).includes(folder))
      return brokerNode(id)
    if (kind === 'controller' && controllerId === id && folder === controllerFolder(id)) return controllerNode(id)
  }
  return null
}

/** What Kafka refuses is refused in its words; credentials themselves are not simulated, and nobody here asks for any. */
function checkScram(texts: readonly string[], context: ToolContext): void {
  if (texts.length === 0) return
  const refused = refuseScram(texts)
  if (refused !== null) return fail(context, refused)
  context.printError(inOwnVoice('not simulated: --add-scram'))
  context.exit(1)
}

interface Voters {
  /** The quorum is in the metadata log, not in everybody's properties. */
  readonly isDynamic: boolean
  /** What the folder of the metadata log is called. */
  readonly kind: string
}

function votersOf(properties: ReadonlyMap<string, string>, parsed: ParsedArguments, context: ToolContext): Voters {
  const [standalone, initial] = [parsed.has('--standalone'), parsed.value('--initial-controllers')]
  const isStatic = (properties.get('controller.quorum.voters') ?? '').trim() !== ''
  const isController = rolesOf(properties).includes('controller')
  if (isStatic && (standalone || initial !== null))
    return fail(
      context,
      'You cannot specify controller.quorum.voters and format the node with --initial-controllers or --standalone. If you want to use dynamic quorum, please remove controller.quorum.voters and specify controller.quorum.bootstrap.servers instead.',
    )
  const named = initial === null ? null : parseDynamicVoters(initial)
  if (standalone && !isController) {
    if (context.machines().some(({ kind }) => kind === 'controller'))
      context.printError(
        inOwnVoice(
          'Controller and broker are two processes here: format config/controller.properties with --standalone, and this file without it.',
        ),
      )
    return fail(context, 'You can only use --standalone on a controller.')
  }
  const isChosen = standalone || initial !== null || parsed.has('--no-initial-controllers')
  if (isController && !isStatic && !isChosen)
    return fail(
      context,
      'Because controller.quorum.voters is not set on this controller, you must specify one of the following: --standalone, --initial-controllers, or --no-initial-controllers.',
    )
  const isVoter = standalone || (named?.includes(Number(properties.get('node.id'))) ?? false)
  const kind = !standalone && named === null ? '' : isVoter ? 'dynamic metadata voter ' : 'dynamic metadata '
  return { isDynamic: !isStatic && isChosen, kind: kind === '' ? 'metadata directory' : `${kind}directory` }
}

/** Levels that the new cluster begins with: those of the release, and instead of them what is given. */
function levelsToFormat(
  given: readonly FeatureLevel[],
  version: number | null,
  { isDynamic, isNamed }: { readonly isDynamic: boolean; readonly isNamed: boolean },
  context: ToolContext,
): Map<string, number> {
  const { featureLevels, features } = context.profile
  const supported = [...featureLevels.keys()].sort((a, b) => (a < b ? -1 : 1))
  const own = new Map(given.map(({ feature, level }) => [feature, level]))
  const stranger = [...own.keys()].find((feature) => feature !== 'metadata.version' && !featureLevels.has(feature))
  if (stranger !== undefined)
    fail(context, `Unsupported feature: ${stranger}. Supported features are: ${supported.join(', ')}`)
  if (isNamed && own.has('metadata.version'))
    fail(context, 'Use --release-version instead of --feature metadata.version=X to avoid ambiguity.')
  const latest = features.get('metadata.version')?.initial ?? 0
  const levels = levelsOf(version ?? own.get('metadata.version') ?? latest, context.profile)
  for (const [feature, level] of own) {
    if (feature !== 'metadata.version') checkFeatureLevel({ feature, level }, context.profile)
    levels.set(feature, level)
  }
  const kraft = own.get('kraft.version')
  const flags = 'one of the flags --standalone, --initial-controllers, or --no-initial-controllers is used'
  const dynamic = 'For dynamic controllers support, try'
  if (kraft === 0 && isDynamic)
    fail(
      context,
      `Cannot set kraft.version to 0 if controller.quorum.voters is empty and ${flags}. ${dynamic} removing the --feature flag for kraft.version.`,
    )
  if (kraft === 1 && !isDynamic)
    fail(
      context,
      `Cannot set kraft.version to 1 unless controller.quorum.voters is empty and ${flags}. ${dynamic} using one of --standalone, --initial-controllers, or --no-initial-controllers and removing controller.quorum.voters.`,
    )
  return levels
}

/** Another cluster's folder is an error that `--ignore-formatted` does not pass over. */
function isFormatted(folder: string, clusterId: string, context: ToolContext): boolean {
  const meta = metaOf(folder, context)
  if (meta === null) return false
  const known = meta.get('cluster.id') ?? ''
  if (known !== clusterId)
    throw new JavaException(
      'java.lang.RuntimeException',
      `Invalid cluster.id in: ${folder}/meta.properties. Expected ${clusterId}, but read ${known}`,
    )
  return true
}

/** kraft.version is not in the log, and level 0 is what is not written down. */
function bootstrapMetadata(levels: ReadonlyMap<string, number>): string {
  const others = [...levels.keys()]
    .filter((name) => name !== 'kraft.version' && name !== 'metadata.version' && (levels.get(name) ?? 0) > 0)
    .sort((a, b) => (a < b ? -1 : 1))
  const records = ['metadata.version', ...others].map(
    (name) => `ApiMessageAndVersion(FeatureLevelRecord(name='${name}', featureLevel=${levels.get(name)}) at version 0)`,
  )
  return `BootstrapMetadata(records=[${records.join(', ')}], metadataVersionLevel=${levels.get('metadata.version')}, source=format command)`
}
