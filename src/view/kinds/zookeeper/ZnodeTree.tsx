import { useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import type { AnswerTo } from '../../../worker/questions/registry.ts'
import type { DetailProps } from '../kind-view.ts'
import { useZnodes } from './use-znodes.ts'
import { ZnodeSheet } from './ZnodeSheet.tsx'
import './znode-tree.css'

type Row = NonNullable<AnswerTo<'readZnodes'>['rows']>[number]

/** Open at first: what a Kafka cluster keeps there stands right below. */
const FIRST_OPEN = ['/', '/brokers', '/brokers/ids', '/brokers/topics']

/** The znode tree as this server has it, read live while it is on show. */
export function ZnodeTree({ id, image }: DetailProps) {
  const t = useT()
  const [open, setOpen] = useState<readonly string[]>(FIRST_OPEN)
  const [chosen, setChosen] = useState<string | null>(null)
  const server = image.zookeepers.get(id)
  const answer = useZnodes(id, open, chosen, server)
  if (answer === null || server === undefined) return null
  const { rows } = answer
  const toggle = ({ path, open: isOpen }: Row) =>
    setOpen(isOpen ? open.filter((each) => each !== path) : [...open, path])
  return (
    <section className="znodes">
      <h3>{t('zookeeper.tree')}</h3>
      {rows === null ? (
        <p className="muted">{t('zookeeper.tree.down')}</p>
      ) : (
        <>
          {!server.serving && <p className="muted">{t('zookeeper.tree.stale')}</p>}
          <ul className="znode-tree">
            {rows.map((row) => (
              <Znode
                key={row.path}
                row={row}
                chosen={row.path === chosen}
                toggle={() => toggle(row)}
                choose={() => setChosen(row.path === chosen ? null : row.path)}
              >
                {row.path === chosen && answer.chosen?.path === chosen && <ZnodeSheet znode={answer.chosen} />}
              </Znode>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

interface ZnodeProps {
  readonly row: Row
  readonly chosen: boolean
  readonly toggle: () => void
  readonly choose: () => void
  readonly children: React.ReactNode
}

function Znode({ row, chosen, toggle, choose, children }: ZnodeProps) {
  const t = useT()
  const { path, name, level, children: below, open, ephemeral, preview } = row
  return (
    <li>
      <div className={chosen ? 'znode is-chosen' : 'znode'} style={{ paddingInlineStart: `${level * 0.875}rem` }}>
        {below > 0 ? (
          <button
            type="button"
            className="znode-toggle"
            aria-expanded={open}
            aria-label={t(open ? 'zookeeper.tree.close' : 'zookeeper.tree.open', { path, count: below })}
            onClick={toggle}
          >
            <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          </button>
        ) : (
          <span className="znode-toggle" />
        )}
        <button type="button" className="znode-name" aria-pressed={chosen} title={path} onClick={choose}>
          <code>{name}</code>
          {below > 0 && !open && <span className="znode-count">{below}</span>}
          {ephemeral && <span className="znode-badge">{t('zookeeper.tree.ephemeral')}</span>}
          {preview !== '' && <span className="znode-preview">{preview}</span>}
        </button>
      </div>
      {children}
    </li>
  )
}
