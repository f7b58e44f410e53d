import type { Commands, ShellCommand } from './commands/command.ts'
import { readFile, type VirtualDisk, writeFile } from './files.ts'

/** Lays the scripts of Kafka's `bin/` there as files, those that are there left as they are. */
export function layScripts(disk: VirtualDisk, commands: Commands): void {
  for (const name of commands.names()) {
    const row = commands.row(name)
    const path = `/tmp/kafka/bin/${name}`
    if ((row?.kind !== 'tool' && row?.kind !== 'missing') || readFile(disk, path) !== undefined) continue
    writeFile(disk, path, `#!/bin/bash\n${linesOf(row)}`)
  }
}

/** The class that it calls; where there is none, or it is not here, whatever the script itself does or says is built in. */
function linesOf({ name, facts, kind }: ShellCommand): string {
  const className = facts?.className ?? ''
  if (className !== '') return `exec $(dirname $0)/kafka-run-class.sh ${className} "$@"\n`
  const remark = kind === 'missing' ? 'Not modelled: says so when it is run.' : 'Built into the simulator.'
  return `# ${remark}\nexec $(dirname $0)/${name} "$@"\n`
}
