/** What every tool with an admin client does alike. */

import { CONFIG_DEF, checkAddressList, parseBootstrapServers } from '../../kafka/clients/core/bootstrap.ts'
import {
  type ClientConfigValues,
  isConfigError,
  numberOf,
  parseClientConfig,
} from '../../kafka/clients/core/client-config.ts'
import { refuseConfiguredClasses } from '../../kafka/clients/core/configured-classes.ts'
import { refuseSecurity } from '../../kafka/clients/core/security.ts'
import { duplicateWarnings } from '../../kafka/profile/config-def.ts'
import { asCause, executionException, JavaException, thrownByAdmin, thrownByClient } from '../java-errors.ts'
import { OptionError, optionException, type ParsedOptions } from '../options/jopt.ts'
import { announceAdmin, refuseAdminReferences } from '../own-voice.ts'
import { parseProperties } from '../properties.ts'
import { logLine, type ToolContext, ToolFailure } from '../replayed-tool.ts'
import { warnOfUnused } from './unused-settings.ts'

/** Addresses of brokers (`bootstrap.servers`), or of controllers (`bootstrap.controllers`, KIP-919). */
export type Servers = string | { readonly controllers: string }

/** The servers that a tool's options name. */
export function serversOf(brokers: string | null, controllers: string | null): Servers {
  return brokers ?? (controllers === null ? '' : { controllers })
}

/** What a tool's own admin client has where the properties do not say otherwise. */
interface AdminDefaults {
  readonly clientId?: string
  readonly requestTimeoutMs?: number
  readonly isLegacy?: boolean
}

/**
 * Opens the admin client for `host:port,…`. Throws the KafkaException that KafkaAdminClient throws when no address can
 * be used; the file that `--command-config` names, or properties that were read from one, may shorten its timeouts.
 */
export function connectAdmin(
  context: ToolContext,
  servers: Servers,
  given: ParsedOptions | ReadonlyMap<string, string> | null = null,
  usual: AdminDefaults = {},
): { readonly apiTimeoutMs: number } {
  // The file is read before Admin.create is called, and its settings are looked at before the addresses are.
  const properties =
    given !== null && 'entries' in given ? given : propertiesOf(context, given?.value('command-config'))
  const entries = Object.fromEntries(properties)
  refuseAdminReferences(entries, context)
  const config = adminConfig(context, servers, entries)
  const toControllers = typeof servers !== 'string'
  const parsed = parseBootstrapServers(toControllers ? servers.controllers : servers, context.profile)
  for (const warning of parsed.warnings)
    context.printError(logLine(context.wallClockMs, 'WARN', warning, 'org.apache.kafka.clients.ClientUtils'))
  if (!parsed.ok) {
    const unusable = new JavaException('org.apache.kafka.common.config.ConfigException', parsed.message)
    throw usual.isLegacy === true ? unusable : failedToCreate(unusable)
  }
  const unusable = refuseConfiguredClasses(context.profile, config)
  if (unusable !== null) throw failedToCreate(thrownByClient(unusable))
  warnOfUnused('admin', entries, context)
  const insecure = refuseSecurity(entries, context.profile)
  if (insecure !== null) throw failedToCreate(thrownByClient(insecure))
  announceAdmin(entries, context)
  const clientId = properties.get('client.id') ?? usual.clientId
  const settings = Object.entries(CLIENT_SETTINGS).flatMap(([option, name]) => {
    const value = properties.get(name)
    return value === undefined ? [] : [[option, Number(value)]]
  })
  const apiTimeoutMs =
    usual.isLegacy === true
      ? numberOf(config, 'default.api.timeout.ms')
      : apiTimeoutOf(context, config, properties, clientId ?? 'adminclient-1')
  context.connect({
    servers: parsed.servers,
    ...usual,
    ...(toControllers ? { endpointType: 'controller' } : {}),
    ...(clientId === undefined ? {} : { clientId }),
    ...(Object.fromEntries(settings) as { [Option in keyof typeof CLIENT_SETTINGS]?: number }),
    apiTimeoutMs,
  })
  return { apiTimeoutMs }
}

/**
 * KafkaAdminClient.configureDefaultApiTimeoutMs: a call may not end before its first request does. Where nobody has asked
 * for that it lasts as long as the request, with a warning.
 */
