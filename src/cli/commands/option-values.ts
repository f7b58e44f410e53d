/** Values that options may take, as rows of the registry name them for completion. */
import { brokerPort } from '../../kafka/common/addresses.ts'
import type { OptionValues, ValueQuestion } from './command.ts'

export const READER_PROPERTIES = [
  'parse.key=true',
  'key.separator=',
  'parse.headers=true',
  'ignore.error=true',
  'null.marker=',
]
export const FORMATTER_PROPERTIES = ['key', 'value', 'partition', 'offset', 'timestamp', 'headers']
  .map((part) => `print.${part}=`)
  .concat('key.separator=')

export const topics = ({ image }: ValueQuestion) => [...image().topics.keys()]
const groups = ({ image }: ValueQuestion) => [...image().groups.keys()]
export const brokerIds = ({ image }: ValueQuestion) => [...image().brokers.values()].map(({ id }) => String(id))
const brokerAddresses = ({ image }: ValueQuestion) =>
  [...image().brokers.values()].map(({ id }) => `localhost:${brokerPort(id)}`)

/** Of topics, with the sign that a value follows unless the setting is only named. */
export const topicSettings = ({ profile, words }: ValueQuestion) =>
  [...profile.configs.topic.keys()].map((key) => (words.at(-1) === '--delete-config' ? key : `${key}=`))

/** By the type that the command names. */
export function entities(question: ValueQuestion): string[] | null {
  if (question.words.includes('topics')) return topics(question)
  return question.words.includes('groups') ? groups(question) : null
}

/** What options mean in every tool that has them. */
export const COMMON_VALUES: OptionValues = {
  '--topic': topics,
  '--topic-list': topics,
  '--input-topics': topics,
  '--group': groups,
  '--group-id': groups,
  '--bootstrap-server': brokerAddresses,
}
