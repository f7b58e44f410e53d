import type { Translate } from '../../../i18n/index.ts'
import type { Command } from '../../../kafka/cluster/commands.ts'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../../store/engine.ts'
import { linkId } from '../../layout/wires.ts'
import type { MenuEntry } from '../../stage/menu-parts.ts'

/** Cuts a server off from the rest of its ensemble and from the brokers, or joins it to them again. */
export function networkEntry(t: Translate, node: string, image: ClusterImage): MenuEntry {
  const isCut = (other: string) => image.links.get(linkId(node, other))?.cut === true
  const others = [...image.zookeepers.keys(), ...image.brokers.keys()].filter((other) => other !== node)
  const cut = others.filter(isCut)
  const repairs = cut.length > 0
  const commands = (repairs ? cut : others).map(
    (other): Command => ({ type: repairs ? 'RepairLink' : 'CutLink', a: node, b: other }),
  )
  return {
    label: t(repairs ? 'zookeeper.menu.rejoin' : 'zookeeper.menu.isolate'),
    icon: repairs ? '⌁' : '✂',
    run: () => void inTurn(commands),
  }
}

async function inTurn(commands: readonly Command[]): Promise<void> {
  for (const command of commands) if ((await sendCommand(command)).error !== null) return
}
