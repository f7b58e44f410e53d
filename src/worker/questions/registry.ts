/** All that can be asked. A question is a row here and a file beside this one; nothing else has to know of it. */
import { tellBiography } from './biography.ts'
import { complete } from './complete.ts'
import { explain } from './explain.ts'
import { exportBeside } from './export-beside.ts'
import { exportRun } from './export-run.ts'
import { findOnDisk } from './find-on-disk.ts'
import { judge } from './judge.ts'
import { listCounted } from './list-counted.ts'
import type { LongQuestion, QuickQuestion } from './question.ts'
import { readBeside } from './read-beside.ts'
import { readChanges } from './read-changes.ts'
import { readCleaner } from './read-cleaner.ts'
import { readClientMetadata } from './read-client-metadata.ts'
import { readCommand } from './read-command.ts'
import { readDisk } from './read-disk.ts'
import { readDiskBatch } from './read-disk-batch.ts'
import { readDiskBytes } from './read-disk-bytes.ts'
import { readDiskFile } from './read-disk-file.ts'
import { readHappenings } from './read-happenings.ts'
import { readHash } from './read-hash.ts'
import { readImage } from './read-image.ts'
import { readMetrics } from './read-metrics.ts'
import { readNeighbours } from './read-neighbours.ts'
import { readOtherDefaults } from './read-other-defaults.ts'
import { readPartitioning } from './read-partitioning.ts'
import { readProperties } from './read-properties.ts'
import { readRecord } from './read-record.ts'
import { readSegments } from './read-segments.ts'
import { readSettings } from './read-settings.ts'
import { readZnodes } from './read-znodes.ts'
import { readSpaceTime } from './space-time.ts'

/** By the type of the message that asks. */
export const QUESTIONS = {
  complete,
  explain,
  exportBeside,
  exportRun,
  findOnDisk,
  judge,
  listCounted,
  readBeside,
  readChanges,
  readCleaner,
  readClientMetadata,
  readCommand,
  readDisk,
  readDiskBatch,
  readDiskBytes,
  readDiskFile,
  readHappenings,
  readHash,
  readImage,
  readMetrics,
  readNeighbours,
  readOtherDefaults,
  readPartitioning,
  readProperties,
  readRecord,
  readSegments,
  readSettings,
  readSpaceTime,
  readZnodes,
  tellBiography,
}

type Questions = typeof QUESTIONS
export type QuestionName = keyof Questions

/** What is asked, and what comes back, without the number that ties them together. */
export type AskOf<Name extends QuestionName> =
  Questions[Name] extends QuickQuestion<infer Ask, unknown>
    ? Ask
    : Questions[Name] extends LongQuestion<infer Ask, unknown>
      ? Ask
      : never
export type AnswerTo<Name extends QuestionName> =
  Questions[Name] extends QuickQuestion<never, infer Answer>
    ? Answer
    : Questions[Name] extends LongQuestion<never, infer Answer>
      ? Answer
      : never

type Numbered<Message> = Message extends unknown ? Message & { readonly requestId: number } : never
export type QuestionMessage = Numbered<{ [Name in QuestionName]: AskOf<Name> }[QuestionName]>
export type AnswerMessage = Numbered<{ [Name in QuestionName]: AnswerTo<Name> }[QuestionName]>
