import { expect, test } from 'vitest'
import '../testing/every-version.ts'
import { repairBlock } from '../cli/command-reading/repair-block.ts'
import { vocabularyOf } from '../cli/command-reading/vocabulary.ts'
import { cleanScript } from './clean-script.ts'
import { readNotes } from './read-notes.ts'

const vocabulary = vocabularyOf('kafka-4')
const scriptOf = (text: string) =>
  cleanScript(readNotes(text, 'markdown').blocks, async (lines) => repairBlock(lines, vocabulary).lines)

test('notes become a script: commands as they were meant, files they name, and records for the producer', async () => {
  const notes = [
    '```bash\n$ bin/kafka-topics.sh \\\n> --create \\ # makes it\n> --bootstrap-server host:9092 —-partitions 3 --topic orders\nCreated topic orders.\n```',
    '```sh\nkafka-console-producer.sh --bootstrap-server host:9092 --topic orders\n>hello\n>EOF\n```',
    '```json\n// what goes\n{"partitions": []}\n```',
    '```bash\nkafka-delete-records.sh --bootstrap-server host:9092 --offset-json-file plan.json # this\n```',
  ]
  expect(await scriptOf(notes.join('\n\n'))).toBe(
    [
      '#!/bin/bash',
      '',
      'bin/kafka-topics.sh --create --bootstrap-server host:9092 --partitions 3 --topic orders',
      '',
      "kafka-console-producer.sh --bootstrap-server host:9092 --topic orders <<'EOF_'",
      'hello',
      'EOF',
      'EOF_',
      '',
      "cat > plan.json <<'EOF'",
      '{"partitions": []}',
      'EOF',
      '',
      'kafka-delete-records.sh --bootstrap-server host:9092 --offset-json-file plan.json',
      '',
    ].join('\n'),
  )
})
