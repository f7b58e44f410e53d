import { useT } from '../../i18n/index.ts'
import type { MetricRead, MetricsRead } from '../../worker/questions/read-metrics.ts'
import { formatClock } from '../parts/format-time.ts'
import { placeOf, valuesOf } from './MetricChart.tsx'
import { extentOf, kafkaName, valueText } from './metric-text.ts'

interface MetricTableProps {
  readonly read: MetricsRead
  readonly metrics: readonly MetricRead[]
  readonly of: string | null
  readonly atUs: number
}

/** The charts in numbers: for whoever cannot see them, or wants to copy them. */
export function MetricTable({ read, metrics, of, atUs }: MetricTableProps) {
  const t = useT()
  return (
    <table className="metric-table">
      <thead>
        <tr>
          {(['metric', 'now', 'least', 'most', 'mostAt', 'kafka'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`metrics.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {metrics.map((metric) => {
          const values = valuesOf(metric, of)
          const extent = extentOf(values)
          const words = (value: number | undefined) => valueText(value ?? Number.NaN, metric.unit, t)
          return (
            <tr key={metric.id}>
              <th scope="row">{t(`metrics.${metric.id}`)}</th>
              <td>{words(values[placeOf(atUs, read, values.length)])}</td>
              <td>{words(extent?.least)}</td>
              <td>{words(extent?.most)}</td>
              <td className="mono">
                {extent === null ? '' : formatClock(read.fromUs + extent.mostAt * read.pitchUs).slice(0, -2)}
              </td>
              <td className="mono">{kafkaName(metric) ?? t('metrics.kafkaHasNone')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
