/** A machine on which Kafka is not there yet, nor Java: what brings them, and what is missing until then. */

import { layScripts } from './bin-files.ts'
import type { Commands } from './commands/command.ts'
import { HOME, type VirtualDisk, writeFile } from './files.ts'
import type { ShellProcess } from './shell/process-state.ts'

/** Where whoever logs in begins. */
const LOGIN_FOLDER = '/root'

export function isKafkaMissing({ missing }: VirtualDisk): boolean {
  return missing !== undefined && missing.kafka !== null
}

export function isJavaMissing({ missing }: VirtualDisk): boolean {
  return missing?.java === true
}

/** Lays there what the archive holds, once. */
export function unpackKafka(disk: VirtualDisk, commands: Commands): void {
  const { missing } = disk
  if (missing === undefined || missing.kafka === null) return
  for (const [path, content] of Object.entries(missing.kafka)) writeFile(disk, path, content)
  disk.folders.add(HOME)
  missing.kafka = null
  layScripts(disk, commands)
}

export function installJava({ missing }: VirtualDisk): void {
  if (missing !== undefined) missing.java = false
}

/** Nothing of Kafka is on the PATH there. */
export function beginAtLogin({ missing, folders }: VirtualDisk, shell: ShellProcess): void {
  if (missing === undefined) return
  folders.add(LOGIN_FOLDER)
  shell.folder = LOGIN_FOLDER
  shell.variables.set('PWD', LOGIN_FOLDER)
  shell.variables.set('PATH', '/usr/bin:/bin')
}
