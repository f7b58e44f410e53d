/** Kafka 2.5.0 in the process of a test, and its rules on brokers that KRaft ties together. */
import '../every-version.ts'

import { KAFKA_2_5 } from '../../kafka/profile/kafka-2.5/kafka-2.5.ts'
import { DEFAULT_PROFILE, profileOf, registerProfile } from '../../kafka/profile/registry.ts'
import { registerTools, toolsOf } from '../../kafka/profile/tool-registry.ts'

export { KAFKA_2_5 }

const BASE = profileOf(DEFAULT_PROFILE)

/** A version that decides as 2.5.0 does and has its clients, on brokers of the default version, which KRaft ties together. */
export const LIKE_2_5 = 'like-2-5'

registerProfile({
  ...BASE,
  name: LIKE_2_5,
  clientClasses: KAFKA_2_5.clientClasses,
  errors: KAFKA_2_5.errors,
  configs: {
    ...BASE.configs,
    topic: KAFKA_2_5.configs.topic,
    topicSynonyms: KAFKA_2_5.configs.topicSynonyms,
    broker: new Map([...BASE.configs.broker, ...KAFKA_2_5.configs.broker]),
    producer: KAFKA_2_5.configs.producer,
    consumer: KAFKA_2_5.configs.consumer,
    admin: KAFKA_2_5.configs.admin,
    fixed: KAFKA_2_5.configs.fixed,
  },
  rules: {
    ...KAFKA_2_5.rules,
    // How controllers of KRaft keep what they know.
    controller: {
      ...KAFKA_2_5.rules.controller,
      registersControllers: BASE.rules.controller.registersControllers,
      knowsCordonedDirectories: BASE.rules.controller.knowsCordonedDirectories,
    },
    server: BASE.rules.server,
  },
})
registerTools(LIKE_2_5, toolsOf(DEFAULT_PROFILE))
