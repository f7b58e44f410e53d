/** `logs/server.log` of a ZooKeeper server of 3.5.7, into which Kafka's own log4j.properties has it write: how it begins. */
import type { WorldNode } from '../../../../engine/world.ts'
import { zookeeperPort } from '../../../common/addresses.ts'
import { formatWallClock } from '../../../common/civil-date.ts'
import type { ServerLogLines } from '../../../common/node-kind.ts'
import { EMPTY_LOG } from '../../../common/process-log.ts'
import type { ZooKeeperDisk, ZooKeeperServerSpec, ZooKeeperState } from '../../../zookeeper/zookeeper-state.ts'

const SERVER = 'org.apache.zookeeper.server'

export function serverLogOfZooKeeper({
  state,
  disk,
  spec,
}: Pick<WorldNode, 'state' | 'disk' | 'spec'>): ServerLogLines[] {
  const { serverLog = EMPTY_LOG } = (state as ZooKeeperState | null) ?? (disk as ZooKeeperDisk | null) ?? {}
  const lines = linesOf(spec as ZooKeeperServerSpec)
  return serverLog.map(({ atMs }) => ({
    atMs,
    text: lines.map((line) => `[${formatWallClock(atMs)}] ${line}\n`).join(''),
  }))
}

function linesOf({ serverId, ensemble, settings: { tickTimeMs } }: ZooKeeperServerSpec): readonly string[] {
  const address = `0.0.0.0:${zookeeperPort(serverId)}`
  const folder = `/tmp/zookeeper${ensemble.length > 1 ? `-${serverId}` : ''}/version-2`
  const created = `INFO Created server with tickTime ${tickTimeMs} minSessionTimeout ${2 * tickTimeMs} maxSessionTimeout ${20 * tickTimeMs} datadir ${folder} snapdir ${folder} (${SERVER}.ZooKeeperServer)`
  const binding = `INFO binding to port 0.0.0.0/${address} (${SERVER}.NIOServerCnxnFactory)`
  const told = `INFO clientPortAddress is ${address} (${SERVER}.quorum.QuorumPeerConfig)`
  return ensemble.length > 1
    ? [told, `INFO Starting quorum peer (${SERVER}.quorum.QuorumPeerMain)`, binding]
    : [told, `INFO Starting server (${SERVER}.ZooKeeperServerMain)`, created, binding]
}
