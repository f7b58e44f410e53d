/** Counterpart in Kafka: ApiVersionManager. What a server of some version says that it answers. */
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { ApiVersionsResponse } from '../protocol/api-versions.ts'
import type { Profile } from './profile.ts'

export function apiVersionsOf(
  server: 'broker' | 'controller',
  profile: Profile,
  features: MetadataImage['features'],
  finalizedFeaturesEpoch: number,
  correlationId: number,
): ApiVersionsResponse {
  const other = server === 'broker' ? 'controller' : 'broker'
  const finalizedFeatures: Record<string, number> = {}
  for (const [feature, level] of features) finalizedFeatures[feature] = level
  return {
    type: 'ApiVersionsResponse',
    correlationId,
    errorCode: 'NONE',
    apiKeys: profile.apis
      .filter(({ servedBy, isOffered }) => isOffered && servedBy !== other)
      .map(({ key, min, max }) => ({ apiKey: key, minVersion: min, maxVersion: max })),
    supportedFeatures: [...profile.features].map(([name, { min, max }]) => ({
      name,
      minVersion: min,
      maxVersion: max,
    })),
    finalizedFeatures,
    finalizedFeaturesEpoch,
  }
}
