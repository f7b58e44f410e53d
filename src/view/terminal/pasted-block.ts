/** A block of lines that was pasted: those for the simulator wait for the shell lines before them. */
import type { TerminalImage } from '../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../store/image-store.ts'

/** Real time that a program which goes on until it is ended, and shows no prompt, is given to take its lines in. */
const SETTLING_MS = 1_000

/** Counted up by Ctrl-C and by closing: whoever waits for this terminal gives up. */
const interruptions = new Map<string, number>()

export function giveUpWaiting(name: string): void {
  interruptions.set(name, (interruptions.get(name) ?? 0) + 1)
}

/** Characters that this terminal has written by now; what was typed is echoed, so it tells whether lines have arrived. */
export function writtenBy(name: string): number {
  return useImageStore.getState().image.terminals.get(name)?.outputLength ?? 0
}

/**
 * Resolves once the lines that were typed when the terminal had written `before` have been read and what they started has
 * ended or waits for input; false when Ctrl-C or the end of the terminal came first.
 */
export function hasReadItsLines(name: string, before: number): Promise<boolean> {
  const interruption = interruptions.get(name) ?? 0
  return new Promise((resolve) => {
    let settling: ReturnType<typeof setTimeout> | undefined
    const done = (through: boolean) => {
      clearTimeout(settling)
      forget()
      resolve(through)
    }
    const look = () => {
      const terminal = useImageStore.getState().image.terminals.get(name)
      if ((interruptions.get(name) ?? 0) !== interruption) return done(false)
      if (terminal === undefined || terminal.outputLength <= before) return
      if (isReady(terminal)) done(true)
      else if (terminal.goesOn) settling ??= setTimeout(() => done(true), SETTLING_MS)
    }
    const forget = useImageStore.subscribe(look)
    look()
  })
}

/** It shows a prompt, or nothing runs in it. */
function isReady(terminal: TerminalImage): boolean {
  return terminal.running === null || terminal.prompt !== ''
}
