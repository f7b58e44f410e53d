import type { KindView } from '../kind-view.ts'

const details = () => import('./log-details.ts')

export const partitionView: KindView = {
  kind: 'partition',
  details: () => details().then((module) => module.partitionDetails),
}

export const replicaView: KindView = {
  kind: 'replica',
  details: () => details().then((module) => module.replicaDetails),
}

export const recordView: KindView = {
  kind: 'record',
  details: () => details().then((module) => module.recordDetails),
}
