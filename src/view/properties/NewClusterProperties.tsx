import { useEffect, useMemo } from 'react'
import { useT } from '../../i18n/index.ts'
import type { ClusterSpec, ConfigEntries } from '../../kafka/cluster/commands.ts'
import { type Era, emptyCluster } from '../../scenarios/index.ts'
import { isRefused, PropertiesEditor } from './PropertiesEditor.tsx'
import { useProperties } from './use-properties.ts'

/** What the reader wants of every broker's file: lines that are otherwise than they come, and lines that are not there. */
export interface WantedProperties {
  readonly lines: ConfigEntries
  readonly without: readonly string[]
  /** The text itself, where no broker starts with it. */
  readonly refused?: string
}

interface NewClusterPropertiesProps {
  readonly era: Era
  /** Null: what stands there has not been looked at yet. */
  onChange(wanted: WantedProperties | null): void
}

/** `config/server.properties` of a cluster that is about to be made, for every broker of it. */
export function NewClusterProperties({ era, onChange }: NewClusterPropertiesProps) {
  const t = useT()
  const spec = useMemo(() => emptyCluster(era), [era])
  const file = useProperties({ kind: 'newCluster', spec }, newClusterDraft(era))
  const refused = isRefused(file)
  const { read, changed, stale } = file
  useEffect(() => {
    if (!changed) return onChange(NOTHING)
    if (read === null || stale) return onChange(null)
    onChange(refused ? { ...NOTHING, refused: read.text } : wantedOf(read.entries, spec))
  }, [read, changed, stale, refused, spec, onChange])
  return (
    <>
      <p className="muted">{t('properties.newIntro')}</p>
      <PropertiesEditor file={file} label="config/server.properties" resetLabel={t('properties.reset')} />
      <p className="muted small">{t('properties.limits')}</p>
    </>
  )
}

/** What is written for brokers of that era and not used yet is kept under this name. */
export const newClusterDraft = (era: Era) => `new cluster ${era}`

export const NOTHING: WantedProperties = { lines: {}, without: [] }

/** Who each broker is and where it listens is its own, and was not to be changed. */
function wantedOf(entries: ConfigEntries, { config }: ClusterSpec): WantedProperties {
  const own =
    /^(?:broker\.id|node\.id|process\.roles|listeners|zookeeper\.connect|controller\.(?:quorum|listener)\..*|listener\.security\.protocol\.map|log\.dirs?)$/
  const lines = Object.entries(entries).filter(([name, value]) => config[name] !== value && !own.test(name))
  return { lines: Object.fromEntries(lines), without: Object.keys(config).filter((name) => !(name in entries)) }
}

export function withProperties(spec: ClusterSpec, { lines, without }: WantedProperties): ClusterSpec {
  const kept = Object.entries(spec.config).filter(([name]) => !without.includes(name))
  return { ...spec, config: { ...Object.fromEntries(kept), ...lines } }
}
