/** What can be done to the links between two nodes. */
import { cutLink, holdLink, releaseLink, repairLink, slowLink } from '../../engine/link-faults.ts'
import type { World } from '../../engine/world.ts'
import type { Command } from './commands.ts'
import { refuseSame, refuseUnknown } from './refusals.ts'
import { tell } from './tell.ts'

export type LinkCommand = Extract<Command, { type: 'CutLink' | 'SlowLink' | 'RepairLink' | 'HoldLink' | 'ReleaseLink' }>

export function refuseLinkCommand(world: World, command: LinkCommand): string | null {
  const [a, b] = 'a' in command ? [command.a, command.b] : [command.from, command.to]
  return refuseUnknown(world, a, null) ?? refuseUnknown(world, b, null) ?? refuseSame(a, b)
}

export function applyLinkCommand(world: World, command: LinkCommand): void {
  switch (command.type) {
    case 'CutLink':
      tell(world, command.a, { type: 'LinkCut', a: command.a, b: command.b })
      cutLink(world, command.a, command.b)
      return cutLink(world, command.b, command.a)
    case 'SlowLink': {
      tell(world, command.a, { type: 'LinkSlowed', a: command.a, b: command.b, extraUs: command.extraUs })
      slowLink(world, command.a, command.b, { extraLatencyUs: command.extraUs })
      return slowLink(world, command.b, command.a, { extraLatencyUs: command.extraUs })
    }
    case 'RepairLink':
      tell(world, command.a, { type: 'LinkRepaired', a: command.a, b: command.b })
      repairLink(world, command.a, command.b)
      return repairLink(world, command.b, command.a)
    case 'HoldLink':
      tell(world, command.from, { type: 'LinkHeld', from: command.from, to: command.to, api: command.api })
      return holdLink(world, command.from, command.to, command.api === null ? 'all' : [command.api])
    case 'ReleaseLink':
      tell(world, command.from, { type: 'LinkReleased', from: command.from, to: command.to })
      return releaseLink(world, command.from, command.to)
  }
}
