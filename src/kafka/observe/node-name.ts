/** Whom people see at an address. */
import type { World } from '../../engine/world.ts'
import { kindOf } from '../common/node-kind.ts'

/** A node's name; of the machine that the page works with, its terminal's, whatever program runs in it. */
export function shownNodeName(world: World, address: string): string {
  const id = world.addresses.get(address) ?? address
  const node = world.nodes.get(id)
  return node === undefined || kindOf(world, node).operable ? id : address.replace(/:\d+$/, '')
}
