/** An image's scene laid out, as the stage does it. */
import type { ClusterImage } from '../kafka/observe/cluster-image.ts'
import type { BrokerParts } from '../view/kinds/broker/broker-view.ts'
import type { GroupParts } from '../view/kinds/group/group-view.ts'
import type { ProducerParts } from '../view/kinds/producer/producer-view.ts'
import { contentOf } from '../view/layout/stage-content.ts'
import { cardsOf, layoutStage, type StageCard, type StageLayout, type Viewport } from '../view/layout/stage-layout.ts'
import { type StageWire, wiresOf } from '../view/layout/wires.ts'
import { sceneOf } from '../view/scenes/registry.ts'

export const desk: Viewport = { width: 1_440, height: 520, theme: 'light', compact: false, zoom: 1 }

export function stageFor(image: ClusterImage, change: Partial<Viewport> = {}, showInternal = false): StageLayout {
  return layoutStage(sceneOf(image), contentOf(image, { showInternal }), { ...desk, ...change })
}

export function wiresFor(layout: StageLayout, image: ClusterImage, showControl = false): StageWire[] {
  return wiresOf(layout, sceneOf(image).edges(image, showControl), image.links)
}

function cardsOfKind<Parts>(layout: StageLayout, kind: string): readonly StageCard<Parts>[] {
  return cardsOf(layout).filter((card) => card.kind === kind) as readonly StageCard<Parts>[]
}

export const brokersOn = (layout: StageLayout) => cardsOfKind<BrokerParts>(layout, 'broker')
export const controllersOn = (layout: StageLayout) => cardsOfKind<null>(layout, 'controller')
export const producersOn = (layout: StageLayout) => cardsOfKind<ProducerParts>(layout, 'producer')
export const groupsOn = (layout: StageLayout) => cardsOfKind<GroupParts>(layout, 'group')
