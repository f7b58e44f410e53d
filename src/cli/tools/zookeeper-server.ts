/**
 * `zookeeper-server-start.sh` and `zookeeper-server-stop.sh`: org.apache.zookeeper.server.quorum.QuorumPeerMain with a
 * properties file, and SIGTERM to every such process of the machine. The file says by its clientPort which server is meant.
 */

import { ZOOKEEPER_KIND } from '../../kafka/cluster/kinds/zookeeper/zookeeper-servers.ts'
import { zookeeperNode, zookeeperPort } from '../../kafka/common/addresses.ts'
import { inOwnVoice } from '../own-voice.ts'
import { parseProperties } from '../properties.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { zookeeperPropertiesText } from '../zookeeper-properties.ts'

const PACKAGE = 'org.apache.zookeeper.server'
const CONFIG = `${PACKAGE}.quorum.QuorumPeerConfig`

export const zookeeperServerStart = replayedTool((context) => {
  const words = [...context.args]
  const [first] = words
  if (first === undefined) {
    context.print('USAGE: /tmp/kafka/bin/zookeeper-server-start.sh [-daemon] zookeeper.properties\n')
    return context.exit(1)
  }
  const inBackground = first === '-daemon'
  if (inBackground) words.shift()
  const [path = ''] = words
  const text = context.readFile(path)
  // What a process in the background prints, goes into a file that nobody reads here.
  if (text === undefined) return inBackground ? undefined : dieOfFile(path, context)
  start(path, text, inBackground, context)
})

function dieOfFile(path: string, context: ToolContext): never {
  const say = (level: string, words: string, of: string) =>
    context.print(logLine(context.wallClockMs, level, words, of))
  sayReading(path, context)
  say('ERROR', 'Invalid config, exiting abnormally', `${PACKAGE}.quorum.QuorumPeerMain`)
  context.print(`${CONFIG}$ConfigException: Error processing ${path}
\tat ${CONFIG}.parse(QuorumPeerConfig.java:156)
\tat ${PACKAGE}.quorum.QuorumPeerMain.initializeAndRun(QuorumPeerMain.java:113)
\tat ${PACKAGE}.quorum.QuorumPeerMain.main(QuorumPeerMain.java:82)
Caused by: java.lang.IllegalArgumentException: ${path} file is missing
\tat ${PACKAGE}.util.VerifyingFileFactory.doFailForNonExistingPath(VerifyingFileFactory.java:51)
\tat ${PACKAGE}.util.VerifyingFileFactory.validate(VerifyingFileFactory.java:45)
\tat ${PACKAGE}.util.VerifyingFileFactory.create(VerifyingFileFactory.java:40)
\tat ${CONFIG}.parse(QuorumPeerConfig.java:141)
\t... 2 more
`)
  context.printError('Invalid config, exiting abnormally\n')
  return context.exit(2)
}

function sayReading(path: string, context: ToolContext): void {
  context.print(logLine(context.wallClockMs, 'INFO', `Reading configuration from: ${path}`, CONFIG))
  if (path.startsWith('/') || path.startsWith('./')) return
  const relative = `${path} is relative. Prepend ./ to indicate that you're sure!`
  context.print(logLine(context.wallClockMs, 'WARN', relative, CONFIG))
}

function start(path: string, text: string, inBackground: boolean, context: ToolContext): void {
  const properties = parseProperties(text)
  const servers = serversOf(context)
  const port = properties.get('clientPort')?.trim() ?? ''
  const server = servers.find(({ id }) => String(zookeeperPort(id)) === port)
  if (server === undefined) {
    const ports = servers.map(({ id }) => zookeeperPort(id)).join(', ')
    context.printError(inOwnVoice(`no ZooKeeper server of this run has clientPort ${port}; there are: ${ports}`))
    return context.exit(1)
  }
  const shipped = parseProperties(
    zookeeperPropertiesText(
      server.id,
      servers.map(({ id }) => id),
    ),
  )
  const changed = [...properties].filter(([name, value]) => shipped.get(name) !== value).map(([name]) => name)
  if (changed.length > 0)
    context.printError(inOwnVoice(`no effect here, though real Kafka would act on it: ${changed.join(', ')}`))
  if (server.runs) return inBackground ? undefined : dieOfPort(path, context)
  const { operated } = context.operate({ type: 'StartServer', node: zookeeperNode(server.id), properties: {} })
  if (operated !== null) {
    context.printError(inOwnVoice(operated))
    return context.exit(1)
  }
  if (inBackground) return
  sayReading(path, context)
  const node = zookeeperNode(server.id)
  context.printError(inOwnVoice(`${node} goes on in the background. zookeeper-server-stop.sh stops it.`))
  context.printError(inOwnVoice('what a running ZooKeeper server prints is not simulated'))
}

function dieOfPort(path: string, context: ToolContext): never {
  sayReading(path, context)
  const main = `${PACKAGE}.ZooKeeperServerMain`
  context.print(logLine(context.wallClockMs, 'ERROR', 'Unexpected exception, exiting abnormally', main))
  context.print('java.net.BindException: Address already in use\n')
  return context.exit(1)
}

interface Server {
  readonly id: number
  readonly runs: boolean
}

function serversOf(context: ToolContext): readonly Server[] {
  return context
    .machines()
    .filter(({ kind }) => kind === ZOOKEEPER_KIND)
    .map(({ state, spec }) => ({ id: (spec as { readonly serverId: number }).serverId, runs: state !== null }))
}

export const zookeeperServerStop = replayedTool((context) => {
  const running = serversOf(context).filter(({ runs }) => runs)
  if (running.length === 0) {
    context.print('No zookeeper server to stop\n')
    return context.exit(1)
  }
  for (const { id } of running) context.operate({ type: 'StopServer', node: zookeeperNode(id) })
})
