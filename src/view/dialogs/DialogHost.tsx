import { type ReactNode, Suspense, useEffect, useId, useRef } from 'react'
import { type MessageKey, useT } from '../../i18n/index.ts'
import { closeDialog, type Dialog } from '../../store/dialog-store.ts'
import { MovesDialog, movesTitle } from '../moves/MovesDialog.tsx'
import { OpenNotesDialog } from '../notes/OpenNotesDialog.tsx'
import { Toasts } from '../panels/Toasts.tsx'
import { Icon } from '../parts/Icon.tsx'
import { lazyPart } from '../parts/lazy-part.ts'
import { PartLoading } from '../parts/PartLoading.tsx'
import { Legend } from '../stage/Legend.tsx'
import './dialogs.css'
import { BrokerProperties } from '../properties/BrokerProperties.tsx'
import { ClientProperties } from '../properties/ClientProperties.tsx'
import { FidelityDialog } from './FidelityDialog.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { NewClusterDialog } from './NewClusterDialog.tsx'
import { SavedRunsDialog } from './SavedRunsDialog.tsx'
import { SendFileDialog } from './SendFileDialog.tsx'
import { ShareDialog } from './ShareDialog.tsx'

const RealKafkaDialog = lazyPart(() =>
  import('../real-kafka/RealKafkaDialog.tsx').then((module) => module.RealKafkaDialog),
)

const FromRealKafka = lazyPart(() => import('../real-kafka/FromRealKafka.tsx').then((module) => module.FromRealKafka))

const titles: Readonly<Record<Exclude<Dialog['name'], 'moves'>, MessageKey>> = {
  newCluster: 'app.newCluster',
  savedRuns: 'app.savedRuns',
  share: 'app.share',
  help: 'app.help',
  fidelity: 'app.fidelity',
  legend: 'stage.legend',
  notes: 'notes.title',
  realKafka: 'realKafka.title',
  fromRealKafka: 'realKafka.import.title',
  properties: 'properties.title',
  sendFile: 'dialog.sendFile.title',
}

/** The open dialog, in the browser's own: it keeps the focus, closes on Escape and dims the rest. */
export function DialogHost({ dialog }: { readonly dialog: Dialog }) {
  const t = useT()
  return (
    <ModalDialog
      key={dialog.name}
      title={dialog.name === 'moves' ? movesTitle(dialog.purpose, t) : t(titles[dialog.name])}
    >
      {contentOf(dialog)}
    </ModalDialog>
  )
}

function contentOf(dialog: Dialog): ReactNode {
  switch (dialog.name) {
    case 'newCluster':
      return <NewClusterDialog />
    case 'savedRuns':
      return <SavedRunsDialog />
    case 'share':
      return <ShareDialog />
    case 'help':
      return <HelpDialog />
    case 'fidelity':
      return <FidelityDialog />
    case 'legend':
      return <Legend />
    case 'notes':
      return <OpenNotesDialog />
    case 'realKafka':
      return (
        <Suspense fallback={<PartLoading />}>
          <RealKafkaDialog />
        </Suspense>
      )
    case 'fromRealKafka':
      return (
        <Suspense fallback={<PartLoading />}>
          <FromRealKafka />
        </Suspense>
      )
    case 'properties':
      return dialog.of === 'broker' ? (
        <BrokerProperties key={dialog.node} node={dialog.node} />
      ) : (
        <ClientProperties key={`${dialog.of} ${dialog.node}`} kind={dialog.of} name={dialog.node} />
      )
    case 'moves':
      return <MovesDialog purpose={dialog.purpose} />
    case 'sendFile':
      return <SendFileDialog file={dialog.file} producer={dialog.producer} terminal={dialog.terminal} />
  }
}

function ModalDialog({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useT()
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const opener = document.activeElement
    element.current?.showModal()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys close it by Escape; the press is on the dimmed page.
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onClose={closeDialog}
      onClick={(event) => {
        if (event.target === element.current) closeDialog()
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="icon-button" aria-label={t('app.close')} onClick={closeDialog}>
          <Icon name="close" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what is further down. */}
      <div className="dialog-body" tabIndex={0}>
        {children}
      </div>
      <Toasts />
    </dialog>
  )
}
