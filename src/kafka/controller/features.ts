/** Counterparts in Kafka: FeatureControlManager, QuorumFeatures and BootstrapMetadata. */
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import type { Profile } from '../profile/profile.ts'
import { profileOf } from '../profile/registry.ts'
import type { UpdateFeaturesRequest, UpdateFeaturesResponse } from '../protocol/update-features.ts'
import { type ApiError, apiError, type ControllerResult, NO_ERROR } from './controller-result.ts'
import type { ControllerState } from './controller-state.ts'

const KRAFT_VERSION = 'kraft.version'

export function elrEnabled(image: MetadataImage): boolean {
  return (image.features.get('eligible.leader.replicas.version') ?? 0) >= 1
}

/** Level of metadata.version; 0 before the first record that says it. */
export function metadataVersion(image: MetadataImage): number {
  return image.features.get('metadata.version') ?? 0
}

/**
 * ActivationRecordsGenerator.recordsForEmptyLog: what a formatted cluster begins with. With ELR on the minimum ISR has to
 * be known cluster-wide, which is why every topic shows `min.insync.replicas` among its configs.
 */
export function bootstrapRecords(config: Readonly<Record<string, string>>, profile: Profile): MetadataRecord[] {
  const records: MetadataRecord[] = [{ type: 'BeginTransactionRecord', name: 'Bootstrap records' }]
  const level = (name: string) => profile.features.get(name)?.initial ?? 0
  // metadata.version first: it says how the records behind it are to be read.
  for (const name of ['metadata.version', ...profile.features.keys()]) {
    if (name === 'metadata.version' && records.length > 1) continue
    // The quorum's own version stands in a record of the quorum.
    if (name === KRAFT_VERSION) continue
    records.push({ type: 'FeatureLevelRecord', name, featureLevel: level(name) })
  }
  records.push({
    type: 'ConfigRecord',
    resourceType: 'broker',
    resourceName: '',
    name: 'min.insync.replicas',
    value: config['min.insync.replicas'] ?? '1',
  })
  records.push({ type: 'EndTransactionRecord' })
  return records
}

type FeatureUpdate = UpdateFeaturesRequest['updates'][number]

/** All updates or none. */
export function updateFeatures(
  state: ControllerState,
  request: UpdateFeaturesRequest,
): ControllerResult<UpdateFeaturesResponse> {
  const records: MetadataRecord[] = []
  let failure: ApiError = NO_ERROR
  for (const update of request.updates) {
    const error = checkUpdate(state, update)
    if (error.errorCode !== 'NONE') {
      const why = `The update failed for all features since the following feature had an error: ${error.errorMessage}`
      failure = { errorCode: error.errorCode, errorMessage: why }
      break
    }
    records.push(...recordsOf(update))
  }
  const write = failure.errorCode === 'NONE' && !request.validateOnly
  const response = { type: 'UpdateFeaturesResponse' as const, correlationId: request.correlationId, ...failure }
  return { records: write ? records : [], response }
}

/** The quorum's own version stands in its own records: what the log gets of an upgrade to where it is says nothing. */
function recordsOf({ feature, level, upgradeType }: FeatureUpdate): MetadataRecord[] {
  if (feature !== KRAFT_VERSION) return [{ type: 'FeatureLevelRecord', name: feature, featureLevel: level }]
  return upgradeType === 'upgrade' ? [{ type: 'NoOpRecord' }] : []
}

function checkUpdate(state: ControllerState, update: FeatureUpdate): ApiError {
  const { feature, level, upgradeType } = update
  const invalid = (why: string) =>
    apiError('INVALID_UPDATE_VERSION', `Invalid update version ${level} for feature ${feature}. ${why}`)
  const supported = profileOf(state.profile).features.get(feature)
  if (level < 0) return invalid('A feature version cannot be less than 0.')
  if (supported === undefined && level === 0) return invalid(`Feature ${feature} not found.`)
  if (supported === undefined) return invalid(`Local controller ${state.controllerId} does not support this feature.`)
  if (level < supported.min || level > supported.max) {
    return invalid(`Local controller ${state.controllerId} only supports versions ${supported.min}-${supported.max}`)
  }
  const current = state.image.features.get(feature) ?? 0
  if (level < current && upgradeType === 'upgrade') {
    return invalid(
      "Can't downgrade the version of this feature without setting the upgrade type to either safe or unsafe downgrade.",
    )
  }
  if (level > current && upgradeType !== 'upgrade') return invalid("Can't downgrade to a newer version.")
  if (feature === KRAFT_VERSION && level < current) return invalid("Can't downgrade the version of this feature.")
  if (feature === 'metadata.version' && level < current) {
    // Nothing between the least and the latest version is without a change of metadata behind it.
    const why =
      upgradeType === 'unsafeDowngrade'
        ? 'Unsafe metadata downgrade is not supported in this version.'
        : 'Refusing to perform the requested downgrade because it might delete metadata information.'
    return apiError(
      'INVALID_UPDATE_VERSION',
      `Unsupported metadata.version downgrade from ${current} to ${level}. ${why}`,
    )
  }
  return NO_ERROR
}
