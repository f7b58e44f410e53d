import type { MemberImage } from '../../../kafka/observe/cluster-image.ts'

const UUID_AT_END = /-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** By what name brokers know it: as it was set, or as it stands at the head of its member id; null while that is not known. */
export function clientIdOf({ config, spec, memberId }: MemberImage): string | null {
  const set = config['client.id'] ?? spec?.config['client.id']
  if (set !== undefined && set !== '') return set
  return UUID_AT_END.test(memberId) ? memberId.replace(UUID_AT_END, '') : null
}
