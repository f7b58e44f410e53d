/** Counterpart in Kafka: kafka.tools.StorageTool. What it formats are folders of the workstation. */

import { hashOfString, inJavaHashOrder } from '../../kafka/common/java-hash-order.ts'
import { metaProperties } from '../../kafka/common/log-directory.ts'
import type { Profile } from '../../kafka/profile/profile.ts'
import { refuseProperties } from '../../kafka/profile/server-properties.ts'
import { JavaException } from '../java-errors.ts'
import type { ArgumentParser, ArgumentSpec, ParsedArguments } from '../options/argparse.ts'
import { parseOrExit } from '../options/argparse-help.ts'
import { announceServer } from '../own-voice.ts'
import { parseProperties } from '../properties.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { asJavaException, readProperties } from './admin-connection.ts'
import { fail, latestVersion, parseFeatureLevel, printDependencies, printMapping } from './features/release-levels.ts'
import { dumpAndExit } from './java-main.ts'

const CONFIG: ArgumentSpec = { flags: ['--config', '-c'], required: true, help: "The server's properties file." }
const RELEASE: ArgumentSpec = { flags: ['--release-version', '-r'], help: 'Levels that a release begins with.' }
const FEATURE: ArgumentSpec = { flags: ['--feature', '-f'], repeatable: true, help: 'name=level' }

export const STORAGE: ArgumentParser = {
  program: 'kafka-storage',
  description: 'The Kafka storage tool.',
  arguments: [],
  commands: {
    info: { help: 'What the folders of this node hold.', arguments: [CONFIG] },
    format: {
      help: 'Prepare the folders of this node.',
      arguments: [
        CONFIG,
        { flags: ['--cluster-id', '-t'], required: true, help: 'Id of the cluster, as random-uuid makes one.' },
        { flags: ['--add-scram', '-S'], repeatable: true },
        { flags: ['--ignore-formatted', '-g'], isFlag: true, help: 'Pass over folders that are formatted already.' },
        RELEASE,
        FEATURE,
        { flags: ['--standalone', '-s'], isFlag: true, group: 'quorum', help: 'A quorum of this controller alone.' },
        {
          flags: ['--no-initial-controllers', '-N'],
          isFlag: true,
          group: 'quorum',
          help: 'A node that joins a quorum formatted elsewhere.',
        },
        { flags: ['--initial-controllers', '-I'], group: 'quorum', help: 'The first voters, id@host:port:directory.' },
      ],
      groups: { quorum: { exclusive: true } },
    },
    'version-mapping': { help: 'Levels that a release begins with; without one, the latest.', arguments: [RELEASE] },
    'feature-dependencies': {
      help: 'What levels of features need of others.',
      arguments: [{ ...FEATURE, required: true }],
    },
    'random-uuid': { help: 'A new id.', arguments: [] },
  },
}

const FRAME = 'kafka.tools.StorageTool.main(StorageTool.scala)'
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export const kafkaStorage = replayedTool((context) => {
  const parsed = parseOrExit(STORAGE, context)
  try {
    if (parsed.command === 'random-uuid') return context.print(`${randomUuid(context)}\n`)
    if (parsed.command === 'version-mapping') return printMapping(parsed.value('--release-version'), context)
    if (parsed.command === 'feature-dependencies') return dependencies(parsed.values('--feature'), context)
    const properties = readProperties(context, parsed.value('--config') ?? '')
    const wrong = refuseProperties(context.profile, Object.fromEntries(properties))
    if (wrong !== null) throw new JavaException('org.apache.kafka.common.config.ConfigException', wrong)
    warnOfDeprecated(properties, context)
    if (parsed.command === 'info') info(properties, context)
    else format(properties, parsed, context)
  } catch (error) {
    dumpAndExit(asJavaException(error), FRAME, context)
  }
})

