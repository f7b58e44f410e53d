import { useT } from '../../i18n/index.ts'
import { openDialog } from '../../store/dialog-store.ts'

/** The way to all the settings of a client as one text. */
export function AsProperties({ of, node }: { readonly of: 'producer' | 'consumer'; readonly node: string }) {
  const t = useT()
  return (
    <div className="actions">
      <button type="button" className="button" onClick={() => openDialog({ name: 'properties', of, node })}>
        {t('properties.editClient')}
      </button>
    </div>
  )
}
