/** `logs/server.log` of a controller: kafka.server.ControllerServer and KafkaRaftServer, as log4j writes them. */
import type { WorldNode } from '../../../../engine/world.ts'
import { formatWallClock } from '../../../common/civil-date.ts'
import type { ServerLogLines } from '../../../common/node-kind.ts'
import { EMPTY_LOG, type ProcessEvent } from '../../../common/process-log.ts'
import type { ControllerDisk, ControllerSpec, ControllerState } from '../../../controller/controller-state.ts'
import { controllerFolder } from './controllers.ts'

export function serverLogOfController({
  state,
  disk,
  spec,
}: Pick<WorldNode, 'state' | 'disk' | 'spec'>): ServerLogLines[] {
  const { controllerId } = spec as ControllerSpec
  const { serverLog = EMPTY_LOG } = (state as ControllerState | null) ?? (disk as ControllerDisk | null) ?? {}
  return serverLog.map(({ atMs, event }) => ({
    atMs,
    text: `[${formatWallClock(atMs)}] ${wordsOf(event, controllerId)}\n`,
    dies: event === 'locked' || event === 'unformatted',
  }))
}

const FATAL = 'ERROR Exiting Kafka due to fatal exception (kafka.Kafka$)'

function wordsOf(event: ProcessEvent, id: number): string {
  const server = (words: string) => `INFO [ControllerServer id=${id}] ${words} (kafka.server.ControllerServer)`
  switch (event) {
    case 'starting':
      return server('Starting controller')
    case 'started':
      return `INFO [KafkaRaftServer nodeId=${id}] Kafka Server started (kafka.server.KafkaRaftServer)`
    case 'shuttingDown':
      return server('shutting down')
    case 'shutDown':
      return `INFO [SharedServer id=${id}] Stopping SharedServer (kafka.server.SharedServer)`
    case 'locked':
      return `${FATAL}\norg.apache.kafka.common.KafkaException: Failed to acquire lock on file .lock in ${controllerFolder(id)}. A Kafka instance in another process or thread is using this directory.`
    case 'unformatted':
      return `${FATAL}\njava.lang.RuntimeException: No readable meta.properties files found.`
  }
}
