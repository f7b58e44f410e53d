/** Which dialog is open. One at a time; a dialog opened from a dialog replaces it. */
import { create } from 'zustand'

/** What replicas shall move for; without any of these, what moves already is shown. */
export type MovePurpose =
  | { readonly kind: 'here' | 'drain'; readonly broker: number }
  | { readonly kind: 'factor'; readonly topic: string }
  | { readonly kind: 'underWay' }

export type Dialog =
  | { readonly name: 'newCluster' }
  | { readonly name: 'savedRuns' }
  | { readonly name: 'share' }
  | { readonly name: 'help' }
  | { readonly name: 'fidelity' }
  | { readonly name: 'legend' }
  /** Opening notes beside the stage. */
  | { readonly name: 'notes' }
  /** The run for a real cluster: containers and a script. */
  | { readonly name: 'realKafka' }
  /** A cluster to play with, of what Kafka's tools say of a real one. */
  | { readonly name: 'fromRealKafka' }
  /** The properties file of a broker, or a client's settings as one. */
  | { readonly name: 'properties'; readonly of: 'broker' | 'producer' | 'consumer'; readonly node: string }
  | { readonly name: 'moves'; readonly purpose: MovePurpose }
  /** Sending a file record by record; `producer` or `terminal` is where it was dropped. */
  | {
      readonly name: 'sendFile'
      readonly file: File | null
      readonly producer: string | null
      readonly terminal: string | null
    }

export interface DialogState {
  readonly dialog: Dialog | null
}

export const useDialog = create<DialogState>()(() => ({ dialog: null }))

export function openDialog(dialog: Dialog): void {
  useDialog.setState({ dialog })
}

export function closeDialog(): void {
  useDialog.setState({ dialog: null })
}
