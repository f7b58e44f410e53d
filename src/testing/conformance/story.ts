/**
 * Plays a recorded story: the same cluster, the same commands, faults and client calls, and then compares what came out
 * with what real Kafka said, output by output.
 */

import { withoutOwnVoice } from '../../cli/own-voice.ts'
import { profileNames } from '../../kafka/profile/registry.ts'
import { canonicalJson, difference, maskBatches } from './normalise.ts'
import { missingSystem, needsOf, type StepNeeds } from './not-yet.ts'
import { describeStep, type Story, type StoryStep, storyOf } from './story-file.ts'
import { type StepOutputs, StoryWorld } from './story-world.ts'
import { count, emptyResult, type Json, type SuiteResult, skip } from './suite.ts'

/**
 * `json` is one recording. Every output that two runs of real Kafka agreed about is counted once: as agreement, as
 * disagreement, as not playable yet, or as another era's. Which of the last two it is, the recording alone decides.
 */
export function playStory(json: Json): SuiteResult {
  const story = storyOf(json)
  const result = emptyResult()
  const system = missingSystem(story)
  const isHere = profileNames().includes(story.profile)
  if (!isHere || system !== null) {
    for (const step of story.steps) {
      const outputs = comparedOutputs(step).length
      if (!isHere) result.otherEra += outputs
      else skip(result, String(system), outputs)
    }
    return result
  }
  const needs = needsOf(story)
  let world: StoryWorld | null = null
  let broken: string | null = null
  for (const [index, step] of story.steps.entries()) {
    let outputs: StepOutputs = { kind: 'none' }
    if (broken === null) {
      try {
        world ??= new StoryWorld(story.cluster)
        outputs = world.play(step, index)
      } catch (error) {
        broken = error instanceof Error ? error.message : String(error)
      }
    }
    const { notPlayable, touchedBy } = needs[index] as StepNeeds
    if (notPlayable !== null) skip(result, notPlayable, comparedOutputs(step).length)
    else judge(result, { story, step, index, touchedBy }, broken === null ? outputs : { kind: 'broken', why: broken })
  }
  return result
}

/** Of `segments`: that a replica has no files but those recorded. */
const NO_OTHER_FILES = 'no other files'

function comparedOutputs(step: StoryStep): string[] {
  const named = Object.entries(step.compare)
    .filter(([, mode]) => mode !== 'none')
    .map(([output]) => output)
  return step.operation?.op === 'segments' ? [...named, NO_OTHER_FILES] : named
}

interface Place {
  readonly story: Story
  readonly step: StoryStep
  readonly index: number
  readonly touchedBy: string | null
}

type Seen = StepOutputs | { readonly kind: 'broken'; readonly why: string }

function judge(result: SuiteResult, { story, step, index, touchedBy }: Place, seen: Seen): void {
  for (const output of comparedOutputs(step)) {
    const name = `${story.name}, step ${index + 1} (${describeStep(step)}), ${output}`
    count(result, name, problemWith(step, output, seen), touchedBy)
  }
}

function problemWith(step: StoryStep, output: string, seen: Seen): string | null {
  const expected = step.outputs[output]
  const mode = step.compare[output] ?? 'exact'
  switch (seen.kind) {
    case 'broken':
      return `the engine broke: ${seen.why}`
    case 'none':
      return 'there is nothing to compare'
    case 'command':
      if (output === 'exitCode')
        return seen.exitCode === expected ? null : `should be ${String(expected)}, is ${String(seen.exitCode)}`
      return difference(mode, String(expected), saidAsKafka(step, output === 'stdout' ? 'stdout' : 'stderr', seen))
    case 'result':
      return difference(mode, canonicalJson(expected), canonicalJson(withoutRemarks(seen.result)))
    case 'met':
      return seen.met === expected ? null : `should ${expected === true ? '' : 'never '}come true`
    case 'files':
      return problemWithFile(step, output, seen.files)
  }
}

/** Without what the product says of itself, which goes the way that a line sends its standard error. */
function saidAsKafka(
  { command }: StoryStep,
  output: 'stdout' | 'stderr',
  seen: Extract<StepOutputs, { kind: 'command' }>,
): string {
  return output === 'stderr' || command.includes('2>&1') ? withoutOwnVoice(seen[output]) : seen.stdout
}

/** A client that is made tells which of its settings count for nothing here: the same voice. */
function withoutRemarks(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('withoutEffect' in result)) return result
  const { withoutEffect: _, ...rest } = result
  return rest
}

function problemWithFile(step: StoryStep, name: string, files: ReadonlyMap<string, unknown>): string | null {
  if (name === NO_OTHER_FILES) {
    const more = [...files.keys()].filter((file) => step.outputs[file] === undefined)
    return more.length === 0 ? null : `there are ${more.join(', ')} besides`
  }
  const file = files.get(name)
  if (file === undefined) return `there is no such file; there are ${[...files.keys()].join(', ')}`
  const mode = step.compare[name] ?? 'exact'
  return difference(mode, canonicalJson(masked(name, step.outputs[name])), canonicalJson(masked(name, file)))
}

/** Files of records lose what chance decided; the others are compared as they are. */
function masked(name: string, file: unknown): unknown {
  if (!name.endsWith('.log') || typeof file !== 'object' || file === null || !('hex' in file)) return file
  return { ...file, hex: maskBatches(String(file.hex)) }
}
