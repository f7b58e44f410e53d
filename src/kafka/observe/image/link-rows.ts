import type { World } from '../../../engine/world.ts'
import type { LinkImage } from '../cluster-image.ts'

/** Only links on which something is out of the ordinary. */
export function addLinkRows(rows: Map<string, LinkImage>, world: World): void {
  const heldByPair = new Map<string, number>()
  for (const link of world.links) {
    if (link.heldMessages.length === 0) continue
    const pair = linkId(world.addresses.get(link.from) ?? link.from, world.addresses.get(link.to) ?? link.to)
    heldByPair.set(pair, (heldByPair.get(pair) ?? 0) + link.heldMessages.length)
  }
  for (const [from, row] of world.linkFaults) {
    for (const [to, fault] of row) {
      const id = linkId(from, to)
      const [a = from, b = to] = id.split('|')
      const before = rows.get(id)
      rows.set(id, {
        id,
        a,
        b,
        cut: fault.cut || before?.cut === true,
        extraUs: Math.max(fault.extraLatencyUs, before?.extraUs ?? 0),
        held: heldByPair.get(id) ?? 0,
        holding: fault.held !== null || before?.holding === true,
      })
    }
  }
}

export function linkId(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`
}
