import { type Translate, useT } from '../../../i18n/index.ts'
import { brokerNode } from '../../../kafka/common/addresses.ts'
import { type BrokerImage, isDown } from '../../../kafka/observe/cluster-image.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import type { GroupMark } from '../../painting/group-marks.ts'
import { Countdown } from '../../parts/Countdown.tsx'
import { waitWords } from '../../parts/wait-text.ts'
import { isUp } from '../../stage/actions.ts'
import { emphasisOf } from '../../stage/emphasis.ts'
import { Menu } from '../../stage/Menu.tsx'
import type { MenuParts } from '../../stage/menu-parts.ts'
import { PowerButton } from '../../stage/PowerButton.tsx'
import { place } from '../../stage/place.ts'
import { ROVE } from '../../stage/rove.ts'
import { useStageView } from '../../stage/stage-view-store.ts'
import { bytesText, statusWord } from '../../stage/words.ts'
import type { CardProps } from '../kind-view.ts'
import type { BrokerParts } from './broker-view.ts'
import { type BrokerState, brokerState, copiedLeader } from './broker-words.ts'
import { Lane } from './Lane.tsx'
import { LaneName } from './LaneName.tsx'
import { pinnedReplica } from './pinned-replica.ts'
import { RoleBadge } from './RoleBadge.tsx'
import { rareLanes } from './rare-lanes.ts'
import './broker.css'

