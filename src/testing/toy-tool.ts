/**
 * A tool that Kafka has not: it greets a topic. One row, and nothing else anywhere, for tests that a tool needs no more.
 */
import type { KafkaTool } from '../cli/commands/kafka-tool.ts'
import { usageError } from '../cli/options/checks.ts'
import { OptionError } from '../cli/options/jopt.ts'
import { replayedTool } from '../cli/replayed-tool.ts'
import { connectAdmin } from '../cli/tools/admin-connection.ts'
import { listTopics } from '../cli/tools/cluster-calls.ts'
import { openTool } from '../cli/tools/java-main.ts'

export const toyTool: KafkaTool = {
  name: 'kafka-greet.sh',
  since: '4.2',
  until: '5.0',
  className: 'org.example.Greet',
  options: `
--bootstrap-server String: server to connect to
--help
--language String: language = en
--louder
--topic String: topic
--version
`,
  changes: ['--louder'],
  description: 'This tool greets a topic.',
  limits: { withoutEffect: ['--louder'] },
  values: { '--language': ['en', 'ko'] },
  program: replayedTool((context) => {
    try {
      const { options } = openTool(context)
      connectAdmin(context, options.value('bootstrap-server') ?? '', options)
      const topic = listTopics(context).find(({ name }) => name === options.value('topic'))
      context.print(`${options.value('language') === 'ko' ? '안녕' : 'hello'} ${topic?.name ?? 'nobody'}\n`)
    } catch (error) {
      if (!(error instanceof OptionError)) throw error
      usageError({ context, table: context.facts.optionTable }, error.message)
    }
  }),
}
