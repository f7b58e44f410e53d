/** The record that is followed, wherever it is. */
import type { Translate } from '../../../i18n/index.ts'
import { useFollowed } from '../../../store/followed-store.ts'
import type { Inspection, KindDetails } from '../kind-view.ts'
import { followedTitle, isPicked, whereItIs } from './followed-words.ts'
import { FollowedRecordLife } from './RecordLife.tsx'

export const followedDetails: KindDetails = {
  words: (t) => ({ kind: t('following.kind'), about: t('following.about') }),
  inspect: (_selection, _seen, t) => inspectFollowed(t),
  Life: FollowedRecordLife,
}

/** A record that was picked on a replica and does not stand there at this instant, while it is followed. */
export function inspectElsewhere(replicaId: string, offset: number, t: Translate): Inspection | null {
  return isPicked(useFollowed.getState().places, replicaId, offset) ? inspectFollowed(t) : null
}

function inspectFollowed(t: Translate): Inspection | null {
  const { places } = useFollowed.getState()
  if (places === null) return null
  const where = { label: t('following.where'), value: whereItIs(places, t) }
  const { sender, send } = places
  const producer = sender && t('following.sendOf', { send, producer: sender.name })
  return {
    title: followedTitle(places, t),
    facts: producer === null ? [where] : [where, { label: t('following.producer'), value: producer }],
    related: [],
  }
}
