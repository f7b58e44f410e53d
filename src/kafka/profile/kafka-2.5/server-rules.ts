/** What a server of 2.5.0 makes of its properties file, and what it writes into its log. */

import { failureLines, inLogManager, lastFailedLine } from '../disk-lines.ts'
import type { DiskEvent, LoggedLine, ServerEvent, ServerRules, Thrown } from '../rules.ts'
import {
  csv,
  type EndpointWords,
  endpointsIn,
  firstRefused,
  interBrokerListener,
  keepsNothing,
  type Protocols,
  protocolsIn,
  refuseAdvertised,
  refuseFetchWaits,
  required,
  type Settings,
} from '../server-settings.ts'

/** CoreUtils.listenerListToEndPoints. */
const ENDPOINT_WORDS: EndpointWords = {
  named: (text) => text,
  twice: (what, text) => `requirement failed: Each listener must have a different ${what}, listeners: ${text}`,
}

const KAFKA_SERVER = 'kafka.server.KafkaServer'

export const SERVER: ServerRules = Object.freeze({
  refuseSettings: (settings: Settings) => {
    const known = protocolsIn(settings.text('listener.security.protocol.map') ?? '')
    const interBroker = interBrokerListener(settings, known)
    if ('refused' in interBroker) return interBroker.refused
    return firstRefused([() => refuseNumbers(settings), () => refuseListeners(settings, known, interBroker.name)])
  },
  // KafkaServer.getBrokerMetadata: without an id it takes the directory's, and a new directory it makes its own.
  refuseStoredId(configured: string | null, stored: number | null) {
    if (stored === null || configured === null || configured === String(stored)) return null
    return {
      class: 'kafka.common.InconsistentBrokerIdException',
      message: `Configured broker.id ${configured} doesn't match stored broker.id ${stored} in meta.properties. If you moved your data, make sure your configured broker.id matches. If you intend to create a new broker, you should remove all data in your data directories (log.dirs).`,
    }
  },
  writes(event: ServerEvent, id: number) {
    const info = (message: string) => ({ level: 'INFO' as const, message, logger: KAFKA_SERVER })
    switch (event) {
      case 'starting':
        return info('starting')
      case 'started':
        return info(`[KafkaServer id=${id}] started`)
      case 'shuttingDown':
        return info(`[KafkaServer id=${id}] shutting down`)
      case 'shutDown':
        return info(`[KafkaServer id=${id}] shut down completed`)
      case 'refused':
        return { level: 'ERROR' as const, message: 'Exiting Kafka due to fatal exception', logger: 'kafka.Kafka$' }
      case 'failedEarly':
        return failed('')
      case 'failed':
      // ZooKeeper keeps no broker waiting.
      case 'anotherCluster':
      case 'unregistered':
      case 'gaveUp':
        return failed(`[KafkaServer id=${id}] `)
    }
  },
  writesOfDisk(event: DiskEvent, id: number) {
    switch (event.type) {
      case 'loading':
        return [inLogManager('INFO', 'Loading logs.'), ...event.recovering.flatMap(recovered)]
      case 'loaded':
        return [inLogManager('INFO', `Logs loading complete in ${event.ms} ms.`)]
      case 'failing':
        return failureLines(`Stopping serving replicas in dir ${event.path}`, event, id)
      case 'lastFailed':
        return [lastFailedLine(event.paths)]
      // There is no such log.
      case 'metadataFailed':
        return []
    }
  },
})

function recovered({ log, path, segments }: Recovering): LoggedLine[] {
  const who = `[Log partition=${log}, dir=${path}]`
  return segments.map((base) => ({
    ...{ level: 'INFO', logger: 'kafka.log.Log' },
    message: `${who} Recovering unflushed segment ${base}`,
  }))
}

type Recovering = Extract<DiskEvent, { readonly type: 'loading' }>['recovering'][number]

function failed(who: string): LoggedLine {
  const message = `${who}Fatal error during KafkaServer startup. Prepare to shutdown`
  return { level: 'ERROR', message, logger: KAFKA_SERVER }
}

/** KafkaConfig.validateValues, as far as it is about numbers that are modelled, and directories. */
function refuseNumbers(settings: Settings): Thrown | null {
  const { number, text } = settings
  const id = number('broker.id')
  const rollMs = number(settings.isGiven('log.roll.ms') ? 'log.roll.ms' : 'log.roll.hours')
  return firstRefused([
    () =>
      text('broker.id.generation.enable') === 'false'
        ? required(id >= 0, 'broker.id must be equal or greater than 0')
        : required(
            id >= -1 && id <= number('reserved.broker.max.id'),
            'broker.id must be equal or greater than -1 and not greater than reserved.broker.max.id',
          ),
    () => required(rollMs >= 1, 'log.roll.ms must be equal or greater than 1'),
    () => required(!keepsNothing(settings), 'log.retention.ms must be unlimited (-1) or, equal or greater than 1'),
    () =>
      required(
        csv(text('log.dirs') ?? text('log.dir') ?? '').length > 0,
        'At least one log directory must be defined via log.dirs or log.dir.',
      ),
    () => refuseFetchWaits(settings),
  ])
}

function refuseListeners(settings: Settings, known: Protocols, interBroker: string): Thrown | null {
  const { text } = settings
  // Host and port are from before there were listeners; KafkaConfig.listeners and .advertisedListeners.
  const listening = text('listeners') ?? `PLAINTEXT://${text('host.name') ?? ''}:${text('port')}`
  const host = text('advertised.host.name')
  const port = text('advertised.port')
  const byHost = `PLAINTEXT://${host ?? text('host.name') ?? ''}:${port ?? text('port')}`
  const advertised = text('advertised.listeners') ?? (host === null && port === null ? listening : byHost)
  const told = endpointsIn(advertised, known, ENDPOINT_WORDS)
  if ('refused' in told) return told.refused
  const own = endpointsIn(listening, known, ENDPOINT_WORDS)
  if ('refused' in own) return own.refused
  return refuseAdvertised(told.endpoints, own.endpoints, interBroker)
}
