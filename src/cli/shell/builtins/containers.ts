/** Counterparts in Docker and Kubernetes, as notes use them: to start Kafka, to run its tools, to look at its log. */
import { optionSet, readOptions } from '../../options/getopt.ts'
import { inOwnVoice } from '../../own-voice.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { type SimulatedServer, serversOf, signalServer, startServer } from '../system/servers.ts'
import { runAsSubshell } from './called-commands.ts'
import { runInside } from './remote.ts'
import { restartServers } from './services.ts'

const SERVER_LOG = '/tmp/kafka/logs/server.log'

/** The servers that a container's or a pod's name means: one, or all of its kind. */
function serversNamed(host: BuiltinHost, name: string): SimulatedServer[] {
  const servers = serversOf(host.machine)
  const exact = servers.filter(({ node }) => node === name)
  if (exact.length > 0) return exact
  const [, word = '', digits] =
    /^(?:.*[-_/])?(kafka|broker|zookeeper|zk|controller)[-_]?(\d+)?(?:[-_]\d+)?$/.exec(name) ?? []
  if (word === '') return []
  const role = word.startsWith('z') ? 'zookeeper' : word === 'controller' ? 'controller' : 'broker'
  const ofRole = servers.filter((server) => server.role === role)
  const numbered = ofRole.filter(({ id }) => id === Number(digits) || (digits === '0' && id === 1))
  return digits === undefined ? ofRole : numbered
}

function noContainer(host: BuiltinHost, name: string): number {
  host.error(`Error response from daemon: No such container: ${name}\n`)
  const known = serversOf(host.machine)
    .map(({ node }) => node)
    .join(', ')
  host.error(inOwnVoice(`Containers here are the servers of this run: ${known}`))
  return 1
}

const EXEC = optionSet(
  'docker exec',
  'i|interactive t|tty d|detach e|env= u|user= w|workdir= privileged !env-file= !detach-keys=',
  {
    exitCode: 125,
    stops: true,
  },
)

function dockerExec(args: readonly string[], host: BuiltinHost): number | 'gone' {
  const read = readOptions(EXEC, args)
  if ('refusal' in read) {
    host.error(read.refusal)
    return read.exitCode
  }
  const [name, ...words] = read.operands
  if (name === undefined || words.length === 0) {
    host.error(
      "docker: 'docker exec' requires at least 2 arguments\n\nUsage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]\n",
    )
    return 1
  }
  const servers = serversNamed(host, name)
  if (servers.length === 0) return noContainer(host, name)
  if (!servers.some(({ runs }) => runs)) {
    host.error(`Error response from daemon: container ${name} is not running\n`)
    return 1
  }
  return runInside(
    host,
    name,
    words,
    read.options.some(({ key }) => key === 'i'),
  )
}

function operate(verb: string, args: readonly string[], host: BuiltinHost): number {
  const names = args.filter(
    (arg, index) => !arg.startsWith('-') && !/^-(t|s|-time|-signal)$/.test(args[index - 1] ?? ''),
  )
  let status = 0
  for (const name of names) {
    const servers = serversNamed(host, name)
    if (servers.length === 0) {
      status = noContainer(host, name)
      continue
    }
    for (const server of servers) {
      if (verb !== 'start' && server.runs)
        signalServer(host.machine, server, verb === 'kill' ? 'KillServer' : 'StopServer')
      if (verb === 'start' && !server.runs) say(host, startServer(host.machine, server))
    }
    host.out(`${name}\n`)
  }
  return status
}

function say(host: BuiltinHost, refusal: string | null): void {
  if (refusal !== null) host.error(inOwnVoice(refusal))
}

/** `up` starts what does not run, `down` and `stop` end what does. */
function compose(args: readonly string[], host: BuiltinHost): number | 'gone' {
  const words = args.filter(
    (arg, index) => !arg.startsWith('-') && !/^-(f|p|-file|-project-name)$/.test(args[index - 1] ?? ''),
  )
  const [verb = '', ...names] = words
  const servers = names.length === 0 ? serversOf(host.machine) : names.flatMap((name) => serversNamed(host, name))
  if (verb === 'exec' || verb === 'run')
    return dockerExec(['-i', ...args.slice(args.indexOf(verb) + 1).filter((arg) => arg !== '-T')], host)
  if (verb === 'ps') return list(host)
  if (verb === 'logs') return logs(args, host)
  if (!['up', 'down', 'stop', 'start', 'kill', 'restart', 'pull', 'build', 'config'].includes(verb)) {
    host.error(`docker compose ${verb}: this simulator does not model this command\n`)
    return 1
  }
  const starts = verb === 'up' || verb === 'start'
  const ends = ['down', 'stop', 'kill'].includes(verb)
  for (const server of servers) {
    if (starts && !server.runs) say(host, startServer(host.machine, server))
    if (ends && server.runs) signalServer(host.machine, server, verb === 'kill' ? 'KillServer' : 'StopServer')
    const state = starts ? (server.runs ? 'Running' : 'Started') : verb === 'kill' ? 'Killed' : 'Stopped'
    if (starts || ends) host.error(` Container ${server.node}  ${state}\n`)
  }
  const kept = servers.map(({ node }) => node).join(', ')
  host.error(inOwnVoice(`No containers here, but the servers of this run: ${kept}`))
  return 0
}