function dependencies(features: readonly string[], context: ToolContext): void {
  for (const text of features) {
    const parsed = parseFeatureLevel(text)
    if ('problem' in parsed)
      return fail(
        context,
        `Invalid feature format: ${text}. Expected format: 'feature=version' (e.g. 'group.version=1')`,
      )
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
  const message =
    'num.partitions is defined in the broker role. This configuration will be ignored in 5.0. Please set num.partitions in the controller role instead.'
  context.printError(logLine(context.wallClockMs, 'WARN', message, 'kafka.server.KafkaConfig'))
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
  const plural = folders.length === 1 ? 'y' : 'ies'
  context.print(`Found log director${plural}:\n${folders.map((folder) => `  ${folder}\n`).join('')}\n`)
  const metas = folders.map((folder) => metaOf(folder, context))
  const found = metas.find((meta) => meta !== null)
  if (found !== undefined && found !== null) {
    const entries = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`)
    context.print(`Found metadata: {${entries.join(', ')}}\n\n`)
  }
  const missing = folders.filter((_, index) => metas[index] === null)
  if (missing.length === 0) return
  const problems = missing.map((folder) => `  ${folder} is not formatted.\n`).join('')
  context.print(`Found problem${missing.length === 1 ? '' : 's'}:\n${problems}\n`)
  context.exit(1)
}

function format(properties: ReadonlyMap<string, string>, parsed: ParsedArguments, context: ToolContext): void {
  announceServer(properties, context)
  const clusterId = parsed.value('--cluster-id') ?? ''
  const isController = rolesOf(properties).includes('controller')
  const choices = ['--standalone', '--initial-controllers', '--no-initial-controllers']
  if (isController && !properties.has('controller.quorum.voters') && !choices.some((choice) => parsed.has(choice)))
    return fail(
      context,
      'Because controller.quorum.voters is not set on this controller, you must specify one of the following: --standalone, --initial-controllers, or --no-initial-controllers.',
    )
  const folders = foldersOf(properties)
  const formatted = folders.filter((folder) => isFormatted(folder, clusterId, context))
  if (formatted.length > 0 && !parsed.has('--ignore-formatted'))
    return fail(
      context,
      `Log directory ${formatted[0]} is already formatted. Use --ignore-formatted to ignore this directory and format the others.`,
    )
  const fresh = folders.filter((folder) => !formatted.includes(folder))
  if (fresh.length === 0) return context.print('All of the log directories are already formatted.\n')
  context.print(`Bootstrap metadata: ${bootstrapMetadata(context.profile)}\n`)
  for (const folder of inJavaHashOrder(fresh, hashOfString)) {
    const kind = folder === metadataDirOf(properties) ? kindOfQuorum(parsed, isController) : 'data directory'
    context.print(`Formatting ${kind} ${folder} with metadata.version ${latestVersion(context.profile)}.\n`)
    const nodeId = properties.get('node.id') ?? properties.get('broker.id') ?? '-1'
    const meta = metaProperties(nodeId, randomUuid(context), clusterId, context.wallClockMs)
    context.writeFile(`${folder}/meta.properties`, meta)
  }
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

function kindOfQuorum(parsed: ParsedArguments, isController: boolean): string {
  if (parsed.has('--standalone') || parsed.has('--initial-controllers')) return 'dynamic metadata voter directory'
  return isController && parsed.has('--no-initial-controllers') ? 'dynamic metadata directory' : 'metadata directory'
}

function bootstrapMetadata(profile: Profile): string {
  const level = (name: string) => profile.features.get(name)?.initial ?? 0
  const names = ['metadata.version', ...profile.features.keys()].filter(
    (name, index, all) => all.indexOf(name) === index && name !== 'kraft.version',
  )
  const records = names.map(
    (name) => `ApiMessageAndVersion(FeatureLevelRecord(name='${name}', featureLevel=${level(name)}) at version 0)`,
  )
  return `BootstrapMetadata(records=[${records.join(', ')}], metadataVersionLevel=${level('metadata.version')}, source=format command)`
}
