import { useT } from '../../../i18n/index.ts'
import type { BrokerImage, ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../../store/image-store.ts'
import { formatBytes } from '../../parts/format-time.ts'
import { ControllerBadge } from './ControllerBadge.tsx'
import { DirectoriesBadge } from './DirectoriesBadge.tsx'
import { misledSentence } from './misled.ts'
import './broker-chips.css'

interface BrokerChipsProps {
  readonly broker: BrokerImage
  readonly narrow: boolean
  readonly up: boolean
}

/** What a broker is or does besides holding replicas: it controls, replicas come and go, copying is slowed down. */
export function BrokerChips({ broker, narrow, up }: BrokerChipsProps) {
  const moves = useImageStore(({ image }) => movesText(image, broker.id))
  // Of several chips at once each takes less room.
  const tight = narrow || moves !== '' || broker.replicationThrottle !== undefined
  return (
    <>
      {up && broker.misled !== undefined && <MisledChip broker={broker} address={broker.misled.address} />}
      {broker.directories !== undefined && <DirectoriesBadge directories={broker.directories} narrow={tight} />}
      {up && broker.controllerEpoch !== undefined && <ControllerBadge epoch={broker.controllerEpoch} narrow={tight} />}
      {up && moves !== '' && <MoveChip moves={moves} />}
      {up && <ThrottleChip broker={broker} />}
    </>
  )
}

function MisledChip({ broker, address }: { readonly broker: BrokerImage; readonly address: string }) {
  const t = useT()
  const words = useImageStore(({ image }) => misledSentence(broker, image, t)) ?? ''
  return (
    <span className="role-chip is-misled" role="img" title={words} aria-label={words}>
      ✕ {address}
    </span>
  )
}

function MoveChip({ moves }: { readonly moves: string }) {
  const t = useT()
  const [coming = 0, percent = 0, going = 0] = moves.split(' ').map(Number)
  const words = [
    ...(coming > 0 ? [t('moves.chip.coming', { count: coming, percent })] : []),
    ...(going > 0 ? [t('moves.chip.going', { count: going })] : []),
  ].join('. ')
  return (
    <span className="role-chip is-moving" role="img" title={words} aria-label={words}>
      {coming > 0 && `⇲ ${coming} · ${percent} %`}
      {coming > 0 && going > 0 && ' '}
      {going > 0 && `⇱ ${going}`}
    </span>
  )
}

/** How many replicas come, how much of them is there, and how many go; empty where nothing moves here. */
function movesText({ partitions, replicas }: ClusterImage, broker: number): string {
  let coming = 0
  let going = 0
  let copied = 0
  let all = 0
  for (const { id, leader, adding, removing } of partitions.values()) {
    if (removing.includes(broker)) going++
    if (!adding.includes(broker)) continue
    coming++
    const from = replicas.get(`${id}@${leader}`)
    const size = from === undefined ? 0 : from.logEndOffset - from.logStartOffset
    all += size
    if (from !== undefined)
      copied += Math.max(0, Math.min(size, (replicas.get(`${id}@${broker}`)?.logEndOffset ?? 0) - from.logStartOffset))
  }
  if (coming + going === 0) return ''
  return `${coming} ${all === 0 ? 100 : Math.floor((copied / all) * 100)} ${going}`
}

function ThrottleChip({ broker: { replicationThrottle } }: { readonly broker: BrokerImage }) {
  const t = useT()
  if (replicationThrottle === undefined) return null
  const { limit, sentPerSecond, takenPerSecond } = replicationThrottle
  const rate = formatBytes(Math.round(Math.max(sentPerSecond, takenPerSecond)))
  const words = t('moves.chip.throttle', { limit: formatBytes(limit), rate })
  return (
    <span className="role-chip is-throttled" role="img" title={words} aria-label={words}>
      ≤ {formatBytes(limit)}/s
    </span>
  )
}
