/** Links in words. */
import type { Translate } from '../../../i18n/index.ts'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import type { Happening } from '../../../kafka/observe/happenings.ts'
import { formatDuration } from '../../parts/format-time.ts'
import { yesNo } from '../facts.ts'
import type { Inspection, InspectorAction, KindDetails } from '../kind-view.ts'
import { ChosenWire, CutWire, SlowWire } from './WireMark.tsx'

const SLOW_LINK_US = 100_000

export const linkDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.link'), about: t('inspector.about.link') }),
  inspect: ({ id }, { image }, t) => inspectLink(id, image, t),
  actions: linkActions,
  legend: [
    { section: 'wires', text: (t) => t('legend.chosen'), Mark: ChosenWire },
    { section: 'trouble', text: (t) => t('legend.cut'), Mark: CutWire },
    { section: 'trouble', text: (t) => t('legend.slow'), Mark: SlowWire },
  ],
  concerns: (happening, id) => linkOf(happening) === id,
  subjectOf: linkOf,
}

/** Both ends of the link that a happening is about, sorted. */
function linkOf(happening: Happening): string | null {
  if ('a' in happening) return [happening.a, happening.b].sort().join('|')
  if (happening.type !== 'LinkHeld' && happening.type !== 'LinkReleased') return null
  return [happening.from, happening.to].sort().join('|')
}

/** A link nobody touched has no row in the image: it is whole and fast. */
function inspectLink(id: string, image: ClusterImage, t: Translate): Inspection | null {
  const [a, b] = id.split('|')
  if (a === undefined || b === undefined) return null
  const link = image.links.get(id)
  return {
    title: `${a} – ${b}`,
    facts: [
      {
        label: t('inspector.fact.cut'),
        value: yesNo(link?.cut ?? false, t),
        tone: link?.cut === true ? 'bad' : 'ok',
      },
      { label: t('inspector.fact.extra'), value: formatDuration(link?.extraUs ?? 0) },
      { label: t('inspector.fact.held'), value: String(link?.held ?? 0) },
    ],
    related: [],
  }
}

function linkActions(id: string, image: ClusterImage): readonly InspectorAction[] {
  const [a, b] = id.split('|')
  if (a === undefined || b === undefined) return []
  const link = image.links.get(id)
  const impaired = link !== undefined && (link.cut || link.extraUs > 0)
  const directions = [
    [a, b],
    [b, a],
  ] as const
  return [
    ...(link?.cut === true
      ? []
      : [{ label: 'inspector.action.cut', command: { type: 'CutLink', a, b }, danger: true } as const]),
    ...(impaired ? [{ label: 'inspector.action.repair', command: { type: 'RepairLink', a, b } } as const] : []),
    { label: 'inspector.action.slowLink', command: { type: 'SlowLink', a, b, extraUs: SLOW_LINK_US } },
    ...directions.flatMap(([from, to]): InspectorAction[] => [
      {
        label: 'inspector.action.hold',
        params: { from },
        command: { type: 'HoldLink', from, to, api: 'FetchRequest' },
      },
      { label: 'inspector.action.holdAll', params: { from }, command: { type: 'HoldLink', from, to, api: null } },
      { label: 'inspector.action.release', params: { from }, command: { type: 'ReleaseLink', from, to } },
    ]),
  ]
}
