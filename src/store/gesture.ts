/** Several commands that one gesture gives: told as one thing, by its first, and taken back as one. */
import type { Command } from '../kafka/cluster/commands.ts'
import { tellDone, tellRefused } from './command-told.ts'
import { sendCommand, sendQuietly, type Undone, undoQuietly } from './engine.ts'
import { tellUndone } from './undo-message.ts'

/** Those after one that is refused are not given. */
export async function doTogether(commands: readonly Command[]): Promise<void> {
  const [first, ...others] = commands
  if (first === undefined) return
  if (others.length === 0) return void (await sendCommand(first))
  let done = 0
  let error: string | null = null
  for (const command of commands) {
    error = (await sendQuietly(command)).error
    if (error !== null) break
    done++
  }
  if (done > 0) await tellDone(first, () => takeBack(done))
  if (error !== null) tellRefused(error)
}

async function takeBack(commands: number): Promise<void> {
  let undone: Undone | null = null
  for (let left = commands; left > 0; left--) undone = await undoQuietly()
  if (undone !== null) await tellUndone(undone)
}
