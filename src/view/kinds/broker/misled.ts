/** A broker that is reached elsewhere than where it is, in words. */
import type { Translate } from '../../../i18n/index.ts'
import type { BrokerImage, ClusterImage } from '../../../kafka/observe/cluster-image.ts'

/** Null for one that is reached where it says. What comes of it differs: controllers of ZooKeeper's era call their brokers. */
export function misledSentence({ node, misled }: BrokerImage, image: ClusterImage, t: Translate): string | null {
  if (misled === undefined) return null
  const { address, answeredBy } = misled
  const where =
    answeredBy === null
      ? t('misled.nobody', { broker: node, address })
      : t('misled.another', { broker: node, address, node: answeredBy })
  return `${where} ${t(image.zookeepers.size > 0 ? 'misled.zookeeper' : 'misled.kraft')}`
}
