import { useT } from '../../i18n/index.ts'
import { type Dialog, openDialog } from '../../store/dialog-store.ts'

type PropertiesDialog = Extract<Dialog, { readonly name: 'properties' }>

/** The way to all the settings of a client as one text, or to the file of a broker. */
export function AsProperties({ of, node }: Omit<PropertiesDialog, 'name'>) {
  const t = useT()
  return (
    <div className="actions">
      <button type="button" className="button" onClick={() => openDialog({ name: 'properties', of, node })}>
        {of === 'broker' ? t('properties.edit', { path: 'server.properties' }) : t('properties.editClient')}
      </button>
    </div>
  )
}
