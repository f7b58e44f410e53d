import type { Commands } from './commands/command.ts'
import { readFile, type VirtualDisk, writeFile } from './files.ts'

/** Lays the scripts of Kafka's `bin/` there as files, those that are there left as they are. */
export function layScripts(disk: VirtualDisk, commands: Commands): void {
  const rows = commands.names().map((name) => commands.row(name))
  for (const row of rows) {
    const path = `/tmp/kafka/bin/${row?.name}`
    if ((row?.facts?.className ?? '') === '' || readFile(disk, path) !== undefined) continue
    writeFile(disk, path, `#!/bin/bash\nexec $(dirname $0)/kafka-run-class.sh ${row?.facts?.className} "$@"\n`)
  }
}
