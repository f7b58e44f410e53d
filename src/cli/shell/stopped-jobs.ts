/** What becomes of a command in the foreground that was stopped: a job, and the shell goes on without it. */
import type { Machine } from '../terminal-state.ts'
import { writeTo } from './channels.ts'
import { complete, leaveFrames } from './frames.ts'
import { groupOf, jobLine, nextJobNumber, setCurrent, whatStopped } from './job-table.ts'
import type { Frame, Job, ShellProcess } from './process-state.ts'

/** The exit code of a command that Ctrl-Z stopped: 128 and the number of the signal. */
export const STOPPED_STATUS = 148

/** Whether all that the frame waits for is stopped; then it is a job from now on. Only a shell that is typed into looks. */
export function leaveStopped(machine: Machine, process: ShellProcess, frame: Frame): boolean {
  const { terminal } = machine
  if (process.parentId !== null || !process.options.has('monitor') || frame.children.length === 0) return false
  if (whatStopped(terminal, frame.children) === null) return false
  const waited: Job = {
    number: nextJobNumber(process),
    command: commandText(process),
    processId: frame.children[frame.children.length - 1] ?? 0,
    ...(frame.children.length > 1 ? { members: [...frame.children] } : {}),
    exitCode: null,
    told: true,
  }
  process.jobs = [...process.jobs, waited]
  setCurrent(terminal, process, waited.number)
  frame.children = []
  sendBack(machine, process, waited)
  completeStopped(machine, process)
  return true
}

/** Out of the foreground; people are told at once. */
export function sendBack(machine: Machine, process: ShellProcess, job: Job): void {
  for (const each of groupOf(machine.terminal, job)) each.job = job.number
  writeTo(machine, process.descriptors.get(2), `\n${jobLine(machine.terminal, process, job)}`)
}

const LOOPS = ['for', 'while', 'countingFor']

/** The command is done with, as far as the shell is concerned, and with it the loops that it stands in. */
export function completeStopped(machine: Machine, process: ShellProcess): void {
  const call = process.frames.findLastIndex(({ before, node }) => node.kind === 'call' && before !== null)
  const depth = process.frames.findIndex(({ node }, index) => index > call && LOOPS.includes(node.kind))
  if (depth === -1) complete(machine, process, STOPPED_STATUS)
  else leaveFrames(machine, process, depth, STOPPED_STATUS)
}

/** The command under way as it was typed: of a list joined by `&&` and `||`, the part that runs. */
function commandText({ frames }: ShellProcess): string {
  const call = frames.findIndex(({ node, before }) => node.kind === 'call' && before === null)
  const visible = call === -1 ? frames : frames.slice(0, call)
  const depth = visible.findLastIndex(({ node }) => node.kind === 'list')
  const list = visible[depth]
  const statement = list?.node.kind === 'list' ? list.node.statements[list.at - 1] : undefined
  if (statement === undefined) return ''
  const text = statement.text.trim()
  const next = visible[depth + 1]
  if (statement.node.kind !== 'andOr') return plain(text)
  const parts = text.split(/\s*(?:&&|\|\|)\s*/)
  return plain((parts.length === statement.node.nodes.length ? parts[(next?.at ?? 1) - 1] : undefined) ?? text)
}

/** Without what stands before a command for the shell; a shell of its own in the form that bash gives it. */
function plain(text: string): string {
  const command = text.replace(/^(?:(?:time|!)\s+)+/, '')
  const [, inside] = /^\(\s*(.*?)\s*;?\s*\)$/s.exec(command) ?? []
  return inside === undefined ? command : `( ${inside} )`
}
