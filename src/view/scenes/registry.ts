/** The registry: every scene there is. A stage shows the first that suits its cluster, so the one that suits any is last. */
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { kafkaScene } from './kafka/kafka-scene.ts'
import type { Scene } from './scene.ts'

export const scenes: Scene[] = [kafkaScene]

export function sceneOf(image: ClusterImage): Scene {
  return scenes.find((scene) => scene.suits(image)) ?? kafkaScene
}
