import { useT } from '../../i18n/index.ts'
import type { BrokerImage, ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../store/engine.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import type { BrokerLayout, StageLayout } from '../layout/stage-layout.ts'
import type { GroupMark } from '../painting/group-marks.ts'
import { isUp, powerCommand } from './actions.ts'
import { Lane } from './Lane.tsx'
import { ROVE } from './lane-keys.ts'
import { Menu } from './Menu.tsx'
import { serverMenu } from './node-menu.ts'
import { place } from './place.ts'
import { useStageView } from './stage-view-store.ts'
import { brokerState, bytesText, statusWord } from './words.ts'

export interface BrokerCardProps {
  readonly layout: BrokerLayout
  readonly broker: BrokerImage
  readonly image: ClusterImage
  readonly atUs: number
  readonly cell: StageLayout['cell']
  readonly marks: ReadonlyMap<string, GroupMark>
  /** Id of the lane or broker that Tab leads to. */
  readonly tabStop: string | null
}

/** A broker: what it holds, what it is busy with, and its power button. */
export function BrokerCard({ layout, broker, image, atUs, cell, marks, tabStop }: BrokerCardProps) {
  const t = useT()
  const selection = useSelectionStore((state) => state.selection)
  const up = isUp(broker.status)
  const picked = selection?.kind === 'broker' && selection.id === broker.node
  const classes = ['broker', up ? 'is-up' : 'is-down', broker.fenced || !broker.registered ? 'is-fenced' : '']
  if (picked) classes.push('is-selected')
  return (
    <section className={classes.join(' ')} style={place(layout.rect)} aria-label={broker.node}>
      <BrokerHeader {...{ layout, broker, atUs, marks, picked }} tabStop={tabStop === broker.node} />
      {layout.lanes.length === 0 && <p className="broker-empty">{t('stage.broker.empty')}</p>}
      {layout.sections.map((section) => (
        <span key={section.topic} className="lane-section" style={place(section.rect, layout.rect)}>
          {section.topic}
        </span>
      ))}
      {layout.lanes.map((lane) => {
        const replica = image.replicas.get(lane.id)
        if (replica === undefined) return null
        return (
          <Lane
            key={lane.id}
            lane={lane}
            card={layout.rect}
            cell={lane.density === 'compact' ? cell.compact : cell.full}
            replica={replica}
            partition={image.partitions.get(lane.topicPartition)}
            selected={isSelected(selection, lane.id, lane.topicPartition)}
            tabStop={tabStop === lane.id}
          />
        )
      })}
      <PinnedLabel layout={layout} image={image} />
    </section>
  )
}

function isSelected(
  selection: { kind: string; id: string } | null,
  replicaId: string,
  topicPartition: string,
): boolean {
  if (selection === null) return false
  if (selection.kind === 'partition') return selection.id === topicPartition
  return (selection.kind === 'replica' || selection.kind === 'record') && selection.id === replicaId
}

type HeaderProps = Pick<BrokerCardProps, 'layout' | 'broker' | 'atUs' | 'marks'> & {
  readonly picked: boolean
  readonly tabStop: boolean
}

function BrokerHeader({ layout, broker, atUs, marks, picked, tabStop }: HeaderProps) {
  const t = useT()
  const { node } = broker
  const select = useSelectionStore((state) => state.select)
  const state = brokerState(t, broker, atUs)
  const up = isUp(broker.status)
  const narrow = layout.rect.width < 430
  const facts = [broker.rack, t('stage.broker.disk', { size: bytesText(broker.diskBytes) })].filter(
    (fact) => fact !== null,
  )
  const entries = serverMenu(t, node, broker.status, broker.slowdownUs)
  if (!up)
    entries.push({
      label: t('stage.menu.forget'),
      icon: '−',
      danger: true,
      run: () => void sendCommand({ type: 'RemoveBroker', broker: node }),
    })
  return (
    <header className="broker-header" style={{ height: layout.header.height }}>
      <button
        type="button"
        className="node-name"
        {...{ [ROVE]: node }}
        tabIndex={tabStop ? 0 : -1}
        aria-pressed={picked}
        aria-label={t('stage.broker.label', {
          broker: node,
          state: state?.text ?? statusWord(t, broker.status),
          leaders: broker.leaderCount,
          replicas: broker.replicaCount,
        })}
        onFocus={() => useStageView.setState({ activeId: node, activeOffset: null })}
        onClick={() => select({ kind: 'broker', id: node })}
      >
        {node}
      </button>
      {state !== null && (
        <span className={`state-word is-${state.tone}`}>
          <span aria-hidden="true">{state.shape}</span> {state.text}
        </span>
      )}
      {!narrow && state === null && <span className="node-facts">{facts.join(' · ')}</span>}
      <span className="spacer" />
      {broker.coordinatorOf.length > 0 && up && (
        <CoordinatorChip groups={broker.coordinatorOf} marks={marks} narrow={narrow} />
      )}
      <Menu className="icon-button" label={t('stage.menu.more', { name: node })} entries={entries}>
        <span aria-hidden="true">⋯</span>
      </Menu>
      <button
        type="button"
        className={up ? 'power is-on' : 'power is-off'}
        aria-pressed={up}
        aria-label={t('stage.power', { name: node })}
        title={up ? t('stage.power.kill') : t('stage.power.start')}
        onClick={() => void sendCommand(powerCommand(node, broker.status))}
      >
        <PowerIcon />
      </button>
    </header>
  )
}

function CoordinatorChip({
  groups,
  marks,
  narrow,
}: {
  groups: readonly string[]
  marks: ReadonlyMap<string, GroupMark>
  narrow: boolean
}) {
  const t = useT()
  return (
    <span className="role-chip is-coordinator" title={t('stage.broker.coordinatorOf', { groups: groups.join(', ') })}>
      <span aria-hidden="true">◇</span>
      {!narrow && <span>{t('stage.broker.coordinator')}</span>}
      {groups.slice(0, 4).map((groupId) => {
        const mark = marks.get(groupId)
        return mark === undefined ? null : (
          <span key={groupId} className={`group-badge is-group-${mark.colour}`}>
            {mark.letter}
          </span>
        )
      })}
      {groups.length > 4 && <span>+{groups.length - 4}</span>}
    </span>
  )
}

/** The lane shown whole above the strips: its name and role. The canvas paints the rest. */
function PinnedLabel({ layout, image }: { layout: BrokerLayout; image: ClusterImage }) {
  const selection = useSelectionStore((state) => state.selection)
  const { pinned } = layout
  if (pinned === null) return null
  const picked = selection === null ? '' : selection.id.replace(/@\d+$/, '')
  const replica = image.replicas.get(`${picked}@${layout.id}`) ?? image.replicas.get(pinned.id)
  if (replica === undefined) return null
  return (
    <div className={`lane is-pinned is-${replica.role}`} style={place(pinned.rect, layout.rect)} aria-hidden="true">
      <span className="lane-label" style={place(pinned.label, pinned.rect)}>
        {replica.topicPartition}
      </span>
      <span className="lane-badge" style={place(pinned.badge, pinned.rect)}>
        {replica.role === 'leader' ? 'L' : replica.role === 'follower' ? 'F' : '—'}
      </span>
    </div>
  )
}

export function PowerIcon() {
  return (
    <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
      <path
        d="M10 2.5v7M5.6 5.2a6.4 6.4 0 1 0 8.8 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  )
}
