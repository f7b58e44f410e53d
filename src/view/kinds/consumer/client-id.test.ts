import { expect, test } from 'vitest'
import type { MemberImage } from '../../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../../testing/sample-image.ts'
import { clientIdOf } from './client-id.ts'

const [sample] = sampleImage().members.values()
const member = (changed: Partial<MemberImage>): MemberImage => ({ ...sample!, spec: null, config: {}, ...changed })

test('a client of a terminal is known to brokers by its client id, which its member id begins with', () => {
  const memberId = 'consumer-gg-1-ec495cf7-8b82-419c-844f-6810a7cc36db'
  expect(clientIdOf(member({ memberId }))).toBe('consumer-gg-1')
  expect(clientIdOf(member({ memberId, config: { 'client.id': 'mine' } }))).toBe('mine')
  expect(clientIdOf(member({ memberId: '' }))).toBeNull()
})
