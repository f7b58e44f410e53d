/** Short messages about what was just done or could not be done. Text is already in the reader's language. */
import { create } from 'zustand'

export interface ToastAction {
  readonly label: string
  run(): void
}

export interface Toast {
  readonly id: number
  readonly tone: 'info' | 'done' | 'error'
  readonly text: string
  readonly action: ToastAction | null
  /** As an error does: until it is put away, and in whichever run. */
  readonly stays?: true
}

export interface ToastsState {
  /** Oldest first. */
  readonly toasts: readonly Toast[]
}

/** More would hide the stage; the oldest gives way. */
const MAX_TOASTS = 3

let nextToastId = 1

export const useToasts = create<ToastsState>()(() => ({ toasts: [] }))

/** Shows a toast and returns its id. An error with the same text as one on show replaces it. */
export function showToast(toast: Omit<Toast, 'id' | 'action'> & { readonly action?: ToastAction }): number {
  const id = nextToastId++
  useToasts.setState(({ toasts }) => ({
    toasts: [
      ...toasts.filter((other) => other.text !== toast.text),
      { ...toast, action: toast.action ?? null, id },
    ].slice(-MAX_TOASTS),
  }))
  return id
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}
