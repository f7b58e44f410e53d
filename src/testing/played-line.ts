/** A line of the shell in a folder with some files, as the recorded text tools were run. */
import { workstationBench } from './workstation-bench.ts'

export interface PlayedLine {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | undefined
}

/** `files` are the lines that make them. Nothing can be read from the terminal. */
export function playedLine(line: string, files: readonly string[]): PlayedLine {
  const bench = workstationBench()
  bench.endOfInput()
  for (const each of ['mkdir /tmp/w', 'cd /tmp/w', ...files]) bench.script(each)
  const finished = bench.script(line)
  return {
    stdout: finished.map((command) => command.stdout).join(''),
    stderr: finished.map((command) => command.stderr).join(''),
    exitCode: finished[finished.length - 1]?.exitCode,
  }
}
