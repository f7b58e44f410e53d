import { render, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { CommandPart } from '../../cli/command-reading/explain-command.ts'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import { ExplainPanel } from './ExplainPanel.tsx'

const part = (text: string, role: CommandPart['role'], about = '', name = text): CommandPart => ({
  ...{ text, role, name, about, value: null, defaultValue: null },
})

beforeEach(async () => {
  await loadMoreWords()
  await setLanguage('en')
})

test('each part of a command has its words, and the error of the last one says what to do', () => {
  const commands = [
    [
      part('bin/kafka-topics.sh', 'tool', 'Makes topics.', 'kafka-topics'),
      part('--topic', 'option', 'Topic to work on.'),
      part('hello', 'value', '', '--topic'),
      part('—-partitions', 'ignoredWord'),
    ],
  ]
  const printed = '\nbash: kafka-topic.sh: command not found\n'
  render(<ExplainPanel explained={{ command: '', commands, printed }} onClose={() => {}} />)
  const terms = screen.getAllByRole('term').map(({ textContent }) => textContent)
  const words = screen.getAllByRole('definition').map(({ textContent }) => textContent)
  expect(terms).toEqual(['bin/kafka-topics.sh', '--topic', 'hello', '—-partitions'])
  expect(words).toEqual([
    'Makes topics.',
    'Topic to work on.',
    'The value of --topic.',
    'No option: this tool silently passes over it.',
  ])
  expect(screen.getByText('bash: kafka-topic.sh: command not found')).toBeInTheDocument()
})

test('nothing typed and nothing entered: what to do', () => {
  render(<ExplainPanel explained={{ command: '', commands: [], printed: '' }} onClose={() => {}} />)
  expect(screen.getByRole('status')).toHaveTextContent('Type a command, or enter one')
})
