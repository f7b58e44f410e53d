import { useT } from '../../../i18n/index.ts'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import { Countdown } from '../../parts/Countdown.tsx'
import { groupLag, lagText } from '../../stage/actions.ts'
import { addToStage } from '../../stage/add-to-stage.ts'
import { place } from '../../stage/place.ts'
import { setHover } from '../../stage/stage-view-store.ts'
import { MemberRow } from '../consumer/MemberRow.tsx'
import { rareMember } from '../consumer/rare-member.ts'
import type { CardProps } from '../kind-view.ts'
import { outOfReach } from './group-home.ts'
import { groupStateWord } from './group-state-word.ts'
import type { GroupParts } from './group-view.ts'
import './group.css'

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

/** In a narrower card the name has the first line for itself. */
const NARROW_PX = 180

/** A consumer group: its state, its coordinator, its members and how far behind they are. */
export function GroupCard({ card, image, atUs, marks }: CardProps) {
  const t = useT()
  const rareOf = rareMember.use()
  const groupId = card.id
  const group = image.groups.get(groupId)
  const mark = marks.get(groupId)
  const parts = card.parts as GroupParts
  const selected = useSelectionStore(({ selection }) => selection?.kind === card.kind && selection.id === groupId)
  const select = useSelectionStore((state) => state.select)
  const members = parts.members.flatMap(({ name, rect }) => {
    const member = image.members.get(name)
    return member === undefined ? [] : [{ member, rect }]
  })
  const lag = groupLag(
    group,
    members.map(({ member }) => member),
  )
  const narrow = card.rect.width < NARROW_PX
  const facts: string[] = []
  if (narrow) facts.push(t('stage.group.lag', { lag: lagText(lag) }))
  if (group !== undefined && group.coordinator >= 0) facts.push(`◇ ${group.coordinator}`)
  return (
    <section
      className={selected ? 'group is-selected' : 'group'}
      style={place(card.rect)}
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
          onClick={() => select({ kind: card.kind, id: groupId })}
        >
          <span className="name-lines">{groupId === '' ? t('stage.group.none') : groupId}</span>
        </button>
        {!narrow && (group !== undefined || groupId === '') && (
          <span className="group-lag">{t('stage.group.lag', { lag: lagText(lag) })}</span>
        )}
      </div>
      <p className="group-facts" title={facts.join(' · ')}>
        {group?.rebalance != null && (
          <Countdown
            wait={group.rebalance}
            text="stage.wait.seconds"
            outcome={`stage.wait.${group.rebalance.phase}`}
            ringOnly={narrow}
          />
        )}
        {group !== undefined && (
          <span className="group-now">
            <GroupState state={group.state} />
            <span>
              {' · '}
              {t(narrow ? 'stage.group.generationShort' : 'stage.group.generation', { generation: group.generation })}
            </span>
          </span>
        )}
        {group === undefined && groupId !== '' && <Unreachable groupId={groupId} image={image} />}
        {facts.map((fact) => (
          <span key={fact}> · {fact}</span>
        ))}
      </p>
      {members.map(({ member, rect }) => (
        <MemberRow
          key={member.name}
          member={member}
          rect={rect}
          card={card.rect}
          atUs={atUs}
          rare={rareOf?.(t, member, image) ?? null}
        />
      ))}
      <button
        type="button"
        className="add-row"
        style={place(parts.addMember, card.rect)}
        onClick={() => void addToStage((add) => add.addConsumerCommand(image, groupId))}
      >
        {t('stage.add.consumer')}
      </button>
    </section>
  )
}

function Unreachable({ groupId, image }: { readonly groupId: string; readonly image: ClusterImage }) {
  const { text, status } = outOfReach(groupId, image, useT())
  return (
    <span className="state-word is-warn" title={text}>
      <span aria-hidden="true">{status === 'running' ? '◐' : '✕'}</span> {text}
    </span>
  )
}

function GroupState({ state }: { state: string }) {
  const t = useT()
  const { shape, tone } = stateShapes[state] ?? { shape: '○', tone: 'plain' }
  const word = groupStateWord(state, t)
  return (
    <span className={`state-word is-${tone}`} title={word}>
      <span aria-hidden="true">{shape}</span> {word}
    </span>
  )
}
