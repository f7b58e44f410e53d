/** What can be done to a topic on stage, as a menu. */
import type { Translate } from '../../i18n/index.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { sendCommand } from '../../store/engine.ts'
import { addToStage } from './add-to-stage.ts'
import type { MenuEntry } from './menu-parts.ts'

export function topicMenu(t: Translate, topic: string, image: ClusterImage): MenuEntry[] {
  return [
    {
      label: t('stage.topic.addPartition'),
      icon: '+',
      run: () => void addToStage((add) => add.addPartitionsCommand(image, topic)),
    },
    {
      label: t('moves.menu.factor'),
      icon: '⧉',
      run: () => openDialog({ name: 'moves', purpose: { kind: 'factor', topic } }),
    },
    {
      label: t('stage.topic.elect'),
      icon: '⇄',
      run: () => void sendCommand({ type: 'ElectPreferredLeaders' }),
    },
    {
      label: t('stage.topic.delete'),
      icon: '✕',
      danger: true,
      run: () => void sendCommand({ type: 'DeleteTopic', topic }),
    },
  ]
}
