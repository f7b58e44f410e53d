import { useT } from '../../../i18n/index.ts'
import type { ClusterImage } from '../../../kafka/observe/cluster-image.ts'
import { askAbout } from '../../../store/engine.ts'
import type { CleanerRow } from '../../../worker/questions/read-cleaner.ts'
import { formatBytes, formatClock } from '../../parts/format-time.ts'
import { useAsked } from '../../parts/use-asked.ts'

/** Of a replica: what the log cleaner has done and when it comes again. Nothing where the topic is not compacted. */
export function ReplicaCleaning({ topic, id }: { readonly topic: string; readonly id: string }) {
  const t = useT()
  const row = useCleaner(topic).find(({ replicaId }) => replicaId === id)
  if (row === undefined) return null
  return (
    <section>
      <h3>{t('cleaner.title')}</h3>
      <DirtyShare row={row} />
      <dl className="facts">
        {facts(row, t).map(([label, value]) => (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Of a topic: how dirty the log of each partition is where its leader has it. */
export function TopicCleaning({ topic, image }: { readonly topic: string; readonly image: ClusterImage }) {
  const t = useT()
  const rows = useCleaner(topic)
  const led = [...image.partitions.values()]
    .filter((partition) => partition.topic === topic)
    .flatMap(({ id, leader }) => rows.find(({ replicaId }) => replicaId === `${id}@${leader}`) ?? [])
  if (led.length === 0) return null
  return (
    <section>
      <h3>{t('cleaner.title')}</h3>
      {led.map((row) => (
        <DirtyShare key={row.replicaId} row={row} name={row.replicaId} />
      ))}
    </section>
  )
}

function useCleaner(topic: string): readonly CleanerRow[] {
  const read = useAsked(topic, () => askAbout({ type: 'readCleaner', topic }))
  return read?.topic === topic ? read.rows : []
}

/** The share as a bar, with the mark that it has to pass. */
function DirtyShare({ row, name }: { readonly row: CleanerRow; readonly name?: string }) {
  const t = useT()
  const percent = Math.round(row.dirtyRatio * 100)
  const needed = Math.round(row.minDirtyRatio * 100)
  const text = t(row.isOverdue ? 'cleaner.overdue' : 'cleaner.share', { percent, needed })
  return (
    <div className="cleaner-share">
      {name !== undefined && <span className="mono">{name} </span>}
      <span>{text}</span>
      <div className="cleaner-bar" aria-hidden="true">
        <span className="cleaner-dirty" style={{ width: `${percent}%` }} />
        <span className="cleaner-needed" style={{ left: `${needed}%` }} />
      </div>
    </div>
  )
}

function facts(row: CleanerRow, t: ReturnType<typeof useT>): readonly (readonly [label: string, value: string])[] {
  const { cleanedTo, firstUncleanableOffset, activeFrom, tombstones, tombstonesGoMs, nextLookUs } = row
  const tombstoneText =
    tombstonesGoMs === null
      ? String(tombstones)
      : t('cleaner.tombstonesGo', { count: tombstones, at: new Date(tombstonesGoMs).toISOString().slice(11, 19) })
  return [
    [t('cleaner.cleanable'), formatBytes(row.cleanableBytes)],
    [t('cleaner.cleanedTo'), cleanedTo < 0 ? t('cleaner.never') : String(cleanedTo)],
    [
      t('cleaner.leftAlone'),
      t(firstUncleanableOffset >= activeFrom ? 'cleaner.fromActive' : 'cleaner.fromEarlier', {
        offset: firstUncleanableOffset,
      }),
    ],
    [t('cleaner.tombstones'), tombstoneText],
    [t('cleaner.nextLook'), nextLookUs === null ? t('cleaner.noLook') : formatClock(nextLookUs)],
  ]
}
