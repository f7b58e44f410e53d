import type { Command } from '../../kafka/cluster/commands.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import { sendCommand } from '../../store/engine.ts'
import { fetchPart } from '../../store/fetch-part.ts'

type AddCommands = typeof import('./add-commands.ts')

/** What a + button does: its command is worked out when it is pressed, by what comes after the first frames. */
export async function addToStage(commandOf: (add: AddCommands) => Command): Promise<void> {
  await sendCommand(commandOf(await fetchPart(() => import('./add-commands.ts'))))
}

export type AddsTo = (add: AddCommands, image: ClusterImage) => Command
