import { useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { BatchField } from '../../worker/disk/batch-fields.ts'
import { uiScale } from '../parts/ui-scale.ts'
import { useMeasured } from '../parts/use-measured.ts'

/** Bytes that stand out, `to` exclusive. */
export interface Lit {
  readonly from: number
  readonly to: number
}

interface HexViewProps {
  readonly bytes: Uint8Array
  readonly fields: readonly BatchField[]
  readonly lit: Lit | null
  onByte(at: number): void
}

/** Pixels of a usual window. */
const LINE_PX = 20
/** So wide that sixteen bytes and their letters fit. */
const WIDE_PX = 510
const SPARE = 10

/** Bytes in hexadecimal digits, sixteen or eight to a line, and the letters they would be. Fields alternate in tone. */
export function HexView({ bytes, fields, lit, onByte }: HexViewProps) {
  const t = useT()
  const scroller = useRef<HTMLElement>(null)
  const linePx = LINE_PX * uiScale()
  const { width, height } = useMeasured(scroller, UNKNOWN, sizeOf)
  const perLine = width >= WIDE_PX * uiScale() ? 16 : 8
  const [top, setTop] = useState(0)
  const tones = useMemo(() => tonesOf(bytes.length, fields), [bytes.length, fields])
  const lines = Math.ceil(bytes.length / perLine)
  const from = Math.max(0, Math.floor(top / linePx) - SPARE)
  const to = Math.min(lines, Math.ceil((top + height) / linePx) + SPARE)
  const litFrom = lit?.from ?? -1

  useEffect(() => {
    const element = scroller.current
    if (element === null || litFrom < 0) return
    const line = Math.floor(litFrom / perLine) * linePx
    if (line < element.scrollTop || line + linePx > element.scrollTop + element.clientHeight)
      element.scrollTop = Math.max(0, line - linePx)
  }, [litFrom, perLine, linePx])

  return (
    <section
      ref={scroller}
      className="disk-hex mono"
      aria-label={t('disk.hex')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by a keyboard.
      tabIndex={0}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div style={{ height: lines * linePx, position: 'relative' }}>
        {Array.from({ length: Math.max(0, to - from) }, (_, each) => from + each).map((line) => (
          <HexLine key={line} {...{ bytes, tones, lit, onByte, perLine, linePx, line }} />
        ))}
      </div>
    </section>
  )
}

interface HexLineProps extends Omit<HexViewProps, 'fields'> {
  readonly tones: Uint8Array
  readonly line: number
  readonly perLine: number
  readonly linePx: number
}

function HexLine({ bytes, tones, lit, onByte, line, perLine, linePx }: HexLineProps) {
  const first = line * perLine
  const places = Array.from({ length: Math.min(perLine, bytes.length - first) }, (_, each) => first + each)
  const classOf = (at: number) =>
    lit !== null && at >= lit.from && at < lit.to ? 'is-lit' : tones[at] === 1 ? 'is-other' : ''
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list of fields beside it does the same for keys.
    // biome-ignore lint/a11y/noStaticElementInteractions: as above.
    <div
      className="disk-hex-line"
      style={{ top: line * linePx, height: linePx }}
      onClick={(event) => {
        const at = (event.target as HTMLElement).dataset.at
        if (at !== undefined) onByte(Number(at))
      }}
    >
      <span className="disk-hex-at">{first.toString(16).padStart(4, '0')}</span>
      <span className="disk-hex-bytes">
        {places.map((at) => (
          <span key={at} data-at={at} className={classOf(at)}>
            {(bytes[at] as number).toString(16).padStart(2, '0')}
          </span>
        ))}
      </span>
      <span className="disk-hex-letters" aria-hidden="true">
        {places.map((at) => (
          <span key={at} data-at={at} className={classOf(at)}>
            {letterOf(bytes[at] as number)}
          </span>
        ))}
      </span>
    </div>
  )
}

function letterOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'
}

/** 0 and 1 in turn, field by field; of records, record by record. */
function tonesOf(length: number, fields: readonly BatchField[]): Uint8Array {
  const tones = new Uint8Array(length)
  let tone = 0
  for (const { from, to } of fields) {
    tones.fill(tone, from, to)
    tone = 1 - tone
  }
  return tones
}

const UNKNOWN = { width: 320, height: 200 }

function sizeOf({ clientWidth, clientHeight }: HTMLElement, known: typeof UNKNOWN): typeof UNKNOWN {
  if (clientWidth === known.width && clientHeight === known.height) return known
  return { width: clientWidth, height: clientHeight }
}
