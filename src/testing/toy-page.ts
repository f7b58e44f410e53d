/** A page on a toy model's run, for what the host does whatever the model is. */
import type { Command } from '../kafka/cluster/commands.ts'
import { ENGINE_VERSION } from '../worker/engine-version.ts'
import type { RunData } from '../worker/port.ts'
import { type EnginePage, enginePage } from './engine-page.ts'
import { sampleSpec } from './sample-runs.ts'
import { toyParts } from './toy-parts.ts'

export const freshRun: RunData = {
  engineVersion: ENGINE_VERSION,
  spec: sampleSpec,
  seed: 7,
  journal: [],
  positionUs: 0,
}

export const kill: Command = { type: 'KillNode', node: 'broker-1' }

export function openPage(run: RunData = freshRun, playing = false): EnginePage {
  const page = enginePage(toyParts())
  page.open(run, { playing })
  return page
}

/** Plays to an instant at a pace that does not matter. */
export function seek(page: EnginePage, atUs: number): void {
  page.post({ type: 'seek', atUs })
  page.watch(50)
}
