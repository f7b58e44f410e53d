export type { DiskKeeper } from './disk-keeper.ts'
export { keepDisks } from './disk-keeper.ts'
export { newRunId } from './names.ts'
export type { ImportedRun, RunFileProblem } from './run-file.ts'
export { exportRunFile, importRunFile, RUN_FILE_EXTENSION, RunFileError } from './run-file.ts'
export type { RunKeeper, RunKeeperOptions } from './run-keeper.ts'
export { keepRun, runToOpen } from './run-keeper.ts'
export type { DecodedLink } from './share-link.ts'
export { decodeLink, encodeLink, LONG_LINK_CHARACTERS } from './share-link.ts'
export { openStorage } from './storage.ts'
export type {
  DeletedRun,
  DiskFile,
  RunLock,
  RunSummary,
  Storage,
  StorageProblem,
  StoredRun,
} from './storage-types.ts'
export { StorageError } from './storage-types.ts'
