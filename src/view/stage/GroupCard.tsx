import { useT } from '../../i18n/index.ts'
import type { ClusterImage, GroupImage, MemberImage } from '../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../store/engine.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { Rect } from '../layout/geometry.ts'
import type { GroupLayout } from '../layout/stage-layout.ts'
import type { GroupMark } from '../painting/group-marks.ts'
import { addConsumerCommand, groupLag } from './actions.ts'
import { Menu } from './Menu.tsx'
import { clientMenu } from './node-menu.ts'
import { place } from './place.ts'
import { setHover } from './stage-view-store.ts'
import { statusShapes, statusWord } from './words.ts'

export interface GroupCardProps {
  readonly layout: GroupLayout
  readonly group: GroupImage | undefined
  readonly mark: GroupMark | undefined
  readonly image: ClusterImage
}

/** Kafka's state names stay as they are, in every language: they are what the tools print. */
const stateShapes: Record<string, { shape: string; tone: 'ok' | 'warn' | 'bad' | 'plain' }> = {
  Stable: { shape: '●', tone: 'ok' },
  PreparingRebalance: { shape: '◐', tone: 'warn' },
  CompletingRebalance: { shape: '◑', tone: 'warn' },
  Assigning: { shape: '◐', tone: 'warn' },
  Reconciling: { shape: '◑', tone: 'warn' },
  Empty: { shape: '○', tone: 'plain' },
  Dead: { shape: '✕', tone: 'bad' },
}

/** A consumer group: its state, its coordinator, its members and how far behind they are. */
export function GroupCard({ layout, group, mark, image }: GroupCardProps) {
  const t = useT()
  const { groupId } = layout
  const selected = useSelectionStore(({ selection }) => selection?.kind === 'group' && selection.id === groupId)
  const select = useSelectionStore((state) => state.select)
  const members = layout.members.flatMap(({ name, rect }) => {
    const member = image.members.get(name)
    return member === undefined ? [] : [{ member, rect }]
  })
  const lag = groupLag(
    group,
    members.map(({ member }) => member),
  )
  const facts = group === undefined ? [] : [t('stage.group.generation', { generation: group.generation })]
  if (group !== undefined && group.coordinator >= 0) facts.push(`◇ ${group.coordinator}`)
  return (
    <section
      className={selected ? 'group is-selected' : 'group'}
      style={place(layout.rect)}
      aria-label={groupId === '' ? t('stage.group.none') : groupId}
      onPointerEnter={() => setHover({ kind: 'group', groupId })}
      onPointerLeave={() => setHover(null)}
    >
      <div className="group-head">
        {mark !== undefined && <span className={`group-badge is-group-${mark.colour}`}>{mark.letter}</span>}
        <button
          type="button"
          className="node-name"
          title={groupId}
          aria-pressed={selected}
          onClick={() => select({ kind: 'group', id: groupId })}
        >
          {groupId === '' ? t('stage.group.none') : groupId}
        </button>
        <span className="spacer" />
        {(group !== undefined || groupId === '') && <span className="group-lag">{t('stage.group.lag', { lag })}</span>}
      </div>
      <p className="group-facts" title={facts.join(' · ')}>
        {group !== undefined && <GroupState state={group.state} />}
        {facts.map((fact) => ` · ${fact}`)}
      </p>
      {members.map(({ member, rect }) => (
        <MemberRow key={member.name} member={member} rect={rect} card={layout.rect} />
      ))}
      <button
        type="button"
        className="add-row"
        style={place(layout.addMember, layout.rect)}
        onClick={() => void sendCommand(addConsumerCommand(image, groupId))}
      >
        {t('stage.add.consumer')}
      </button>
    </section>
  )
}

function GroupState({ state }: { state: string }) {
  const { shape, tone } = stateShapes[state] ?? { shape: '○', tone: 'plain' }
  return (
    <span className={`state-word is-${tone}`}>
      <span aria-hidden="true">{shape}</span> {state}
    </span>
  )
}

function MemberRow({ member, rect, card }: { member: MemberImage; rect: Rect; card: Rect }) {
  const t = useT()
  const { name, status } = member
  const selected = useSelectionStore(({ selection }) => selection?.kind === 'consumer' && selection.id === name)
  const select = useSelectionStore((state) => state.select)
  const lag = member.assignment.reduce((sum, share) => sum + Math.max(0, share.lag), 0)
  const assigned = member.assignment.map((share) => share.topicPartition)
  const doing = memberDoing(t, member, assigned)
  const remove = () => void sendCommand({ type: 'RemoveConsumer', name })
  const classes = [
    'member',
    rect.height < 28 ? 'is-slim' : '',
    rect.width < 180 ? 'is-narrow' : '',
    status === 'running' ? '' : 'is-down',
    selected ? 'is-selected' : '',
  ]
  return (
    <div className={classes.join(' ')} style={place(rect, card)}>
      <button
        type="button"
        className="member-main"
        aria-pressed={selected}
        aria-label={t('stage.member.label', { name, doing, lag })}
        onClick={() => select({ kind: 'consumer', id: name })}
      >
        <span className="member-name">
          {name}
          {member.isGroupLeader && (
            <span className="member-leader" title={t('stage.member.leader')}>
              ★
            </span>
          )}
        </span>
        <span className="member-doing">{doing}</span>
      </button>
      <span className="member-lag">
        <span>{t('stage.group.lag', { lag })}</span>
        <LagBar lag={lag} processing={member.processing} />
      </span>
      <Menu
        className="icon-button"
        label={t('stage.menu.more', { name })}
        entries={clientMenu(t, name, status, remove)}
      >
        <span aria-hidden="true">⋯</span>
      </Menu>
    </div>
  )
}

function memberDoing(t: ReturnType<typeof useT>, member: MemberImage, assigned: readonly string[]): string {
  if (member.status !== 'running') return `${statusShapes[member.status]} ${statusWord(t, member.status)}`
  if (member.state === 'joining' || member.state === 'unjoined') return t('stage.member.joining')
  if (member.state === 'syncing') return t('stage.member.syncing')
  if (member.state === 'left') return t('stage.member.left')
  return assigned.length === 0 ? t('stage.member.idle') : assigned.join(', ')
}

/** Square root, so that both a lag of 3 and one of 3,000 can be seen; the number stands above it. */
function LagBar({ lag, processing }: { lag: number; processing: number }) {
  const share = Math.min(1, Math.sqrt(lag / 100))
  const tone = lag === 0 ? 'is-none' : lag < 20 ? 'is-ok' : 'is-warn'
  return (
    <span className={`lag-bar ${tone}`} aria-hidden="true">
      <span style={{ width: `${Math.max(lag > 0 ? 6 : 0, share * 100)}%` }} />
      {processing > 0 && <i />}
    </span>
  )
}
