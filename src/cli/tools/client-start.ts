/** What programs that embed a client do at their start: options, properties, addresses. */

import { parseConsumerConfig } from '../../kafka/clients/consumer/consumer-config.ts'
import { CONFIG_DEF, serversOfClient } from '../../kafka/clients/core/bootstrap.ts'
import type { ClientLogLine } from '../../kafka/clients/core/client-error.ts'
import { parseProducerConfig } from '../../kafka/clients/producer/producer-config.ts'
import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import { duplicateWarnings } from '../../kafka/profile/config-def.ts'
import { isFolder, readFile, resolvePath } from '../files.ts'
import { type JavaException, stackTrace, thrownByClient } from '../java-errors.ts'
import { exitProcess, type ProcessContext, writeError, writeOut } from '../program.ts'
import { Exited, logLine, type ToolContext } from '../replayed-tool.ts'

/** Where the thread was; nobody compares it. */
const FRAME_OF_A_CLIENT =
  'org.apache.kafka.clients.producer.internals.FutureRecordMetadata.chain(FutureRecordMetadata.java)'

export type StartContext = Pick<
  ToolContext,
  | 'profile'
  | 'facts'
  | 'args'
  | 'tty'
  | 'wallClockMs'
  | 'print'
  | 'printError'
  | 'readFile'
  | 'isFolder'
  | 'randomInt'
  | 'exit'
>

/** Runs the part of a program that ends before its client lives; null when the program has ended in it. */
export function atStart<Prepared>(
  context: ProcessContext,
  prepare: (start: StartContext) => Prepared,
): Prepared | null {
  const { process, node, disk } = context
  try {
    return prepare({
      profile: context.profile,
      facts: context.facts,
      args: process.args,
      tty: process.tty,
      wallClockMs: node.wallClockMs,
      print: (text) => writeOut(process, text),
      printError: (text) => writeError(process, text),
      readFile: (path) => readFile(disk, resolvePath(process.folder, path)),
      isFolder: (path) => isFolder(disk, resolvePath(process.folder, path)),
      randomInt: (bound) => node.randomInt(`terminal:${process.address}`, bound),
      exit(code) {
        throw new Exited(code)
      },
    })
  } catch (error) {
    if (!(error instanceof Exited)) throw error
    exitProcess(process, error.code)
    return null
  }
}

/** CommandLineUtils.parseKeyValueArgs: `key=value`, a missing value being an empty one. */
export function parseKeyValues(args: readonly string[]): Map<string, string> {
  const properties = new Map<string, string>()
  for (const arg of args) {
    const equals = arg.indexOf('=')
    if (equals === -1) properties.set(arg, '')
    else properties.set(arg.slice(0, equals), arg.slice(equals + 1))
  }
  return properties
}

/**
 * Addresses that a client with these settings is made with, or what its constructor throws: for an address that cannot be
 * used, but also for a setting, which Java looks at before it looks at an address.
 */
export function bootstrapNodes(
  servers: string,
  kind: 'producer' | 'consumer',
  config: ConfigEntries,
  start: Pick<StartContext, 'profile' | 'wallClockMs' | 'printError'>,
): readonly string[] | { readonly error: JavaException } {
  const parse = kind === 'producer' ? parseProducerConfig : parseConsumerConfig
  const found = serversOfClient(servers, kind, parse(config, start.profile), start.profile)
  const lists = duplicateWarnings(start.profile.configs[kind], config).map((message) => ({
    message,
    logger: CONFIG_DEF,
  }))
  for (const { message, logger } of [...lists, ...found.logged])
    start.printError(logLine(start.wallClockMs, 'WARN', message, logger))
  return 'error' in found ? { error: thrownByClient(found.error) } : found.servers.map(({ shown }) => shown)
}

/**
 * What an embedded client has logged goes to standard error. It is written before anything else that came of the same
 * events: the client's own lines come before what its callbacks say about the same trouble.
 */
export function writeClientLog(
  { process, node }: ProcessContext,
  events: readonly (({ readonly type: 'logged' } & ClientLogLine) | { readonly type: string })[],
): void {
  for (const event of events) {
    if (event.type !== 'logged') continue
    const { level, message, logger, error } = event as ClientLogLine
    writeError(process, logLine(node.wallClockMs, level, message, logger))
    if (error !== undefined) writeError(process, stackTrace(thrownByClient(error), FRAME_OF_A_CLIENT))
  }
}
