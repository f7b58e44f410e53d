/** Values of metrics in words. */
import { formatNumber, type Translate } from '../../i18n/index.ts'
import type { MetricRead, MetricUnit } from '../../worker/questions/read-metrics.ts'
import { formatBytes } from '../parts/format-time.ts'

/** Three digits are what a chart can show. */
export function valueText(value: number, unit: MetricUnit, t: Translate): string {
  if (Number.isNaN(value)) return t('metrics.noValue')
  switch (unit) {
    case 'bytes':
      return formatBytes(Math.round(value))
    case 'bytesPerSecond':
      return t('metrics.unit.perSecond', { value: formatBytes(Math.round(value)) })
    case 'perSecond':
      return t('metrics.unit.perSecond', { value: short(value) })
    case 'ms':
      return t('metrics.unit.ms', { value: short(value) })
    default:
      return short(value)
  }
}

function short(value: number): string {
  if (value === 0 || Math.abs(value) >= 100) return formatNumber(Math.round(value))
  return formatNumber(Number(value.toPrecision(value < 10 ? 2 : 3)))
}

/** The MBean and, where it is not in its name already, the attribute. */
export function kafkaName({ bean, attribute }: Pick<MetricRead, 'bean' | 'attribute'>): string | null {
  return bean === null ? null : `${bean} ${attribute}`
}

export interface Extent {
  readonly least: number
  readonly most: number
  /** Place of the most in the list. */
  readonly mostAt: number
}

/** Null where there is no value at all. */
export function extentOf(values: readonly number[]): Extent | null {
  let found: { least: number; most: number; mostAt: number } | null = null
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return
    if (found === null) found = { least: value, most: value, mostAt: index }
    else {
      if (value < found.least) found.least = value
      if (value > found.most) Object.assign(found, { most: value, mostAt: index })
    }
  })
  return found
}
