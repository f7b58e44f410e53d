/** Counterparts in Kafka: SecurityProtocol.forName, and the channel builders that ClientUtils.createChannelBuilder configures. */
import { SECURITY_PROTOCOLS } from '../../common/listeners.ts'
import type { Profile } from '../../profile/profile.ts'
import { type ClientError, clientError } from './client-error.ts'

/** What making a channel of these settings throws, which whoever constructs the client wraps; null where it succeeds. */
export function refuseSecurity(
  given: Readonly<Record<string, string>>,
  { rules }: Pick<Profile, 'rules'>,
): ClientError | null {
  const why = refuseChannel(given)
  const { failedNetworkClient } = rules.words
  if (why === null || failedNetworkClient === null) return why
  return clientError('KafkaException', failedNetworkClient, why)
}

function refuseChannel(given: Readonly<Record<string, string>>): ClientError | null {
  const protocol = (given['security.protocol'] ?? 'PLAINTEXT').toUpperCase()
  if (!SECURITY_PROTOCOLS.includes(protocol)) {
    const message = `No enum constant org.apache.kafka.common.security.auth.SecurityProtocol.${protocol}`
    return clientError('IllegalArgumentException', message)
  }
  if (protocol.startsWith('SASL') && given['sasl.jaas.config'] === undefined) {
    const message =
      "Could not find a 'KafkaClient' entry in the JAAS configuration. System property 'java.security.auth.login.config' is not set"
    return clientError('IllegalArgumentException', message)
  }
  const store = protocol.endsWith('SSL')
    ? (given['ssl.keystore.location'] ?? given['ssl.truststore.location'])
    : undefined
  // Nobody has put such a file anywhere here.
  return store === undefined ? null : clientError('KafkaException', `Failed to load SSL keystore ${store} of type JKS`)
}
