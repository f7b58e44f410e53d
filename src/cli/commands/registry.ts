/**
 * Everything that can be called in a terminal. The shell, completion, `which`, `kafka-run-class.sh` and the words for
 * what there is not all ask this one table. Which scripts a Kafka version has beside the tools that are here, and how the
 * classes and options of those differ from what their rows say, its profile knows.
 */
import { profileOf } from '../../kafka/profile/registry.ts'
import type { ToolProfile } from '../../kafka/profile/tool-profile.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { parserWords } from '../options/argparse.ts'
import type { ToolFacts } from '../program.ts'
import { missingTool } from '../tools/missing-tool.ts'
import { builtinRows } from './builtin-rows.ts'
import type { Commands, ShellCommand } from './command.ts'
import { factsOf, isShipped, type KafkaTool } from './kafka-tool.ts'
import { kafkaTools } from './kafka-tools.ts'
import { limitsIn, withOptionLimits } from './option-limits.ts'
import { textRows } from './text-rows.ts'

const known: KafkaTool[] = [...kafkaTools]
const tables = new Map<string, Commands>()

/** The commands of a workstation with the tools of that Kafka version. */
export function commandsOf(profile: string): Commands {
  const commands = tables.get(profile) ?? makeCommands(profile)
  tables.set(profile, commands)
  return commands
}

/** The row of a tool, whichever version ships it; undefined: there is none here. */
export function kafkaTool(name: string): KafkaTool | undefined {
  return known.find((tool) => tool.name === name)
}

/** For tests: one more tool, in this process alone. */
export function registerTool(tool: KafkaTool): void {
  known.push(tool)
  tables.clear()
}

function makeCommands(profile: string): Commands {
  const tools = toolsOf(profile)
  const { kafkaVersion } = profileOf(profile)
  const here = new Map(known.map((tool) => [tool.name, tool]))
  const missing = tools.scripts.filter((name) => !here.has(name))
  const kafkaRows = [
    ...known.filter((tool) => isShipped(tool, kafkaVersion)).map(toolRow),
    ...missing.map((name): ShellCommand => {
      const program = missingTool(name)
      return {
        name,
        kind: 'missing',
        words: wordsOf(factsOf({ name, changes: 'never', program }, tools)),
        run: { program },
      }
    }),
  ]
  function toolRow(tool: KafkaTool): ShellCommand {
    const facts = factsOf(tool, tools)
    const words = wordsOf(facts)
    return {
      name: tool.name,
      kind: 'tool',
      facts,
      words,
      ...(tool.values === undefined ? {} : { values: tool.values }),
      run: { program: withOptionLimits(limitsIn(tool.limits ?? {}, words), tool.program) },
    }
  }
  const rows = new Map([...builtinRows, ...textRows, ...kafkaRows].map((row) => [row.name, row]))
  // A class may be there before its script: it is called by its name.
  const unshipped = known.filter((tool) => !isShipped(tool, kafkaVersion) && isCalled(tool.name, tools))
  // A script that calls no class of its own, as kafka-run-class.sh, has an empty one.
  const byClassOnly = new Map(unshipped.map(toolRow).map((row) => [row.name, row]))
  const byClass = new Map(
    [...kafkaRows, ...byClassOnly.values()].flatMap((row) =>
      row.facts?.className ? [[row.facts.className, row]] : [],
    ),
  )
  const ofProgram = (name: string) => rows.get(name) ?? byClassOnly.get(name) ?? null
  return {
    row: (name) => rows.get(name) ?? null,
    ofProgram,
    program(name) {
      const run = ofProgram(name)?.run
      return run !== undefined && 'program' in run ? run.program : null
    },
    ofClass: (className) => byClass.get(className) ?? null,
    names: () => [...rows.keys()],
  }
}

function isCalled(script: string, { classes }: ToolProfile): boolean {
  return Object.values(classes).includes(script)
}

function wordsOf({ parser, optionTable }: ToolFacts): string[] {
  return parser === null ? [...optionTable.keys()].map((name) => `--${name}`) : parserWords(parser)
}
