/** The project's own image, which takes every setting from the environment. */
export const IMAGES = {
  kafka: 'apache/kafka:4.3.1',
  about: ['apache/kafka is the image of the Kafka project itself.'],
} as const
