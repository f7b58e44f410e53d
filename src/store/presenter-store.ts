/** Whether this tab is shown to a class, and whether its picture is blanked. No preference: it ends with the tab. */
import { create } from 'zustand'

export interface PresenterState {
  readonly presenting: boolean
  /** Nothing is shown: the class listens, or writes. */
  readonly blank: boolean
}

export const usePresenter = create<PresenterState>()(() => ({ presenting: false, blank: false }))

export function startPresenting(): void {
  usePresenter.setState({ presenting: true, blank: false })
}

export function endPresenting(): void {
  usePresenter.setState({ presenting: false, blank: false })
}
