import type { FailurePicture as Picture, PicturedBroker } from './failure-picture.ts'

const WIDTH = 240
const HEIGHT = 88
const CLIENTS_WIDTH = 24
const GAP = 6
const CARD_TOP = 8

/** Drawn of what the engine has made of the story; beside its title it says nothing new to those who cannot see it. */
export function FailurePicture({ picture }: { readonly picture: Picture | null }) {
  return (
    <svg className="failure-picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {picture !== null && (
        <>
          <Clients ups={picture.producers} x={CLIENTS_WIDTH / 2} />
          {picture.brokers.map((broker, index) => (
            <Broker key={broker.id} broker={broker} {...placeOf(index, picture.brokers.length)} />
          ))}
          <Clients ups={picture.consumers} x={WIDTH - CLIENTS_WIDTH / 2} square />
        </>
      )}
    </svg>
  )
}

function placeOf(index: number, count: number): { readonly x: number; readonly width: number } {
  const width = (WIDTH - 2 * CLIENTS_WIDTH - GAP * (count - 1)) / count
  return { x: CLIENTS_WIDTH + index * (width + GAP), width }
}

function Broker({ broker, x, width }: { readonly broker: PicturedBroker; readonly x: number; readonly width: number }) {
  const { id, up, lanes } = broker
  const inner = width - 12
  const pitch = Math.min(14, 44 / Math.max(1, lanes.length))
  return (
    <g className={up ? 'pictured-broker' : 'pictured-broker is-down'}>
      <rect x={x} y={CARD_TOP} width={width} height={HEIGHT - 2 * CARD_TOP} rx={6} />
      <text x={x + 6} y={CARD_TOP + 13}>
        {up ? id : `${id} ✕`}
      </text>
      {lanes.map(({ leads, end, readable }, index) => {
        const y = CARD_TOP + 20 + index * pitch
        const height = Math.min(8, pitch - 2)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place.
          <g key={index} className={leads ? 'pictured-lane leads' : 'pictured-lane'}>
            <rect className="pictured-rest" x={x + 6} y={y} width={inner} height={height} rx={2} />
            <rect className="pictured-end" x={x + 6} y={y} width={inner * end} height={height} rx={2} />
            <rect className="pictured-readable" x={x + 6} y={y} width={inner * readable} height={height} rx={2} />
          </g>
        )
      })}
    </g>
  )
}

function Clients({
  ups,
  x,
  square = false,
}: {
  readonly ups: readonly boolean[]
  readonly x: number
  readonly square?: boolean
}) {
  const pitch = Math.min(16, (HEIGHT - 16) / Math.max(1, ups.length))
  const top = HEIGHT / 2 - ((ups.length - 1) * pitch) / 2
  return ups.map((up, index) => {
    const y = top + index * pitch
    const className = up ? 'pictured-client' : 'pictured-client is-down'
    // biome-ignore-start lint/suspicious/noArrayIndexKey: a client is its place.
    return square ? (
      <rect key={index} className={className} x={x - 4} y={y - 4} width={8} height={8} rx={2} />
    ) : (
      <circle key={index} className={className} cx={x} cy={y} r={4} />
    )
    // biome-ignore-end lint/suspicious/noArrayIndexKey: a client is its place.
  })
}
