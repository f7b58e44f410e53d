/** A followed record and its life in words. */
import type { Translate } from '../../../i18n/index.ts'
import type { FollowedPlaces } from '../../../worker/chronicle/places.ts'
import type { Biography, BiographyStep } from '../../../worker/questions/biography.ts'

/** `A · orders-0 @ 57`; before it has a place, whose send it is. */
export function followedTitle({ key, topicPartition, offset, sender, send }: FollowedPlaces, t: Translate): string {
  const shown = key ?? t('following.noKey')
  if (offset >= 0) return `${shown} · ${t('following.placed', { topicPartition: topicPartition ?? '', offset })}`
  return `${shown} · ${t('following.sendOf', { send, producer: sender?.name ?? '' })}`
}

/** Whether it is the record that was picked on a replica (`orders-0@1`). */
export function isPicked(places: FollowedPlaces | null, replicaId: string, offset: number): places is FollowedPlaces {
  return places !== null && places.offset === offset && replicaId.startsWith(`${places.topicPartition}@`)
}

/** The furthest it has come. */
export function whereItIs(places: FollowedPlaces, t: Translate): string {
  const { tray, messages, holders, visible, readers, gone } = places
  if (gone) return t('following.where.gone')
  const brokers = holders.join(', ')
  if (readers.length > 0) return t('following.where.reader', { consumers: readers.join(', ') })
  if (holders.length > 0) return t(visible ? 'following.where.visible' : 'following.where.log', { brokers })
  if (messages.length > 0) return t('following.where.wire')
  if (tray !== null) {
    return t(tray.batch === -1 ? 'following.where.waiting' : 'following.where.batch', { producer: tray.producer })
  }
  return t('following.where.nowhere')
}

export function stepText(step: BiographyStep, { sender, send }: Biography, t: Translate): string {
  const { node: broker = '', offset = -1, group = '', consumer = '', error = '', attempt = 0, holders = [] } = step
  const brokers = holders.join(', ')
  switch (step.what) {
    case 'sent':
      return sender === null ? t('biography.sentByUnknown') : t('biography.sent', { producer: sender.name, send })
    case 'departed':
      return attempt === 0 ? t('biography.departed') : t('biography.departedAgain', { attempt })
    case 'acknowledged':
      if (holders.length === 0) return t('biography.acknowledged')
      return t(holders.length === 1 ? 'biography.acknowledgedAlone' : 'biography.acknowledgedBy', { brokers })
    case 'failed':
      return t('biography.failed', { error })
    case 'appended':
      return t('biography.appended', { broker, offset })
    case 'read':
      return group === '' ? t('biography.readAlone', { consumer }) : t('biography.read', { group, consumer })
    case 'committed':
      return t('biography.committed', { group })
    case 'outvoted':
      if (holders.length === 0) return t('biography.outvotedAlone', { broker })
      return t('biography.outvoted', { broker, holders: brokers })
    case 'cut':
      return t(step.powerCut === true ? 'biography.cutByPower' : 'biography.cut', { broker })
    case 'topicDeleted':
      return t('biography.topicDeleted')
    case 'batched':
    case 'copied':
    case 'visible':
    case 'deleted':
      return t(`biography.${step.what}`, { broker })
  }
}

/** A shape beside each step's words, so that a loss is not told by colour alone. */
export function stepShape(what: BiographyStep['what']): { readonly shape: string; readonly tone: '' | 'ok' | 'bad' } {
  switch (what) {
    case 'acknowledged':
    case 'visible':
    case 'committed':
      return { shape: '✓', tone: 'ok' }
    case 'failed':
    case 'outvoted':
    case 'cut':
    case 'topicDeleted':
      return { shape: '✕', tone: 'bad' }
    case 'read':
      return { shape: '▸', tone: '' }
    default:
      return { shape: '●', tone: '' }
  }
}
