/**
 * What there is to place on stage, without anything that changes from record to record. The layout depends on this
 * alone, so it stays the same object while records flow, and nothing on stage jumps.
 */
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { stageKinds } from '../kinds/registry.ts'

export interface ReplicaRef {
  /** `orders-0@1` */
  readonly id: string
  readonly topicPartition: string
  readonly topic: string
  readonly partition: number
}

/** One thing to place; `parts` is what its kind has to place within it, as plain data. */
export interface CardContent<Parts = unknown> {
  readonly kind: string
  readonly id: string
  readonly parts: Parts
}

export interface RegionContent {
  readonly cards: readonly CardContent[]
  /** By kind. */
  readonly chips: readonly (readonly CardContent[])[]
}

export interface ContentOptions {
  /** Whether topics that Kafka keeps for itself are shown. */
  readonly showInternal: boolean
}

/** By region. */
export type StageContent = ReadonlyMap<string, RegionContent>

/** Reads the content out of an image, in an order that never depends on what arrived first. */
export function contentOf(image: ClusterImage, options: ContentOptions): StageContent {
  const regions = new Map<string, { cards: CardContent[]; chips: (readonly CardContent[])[] }>()
  for (const { stage } of stageKinds(image)) {
    const contents = stage.contents(image, options)
    let region = regions.get(stage.region)
    if (region === undefined) regions.set(stage.region, (region = { cards: [], chips: [] }))
    if (stage.shape === 'card') region.cards.push(...contents)
    else if (contents.length > 0) region.chips.push(contents)
  }
  return regions
}

/** Equal texts mean equal content, whatever objects hold it. */
export function contentSignature(content: StageContent): string {
  return JSON.stringify([...content])
}