function logs(args: readonly string[], host: BuiltinHost): 'gone' {
  const follows = args.some((arg) => /^-f$|^--follow$/.test(arg))
  return runAsSubshell(host, `tail ${follows ? '-f ' : ''}-n +1 ${SERVER_LOG}\n`)
}

function list(host: BuiltinHost): number {
  const running = serversOf(host.machine).filter(({ runs }) => runs)
  const { kafkaVersion } = host.machine.shell.profile
  const rows = running.map(({ node, role, port, pid }) => [
    pid.toString(16).padStart(12, '0'),
    role === 'zookeeper' ? 'zookeeper' : `apache/kafka:${kafkaVersion}`,
    'Up',
    `0.0.0.0:${port}->${port}/tcp`,
    node,
  ])
  host.out(columns([['CONTAINER ID', 'IMAGE', 'STATUS', 'PORTS', 'NAMES'], ...rows]))
  return 0
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const line = (row: readonly string[]) => row.map((text, at) => text.padEnd(widths[at] ?? 0)).join('   ')
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('')
}

const OPERATIONS = ['start', 'stop', 'restart', 'kill']
/** Nothing has to be done for them. */
const PREPARATIONS = ['pull', 'run', 'network', 'volume', 'build', 'image', 'images', 'login', 'info', 'rm']

export const docker: Builtin = (args, host) => {
  const [verb = '', ...rest] = args[0] === 'container' ? args.slice(1) : args
  if (verb === 'compose') return compose(rest, host)
  if (verb === 'exec') return dockerExec(rest, host)
  if (verb === 'ps' || verb === 'ls') return list(host)
  if (verb === 'logs') return logs(rest, host)
  if (verb === 'restart') {
    return restartServers(
      rest.flatMap((name) => serversNamed(host, name)),
      host,
    )
  }
  if (OPERATIONS.includes(verb)) return operate(verb, rest, host)
  if (PREPARATIONS.includes(verb)) {
    const known = serversOf(host.machine)
      .map(({ node }) => node)
      .join(', ')
    host.error(inOwnVoice(`No containers here, but the servers of this run: ${known}`))
    return 0
  }
  host.error(`docker ${verb}: this simulator does not model this command\n`)
  return 1
}

export const dockerCompose: Builtin = (args, host) => compose(args, host)

export const kubectl: Builtin = (args, host) => {
  const divided = args.indexOf('--')
  const before = divided === -1 ? args : args.slice(0, divided)
  const inside = divided === -1 ? [] : args.slice(divided + 1)
  const takesValue = /^(-[ncf]|--namespace|--container|--filename)$/
  const words = before.filter((arg, index) => !arg.startsWith('-') && !takesValue.test(before[index - 1] ?? ''))
  const [verb = '', ...names] = words
  const name = (names[0] ?? '').replace(/^(pod|pods|statefulset|sts)\//, '')
  if (verb === 'logs') return logs(args, host)
  if (verb === 'get' && /^(po|pod|pods|all)$/.test(name)) return listPods(host)
  if (verb === 'apply' || verb === 'create') {
    const known = serversOf(host.machine)
      .map(({ node }) => node)
      .join(', ')
    host.error(inOwnVoice(`No containers here, but the servers of this run: ${known}`))
    return 0
  }
  if (verb !== 'exec' || (inside.length === 0 && names.length < 2)) {
    host.error(`kubectl ${verb}: this simulator does not model this command\n`)
    return 1
  }
  const servers = serversNamed(host, name)
  if (servers.length === 0) {
    host.error(`Error from server (NotFound): pods "${name}" not found\n`)
    return 1
  }
  const readsInput = before.some((arg) => /^-\w*i|^--stdin$/.test(arg))
  return runInside(host, name, inside.length > 0 ? inside : names.slice(1), readsInput)
}

function listPods(host: BuiltinHost): number {
  const rows = serversOf(host.machine).map(({ node, runs }) => [
    node,
    runs ? '1/1' : '0/1',
    runs ? 'Running' : 'Completed',
    '0',
  ])
  host.out(columns([['NAME', 'READY', 'STATUS', 'RESTARTS'], ...rows]))
  return 0
}
