/** What lies in Kafka's home on the workstation, and beside it, when a run begins; `bin/` comes with the first terminal. */
import type { ClusterSpec, ConfigEntries } from '../kafka/cluster/commands.ts'
import { ownProperties } from '../kafka/cluster/kinds/broker/own-properties.ts'
import { controllerFolder } from '../kafka/cluster/kinds/controller/controllers.ts'
import { controllerNode, controllerPort } from '../kafka/common/addresses.ts'
import { profileOf } from '../kafka/profile/registry.ts'
import { propertiesText } from './properties.ts'
import { serverPropertiesText } from './server-properties-text.ts'
import { zookeeperPropertiesText } from './zookeeper-properties.ts'

export const CONFIG_FOLDER = '/tmp/kafka/config'

/**
 * A properties file for each broker, `server.properties` being the first one's; and of ZooKeeper's servers, likewise
 * `zookeeper.properties`.
 */
export function workstationFiles(spec: ClusterSpec): Record<string, string> {
  const files: Record<string, string> = {}
  for (const [index, broker] of spec.brokers.entries()) {
    const text = serverPropertiesText(profileOf(spec.profile), propertiesGiven(spec, broker.id))
    files[`${CONFIG_FOLDER}/broker-${broker.id}.properties`] = text
    if (index === 0) files[`${CONFIG_FOLDER}/server.properties`] = text
  }
  // Whoever starts everything needs a file for each controller as well.
  if (spec.nothingRuns === true)
    for (const [index, id] of spec.controllers.entries()) {
      const name = index === 0 ? 'controller' : controllerNode(id)
      files[`${CONFIG_FOLDER}/${name}.properties`] = propertiesText(controllerProperties(spec, id))
    }
  const { zookeeper = [] } = spec
  for (const [index, serverId] of zookeeper.entries()) {
    const text = zookeeperPropertiesText(serverId, zookeeper)
    if (zookeeper.length > 1) files[`${CONFIG_FOLDER}/zookeeper-${serverId}.properties`] = text
    if (index === 0) files[`${CONFIG_FOLDER}/zookeeper.properties`] = text
  }
  return files
}

function controllerProperties({ controllers }: ClusterSpec, id: number): ConfigEntries {
  return {
    'process.roles': 'controller',
    'node.id': String(id),
    'controller.quorum.bootstrap.servers': controllers.map((each) => `localhost:${controllerPort(each)}`).join(','),
    listeners: `CONTROLLER://:${controllerPort(id)}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': controllerFolder(id),
  }
}

/** All that a broker of the spec is given, who it is and where among it. */
export function propertiesGiven(spec: ClusterSpec, brokerId: number): ConfigEntries {
  const broker = spec.brokers.find(({ id }) => id === brokerId)
  return { ...ownProperties(brokerId, spec), ...spec.config, ...broker?.config }
}

/**
 * What was written into the first broker's file of one cluster, for each broker of another: lines that were left as they
 * came say there what they say in its own file. By path; the file of a broker that is alone is `server.properties`.
 */
export function filesAsWritten(text: string, of: ClusterSpec, made: ClusterSpec): Record<string, string> {
  const came = propertiesGiven(of, of.brokers[0]?.id ?? 1)
  const files: Record<string, string> = {}
  for (const { id } of made.brokers) {
    const own = propertiesGiven(made, id)
    const lines = text.split('\n').map((line) => {
      const [, name = '', value = ''] = /^([a-z][\w.]*)=(.*)$/.exec(line) ?? []
      return name in own && came[name] === value ? `${name}=${own[name]}` : line
    })
    const others = Object.fromEntries(Object.entries(own).filter(([name]) => !(name in came)))
    const name = made.brokers.length === 1 ? 'server' : `broker-${id}`
    files[`${CONFIG_FOLDER}/${name}.properties`] = [...lines, propertiesText(others)].join('\n')
  }
  return files
}
