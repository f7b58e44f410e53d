/**
 * `kafka-server-start.sh` and `kafka-server-stop.sh`: kafka.Kafka with a properties file, and SIGTERM to every such process
 * of the machine.
 */

import type { NodeId } from '../../engine/node-context.ts'
import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import { brokerNode, controllerNode } from '../../kafka/common/addresses.ts'
import { parseProperties } from '../properties.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { type ServerCall, serverProgram } from './server-program.ts'

export const kafkaServerStart = serverProgram((call) => {
  const [path, ...words] = call.args
  if (path === undefined) {
    call.print('USAGE: /tmp/kafka/bin/kafka-server-start.sh [-daemon] server.properties [--override property=value]*\n')
    return 1
  }
  const overrides = overridesIn(words)
  if (typeof overrides === 'string') {
    call.printError(`Found non argument parameters: ${overrides}\n`)
    return 1
  }
  const text = call.readFile(path)
  if (text === undefined) {
    call.print(logLine(call.wallClockMs, 'ERROR', 'Exiting Kafka due to fatal exception', 'kafka.Kafka$'))
    call.print(`java.nio.file.NoSuchFileException: ${path}\n`)
    return 1
  }
  const properties = { ...Object.fromEntries(parseProperties(text)), ...overrides }
  call.start(nodeOf(properties, call), properties)
  return 0
})

/** `--override name=value` again and again; a word that is none comes back as it is. */
function overridesIn(words: readonly string[]): ConfigEntries | string {
  const overrides: Record<string, string> = {}
  for (let at = 0; at < words.length; at += 2) {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(words[at + 1] ?? '') ?? []
    if (words[at] !== '--override' || name === undefined) return words[at] ?? ''
    overrides[name] = value ?? ''
  }
  return overrides
}

/** Without an id, or with somebody else's, it dies of what the directory says. */
function nodeOf(properties: ConfigEntries, call: ServerCall): NodeId {
  const id = properties['node.id'] ?? properties['broker.id']
  const nodes = serversOf(call).map(({ node }) => node)
  const isController = id === undefined || properties['process.roles'] === 'controller'
  const node = isController ? controllerNode(Number(id)) : brokerNode(Number(id))
  return nodes.includes(node) ? node : (nodes.find((each) => each === ownerOf(properties)) ?? node)
}

/** Whose directory `log.dirs` is. */
function ownerOf(properties: ConfigEntries): string {
  const [, id = ''] = /-(\d+)$/.exec(properties['log.dirs'] ?? properties['log.dir'] ?? '') ?? []
  return brokerNode(Number(id))
}

interface Server {
  readonly node: string
  readonly role: 'broker' | 'controller'
  readonly id: number
  readonly runs: boolean
}

/** Processes of kafka.Kafka, and those that ended: brokers, and controllers where Kafka itself keeps the metadata. */
function serversOf(context: Pick<ToolContext, 'machines'>): Server[] {
  return context.machines().flatMap(({ kind, state, spec }): Server[] => {
    const { brokerId, controllerId } = spec as { readonly brokerId?: number; readonly controllerId?: number }
    const runs = state !== null
    if (kind === 'broker' && brokerId !== undefined)
      return [{ node: brokerNode(brokerId), role: 'broker', id: brokerId, runs }]
    return kind === 'controller' && controllerId !== undefined
      ? [{ node: controllerNode(controllerId), role: 'controller', id: controllerId, runs }]
      : []
  })
}

export const kafkaServerStop = replayedTool((context) => {
  const option = (name: string) => context.args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
  const id = option('node-id')
  const role = option('process-role')
  const knowsOptions = context.profile.configs.broker.has('process.roles')
  if (knowsOptions && id !== undefined && role !== undefined)
    context.print('Both --process-role and --node-id arguments are specified. Only the node-id will be used\n')
  const asked = serversOf(context).filter((server) => {
    if (!server.runs) return false
    if (!knowsOptions) return true
    return id === undefined ? role === undefined || server.role === role : String(server.id) === id
  })
  if (asked.length === 0) {
    context.print('No kafka server to stop\n')
    return context.exit(1)
  }
  for (const { node } of asked) context.operate({ type: 'StopServer', node })
})