/** A broker: what it holds, what it is busy with, and its power button. */
export function BrokerCard({ card, layout, image, atUs, marks, tabStop }: CardProps) {
  const t = useT()
  const rare = rareLanes.use()
  const selection = useSelectionStore((state) => state.selection)
  const broker = image.brokers.get(card.id)
  if (broker === undefined) return null
  const { lanes, folds, sections, isMap } = card.parts as BrokerParts
  const { cell } = layout
  const up = isUp(broker.status)
  const picked = selection?.kind === card.kind && selection.id === broker.node
  const classes = ['broker', up ? 'is-up' : 'is-down', broker.fenced || !broker.registered ? 'is-fenced' : '']
  if (picked) classes.push('is-selected')
  return (
    <section className={classes.join(' ')} style={place(card.rect)} aria-label={broker.node}>
      <BrokerHeader
        {...{ card, broker, atUs, marks, picked }}
        tabStop={tabStop === broker.node}
        lost={lanes.some(({ id }) => image.replicas.get(id)?.lostPages !== undefined)}
      />
      {lanes.length + folds.length === 0 && <p className="broker-empty">{t('stage.broker.empty')}</p>}
      {sections.map((section) => (
        <span
          key={section.topic}
          className={isMap ? 'lane-section is-map' : 'lane-section'}
          style={place(section.rect, card.rect)}
        >
          {section.topic}
        </span>
      ))}
      {lanes.map((lane) => {
        const replica = image.replicas.get(lane.id)
        if (replica === undefined)
          return rare === null ? null : (
            <rare.MissingLane
              key={lane.id}
              lane={lane}
              card={card.rect}
              partition={image.partitions.get(lane.topicPartition)}
              directories={broker.directories}
              selected={isSelected(selection, lane.id, lane.topicPartition)}
              tabStop={tabStop === lane.id}
            />
          )
        return (
          <Lane
            key={lane.id}
            lane={lane}
            card={card.rect}
            cell={lane.density === 'compact' ? cell.compact : cell.full}
            replica={replica}
            partition={image.partitions.get(lane.topicPartition)}
            copies={copiedLeader(replica, image.partitions.get(lane.topicPartition), image.replicas)}
            selected={isSelected(selection, lane.id, lane.topicPartition)}
            tabStop={tabStop === lane.id}
          />
        )
      })}
      {folds.map((fold) =>
        rare === null ? null : (
          <rare.FoldedLane
            key={fold.id}
            {...{ fold, image }}
            broker={broker.id}
            card={card.rect}
            tabStop={tabStop === fold.id}
          />
        ),
      )}
      <PinnedLabel card={card} image={image} />
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

/** Room for words beside a broker's state, and beside its state and its session. */
const WIDE_PX = 430
const ROOMY_PX = 680

function brokerSentence(t: Translate, broker: BrokerImage, atUs: number): string {
  const now = brokerState(t, broker)?.text ?? statusWord(t, broker.status)
  const state = [now, ...waitWords(t, 'stage.wait.session', broker.session, atUs)].join(', ')
  // A process that is gone leads nothing and holds nothing; what lies on its disk is told lane by lane.
  if (isDown(broker.status)) return `${broker.node}, ${state}`
  const { node, leaderCount: leaders, replicaCount: replicas } = broker
  return t('stage.broker.label', { broker: node, state, leaders, replicas })
}

type HeaderProps = Pick<CardProps, 'card' | 'atUs' | 'marks'> & {
  readonly broker: BrokerImage
  readonly picked: boolean
  readonly tabStop: boolean
  /** Records that stood in memory only went with its power. */
  readonly lost: boolean
}

function BrokerHeader({ card, broker, atUs, marks, picked, tabStop, lost }: HeaderProps) {
  const t = useT()
  const { node } = broker
  const rare = rareLanes.use()
  const select = useSelectionStore((state) => state.select)
  const state = brokerState(t, broker)
  const up = isUp(broker.status)
  const narrow = card.rect.width < WIDE_PX
  const { header, lanes } = card.parts as BrokerParts
  const { height } = header
  const tall = height >= 50
  const twoLines = narrow && !tall && (state !== null || broker.session !== null)
  const facts = [broker.rack, t('stage.broker.disk', { size: bytesText(broker.diskBytes) })].filter(
    (fact) => fact !== null,
  )
  const entries = (parts: MenuParts) => parts.brokerMenu(t, broker)
  return (
    <header className={`broker-header${tall ? ' is-tall' : ''}${twoLines ? ' is-two-lines' : ''}`} style={{ height }}>
      <span className="broker-titles">
        <button
          type="button"
          className="node-name"
          {...{ [ROVE]: node }}
          tabIndex={tabStop ? 0 : -1}
          aria-pressed={picked}
          aria-label={brokerSentence(t, broker, atUs)}
          onFocus={() => useStageView.setState({ activeId: node, activeOffset: null })}
          onClick={() => select({ kind: card.kind, id: node })}
        >
          {node}
        </button>
        <BrokerNow {...{ state, narrow, tall }} session={broker.session} />
      </span>
      {!narrow && state === null && broker.session === null && <span className="node-facts">{facts.join(' · ')}</span>}
      {!up && lanes.length > 0 && card.rect.width >= (broker.session === null ? WIDE_PX : ROOMY_PX) && (
        <span className="node-facts">{t(lost ? 'stage.broker.onDiskLost' : 'stage.broker.onDisk')}</span>
      )}
      <span className="spacer" />
      {rare !== null && <rare.BrokerChips {...{ broker, narrow, up }} />}
      {broker.coordinatorOf.length > 0 && up && (
        <CoordinatorChip groups={broker.coordinatorOf} marks={marks} narrow={narrow} bare={tall} />
      )}
      <Menu className="icon-button" label={t('stage.menu.more', { name: node })} entries={entries}>
        <span aria-hidden="true">⋯</span>
      </Menu>
      <PowerButton node={node} status={broker.status} small={false} />
    </header>
  )
}

interface BrokerNowProps {
  readonly state: BrokerState | null
  readonly session: BrokerImage['session']
  readonly narrow: boolean
  readonly tall: boolean
}

/** What ails a broker, and how long its session still lasts; in a narrow card below its name, so that both are whole. */
function BrokerNow({ state, session, narrow, tall }: BrokerNowProps) {
  return (
    <span className="broker-now">
      {state !== null && (
        <span className={`state-word is-${state.tone}`} title={state.text}>
          <span aria-hidden="true">{state.shape}</span>
          {/* A word cut off says nothing; the shape and the time that is left do. */}
          {!(tall && session !== null) && ` ${state.text}`}
        </span>
      )}
      {session !== null && (
        <Countdown
          wait={session}
          text={narrow ? 'stage.wait.seconds' : 'stage.wait.session'}
          outcome={session.with === 'zookeeper' ? 'stage.wait.zookeeperSession' : 'stage.wait.brokerSession'}
        />
      )}
    </span>
  )
}

function CoordinatorChip({
  groups,
  marks,
  narrow,
  bare,
}: {
  groups: readonly string[]
  marks: ReadonlyMap<string, GroupMark>
  narrow: boolean
  /** The sign alone, with the groups in its tooltip. */
  bare: boolean
}) {
  const t = useT()
  return (
    <span className="role-chip is-coordinator" title={t('stage.broker.coordinatorOf', { groups: groups.join(', ') })}>
      <span aria-hidden="true">◇</span>
      {!narrow && <span>{t('stage.broker.coordinator')}</span>}
      {groups.slice(0, bare ? 0 : 4).map((groupId) => {
        const mark = marks.get(groupId)
        return mark === undefined ? null : (
          <span key={groupId} className={`group-badge is-group-${mark.colour}`}>
            {mark.letter}
          </span>
        )
      })}
      {!bare && groups.length > 4 && <span>+{groups.length - 4}</span>}
    </span>
  )
}

/** The lane shown whole above the cells: its name and role, and whose it is. The canvas paints the rest. */
function PinnedLabel({ card, image }: Pick<CardProps, 'card' | 'image'>) {
  const selection = useSelectionStore((state) => state.selection)
  const hover = useStageView((view) => view.hover)
  const parts = card.parts as BrokerParts
  const { pinned } = parts
  const replica = pinnedReplica(image, emphasisOf(selection, { hover, activeId: null, activeOffset: null }), parts)
  if (pinned === null || replica === null) return null
  return (
    <div className={`lane is-pinned is-${replica.role}`} style={place(pinned.rect, card.rect)} aria-hidden="true">
      <LaneName topicPartition={replica.topicPartition} at={pinned.label} within={pinned.rect} />
      <RoleBadge of={replica.role} style={place(pinned.badge, pinned.rect)} />
      {pinned.info.width > 0 && (
        <span className="lane-info" style={place(pinned.info, pinned.rect)}>
          {brokerNode(replica.broker)}
        </span>
      )}
    </div>
  )
}
