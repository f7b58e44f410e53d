/** The servers of the machine that a terminal stands on, as its operating system sees them: processes and listeners. */
import { kafkaNodeKinds } from '../../../kafka/cluster/node-kinds.ts'
import type { ServerOperation } from '../../../kafka/cluster/operate-server.ts'
import {
  brokerNode,
  controllerNode,
  ensembleAddress,
  isKnownHost,
  isKnownToEnsemble,
  isNumericAddress,
  resolveAddress,
  zookeeperNode,
} from '../../../kafka/common/addresses.ts'
import { type NodeKind, registryOf } from '../../../kafka/common/node-kind.ts'
import { readFile } from '../../files.ts'
import type { Process } from '../../program.ts'
import { parseProperties } from '../../properties.ts'
import type { Shell } from '../../terminal-state.ts'
import { processOfServer } from '../server-run.ts'

/** Whoever stands on the machine: a shell, or a program. */
export interface Site {
  readonly shell: Pick<Shell, 'disk' | 'node' | 'terminals'>
}

export interface SimulatedServer {
  /** `broker-1`. */
  readonly node: string
  readonly role: 'broker' | 'controller' | 'zookeeper'
  readonly id: number
  readonly runs: boolean
  /** By SIGSTOP. */
  readonly stopped: boolean
  /** The same whenever it runs on its own; in a terminal its process's. */
  readonly pid: number
  /** Of a terminal, where it runs in one. */
  readonly process: Process | null
  /** Of its main class. */
  readonly package: string
  readonly main: string
  /** KAFKA_HEAP_OPTS, where that was set for it. */
  readonly heapOptions: string | null
  /** The properties file it is started with. */
  readonly file: string
  readonly port: number
}

const kinds: Readonly<Record<string, NodeKind>> = registryOf(kafkaNodeKinds)

/** Below those of terminals. Controllers are numbered from 101. */
const PID_OF = {
  zookeeper: (id: number) => 300 + id,
  controller: (id: number) => 400 + (id % 100),
  broker: (id: number) => 600 + id,
}

/** ZooKeeper's servers first, then controllers and brokers, as they are started. */
export function serversOf({ shell }: Site): SimulatedServer[] {
  const servers = shell.node.machines().flatMap(({ kind, state, spec }): SimulatedServer[] => {
    const ids = spec as {
      readonly brokerId?: number
      readonly controllerId?: number
      readonly serverId?: number
      readonly heapOptions?: string
    } | null
    const port = kinds[kind]?.listenersOf?.(spec)[0]?.port ?? 0
    const runs = state !== null
    const named = (role: SimulatedServer['role'], id: number | undefined, node: (id: number) => string) => {
      if (kind !== role || id === undefined) return []
      const stopped = runs && shell.node.machineOf(node(id))?.status === 'paused'
      const process = runs ? processOfServer(shell.terminals, node(id)) : null
      return [serverOf(role, id, node(id), { runs, stopped, port, process, heapOptions: ids?.heapOptions ?? null })]
    }
    return [
      ...named('zookeeper', ids?.serverId, zookeeperNode),
      ...named('controller', ids?.controllerId, controllerNode),
      ...named('broker', ids?.brokerId, brokerNode),
    ]
  })
  return servers.sort((a, b) => a.pid - b.pid)
}

function serverOf(
  role: SimulatedServer['role'],
  id: number,
  node: string,
  now: Pick<SimulatedServer, 'runs' | 'stopped' | 'port' | 'process' | 'heapOptions'>,
): SimulatedServer {
  const isZooKeeper = role === 'zookeeper'
  return {
    node,
    role,
    id,
    ...now,
    pid: now.process?.processId ?? PID_OF[role](id),
    package: isZooKeeper ? 'org.apache.zookeeper.server.quorum' : 'kafka',
    main: isZooKeeper ? 'QuorumPeerMain' : 'Kafka',
    file: `config/${node}.properties`,
  }
}

/** What stands in the way, in the simulator's own words; null: it starts. */
export function startServer({ shell }: Site, { node, role, file }: SimulatedServer): string | null {
  const text = role === 'broker' ? readFile(shell.disk, `/tmp/kafka/${file}`) : undefined
  const properties = Object.fromEntries(parseProperties(text ?? ''))
  const operation: ServerOperation = { type: 'StartServer', node, properties }
  return shell.node.operate(operation)
}

export function signalServer(
  { shell }: Site,
  { node }: SimulatedServer,
  how: 'StopServer' | 'KillServer' | 'PauseServer' | 'ResumeServer',
): void {
  const operation: ServerOperation = { type: how, node }
  shell.node.operate(operation)
}

/** Whether somebody takes connections there; `unknown` where no resolver knows the name. */
export function listenerAt(machine: Site, host: string, port: number): SimulatedServer | 'refused' | 'unknown' {
  if (!isKnownHost(host) && !isKnownToEnsemble(host) && !isNumericAddress(host)) return 'unknown'
  const name = host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host
  const nodes = [resolveAddress(name, port), ensembleAddress(name, port)]
  return serversOf(machine).find(({ node, runs }) => runs && nodes.includes(node)) ?? 'refused'
}

/** As programs show it behind the name; of any other than the loopback nothing is known. */
export function numericAddress(host: string): string {
  return isNumericAddress(host) ? host : '127.0.0.1'
}
