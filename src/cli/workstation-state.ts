/** What the workstation is before anything is typed; small, so that it can be there without its shell and tools. */
import type { Command } from '../kafka/cluster/commands.ts'
import { createDisk, type VirtualDisk } from './files.ts'
import type { FreeNumbers, TerminalState } from './terminal-state.ts'

export const WORKSTATION_NODE = 'workstation'

export interface WorkstationState {
  /** Name of the Kafka version whose tools lie here. */
  readonly profile: string
  readonly disk: VirtualDisk
  readonly terminals: Map<string, TerminalState>
  /** By the names of terminals that were closed. */
  readonly freeNumbers: Map<string, FreeNumbers>
}

export type TerminalCommand = Extract<
  Command,
  {
    type:
      | 'OpenTerminal'
      | 'CloseTerminal'
      | 'TypeLine'
      | 'Interrupt'
      | 'EndOfInput'
      | 'Suspend'
      | 'WriteFile'
      | 'SaveFile'
      | 'LeaveEditor'
  }
>

export interface WorkstationSpec {
  readonly profile: string
  readonly files: Readonly<Record<string, string>>
  /** They are not unpacked yet, and there is no Java. */
  readonly isBare?: true
}

/** Files survive the machine's end, terminals do not. */
export function startWorkstation(disk: unknown, spec: unknown): WorkstationState {
  const { profile, files, isBare = false } = spec as WorkstationSpec
  return {
    profile,
    disk: (disk as VirtualDisk | null) ?? createDisk(files, isBare),
    terminals: new Map(),
    freeNumbers: new Map(),
  }
}
