import { useT } from '../../../i18n/index.ts'
import type { DirectoryImage } from '../../../kafka/observe/cluster-image.ts'

import './directories.css'

interface Props {
  readonly directories: readonly DirectoryImage[]
  readonly narrow: boolean
}

/** On a broker that has several log directories: a mark for each, crossed out where its disk has failed. */
export function DirectoriesBadge({ directories, narrow }: Props) {
  const t = useT()
  const failed = directories.filter((each) => each.failed)
  const lines = directories.map(({ path, replicas, failed: isFailed }) =>
    isFailed ? t('directory.failedAt', { path }) : t('directory.at', { path, replicas }),
  )
  const text = failed.length === 0 ? null : t('directory.failed', { failed: failed.length, all: directories.length })
  return (
    <span className={`role-chip is-directories${failed.length > 0 ? ' is-failed' : ''}`} title={lines.join('\n')}>
      <svg width={13 * directories.length} height={12} aria-hidden="true">
        {directories.map(({ path, failed: isFailed }, index) => (
          <g key={path} transform={`translate(${13 * index + 1} 0)`} className={isFailed ? 'is-failed' : ''}>
            <rect x={0.5} y={1.5} width={9} height={9} rx={1.5} />
            {isFailed ? <path d="M2.5 3.5l5 5m0-5l-5 5" /> : <path d="M2.5 8.5h5" />}
          </g>
        ))}
      </svg>
      {text !== null && !narrow ? <span>{text}</span> : <span className="visually-hidden">{lines.join(', ')}</span>}
    </span>
  )
}
