import { useEffect, useRef, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { sendCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { type InvitationId, invitationIds, usePreferences } from '../../store/preferences-store.ts'
import { useSession } from '../../store/session-store.ts'
import { runInTerminal } from '../../store/terminals-store.ts'
import { Icon } from '../parts/Icon.tsx'
import { firstCommand, fulfilled, invitationCommand, isPossible, leaderToCut, oneConsumerMore } from './invitations.ts'
import './invitations.css'

/** Three things to try in the first minute, beside the stage. Ticked when the engine says they happened. */
export function Invitations() {
  const t = useT()
  const done = useFulfilled()
  const offered = useOffered()
  const setPreferences = usePreferences((state) => state.setPreferences)
  const shown = invitationIds.filter((id) => offered.includes(id) || done.includes(id))
  const ready = useImageStore((state) => state.ready)
  if (shown.length === 0) return ready ? null : <aside className="invitations" />
  return (
    <aside className="invitations" aria-label={t('app.invitations')}>
      <div className="invitations-head">
        <h2>{t('app.invitations')}</h2>
        <span className="muted">
          {done.length}/{shown.length}
        </span>
      </div>
      <ol>
        {shown.map((id) => (
          <Invitation key={id} id={id} done={done.includes(id)} />
        ))}
      </ol>
      <button type="button" className="button quiet" onClick={() => setPreferences({ invitationsDismissed: true })}>
        {t('app.invitationsClose')}
      </button>
    </aside>
  )
}

/** On a phone, one line below the stage: the first of them that is not done yet. The others are in a sheet. */
export function NextInvitation() {
  const t = useT()
  const done = useFulfilled()
  const offered = useOffered()
  const setPreferences = usePreferences((state) => state.setPreferences)
  const performOnce = usePerform()
  const next = invitationIds.find((id) => offered.includes(id) && !done.includes(id))
  const label = useImageStore((state) => (next === undefined ? null : gestureLabel(next, state, t)))
  const ready = useImageStore((state) => state.ready)
  if (next === undefined) return ready ? null : <div className="next-invitation" />
  return (
    <section className="next-invitation" aria-label={t('app.invitations')}>
      <span>{t(`app.invitation.${next}`)}</span>
      <button type="button" className="button" disabled={label === null} onClick={() => performOnce(next)}>
        {label ?? t('app.loading')}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('app.invitationsClose')}
        title={t('app.invitationsClose')}
        onClick={() => setPreferences({ invitationsDismissed: true })}
      >
        <Icon name="close" />
      </button>
    </section>
  )
}

function Invitation({ id, done }: { readonly id: InvitationId; readonly done: boolean }) {
  const t = useT()
  const label = useImageStore((state) => gestureLabel(id, state, t))
  const performOnce = usePerform()
  return (
    <li className={done ? 'invitation done' : 'invitation'}>
      <span className="invitation-tick">{done && <Icon name="check" size={13} />}</span>
      <div>
        <h3>
          {t(`app.invitation.${id}`)}
          {done && <span className="visually-hidden"> ({t('app.invitation.done')})</span>}
        </h3>
        <p className="muted">{t(`app.invitation.${id}Text`)}</p>
        {!done && (
          <button type="button" className="button" disabled={label === null} onClick={() => performOnce(id)}>
            {label ?? t(`app.invitation.${id}`)}
          </button>
        )}
      </div>
    </li>
  )
}

/** What the button will do, by name, so that nothing on stage comes as a surprise. */
function gestureLabel(id: InvitationId, { image, ready }: ReturnType<typeof useImageStore.getState>, t: Translate) {
  if (!ready) return null
  switch (id) {
    case 'cutPower': {
      const broker = leaderToCut(image)
      return broker === null ? null : t('app.invitation.cutPowerDo', { broker })
    }
    case 'fourthConsumer': {
      const consumer = oneConsumerMore(image)?.name
      return consumer === undefined ? null : t('app.invitation.fourthConsumerDo', { consumer })
    }
    case 'firstCommand':
      return t('app.invitation.firstCommandDo')
  }
}

const DOUBLE_PRESS_MS = 1_000

/** The second press of a double one is none: it would meet the next broker, whose power the button offers to cut then. */
function usePerform(): (id: InvitationId) => void {
  const performedAtMs = useRef(Number.NEGATIVE_INFINITY)
  return (id) => {
    const nowMs = performance.now()
    if (nowMs - performedAtMs.current < DOUBLE_PRESS_MS) return
    performedAtMs.current = nowMs
    perform(id)
  }
}

function perform(id: InvitationId): void {
  if (id === 'firstCommand') {
    void runInTerminal(firstCommand(useImageStore.getState().image))
    return
  }
  const command = invitationCommand(id, useImageStore.getState().image)
  if (command !== null) void sendCommand(command)
}

/**
 * Those that can be done in the cluster on show. What could be done once stays offered as long as the run does: in a
 * cluster that is still being made, or seen from before that, nothing can be done yet.
 */
function useOffered(): readonly InvitationId[] {
  const [offered, setOffered] = useState<readonly InvitationId[]>(() => stillOffered([]))
  useEffect(() => {
    const look = () => setOffered(stillOffered)
    look()
    return useImageStore.subscribe((state, before) => {
      // Another run begins anew.
      if (state.ready && !before.ready) setOffered(stillOffered([]))
      else if (state.image.partitions !== before.image.partitions || state.image.members !== before.image.members)
        look()
    })
  }, [])
  return offered
}

/** The same list while nothing new can be done. */
function stillOffered(before: readonly InvitationId[]): readonly InvitationId[] {
  const { image, ready } = useImageStore.getState()
  const now = ready ? invitationIds.filter((id) => before.includes(id) || isPossible(id, image)) : before
  return now.length === before.length ? before : now
}

/** Once done they stay done, even when the reader goes back to before or comes again another day; a new cluster begins anew. */
function useFulfilled(): readonly InvitationId[] {
  useEffect(() => {
    const look = () => {
      const { invitationsDone: known, setPreferences } = usePreferences.getState()
      const done = fulfilled(useImageStore.getState().happenings, new Set(known), useSession.getState().actedAtUs)
      if (done.size > known.length) setPreferences({ invitationsDone: invitationIds.filter((id) => done.has(id)) })
    }
    look()
    return useImageStore.subscribe((state, before) => {
      if (state.happenings !== before.happenings) look()
    })
  }, [])
  return usePreferences((state) => state.invitationsDone)
}
