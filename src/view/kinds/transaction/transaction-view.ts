/** Transactional ids: their producers' cards, lanes and this inspector tell of them; they have no place of their own. */
import type { KindView } from '../kind-view.ts'

export const transactionView: KindView = {
  kind: 'transaction',
  details: () => import('./transaction-details.ts').then((module) => module.transactionDetails),
}
