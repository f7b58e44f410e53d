import { expect, test } from 'vitest'
import { oldCluster } from '../../../../testing/old-cluster.ts'

test('boot', () => {
  const t = oldCluster()
  console.log(t.world.nowUs, [1,2,3].map((id) => JSON.stringify(t.broker(id)?.lifecycle)), [...t.broker(1).metadata.brokers.keys()])
  console.log(t.znode('/controller'), t.znode('/brokers/ids/1'), t.znode('/cluster/id'), t.znode('/latest_producer_id_block'))
  console.log(t.happenings().map((h) => JSON.stringify(h)).join('\n'))
})
