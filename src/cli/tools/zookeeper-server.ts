/**
 * `zookeeper-server-start.sh` and `zookeeper-server-stop.sh`: org.apache.zookeeper.server.quorum.QuorumPeerMain with a
 * properties file, and SIGTERM to every such process of the machine. The file says by its clientPort which server is meant.
 */

import { ZOOKEEPER_KIND } from '../../kafka/cluster/kinds/zookeeper/zookeeper-servers.ts'
import { zookeeperNode, zookeeperPort } from '../../kafka/common/addresses.ts'
import { parseProperties } from '../properties.ts'
import { logLine, replayedTool, type ToolContext } from '../replayed-tool.ts'
import { zookeeperPropertiesText } from '../zookeeper-properties.ts'
import { type ServerCall, serverProgram } from './server-program.ts'

const PACKAGE = 'org.apache.zookeeper.server'
const CONFIG = `${PACKAGE}.quorum.QuorumPeerConfig`

export const zookeeperServerStart = serverProgram((call) => {
  const { args, inBackground } = call
  if (args.length === 0 && !inBackground) {
    call.print('USAGE: /tmp/kafka/bin/zookeeper-server-start.sh [-daemon] zookeeper.properties\n')
    return 1
  }
  const [path = ''] = args
  const text = call.readFile(path)
  return text === undefined ? dieOfFile(path, call) : start(path, text, call)
})

function dieOfFile(path: string, call: ServerCall): number {
  const say = (level: string, words: string, of: string) => call.print(logLine(call.wallClockMs, level, words, of))
  sayReading(path, call)
  say('ERROR', 'Invalid config, exiting abnormally', `${PACKAGE}.quorum.QuorumPeerMain`)
  call.print(`${CONFIG}$ConfigException: Error processing ${path}
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
  call.printError('Invalid config, exiting abnormally\n')
  return 2
}

function sayReading(path: string, call: ServerCall): void {
  call.print(logLine(call.wallClockMs, 'INFO', `Reading configuration from: ${path}`, CONFIG))
  if (path.startsWith('/') || path.startsWith('./')) return
  const relative = `${path} is relative. Prepend ./ to indicate that you're sure!`
  call.print(logLine(call.wallClockMs, 'WARN', relative, CONFIG))
}

function start(path: string, text: string, call: ServerCall): number {
  const properties = parseProperties(text)
  const servers = serversOf(call)
  const port = properties.get('clientPort')?.trim() ?? ''
  const server = servers.find(({ id }) => String(zookeeperPort(id)) === port)
  if (server === undefined) {
    const ports = servers.map(({ id }) => zookeeperPort(id)).join(', ')
    call.say(`no ZooKeeper server of this run has clientPort ${port}; there are: ${ports}`)
    return 1
  }
  const shipped = parseProperties(
    zookeeperPropertiesText(
      server.id,
      servers.map(({ id }) => id),
    ),
  )
  const changed = [...properties].filter(([name, value]) => shipped.get(name) !== value).map(([name]) => name)
  if (changed.length > 0) call.say(`no effect here, though real Kafka would act on it: ${changed.join(', ')}`)
  sayReading(path, call)
  if (server.runs) return dieOfPort(call)
  call.start(zookeeperNode(server.id), {})
  return 0
}

function dieOfPort(call: ServerCall): number {
  const main = `${PACKAGE}.ZooKeeperServerMain`
  call.print(logLine(call.wallClockMs, 'ERROR', 'Unexpected exception, exiting abnormally', main))
  call.print('java.net.BindException: Address already in use\n')
  return 1
}

interface Server {
  readonly id: number
  readonly runs: boolean
}

function serversOf(context: Pick<ToolContext, 'machines'>): readonly Server[] {
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
