/** A change in words: what it is about, how that was and is, and by how much it differs. */
import { formatNumber, type Translate } from '../../i18n/index.ts'
import { useImageStore } from '../../store/image-store.ts'
import type { Selection } from '../../store/selection-store.ts'
import type { Change } from '../../worker/questions/read-changes.ts'
import { differenceText } from '../beside/difference-text.ts'
import { selectionOf } from '../beside/selection-of.ts'

export interface ChangeText {
  readonly what: string
  readonly was: string
  readonly now: string
  /** Empty where more or less is no question. */
  readonly difference: string
}

export function changeText(change: Change, t: Translate): ChangeText {
  return { ...wordsOf(change, t), difference: signed(change.difference) }
}

function wordsOf({ what, id, of, was, now }: Change, t: Translate): Omit<ChangeText, 'difference'> {
  switch (what) {
    case 'controller': {
      const named = (value: Change['was']) =>
        Number(value) < 0 || value === null ? t('beside.nobody') : t('changes.controller', { id: value })
      return { what: t('changes.what.controller'), was: named(was), now: named(now) }
    }
    case 'offline':
    case 'underReplicated':
    case 'assignment':
    case 'lag':
    case 'elections':
    case 'rebalances': {
      const plain = (value: Change['was']) => (value === null || value === '' ? t('beside.nobody') : amount(value))
      return { what: t(`changes.what.${what}`, { id }), was: plain(was), now: plain(now) }
    }
    default: {
      const difference = { what, id, ...(of === undefined ? {} : { of }), here: was, there: now }
      const { what: title, here, there } = differenceText(difference, t)
      return { what: title, was: here, now: there }
    }
  }
}

function amount(value: string | number): string {
  return typeof value === 'number' ? formatNumber(value) : value
}

function signed(difference: number | null): string {
  if (difference === null) return ''
  return difference > 0 ? `+${formatNumber(difference)}` : `−${formatNumber(-difference)}`
}

/** What the inspector shows of a change; null where there is no such thing now. */
export function changedThing({ what, id }: Change): Selection | null {
  switch (what) {
    case 'offline':
    case 'underReplicated':
    case 'elections':
    case 'rebalances':
    case 'controller':
      return null
    case 'lag':
      return selectionOf({ what: 'group', id })
    case 'assignment': {
      const member = useImageStore.getState().image.members.get(id)
      return member === undefined ? null : { kind: member.kind, id }
    }
    default:
      return selectionOf({ what, id })
  }
}
