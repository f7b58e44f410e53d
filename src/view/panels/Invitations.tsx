import { useEffect, useState } from 'react'
import { type Translate, useT } from '../../i18n/index.ts'
import { sendCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { type InvitationId, usePreferences } from '../../store/preferences-store.ts'
import { runInTerminal } from '../../store/terminals-store.ts'
import { Icon } from '../parts/Icon.tsx'
import { busiestLeader, FIRST_COMMAND, fulfilled, invitationCommand, oneConsumerMore } from './invitations.ts'

const invitations: readonly InvitationId[] = ['cutPower', 'fourthConsumer', 'firstCommand']

/** Three things to try in the first minute, beside the stage. Ticked when the engine says they happened. */
export function Invitations() {
  const t = useT()
  const done = useFulfilled()
  const setPreferences = usePreferences((state) => state.setPreferences)
  return (
    <aside className="invitations" aria-label={t('app.invitations')}>
      <div className="invitations-head">
        <h2>{t('app.invitations')}</h2>
        <span className="muted">
          {done.size}/{invitations.length}
        </span>
      </div>
      <ol>
        {invitations.map((id) => (
          <Invitation key={id} id={id} done={done.has(id)} />
        ))}
      </ol>
      <button type="button" className="button quiet" onClick={() => setPreferences({ invitationsDismissed: true })}>
        {t('app.invitationsClose')}
      </button>
    </aside>
  )
}

function Invitation({ id, done }: { readonly id: InvitationId; readonly done: boolean }) {
  const t = useT()
  const label = useImageStore((state) => gestureLabel(id, state, t))
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
          <button type="button" className="button" disabled={label === null} onClick={() => perform(id)}>
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
      const broker = busiestLeader(image)
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

function perform(id: InvitationId): void {
  if (id === 'firstCommand') {
    void runInTerminal(FIRST_COMMAND)
    return
  }
  const command = invitationCommand(id, useImageStore.getState().image)
  if (command !== null) void sendCommand(command)
}

/** Once done they stay done, even when the reader goes back to before. */
function useFulfilled(): ReadonlySet<InvitationId> {
  const [done, setDone] = useState<ReadonlySet<InvitationId>>(() => new Set())
  useEffect(() => {
    const look = () => setDone((known) => fulfilled(useImageStore.getState().happenings, known))
    look()
    return useImageStore.subscribe((state, before) => {
      if (state.happenings !== before.happenings) look()
    })
  }, [])
  return done
}
