import { useT } from '../../../i18n/index.ts'
import type { MemberImage } from '../../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../../store/engine.ts'
import { useFollowed } from '../../../store/followed-store.ts'
import { useSelectionStore } from '../../../store/selection-store.ts'
import type { Rect } from '../../layout/geometry.ts'
import { Countdown, type CountdownProps } from '../../parts/Countdown.tsx'
import { waitWords } from '../../parts/wait-text.ts'
import { lagOf, lagText } from '../../stage/actions.ts'
import { Menu } from '../../stage/Menu.tsx'
import { NumberedName } from '../../stage/NumberedName.tsx'
import { place } from '../../stage/place.ts'
import { partitionsText, statusShapes, statusWord } from '../../stage/words.ts'
import type { RareMember } from './rare-member.ts'
import './member.css'

export interface MemberRowProps {
  readonly member: MemberImage
  readonly rect: Rect
  readonly card: Rect
  readonly atUs: number
  readonly rare: RareMember | null
}

/** A member of a group: what it reads and how far behind it is. */
export function MemberRow({ member, rect, card, atUs, rare }: MemberRowProps) {
  const t = useT()
  const { name, status } = member
  const selected = useSelectionStore(({ selection }) => selection?.kind === 'consumer' && selection.id === name)
  const select = useSelectionStore((state) => state.select)
  const hasFollowed = useFollowed(({ places }) => places?.readers.includes(name) === true)
  const lag = lagOf(member.assignment)
  const assigned = member.assignment.map((share) => share.topicPartition)
  const doing = rare?.doing ?? memberDoing(t, member, assigned)
  const wait = waitOf(member)
  const held = rare?.held
  const waiting = wait === null ? [] : waitWords(t, wait.text, wait.wait, atUs)
  const spoken = [doing, held?.words, ...waiting].filter(Boolean).join(', ')
  const wide = rect.width >= WIDE_PX
  const remove = () => void sendCommand({ type: 'RemoveConsumer', name })
  const classes = [
    'member',
    rect.height < 28 ? 'is-slim' : '',
    rect.width < 180 ? 'is-narrow' : '',
    held == null ? '' : 'is-marked',
    status === 'running' ? '' : 'is-down',
    selected ? 'is-selected' : '',
    hasFollowed ? 'is-followed' : '',
  ]
  return (
    <div className={classes.join(' ')} style={place(rect, card)}>
      <button
        type="button"
        className="member-main"
        aria-pressed={selected}
        aria-label={t('stage.member.label', { name, doing: spoken, lag: lagText(lag) })}
        onClick={() => select({ kind: 'consumer', id: name })}
      >
        <span className="member-name" title={rare?.name}>
          <NumberedName name={name} />
          {member.isGroupLeader && <GroupLeaderStar title={t('stage.member.leader')} />}
        </span>
        <span className="member-doing">
          {wait === null ? (
            <span title={held?.words}>
              {held?.mark}
              <NumberedName name={doing} />
            </span>
          ) : (
            <>
              <Countdown {...wait} text={wide ? wait.text : 'stage.wait.seconds'} />
              {wide && ` · ${doing}`}
            </>
          )}
        </span>
      </button>
      <span className="member-lag">
        <span>{t('stage.group.lag', { lag: lagText(lag) })}</span>
        <LagBar lag={lag ?? 0} processing={member.processing} />
      </span>
      <Menu
        className="icon-button"
        label={t('stage.menu.more', { name })}
        entries={(parts) => parts.clientMenu(t, name, status, remove)}
      >
        <span aria-hidden="true">⋯</span>
      </Menu>
    </div>
  )
}

/** In a narrower row there is room for the numbers of a wait, and for nothing beside them. */
const WIDE_PX = 300

/** What runs out for a member: its session, while nobody hears of it, or else the time its application may take. */
function waitOf({ session, poll, throttled }: MemberImage): Omit<CountdownProps, 'ringOnly'> | null {
  if (session !== null) return { wait: session, text: 'stage.wait.session', outcome: 'stage.wait.memberSession' }
  if (throttled !== undefined) return { wait: throttled, text: 'stage.wait.throttled', outcome: 'stage.wait.quota' }
  return poll === null ? null : { wait: poll, text: 'stage.wait.poll', outcome: 'stage.wait.pollInterval' }
}

function memberDoing(t: ReturnType<typeof useT>, member: MemberImage, assigned: readonly string[]): string {
  if (member.status !== 'running') return `${statusShapes[member.status]} ${statusWord(t, member.status)}`
  if (member.state === 'joining' || member.state === 'unjoined') return t('stage.member.joining')
  if (member.state === 'syncing') return t('stage.member.syncing')
  if (member.state === 'left') return t('stage.member.left')
  return assigned.length === 0 ? t('stage.member.idle') : partitionsText(assigned)
}

/** Square root, so that both a lag of 3 and one of 3,000 can be seen; the number stands above it. */
export function LagBar({ lag, processing }: { lag: number; processing: number }) {
  const share = Math.min(1, Math.sqrt(lag / 100))
  const tone = lag === 0 ? 'is-none' : lag < 20 ? 'is-ok' : 'is-warn'
  return (
    <span className={`lag-bar ${tone}`} aria-hidden="true">
      <span style={{ width: `${Math.max(lag > 0 ? 6 : 0, share * 100)}%` }} />
      {processing > 0 && <i />}
    </span>
  )
}

export function GroupLeaderStar({ title }: { readonly title?: string }) {
  return (
    <span className="member-leader" title={title}>
      ★
    </span>
  )
}