function apiTimeoutOf(
  context: ToolContext,
  config: ClientConfigValues,
  properties: ReadonlyMap<string, string>,
  clientId: string,
): number {
  const apiTimeoutMs = numberOf(config, 'default.api.timeout.ms')
  const requestTimeoutMs = numberOf(config, 'request.timeout.ms')
  if (apiTimeoutMs >= requestTimeoutMs) return apiTimeoutMs
  if (properties.has('default.api.timeout.ms')) {
    const message =
      'The specified value of default.api.timeout.ms must be no smaller than the value of request.timeout.ms.'
    throw failedToCreate(new JavaException('org.apache.kafka.common.config.ConfigException', message))
  }
  const message = `[AdminClient clientId=${clientId}] Overriding the default value for default.api.timeout.ms (${apiTimeoutMs}) with the explicitly configured request timeout ${requestTimeoutMs}`
  context.printError(logLine(context.wallClockMs, 'WARN', message, 'org.apache.kafka.clients.admin.KafkaAdminClient'))
  return requestTimeoutMs
}

/** Options of the client to the settings that say them. */
const CLIENT_SETTINGS = Object.freeze({
  requestTimeoutMs: 'request.timeout.ms',
  retryBackoffMs: 'retry.backoff.ms',
  retryBackoffMaxMs: 'retry.backoff.max.ms',
})

/** AdminClientConfig's constructor, which throws by itself; what comes after it is wrapped. */
function adminConfig(
  context: ToolContext,
  servers: Servers,
  entries: Readonly<Record<string, string>>,
): ClientConfigValues {
  const [key, addresses] =
    typeof servers === 'string' ? ['bootstrap.servers', servers] : ['bootstrap.controllers', servers.controllers]
  const list = checkAddressList(key, addresses, true, context.profile)
  if (list.warning !== null) context.printError(logLine(context.wallClockMs, 'WARN', list.warning, CONFIG_DEF))
  if (list.error !== null) throw new JavaException('org.apache.kafka.common.config.ConfigException', list.error)
  const { admin } = context.profile.configs
  for (const warning of duplicateWarnings(admin, entries))
    context.printError(logLine(context.wallClockMs, 'WARN', warning, CONFIG_DEF))
  const config = parseClientConfig('admin', entries, context.profile)
  if (isConfigError(config)) throw thrownByClient(config.error)
  if (addresses.trim() === '' && context.profile.rules.client.checksAddressLists) {
    throw failedToCreate(
      new JavaException(
        'org.apache.kafka.common.config.ConfigException',
        'You must set either bootstrap.servers or bootstrap.controllers',
      ),
    )
  }
  return config
}

/** How KafkaAdminClient.create wraps what goes wrong in it. */
function failedToCreate(cause: JavaException): JavaException {
  return new JavaException('org.apache.kafka.common.KafkaException', 'Failed to create new KafkaAdminClient', {
    causedBy: asCause(cause),
  })
}

/** Of the file that `--command-config` names; none where nothing is named. */
export function propertiesOf(context: Reader, path: string | null | undefined): ReadonlyMap<string, string> {
  return path == null ? new Map() : readProperties(context, path)
}

type Reader = Pick<ToolContext, 'readFile' | 'isFolder'>

/** A properties file; throws what Java does where there is none. */
export function readProperties(context: Reader, path: string): Map<string, string> {
  const text = context.readFile(path)
  if (text === undefined) throw unreadable(context, path)
  return parseProperties(text)
}

/** Utils.readFileAsString, which says in its own words that it cannot. */
export function readTextFile(context: Reader, path: string): string {
  const text = context.readFile(path)
  if (text !== undefined) return text
  const causedBy = asCause(unreadable(context, path))
  throw new JavaException('java.io.IOException', `Unable to read file ${path}`, { causedBy })
}

function unreadable(context: Reader, path: string): JavaException {
  return context.isFolder(path)
    ? new JavaException('java.io.IOException', 'Is a directory')
    : new JavaException('java.nio.file.NoSuchFileException', path)
}

/** As `asJavaException`, for tools that ask a future for its result: what the client threw comes wrapped. */
export function asFutureException(error: unknown): JavaException {
  return error instanceof ToolFailure ? executionException(thrownByAdmin(error.error)) : asJavaException(error)
}

/** Whatever a tool's work threw, as Java has it; our own bugs pass through. */
export function asJavaException(error: unknown): JavaException {
  if (error instanceof JavaException) return error
  if (error instanceof ToolFailure) return thrownByAdmin(error.error)
  if (error instanceof OptionError) return optionException(error)
  throw error
}
