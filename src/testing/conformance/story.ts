/**
 * Plays a recorded story: the same cluster, the same commands, faults and client calls, and then compares what came out
 * with what real Kafka said, output by output.
 */

import { type CompareMode, canonicalJson, difference, maskBatches } from './normalise.ts'
import { describeStep, type Story, type StoryStep, storyOf } from './story-file.ts'
import { type StepOutputs, StoryWorld } from './story-world.ts'
import { emptyResult, type Json, type SuiteResult } from './suite.ts'

/** `json` is one `*.kafka-4.json` file. */
export function playStory(json: Json): SuiteResult {
  const story = storyOf(json)
  const result = emptyResult()
  let world: StoryWorld | null = null
  let broken: string | null = null
  for (const [index, step] of story.steps.entries()) {
    let outputs: StepOutputs = { kind: 'notPlayable' }
    if (broken === null) {
      try {
        world ??= new StoryWorld(story.cluster)
        outputs = world.play(step, index)
      } catch (error) {
        broken = error instanceof Error ? error.message : String(error)
      }
    }
    judge(result, story, step, index, broken === null ? outputs : { kind: 'broken', why: broken })
  }
  return result
}

function judge(
  result: SuiteResult,
  story: Story,
  step: StoryStep,
  index: number,
  outputs: StepOutputs | { readonly kind: 'broken'; readonly why: string },
): void {
  for (const [output, mode] of Object.entries(step.compare)) {
    if (mode === 'none') continue
    if (outputs.kind === 'notPlayable') {
      result.skipped++
      continue
    }
    const problem =
      outputs.kind === 'broken' ? `the engine broke: ${outputs.why}` : problemWith(step, output, mode, outputs)
    if (problem === null) result.passed++
    else {
      result.failed++
      result.failures.push(`${story.name}, step ${index + 1} (${describeStep(step)}), ${output}: ${problem}`)
    }
  }
}

function problemWith(
  step: StoryStep,
  output: string,
  mode: CompareMode,
  outputs: Extract<StepOutputs, { kind: 'command' | 'result' | 'files' }>,
): string | null {
  const expected = step.outputs[output]
  switch (outputs.kind) {
    case 'command':
      if (output === 'exitCode')
        return outputs.exitCode === expected ? null : `should be ${String(expected)}, is ${String(outputs.exitCode)}`
      return difference(mode, String(expected), output === 'stdout' ? outputs.stdout : outputs.stderr)
    case 'result':
      return difference(mode, canonicalJson(expected), canonicalJson(outputs.result))
    case 'files': {
      const file = outputs.files.get(output)
      if (file === undefined) return `there is no such file; there are ${[...outputs.files.keys()].join(', ')}`
      return difference(mode, canonicalJson(masked(output, expected)), canonicalJson(masked(output, file)))
    }
  }
}

/** Files of records lose what chance decided; the others are compared as they are. */
function masked(name: string, file: unknown): unknown {
  if (!name.endsWith('.log') || typeof file !== 'object' || file === null || !('hex' in file)) return file
  return { ...file, hex: maskBatches(String(file.hex)) }
}
