/** Counterparts in systemd: systemctl and service, for units of Kafka's and ZooKeeper's servers. */
import { isKafkaMissing } from '../../bare-machine.ts'
import { inOwnVoice } from '../../own-voice.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { type SimulatedServer, serversOf, signalServer, startServer } from '../system/servers.ts'
import { runAsSubshell } from './called-commands.ts'

const UNITS: Readonly<Record<string, readonly SimulatedServer['role'][]>> = {
  kafka: ['controller', 'broker'],
  'confluent-kafka': ['controller', 'broker'],
  'confluent-server': ['controller', 'broker'],
  zookeeper: ['zookeeper'],
  'confluent-zookeeper': ['zookeeper'],
}

interface Unit {
  readonly name: string
  readonly servers: readonly SimulatedServer[]
}

function unitOf(host: BuiltinHost, given: string): Unit | null {
  const name = given.replace(/\.service$/, '')
  const roles = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined
  if (isKafkaMissing(host.machine.shell.disk)) return null
  const servers = serversOf(host.machine).filter(({ node, role }) => node === name || roles?.includes(role) === true)
  return servers.length === 0 ? null : { name, servers }
}

export const systemctl: Builtin = (args, host) => {
  const words = args.filter((arg) => !/^(--now|--no-pager|-l|--user|--system|-q|--quiet)$/.test(arg))
  const wrong = words.find((arg) => arg.startsWith('-'))
  const [verb = '', ...names] = words
  if (wrong !== undefined) {
    host.error(`systemctl ${wrong}: this simulator does not model this option\n`)
    return 1
  }
  if (verb === 'daemon-reload') return 0
  if (!Object.hasOwn(VERBS, verb)) {
    host.error(`systemctl ${verb}: this simulator does not model this command\n`)
    return 1
  }
  let status: number | 'gone' = 0
  for (const name of names) {
    const unit = unitOf(host, name)
    if (unit === null) status = noUnit(host, verb, name)
    else status = VERBS[verb]?.(unit, host) ?? 0
    if (unit !== null && args.includes('--now') && verb === 'enable') start(unit, host)
  }
  return status
}

function noUnit(host: BuiltinHost, verb: string, given: string): number {
  const name = given.endsWith('.service') ? given : `${given}.service`
  if (verb === 'status') {
    host.error(`Unit ${name} could not be found.\n`)
    return 4
  }
  if (verb === 'is-active') {
    host.out('inactive\n')
    return 3
  }
  host.error(`Failed to ${verb} ${name}: Unit ${name} not found.\n`)
  return 5
}

const VERBS: Readonly<Record<string, (unit: Unit, host: BuiltinHost) => number | 'gone'>> = {
  start,
  stop,
  restart: (unit, host) => restartServers(unit.servers, host),
  status,
  'is-active'({ servers }, host) {
    const active = servers.some(({ runs }) => runs)
    host.out(active ? 'active\n' : 'inactive\n')
    return active ? 0 : 3
  },
  enable: () => 0,
  disable: () => 0,
}

/** Whoever stops in order takes a while; one by one, so that the others go on meanwhile. */
export function restartServers(servers: readonly SimulatedServer[], host: BuiltinHost): 'gone' {
  const lines = servers.map(
    ({ node }) => `systemctl stop ${node} 2>/dev/null
while systemctl is-active ${node} >/dev/null; do sleep 1; done
systemctl start ${node}
`,
  )
  return runAsSubshell(host, lines.join(''))
}

function start({ name, servers }: Unit, host: BuiltinHost): number {
  for (const server of servers) {
    const refusal = server.runs ? null : startServer(host.machine, server)
    if (refusal !== null) host.error(inOwnVoice(refusal))
  }
  tell(host, name, servers)
  return 0
}

function stop({ name, servers }: Unit, host: BuiltinHost): number {
  // Brokers first: they ask whoever keeps their metadata before they go.
  for (const server of [...servers].reverse()) if (server.runs) signalServer(host.machine, server, 'StopServer')
  tell(host, name, servers)
  return 0
}

function tell(host: BuiltinHost, name: string, servers: readonly SimulatedServer[]): void {
  const meant = servers.map(({ node }) => node).join(', ')
  host.error(inOwnVoice(`${name}.service stands for ${meant}.`))
}

function status({ name, servers }: Unit, host: BuiltinHost): number {
  const running = servers.filter(({ runs }) => runs)
  const what = servers[0]?.role === 'zookeeper' ? 'Apache ZooKeeper' : 'Apache Kafka'
  const active = running.length > 0
  const lines = [
    `${active ? '●' : '○'} ${name}.service - ${what}`,
    `     Loaded: loaded (/etc/systemd/system/${name}.service; enabled; preset: enabled)`,
    `     Active: ${active ? 'active (running)' : 'inactive (dead)'}`,
    ...running.map(({ pid, node }) => `   Main PID: ${pid} (java, ${node})`),
  ]
  host.out(`${lines.join('\n')}\n`)
  return active ? 0 : 3
}

/** `service kafka start`, as older notes have it. */
export const service: Builtin = (args, host) => {
  const [name, verb] = args
  if (name === undefined || verb === undefined) {
    host.error('Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n')
    return 1
  }
  return systemctl([verb, name], host)
}
