import type { NodeContext } from '../../engine/node-context.ts'

const HEX = '0123456789abcdef'
const SIXTEEN_BITS = 65_536

/**
 * `<clientId>-<uuid>`, or `<group.instance.id>-<uuid>`. Each group draws from a stream of its own, so that a member more
 * in one group changes no id in another. Counterpart: ClassicGroup.generateMemberId.
 */
export function generateMemberId(
  node: NodeContext,
  groupId: string,
  clientId: string,
  groupInstanceId: string | null,
): string {
  return `${groupInstanceId ?? clientId}-${randomUuid(node, `member-ids:${groupId}`)}`
}

/** A version 4 UUID as Java prints it. */
function randomUuid(node: NodeContext, stream: string): string {
  let digits = ''
  for (let i = 0; i < 8; i++) {
    let bits = node.randomInt(stream, SIXTEEN_BITS)
    if (i === 3) bits = (bits & 0x0fff) | 0x4000
    if (i === 4) bits = (bits & 0x3fff) | 0x8000
    for (let shift = 12; shift >= 0; shift -= 4) digits += HEX.charAt((bits >> shift) & 0xf)
  }
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}
