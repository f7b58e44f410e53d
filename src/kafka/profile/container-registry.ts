/** In which container images each version is to be had, for whoever takes a cluster out of the simulator. */
import { IMAGES as KAFKA_2_5 } from './kafka-2.5/container-images.ts'
import { IMAGES as KAFKA_4 } from './kafka-4/container-images.ts'

export interface ContainerImages {
  readonly kafka: string
  /** Of the keepers' servers, where these are no Kafka processes. */
  readonly keeper?: string
  /** Which build of Kafka it is, and why this one. */
  readonly about: readonly string[]
}

const IMAGES: Readonly<Record<string, ContainerImages>> = { 'kafka-4': KAFKA_4, 'kafka-2.5': KAFKA_2_5 }

/** Null for a version that nobody has packed. */
export function containerImagesOf(profile: string): ContainerImages | null {
  return IMAGES[profile] ?? null
}
