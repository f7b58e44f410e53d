/** Runs as files, to and from the reader's own disk. Loaded when first asked for. */
import type { ImportedRun, RunFileProblem } from '../persistence/index.ts'
import { exportRunFile as encode, importRunFile, RUN_FILE_EXTENSION, RunFileError } from '../persistence/run-file.ts'
import type { RunData } from '../worker/port.ts'
import { runFormat } from '../worker/run-schema.ts'

export { RUN_FILE_EXTENSION }

/** One run without branches of its own as a file's bytes. */
export function exportRunFile(run: RunData, name: string): Uint8Array {
  const info = {
    id: '1',
    name: '',
    parentId: null,
    forkedAtUs: 0,
    latestUs: run.positionUs,
    commands: run.journal.length,
  }
  return exportWholeFile({ name, branchId: '1', positionUs: run.positionUs, thumbnail: '', branches: [{ info, run }] })
}

/** A run with every branch as a file's bytes. */
export function exportWholeFile(run: ImportedRun): Uint8Array {
  return encode(run)
}

export type FileReading =
  | { readonly kind: 'ok'; readonly run: ImportedRun }
  | { readonly kind: RunFileProblem; readonly detail: string }

/** Reads a file somebody chose; what is wrong with it comes back as a kind, never as a throw. */
export async function readRunFile(file: File): Promise<FileReading> {
  try {
    return { kind: 'ok', run: importRunFile(new Uint8Array(await file.arrayBuffer()), runFormat) }
  } catch (error) {
    if (error instanceof RunFileError) return { kind: error.problem, detail: error.detail }
    return { kind: 'damaged', detail: String(error) }
  }
}
