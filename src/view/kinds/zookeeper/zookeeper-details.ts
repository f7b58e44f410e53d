/** ZooKeeper servers in words. */
import type { Translate } from '../../../i18n/index.ts'
import { zookeeperNode } from '../../../kafka/common/addresses.ts'
import type { SilentSession, ZooKeeperImage } from '../../../kafka/observe/cluster-image.ts'
import { befell, listOr, nodeAmong, statusFact, waitFact, yesNo } from '../facts.ts'
import type { Fact, Inspected, Inspection, KindDetails } from '../kind-view.ts'
import { nodeActions } from '../node-actions.ts'
import { EnsembleMark } from './EnsembleShape.tsx'
import { ZnodeTree } from './ZnodeTree.tsx'
import { zookeeperRole } from './zookeeper-words.ts'

export const zookeeperDetails: KindDetails = {
  words: (t) => ({ kind: t('zookeeper.kind'), about: t('zookeeper.about') }),
  inspect: ({ id }, seen, t) => inspectServer(id, seen, t),
  actions(id, image) {
    const server = image.zookeepers.get(id)
    return server === undefined ? [] : nodeActions(server.node, server.status)
  },
  Contents: ZnodeTree,
  legend: [{ section: 'roles', text: (t) => t('zookeeper.legend'), Mark: EnsembleMark }],
  concerns: befell,
  subjectOf: (happening, image) => nodeAmong(happening, image.zookeepers),
}

function inspectServer(id: string, { image, atUs }: Inspected, t: Translate): Inspection | null {
  const server = image.zookeepers.get(id)
  if (server === undefined) return null
  const { node, status, leaderId, epoch, zxid, znodes, sessions, watches, clients, silent, serving } = server
  return {
    title: node,
    facts: [
      statusFact(status, t),
      { label: t('inspector.fact.role'), value: zookeeperRole(t, server) },
      { label: t('zookeeper.fact.serving'), value: yesNo(serving, t), tone: serving ? 'ok' : 'bad' },
      quorumFact(server, [...image.zookeepers.values()], t),
      { label: t('inspector.fact.leader'), value: leaderId < 0 ? t('inspector.none') : zookeeperNode(leaderId) },
      { label: t('inspector.fact.epoch'), value: epoch < 0 ? t('inspector.none') : String(epoch) },
      { label: 'zxid', value: zxid },
      ...silent.flatMap((session) => silentFact(session, atUs, t)),
      { label: t('zookeeper.fact.sessions'), value: String(sessions) },
      { label: t('zookeeper.fact.clients'), value: listOr(clients, t) },
      { label: t('zookeeper.fact.watches'), value: String(watches) },
      { label: 'znode', value: String(znodes) },
      { label: t('inspector.fact.listeners'), value: listOr(image.nodes.get(id)?.listeners ?? [], t) },
    ],
    related: [...image.zookeepers.values()]
      .filter((other) => other !== server)
      .map((other) => ({ label: other.node, selection: { kind: 'zookeeper', id: other.node } })),
  }
}

/** How many servers run of those that it takes. */
function quorumFact({ ensemble, quorum }: ZooKeeperImage, servers: readonly ZooKeeperImage[], t: Translate): Fact {
  const running = servers.filter(({ status }) => status === 'running').length
  const value = t('zookeeper.fact.quorumOf', { running, ensemble, quorum })
  return { label: t('zookeeper.fact.quorum'), value, tone: running < quorum ? 'bad' : 'ok' }
}

function silentFact(session: SilentSession, atUs: number, t: Translate): readonly Fact[] {
  const [fact] = waitFact(['inspector.fact.session', 'stage.wait.zookeeperSession'], session, atUs, t)
  return fact === undefined
    ? []
    : [{ ...fact, label: t('zookeeper.fact.silent', { of: session.owner ?? session.session }) }]
}
