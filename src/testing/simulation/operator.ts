/** Where there is no command, an operator types: the shell takes lines one after the other. */
import type { Command } from '../../kafka/cluster/commands.ts'

const OPERATOR_TERMINAL = 'operator'

export function operatorTypes(...lines: readonly string[]): Command[] {
  return [
    { type: 'OpenTerminal', terminal: OPERATOR_TERMINAL, tty: false },
    ...lines.map((text): Command => ({ type: 'TypeLine', terminal: OPERATOR_TERMINAL, text })),
  ]
}
