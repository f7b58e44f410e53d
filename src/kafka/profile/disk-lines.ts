/** Lines of a server's log about its log directories that every version writes in the same words. */
import type { DiskEvent, LoggedLine } from './rules.ts'

const LOG_MANAGER = 'kafka.log.LogManager'
const REPLICA_MANAGER = 'kafka.server.ReplicaManager'

export function inLogManager(level: LoggedLine['level'], message: string): LoggedLine {
  return { level, message, logger: LOG_MANAGER }
}

export function inReplicaManager(level: LoggedLine['level'], id: number, message: string): LoggedLine {
  return { level, message: `[ReplicaManager broker=${id}] ${message}`, logger: REPLICA_MANAGER }
}

/** ReplicaManager.handleLogDirFailure and LogManager.handleLogDirFailure; the first line is the version's. */
export function failureLines(
  first: string,
  { path, partitions }: Extract<DiskEvent, { readonly type: 'failing' }>,
  id: number,
): LoggedLine[] {
  const names = partitions.join(',')
  return [
    inReplicaManager('WARN', id, first),
    inReplicaManager(
      'WARN',
      id,
      `Broker ${id} stopped fetcher for partitions ${names} and stopped moving logs for partitions  because they are in the failed log directory ${path}.`,
    ),
    inLogManager('WARN', `Stopping serving logs in dir ${path}`),
    inLogManager(
      'WARN',
      `Logs for partitions ${names} are offline and logs for future partitions  are offline due to failure on log directory ${path}`,
    ),
    inReplicaManager('WARN', id, `Stopped serving replicas in dir ${path}`),
  ]
}

/** The broker halts. */
export function lastFailedLine(paths: readonly string[]): LoggedLine {
  return inLogManager('ERROR', `Shutdown broker because all log dirs in ${paths.join(', ')} have failed`)
}
