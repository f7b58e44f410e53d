/**
 * Does to a cluster what a command says. `refuseCommand` is asked first, so that a command that cannot be done is
 * answered with words and never enters the journal. What is about one kind of node is that kind's own (`common/node-kind.ts`).
 */
import type { World } from '../../engine/world.ts'
import { type CommandHandler, kindsOf } from '../common/node-kind.ts'
import type { Command } from './commands.ts'
import { applyLinkCommand, type LinkCommand, refuseLinkCommand } from './link-commands.ts'
import { applyProcessCommand, type ProcessCommand, refuseProcessCommand } from './process-commands.ts'

const processCommands: CommandHandler<ProcessCommand> = { refuse: refuseProcessCommand, apply: applyProcessCommand }
const linkCommands: CommandHandler<LinkCommand> = { refuse: refuseLinkCommand, apply: applyLinkCommand }

/** What stands in the way of the command, in words that say what to do; null when nothing does. */
export function refuseCommand(world: World, command: Command): string | null {
  return handlerOf(world, command)?.refuse?.(world, command) ?? null
}

/** Applies a command that `refuseCommand` let through; one that is for a kind this world has not does nothing. */
export function applyCommand(world: World, command: Command): void {
  handlerOf(world, command)?.apply(world, command)
}

function handlerOf(world: World, command: Command): CommandHandler | null {
  switch (command.type) {
    case 'StopNode':
    case 'KillNode':
    case 'PowerCutNode':
    case 'StartNode':
    case 'PauseNode':
    case 'ResumeNode':
    case 'SlowNode':
      return processCommands as CommandHandler
    case 'CutLink':
    case 'SlowLink':
    case 'RepairLink':
    case 'HoldLink':
    case 'ReleaseLink':
      return linkCommands as CommandHandler
    default:
      return handlerOfKinds(world, command)
  }
}

function handlerOfKinds(world: World, { type }: Command): CommandHandler | null {
  for (const { commands } of kindsOf(world)) {
    const handler = commands?.[type]
    // Looked up by the type of the very command it is given.
    if (handler !== undefined) return handler as CommandHandler
  }
  return null
}
