/** Starting a node anew: it stops as its kind does, which takes its time, and is started once its process is gone. */
import type { Command } from '../kafka/cluster/commands.ts'
import { isDown } from '../kafka/observe/cluster-image.ts'
import { type CommandOutcome, play, sendCommand } from './engine.ts'
import { useImageStore } from './image-store.ts'
import { usePlaybackStore } from './playback-store.ts'
import { useSession } from './session-store.ts'

/** Simulated: a controlled shutdown that has not ended by then has something in its way. */
const PATIENCE_US = 600_000_000

/**
 * The time that it takes has to pass, so the run goes on. Nothing is started in another run than this one. What comes of
 * the first command, the stop or, where nothing runs, the start; `send` gives it.
 */
export async function startAnew(
  node: string,
  send: (command: Command) => Promise<CommandOutcome> = sendCommand,
): Promise<CommandOutcome> {
  const statusNow = () => useImageStore.getState().image.nodes.get(node)?.status ?? null
  const start: Command = { type: 'StartNode', node }
  const status = statusNow()
  if (status === null || isDown(status)) return send(start)
  const stopped = await send({ type: status === 'paused' ? 'KillNode' : 'StopNode', node })
  if (stopped.error !== null) return stopped
  const { runId } = useSession.getState()
  const fromUs = useImageStore.getState().atUs
  if (usePlaybackStore.getState().playback.state !== 'playing') play()
  const forget = useImageStore.subscribe(() => {
    const { atUs } = useImageStore.getState()
    // Whoever goes back, or to another run, has other plans.
    if (useSession.getState().runId !== runId || atUs < fromUs || atUs > fromUs + PATIENCE_US) return forget()
    const now = statusNow()
    if (now !== null && !isDown(now)) return
    forget()
    if (now !== null) void sendCommand(start)
  })
  return stopped
}
