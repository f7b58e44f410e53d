/** How a ZooKeeper server looks, once that has come: few first frames show one. */
import { arriving } from '../../parts/arriving.ts'
import type { ZooKeeperChip } from './ZooKeeperChip.tsx'

export const deferredZooKeeperChip = arriving<{ readonly ZooKeeperChip: typeof ZooKeeperChip }>()
