import type { MessageKey, Translate } from '../../../i18n/index.ts'
import type { ZooKeeperImage } from '../../../kafka/observe/cluster-image.ts'

const roles: Record<ZooKeeperImage['role'], MessageKey> = {
  leading: 'zookeeper.role.leading',
  following: 'zookeeper.role.following',
  looking: 'zookeeper.role.looking',
  standalone: 'zookeeper.role.standalone',
}

export function zookeeperRole(t: Translate, { role }: Pick<ZooKeeperImage, 'role'>): string {
  return t(roles[role])
}
