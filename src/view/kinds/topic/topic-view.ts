import type { KindView } from '../kind-view.ts'

export const topicView: KindView = {
  kind: 'topic',
  details: () => import('./topic-details.ts').then((module) => module.topicDetails),
}
