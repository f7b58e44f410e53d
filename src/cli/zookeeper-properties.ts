/** `config/zookeeper.properties` as 2.5.0 ships it, and with the lines by which a server knows its ensemble. */
import { zookeeperPort } from '../kafka/common/addresses.ts'
import { ENSEMBLE_SETTINGS } from '../kafka/zookeeper/zookeeper-settings.ts'

/** `dataDir` and `clientPort` are the shipped ones for the first server. */
export function zookeeperPropertiesText(serverId: number, ensemble: readonly number[]): string {
  const shipped = [
    '# Where snapshots and the transaction log are kept',
    `dataDir=/tmp/zookeeper${ensemble.length > 1 ? `-${serverId}` : ''}`,
    '# Clients connect to this port',
    `clientPort=${zookeeperPort(serverId)}`,
    '# 0: as many connections from one address as there may be, which is for trying things out',
    'maxClientCnxns=0',
    '# No web server of its own, whose port another program may have',
    'admin.enableServer=false',
  ]
  return [...shipped, ...(ensemble.length > 1 ? ensembleLines(ensemble) : [])].map((line) => `${line}\n`).join('')
}

function ensembleLines(ensemble: readonly number[]): readonly string[] {
  const { tickTimeMs, initLimit, syncLimit } = ENSEMBLE_SETTINGS
  return [
    '# The servers of the ensemble, each with its ports for the others',
    `tickTime=${tickTimeMs}`,
    `initLimit=${initLimit}`,
    `syncLimit=${syncLimit}`,
    ...ensemble.map((id) => `server.${id}=localhost:${2_887 + id}:${3_887 + id}`),
  ]
}
