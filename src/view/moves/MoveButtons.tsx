import { type MessageKey, useT } from '../../i18n/index.ts'
import { type MovePurpose, openDialog } from '../../store/dialog-store.ts'

/** The ways into plans for replicas, in a panel. */
export function MoveButtons({ offers }: { readonly offers: readonly (readonly [MessageKey, MovePurpose])[] }) {
  const t = useT()
  return (
    <div className="actions">
      {offers.map(([label, purpose]) => (
        <button key={label} type="button" className="button" onClick={() => openDialog({ name: 'moves', purpose })}>
          {t(label)}
        </button>
      ))}
    </div>
  )
}
