/**
 * What a menu opens with: its list, and what can be done to a node or a topic. They come after the first frames; a menu that is
 * opened before that shows as soon as they are there.
 */
import type { ComponentType } from 'react'
import type { Translate } from '../../i18n/index.ts'
import type { BrokerImage, ClusterImage, NodeStatus, ProducerImage } from '../../kafka/observe/cluster-image.ts'
import { arriving } from '../parts/arriving.ts'

export interface MenuEntry {
  readonly label: string
  /** What comes of it, where two entries could be taken for one another. */
  readonly note?: string
  /** A shape before the label. */
  readonly icon?: string
  readonly danger?: boolean
  run(): void
}

export interface MenuListProps {
  readonly id: string
  readonly label: string
  readonly anchor: HTMLElement
  readonly entries: readonly MenuEntry[]
  close(refocus: boolean): void
}

export interface MenuParts {
  readonly MenuList: ComponentType<MenuListProps>
  serverMenu(t: Translate, node: string, status: NodeStatus, slowdownUs: number): MenuEntry[]
  brokerMenu(t: Translate, broker: BrokerImage): MenuEntry[]
  producerMenu(t: Translate, producer: ProducerImage, remove: () => void): MenuEntry[]
  topicMenu(t: Translate, topic: string, image: ClusterImage): MenuEntry[]
  clientMenu(t: Translate, node: string, status: NodeStatus, remove: () => void): MenuEntry[]
}

export const menuParts = arriving<MenuParts>()
