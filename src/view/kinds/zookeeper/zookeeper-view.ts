/** ZooKeeper servers on the stage: a chip each, above the brokers. */
import type { KindView } from '../kind-view.ts'
import { ZooKeeperStanding } from './ZooKeeperStanding.tsx'

export const zookeeperView: KindView = {
  kind: 'zookeeper',
  stage: {
    region: 'cluster',
    shape: 'chip',
    title: (t) => t('stage.zookeeper'),
    contents: (image) =>
      [...image.zookeepers.values()]
        .sort((a, b) => a.id - b.id)
        .map(({ node }) => ({ kind: 'zookeeper', id: node, parts: null })),
    Card: ZooKeeperStanding,
  },
  details: () => import('./zookeeper-details.ts').then((module) => module.zookeeperDetails),
}
