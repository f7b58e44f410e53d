/** What a Java program throws away: the log of a client of its own. */
import type { World } from '../engine/world.ts'
import { JAVA_CLIENTS_NODE } from '../kafka/common/addresses.ts'
import type { JavaClientsState } from '../kafka/java-clients/java-client-node.ts'

/** Lines that it logs from now on, `WARN [Consumer clientId=c, groupId=g] …`; the list grows with it. */
export function overheard(world: World, client: string): readonly string[] {
  const state = world.nodes.get(JAVA_CLIENTS_NODE)?.state as JavaClientsState | undefined
  const lines: string[] = []
  const log = (state?.consumers.get(client)?.client ?? state?.producers.get(client))?.core.log
  if (log !== undefined) log.push = ({ level, message }) => lines.push(`${level} ${message}`)
  return lines
}
