/**
 * Everything that can be called in a terminal. The shell, completion, `which`, `kafka-run-class.sh` and the words for
 * what there is not all ask this one table. Which of Kafka's scripts there are, the profile of the run says.
 */
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { missingTool } from '../tools/missing-tool.ts'
import { builtinRows } from './builtin-rows.ts'
import type { Commands, ShellCommand } from './command.ts'
import { kafkaPrograms } from './kafka-programs.ts'
import { withOptionLimits } from './option-limits.ts'
import { textRows } from './text-rows.ts'

const tables = new Map<string, Commands>()

/** The commands of a workstation with the tools of that Kafka version. */
export function commandsOf(profile: string): Commands {
  const known = tables.get(profile)
  if (known !== undefined) return known
  const commands = makeCommands(profile)
  tables.set(profile, commands)
  return commands
}

function makeCommands(profile: string): Commands {
  const { classes, scripts } = toolsOf(profile)
  const classOf = new Map(Object.entries(classes).map(([className, script]) => [script, className]))
  const kafkaRows = scripts.map((name): ShellCommand => {
    const program = Object.hasOwn(kafkaPrograms, name) ? kafkaPrograms[name] : undefined
    if (program === undefined) return { name, kind: 'missing', run: { program: missingTool(name) } }
    const className = classOf.get(name)
    const run = { program: withOptionLimits(name, program) }
    return { name, kind: 'tool', ...(className === undefined ? {} : { className }), run }
  })
  const rows = new Map([...builtinRows, ...textRows, ...kafkaRows].map((row) => [row.name, row]))
  return {
    row: (name) => rows.get(name) ?? null,
    program(name) {
      const run = rows.get(name)?.run
      return run !== undefined && 'program' in run ? run.program : null
    },
    ofClass(className) {
      const script = Object.hasOwn(classes, className) ? classes[className] : undefined
      return script === undefined ? null : (rows.get(script) ?? null)
    },
    names: () => [...rows.keys()],
  }
}
