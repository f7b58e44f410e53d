import { expect, test } from 'vitest'
import { oldCluster } from '../../../../testing/old-cluster.ts'
import { controllerMetrics } from '../../../../worker/metrics/controller-metrics.ts'
import { buildImage } from '../../../observe/image/build-image.ts'

test('the picture shows which broker is the controller, and while there is none, none', () => {
  const t = oldCluster()
  const controllers = () =>
    [...buildImage(t.world).brokers.values()].flatMap(({ id, controllerEpoch: epoch }) =>
      epoch === undefined ? [] : [{ id, epoch }],
    )
  const active = () => {
    let count = -1
    controllerMetrics.activeController.gauge(t.world, (_, value) => {
      count = value
    })
    return count
  }
  const [first] = controllers()
  expect(controllers()).toEqual([{ id: first?.id, epoch: 1 }])
  expect(active()).toBe(1)
  t.kill(`broker-${first?.id}`)
  t.runFor(5_000)
  expect(controllers()).toEqual([])
  expect(active()).toBe(0)
  t.runUntil('another controller', () => controllers().length === 1)
  expect(controllers()[0]?.epoch).toBe(2)
})
