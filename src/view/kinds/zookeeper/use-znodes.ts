import { useEffect, useRef, useState } from 'react'
import type { ZooKeeperImage } from '../../../kafka/observe/cluster-image.ts'
import { askAbout } from '../../../store/engine.ts'
import type { AnswerTo } from '../../../worker/questions/registry.ts'

type Answer = AnswerTo<'readZnodes'>

/**
 * The open branches of a server's tree and the znode that was picked, asked for again whenever its row of the image says
 * that something may have changed. Null until the first answer.
 */
export function useZnodes(
  server: string,
  open: readonly string[],
  chosen: string | null,
  row: ZooKeeperImage | undefined,
): Answer | null {
  const [answer, setAnswer] = useState<{ readonly server: string; readonly of: Answer } | null>(null)
  const asking = useRef(0)
  const changes = row === undefined ? '' : [row.zxid, row.status, row.serving, row.watches, row.sessions].join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the row tells of a change.
  useEffect(() => {
    const number = ++asking.current
    askAbout({ type: 'readZnodes', server, open, chosen }).then(
      (of) => number === asking.current && setAnswer({ server, of }),
      // A newer question took its place, or the run has gone.
      () => undefined,
    )
  }, [server, open, chosen, changes])
  return answer?.server === server ? answer.of : null
}
