import type { KindView } from '../kind-view.ts'

export const messageView: KindView = {
  kind: 'message',
  details: () => import('./message-details.ts').then((module) => module.messageDetails),
}
