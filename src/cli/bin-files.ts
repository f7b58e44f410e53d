import type { ToolProfile } from '../kafka/profile/tool-profile.ts'

/** The scripts of Kafka's `bin/` as files. */
export function binFiles(tools: ToolProfile): Record<string, string> {
  const files: Record<string, string> = {}
  for (const [className, script] of Object.entries(tools.classes))
    files[`/tmp/kafka/bin/${script}`] = `#!/bin/bash\nexec $(dirname $0)/kafka-run-class.sh ${className} "$@"\n`
  return files
}
