/** A difference in words: what it is about, and how that is here and there. */
import type { Translate } from '../../i18n/index.ts'
import type { ClusterImage, NodeStatus } from '../../kafka/observe/cluster-image.ts'
import type { Difference } from '../../store/beside-store.ts'
import { homeOf, outOfReach } from '../kinds/group/group-home.ts'
import { groupStateWord } from '../kinds/group/group-state-word.ts'

export interface DifferenceText {
  readonly what: string
  readonly here: string
  readonly there: string
}

export function differenceText(difference: Omit<Difference, 'sinceUs'>, t: Translate): DifferenceText {
  const { what, id, of = '', here, there } = difference
  const title = t(`beside.what.${what}`, { id, of })
  if (what === 'settings') return { what: title, ...settingsText(String(here ?? ''), String(there ?? ''), t) }
  return { what: title, here: valueText(what, here, t), there: valueText(what, there, t) }
}

function valueText(what: Difference['what'], value: string | number | null, t: Translate): string {
  if (value === null) return t('beside.missing')
  switch (what) {
    case 'node':
      return t(`stage.status.${value as NodeStatus}`)
    case 'leader':
      return Number(value) < 0 ? t('beside.noLeader') : t('beside.broker', { id: value })
    case 'group': {
      const [state = '', generation = ''] = String(value).split(' ')
      return t('beside.groupState', { state: groupStateWord(state, t), generation })
    }
    case 'isr':
      return value === '' ? t('beside.nobody') : String(value)
    default:
      // Values made up to a length are padded with blanks.
      return String(value).trim()
  }
}

/**
 * As `differenceText`, where a group that is not in an image is not said to be none while nobody can tell: its members are
 * there, or its coordinator does not run.
 */
export function differenceOf(
  difference: Omit<Difference, 'sinceUs'>,
  images: { readonly here: ClusterImage; readonly there: ClusterImage },
  t: Translate,
): DifferenceText {
  const text = differenceText(difference, t)
  const { what, id } = difference
  if (what !== 'group' && what !== 'committed') return text
  const untold = (image: ClusterImage) =>
    image.groups.has(id) || !mayBeThere(id, image) ? null : outOfReach(id, image, t).text
  return {
    ...text,
    ...(difference.here === null && { here: untold(images.here) ?? text.here }),
    ...(difference.there === null && { there: untold(images.there) ?? text.there }),
  }
}

function mayBeThere(groupId: string, image: ClusterImage): boolean {
  if ([...image.members.values()].some((member) => member.groupId === groupId)) return true
  const { partition, brokers } = homeOf(groupId, image)
  return partition !== null && !brokers.some((id) => image.brokers.get(`broker-${id}`)?.status === 'running')
}

/** Of many settings only those that differ. */
function settingsText(here: string, there: string, t: Translate): Omit<DifferenceText, 'what'> {
  const [mine, theirs] = [here.split('\n'), there.split('\n')]
  const only = (lines: readonly string[], others: readonly string[]) =>
    lines
      .filter((line) => line !== '' && !others.includes(line))
      .map(withoutPackages)
      .join(', ') || t('beside.default')
  return { here: only(mine, theirs), there: only(theirs, mine) }
}

/** Of a class its own name is enough. */
export function withoutPackages(value: string): string {
  return value.replace(/\b(?:[a-z]\w*\.)+(?=[A-Z])/g, '').replaceAll(',', ', ')
}
