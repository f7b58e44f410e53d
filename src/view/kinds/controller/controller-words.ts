import type { MessageKey, Translate } from '../../../i18n/index.ts'
import type { ControllerImage } from '../../../kafka/observe/cluster-image.ts'

const controllerRoles: Record<ControllerImage['role'], MessageKey> = {
  leader: 'stage.controller.leader',
  follower: 'stage.controller.follower',
  candidate: 'stage.controller.candidate',
  prospective: 'stage.controller.prospective',
  unattached: 'stage.controller.unattached',
  resigned: 'stage.controller.resigned',
}

export function controllerRole(t: Translate, role: ControllerImage['role']): string {
  return t(controllerRoles[role])
}
