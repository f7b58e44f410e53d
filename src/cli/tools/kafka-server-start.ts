/**
 * `kafka-server-start.sh` and `kafka-server-stop.sh`: kafka.Kafka with a properties file, and SIGTERM to every such process
 * of the machine.
 */

import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import { brokerNode, controllerNode } from '../../kafka/common/addresses.ts'
import { formatWallClock } from '../../kafka/common/civil-date.ts'
import { SERVER_LOG } from '../mounted-files.ts'
import { inOwnVoice } from '../own-voice.ts'
import { parseProperties } from '../properties.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'

const LOOK_MS = 100
/** A server that has said nothing for so long waits for somebody, as for an ensemble that is not there. */
const MOST_LOOKS = 300

export const kafkaServerStart = replayedTool((context) => {
  const words = [...context.args]
  const inBackground = words[0] === '-daemon'
  if (inBackground) words.shift()
  const path = words.shift()
  if (path === undefined) {
    context.print(
      'USAGE: /tmp/kafka/bin/kafka-server-start.sh [-daemon] server.properties [--override property=value]*\n',
    )
    return context.exit(1)
  }
  // What a process in the background prints, nobody reads.
  const say = (text: string) => inBackground || context.print(text)
  const overrides = overridesIn(words)
  if (typeof overrides === 'string') {
    context.printError(inBackground ? '' : `Found non argument parameters: ${overrides}\n`)
    return context.exit(inBackground ? 0 : 1)
  }
  const text = context.readFile(path)
  if (text === undefined) {
    say(logLine(context.wallClockMs, 'ERROR', 'Exiting Kafka due to fatal exception', 'kafka.Kafka$'))
    say(`java.nio.file.NoSuchFileException: ${path}\n`)
    return context.exit(inBackground ? 0 : 1)
  }
  start({ ...Object.fromEntries(parseProperties(text)), ...overrides }, inBackground, context)
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

function start(properties: ConfigEntries, inBackground: boolean, context: ToolContext): void {
  const id = properties['node.id'] ?? properties['broker.id']
  const nodes = serversOf(context).map(({ node }) => node)
  const node =
    id === undefined || properties['process.roles'] === 'controller'
      ? controllerNode(Number(id))
      : brokerNode(Number(id))
  // Without an id, or with somebody else's, it dies of what the directory says.
  const whose = nodes.includes(node) ? node : (nodes.find((each) => each === ownerOf(properties)) ?? node)
  const { operated, atMs } = context.operate({ type: 'StartServer', node: whose, properties })
  if (operated !== null) {
    context.printError(inOwnVoice(operated))
    return context.exit(1)
  }
  if (inBackground) return
  const since = `[${formatWallClock(atMs)}`
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const lines = (context.readFile(SERVER_LOG) ?? '')
      .split(/\n(?=\[)/)
      .filter((line) => line.slice(0, since.length) >= since)
    const failed = lines.some((line) => / ERROR /.test(line))
    if (failed || lines.some((line) => /\bstarted \(/.test(line))) {
      context.print(`${lines.join('\n').trimEnd()}\n`)
      if (failed) return context.exit(1)
      context.printError(inOwnVoice('The broker goes on in the background. kafka-server-stop.sh stops it.'))
      return
    }
    context.sleep(LOOK_MS)
  }
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
function serversOf(context: ToolContext): Server[] {
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
