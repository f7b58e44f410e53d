/** Controllers in words. */
import type { Translate } from '../../../i18n/index.ts'
import { controllerNode } from '../../../kafka/common/addresses.ts'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { befell, nodeAmong, statusFact, waitFact } from '../facts.ts'
import type { Inspection, KindDetails } from '../kind-view.ts'
import { nodeActions } from '../node-actions.ts'
import { QuorumMark } from './QuorumShape.tsx'

export const controllerDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.controller'), about: t('inspector.about.controller') }),
  inspect: ({ id }, { image, atUs }, t) => inspectController(id, image, atUs, t),
  actions(id, image) {
    const controller = image.controllers.get(id)
    return controller === undefined ? [] : nodeActions(controller.node, controller.status)
  },
  legend: [{ section: 'roles', text: (t) => t('legend.controller'), Mark: QuorumMark }],
  concerns: (happening, id) =>
    befell(happening, id) || ('controller' in happening && controllerNode(happening.controller) === id),
  subjectOf: (happening, image) =>
    'controller' in happening ? controllerNode(happening.controller) : nodeAmong(happening, image.controllers),
}

function inspectController(id: string, image: ClusterImage, atUs: number, t: Translate): Inspection | null {
  const controller = image.controllers.get(id)
  if (controller === undefined) return null
  return {
    title: controller.node,
    facts: [
      statusFact(controller.status, t),
      { label: t('inspector.fact.role'), value: t(`stage.controller.${controller.role}`) },
      ...waitFact(['inspector.fact.awaits', 'stage.wait.election'], controller.election, atUs, t),
      { label: t('inspector.fact.epoch'), value: String(controller.epoch) },
      {
        label: t('inspector.fact.leader'),
        value: controller.leaderId < 0 ? t('inspector.none') : controllerNode(controller.leaderId),
      },
      { label: t('inspector.fact.logEndOffset'), value: String(controller.logEndOffset) },
      { label: t('inspector.fact.highWatermark'), value: String(controller.highWatermark) },
    ],
    related: [],
  }
}
