/** The record that is followed, wherever it is. */
import type { Translate } from '../../../i18n/index.ts'
import { useFollowed } from '../../../store/followed-store.ts'
import type { Brush } from '../../painting/brush.ts'
import { paintHalo } from '../../painting/halo.ts'
import type { Inspection, KindDetails } from '../kind-view.ts'
import { followedTitle, isPicked, whereItIs } from './followed-words.ts'
import { FollowedRecordLife } from './RecordLife.tsx'

export const followedDetails: KindDetails = {
  words: (t) => ({ kind: t('following.kind'), about: t('following.about') }),
  inspect: (_selection, _seen, t) => inspectFollowed(t),
  Life: FollowedRecordLife,
  legend: [{ section: 'records', text: (t) => t('following.legend'), paint: paintFollowedCell }],
}

function paintFollowedCell(brush: Brush): void {
  const { context, sprites } = brush
  context.drawImage(sprites.cell('leader', 0, 'A', 18, 16), 9, 2, 20, 18)
  paintHalo(brush, () => context.roundRect(8.5, 1.5, 21, 19, 6))
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
