/** What a reader predicted in a run, as it is saved with it, and how it is read back. */
import type { QuestionId } from '../lessons/question-ids.ts'
import { questionIds } from '../lessons/question-ids.ts'
import type { Deed } from '../lessons/steps-done.ts'
import { readCommand } from './command-schema.ts'
import { count, instantUs } from './journal-schema.ts'
import type { AnswerTo } from './questions/registry.ts'
import {
  decimal,
  dictionary,
  flag,
  list,
  name,
  nullable,
  object,
  oneOf,
  optional,
  type Reader,
  text,
} from './schema.ts'

type Judged = AnswerTo<'judge'>
type Verdict = NonNullable<Judged['verdict']>

/** What came of a prediction on one branch. */
export interface KeptTrial {
  readonly branchId: string
  /** What was done before this instant was no answer. */
  readonly sinceUs: number
  readonly stepsDone: number
  /** It has been decided, and what comes of it is not to be seen yet. */
  readonly nearly: boolean
  /** Null while it is not decided, or the picture is not there yet. */
  readonly shown: Judged | null
}

export interface KeptPrediction {
  readonly question: QuestionId
  readonly subject: Readonly<Record<string, string>>
  readonly choice: string
  readonly first: KeptTrial
  /** The same once more with something else; null until somebody wants that. */
  readonly again: KeptTrial | null
}

export interface KeptLessons {
  /** The question that is unfolded. */
  readonly open: QuestionId | null
  readonly predictions: readonly KeptPrediction[]
}

const MOST_STEPS = 10
const MOST_DEEDS = 10_000

const word = text(1_000)
const question = oneOf(...questionIds)
const deeds = list<Deed>(object<Deed>({ atUs: instantUs, afterEvents: count, command: readCommand }), MOST_DEEDS)

const textOrNumber: Reader<string | number> = (value, path) =>
  typeof value === 'string'
    ? word(value, path)
    : decimal(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)(value, path)
const facts = dictionary(name(100), textOrNumber, 50)

const verdict = object<Verdict>({
  outcome: word,
  facts,
  happeningId: count,
  also: optional(
    object<NonNullable<Verdict['also']>>({ name: oneOf('stillWaiting', 'belowMin', 'oldMetadata'), facts }),
  ),
  atUs: instantUs,
} as { [Key in keyof Verdict]-?: Reader<Verdict[Key]> })

const judged = object<Judged>({
  type: oneOf('judged'),
  branchId: name(100),
  steps: list(deeds, MOST_STEPS),
  verdict: nullable(verdict),
  nearly: flag,
  stretch: nullable(object<NonNullable<Judged['stretch']>>({ fromUs: instantUs, journal: deeds })),
})

const trial = object<KeptTrial>({
  branchId: text(100),
  sinceUs: instantUs,
  stepsDone: count,
  nearly: flag,
  shown: nullable(judged),
})

const lessons = object<KeptLessons>({
  open: nullable(question),
  predictions: list(
    object<KeptPrediction>({
      question,
      subject: dictionary(name(100), word, 50),
      choice: name(100),
      first: trial,
      again: nullable(trial),
    }),
    questionIds.length,
  ),
})

/** As if none of it had been decided yet. */
export function undecided({ open, predictions }: KeptLessons): KeptLessons {
  const again = (trial: KeptTrial): KeptTrial => ({ ...trial, stepsDone: 0, nearly: false, shown: null })
  return {
    open,
    predictions: predictions.map((each) => ({
      ...each,
      first: again(each.first),
      again: each.again === null ? null : again(each.again),
    })),
  }
}

/** Throws a `SchemaError` where it is not what this page would have saved. */
export const readLessons: Reader<KeptLessons> = (value, path) => lessons(value, path)
