/** Consumers in words. */
import type { Translate } from '../../../i18n/index.ts'
import type { ClusterImage, MemberImage } from '../../../kafka/observe/cluster-image.ts'
import { lagText } from '../../stage/actions.ts'
import {
  befellClient,
  clientAmong,
  errorFact,
  statusFact,
  terminalFacts,
  terminalTitle,
  waitFact,
  yesNo,
} from '../facts.ts'
import type { Fact, Inspection, KindDetails } from '../kind-view.ts'
import { clientActions, removeAction } from '../node-actions.ts'
import { ConsumerSettings } from './ConsumerSettings.tsx'
import { clientIdOf } from './client-id.ts'
import { goneToCommit } from './gone-to-commit.ts'
import { LagMark } from './LagMark.tsx'
import { GroupLeaderStar } from './MemberRow.tsx'
import { readsFromWords } from './rare-member-words.ts'

export const consumerDetails: KindDetails = {
  words: (t) => ({ kind: t('inspector.kind.member'), about: t('inspector.about.member') }),
  inspect: ({ id }, { image, atUs }, t) => inspectMember(id, image, atUs, t),
  actions(id, image) {
    const member = image.members.get(id)
    if (member === undefined || member.terminal !== null) return []
    return [...clientActions(id, member.status), removeAction({ type: 'RemoveConsumer', name: id })]
  },
  Settings: ConsumerSettings,
  legend: [
    { section: 'readers', text: (t) => t('legend.groupLeader'), Mark: GroupLeaderStar },
    { section: 'readers', text: (t) => t('legend.lag'), Mark: LagMark },
  ],
  concerns: (happening, id, image) =>
    befellClient(happening, id, knownAs(image.members.get(id))) ||
    ('consumer' in happening && happening.consumer === id) ||
    (happening.type === 'GroupRebalanced' && happening.groupId === image.members.get(id)?.groupId),
  subjectOf: (happening, image) =>
    'consumer' in happening ? happening.consumer : clientAmong(happening, image.members),
}

function knownAs(member: MemberImage | undefined) {
  const clientId = member === undefined ? null : clientIdOf(member)
  return clientId === null ? undefined : { 'client.id': clientId }
}

function inspectMember(id: string, image: ClusterImage, atUs: number, t: Translate): Inspection | null {
  const member = image.members.get(id)
  if (member === undefined) return null
  // Why there is no client in its process stands beside that there is none.
  const hasEnded = member.status === 'running' && member.state === 'left'
  const assignment = member.assignment.map((each) =>
    t('inspector.fact.assignmentOf', {
      topicPartition: each.topicPartition,
      position: each.position < 0 ? t('inspector.unknown') : each.position,
      committed: each.committed < 0 ? t('inspector.none') : each.committed,
      lag: lagText(each.lag),
    }),
  )
  return {
    title: terminalTitle(member.name, member.terminal, clientIdOf(member), t),
    facts: [
      statusFact(member.status, t),
      { label: t('inspector.fact.group'), value: member.groupId === '' ? t('inspector.none') : member.groupId },
      { label: t('inspector.fact.memberState'), value: t(`inspector.memberState.${member.state}`) },
      ...(hasEnded ? errorFact(member.lastError, t) : []),
      ...waitFact(['inspector.fact.session', 'stage.wait.memberSession'], member.session, atUs, t),
      ...waitFact(['inspector.fact.pollInterval', 'stage.wait.pollInterval'], member.poll, atUs, t),
      {
        label: t('inspector.fact.assignment'),
        value:
          assignment.length > 0 ? assignment : t(member.state === 'stable' ? 'inspector.fact.idle' : 'inspector.none'),
      },
      ...waitFact(['inspector.fact.quota', 'stage.wait.quota'], member.throttled ?? null, atUs, t),
      ...heldFact(member, t),
      ...readsFromFact(member, t),
      ...goneFact(goneToCommit(member, image), t),
      { label: t('inspector.fact.consumed'), value: String(member.consumed) },
      { label: t('inspector.fact.processing'), value: String(member.processing) },
      { label: t('inspector.fact.generation'), value: String(member.generation) },
      { label: t('inspector.fact.groupLeader'), value: yesNo(member.isGroupLeader, t) },
      { label: t('inspector.fact.memberId'), value: member.memberId === '' ? t('inspector.none') : member.memberId },
      ...terminalFacts(member.terminal, clientIdOf(member), t),
      ...(hasEnded ? [] : errorFact(member.lastError, t)),
    ],
    related: [
      ...(member.groupId === ''
        ? []
        : [{ label: member.groupId, selection: { kind: 'group', id: member.groupId } as const }]),
      ...member.assignment.map((each) => ({
        label: each.topicPartition,
        selection: { kind: 'partition', id: each.topicPartition } as const,
      })),
    ],
  }
}

function heldFact({ assignment }: MemberImage, t: Translate): readonly Fact[] {
  const value = assignment.flatMap(({ topicPartition, heldAt }) =>
    heldAt === undefined ? [] : [t('transaction.heldAt', { topicPartition, heldAt })],
  )
  return value.length === 0 ? [] : [{ label: t('transaction.held'), value, tone: 'warn' }]
}

function readsFromFact(member: MemberImage, t: Translate): readonly Fact[] {
  const value = readsFromWords(t, member)
  return value.length === 0 ? [] : [{ label: t('moves.readsFromFact'), value }]
}

function goneFact(gone: readonly string[], t: Translate): readonly Fact[] {
  if (gone.length === 0) return []
  return [
    {
      label: t('member.beforeJoining'),
      value: t('member.goneToCommitAbout', { partitions: gone.join(', ') }),
      tone: 'warn',
    },
  ]
}
