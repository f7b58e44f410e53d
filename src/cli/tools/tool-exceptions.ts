/** Exceptions of the tools' own, which each version keeps in packages of its own. */
import { classOfError } from '../../kafka/common/java-classes.ts'
import type { Profile } from '../../kafka/profile/profile.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { JavaException } from '../java-errors.ts'

/** AdminCommandFailedException. */
export function commandFailed(
  { name }: Pick<Profile, 'name'>,
  message: string,
  causedBy: JavaException['causedBy'] = null,
): JavaException {
  return new JavaException(toolsOf(name).exceptions.commandFailed, message, { causedBy })
}

/** AdminOperationException. */
export function operationFailed(
  { name }: Pick<Profile, 'name'>,
  message: string,
  causedBy: JavaException['causedBy'] = null,
): JavaException {
  return new JavaException(toolsOf(name).exceptions.operationFailed, message, { causedBy })
}

/** KafkaAdminClient.topicNameIsUnrepresentable: the client does not even ask for a topic without a name. */
export function unrepresentableTopic(): JavaException {
  return new JavaException(
    classOfError('InvalidTopicException'),
    "The given topic name '' cannot be represented in a request.",
    { hasFrames: false },
  )
}
