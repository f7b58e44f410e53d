import { type Translate, useT } from '../../../i18n/index.ts'
import type { AnswerTo } from '../../../worker/questions/registry.ts'

type Facts = NonNullable<AnswerTo<'readZnodes'>['chosen']>

/** Everything about one znode: its value, its versions, whose it is and who watches it. */
export function ZnodeSheet({ znode }: { readonly znode: Facts }) {
  const t = useT()
  const { value } = znode
  return (
    <div className="znode-sheet">
      <p className="znode-path">
        <code>{znode.path}</code>
      </p>
      {value !== null && value !== '' ? (
        <pre className="znode-value">{pretty(value)}</pre>
      ) : (
        <p className="muted">{t('zookeeper.znode.noValue')}</p>
      )}
      <dl className="facts">
        {linesOf(znode, t).map(([label, told]) => (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>
              {told.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function linesOf(znode: Facts, t: Translate): readonly (readonly [string, readonly string[]])[] {
  const { ephemeral, watches, czxid, mzxid, pzxid, version, cversion, bytes, children } = znode
  const watched = watches.map(({ client, server, of }) => t(`zookeeper.znode.watch.${of}`, { client, server }))
  return [
    [t('zookeeper.znode.owner'), [ownerText(ephemeral, t)]],
    ['dataVersion', [String(version)]],
    ['czxid', [czxid, ...clockText(znode.ctimeMs)]],
    ['mzxid', [mzxid, ...(mzxid === czxid ? [] : clockText(znode.mtimeMs))]],
    ['pzxid', [pzxid]],
    ['cversion', [String(cversion)]],
    ['dataLength', [String(bytes)]],
    ['numChildren', [String(children)]],
    [t('zookeeper.znode.watches'), watched.length === 0 ? [t('inspector.none')] : watched],
  ]
}

function ownerText(ephemeral: Facts['ephemeral'], t: Translate): string {
  if (ephemeral === null) return t('zookeeper.znode.stays')
  const { session, owner } = ephemeral
  return owner === null ? session : `${owner} (${session})`
}

/** `2026-03-02 00:00:00`, by the clock of the servers; nothing for what was there before anybody wrote. */
function clockText(ms: number): readonly string[] {
  return ms === 0 ? [] : [new Date(ms).toISOString().slice(0, 19).replace('T', ' ')]
}

/** JSON in lines of its own; anything else as it is. */
function pretty(value: string): string {
  if (!/^[[{]/.test(value)) return value
  try {
    return JSON.stringify(JSON.parse(value), null, 2)
  } catch {
    return value
  }
}
