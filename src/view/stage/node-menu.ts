/** What can be done to a process on stage, as a menu. */
import type { Translate } from '../../i18n/index.ts'
import type { BrokerImage, NodeStatus, ProducerImage } from '../../kafka/observe/cluster-image.ts'
import { type MovePurpose, openDialog } from '../../store/dialog-store.ts'
import { sendCommand } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { movingPartitions } from '../moves/plan-moves.ts'
import { isUp, SLOW_NODE_US } from './actions.ts'
import type { MenuEntry } from './menu-parts.ts'

/** Entries for a broker or a controller. */
export function serverMenu(t: Translate, node: string, status: NodeStatus, slowdownUs: number): MenuEntry[] {
  if (!isUp(status))
    return [{ label: t('stage.menu.start'), icon: '▶', run: () => void sendCommand({ type: 'StartNode', node }) }]
  const slow = slowdownUs > 0
  return [
    pauseEntry(t, node, status),
    {
      label: slow ? t('stage.menu.fullSpeed') : t('stage.menu.slow'),
      icon: '◔',
      run: () => void sendCommand({ type: 'SlowNode', node, delayUs: slow ? 0 : SLOW_NODE_US }),
    },
    { label: t('stage.menu.stop'), icon: '■', run: () => void sendCommand({ type: 'StopNode', node }) },
    killEntry(t, node, t('stage.menu.killLoses')),
    {
      label: t('stage.menu.powerCut'),
      note: t('stage.menu.powerCutLoses'),
      icon: '⚡',
      danger: true,
      run: () => void sendCommand({ type: 'PowerCutNode', node }),
    },
  ]
}

/** Entries for a broker, whose disks may fail, and which may be removed when it is down. */
export function brokerMenu(t: Translate, { id, node, status, slowdownUs, directories = [] }: BrokerImage): MenuEntry[] {
  const entries = serverMenu(t, node, status, slowdownUs)
  if (isUp(status)) {
    const live = directories.filter(({ failed }) => !failed)
    return [...moveEntries(t, id), ...entries, ...live.map(({ path, replicas }) => failEntry(t, node, path, replicas))]
  }
  const forget = () => void sendCommand({ type: 'RemoveBroker', broker: node })
  return [...entries, { label: t('stage.menu.forget'), icon: '−', danger: true, run: forget }]
}

function moveEntries(t: Translate, broker: number): MenuEntry[] {
  const open = (purpose: MovePurpose) => () => openDialog({ name: 'moves', purpose })
  const isMoving = movingPartitions(useImageStore.getState().image).length > 0
  return [
    ...(isMoving ? [{ label: t('moves.menu.underWay'), icon: '⇄', run: open({ kind: 'underWay' }) }] : []),
    { label: t('moves.menu.here'), icon: '⇲', run: open({ kind: 'here', broker }) },
    { label: t('moves.menu.drain'), icon: '⇱', run: open({ kind: 'drain', broker }) },
  ]
}

/** Entries for a producer or a consumer; `remove` closes it properly. */
export function clientMenu(t: Translate, node: string, status: NodeStatus, remove: () => void): MenuEntry[] {
  const closing = { label: t('stage.menu.remove'), icon: '−', run: remove }
  if (!isUp(status)) {
    return [
      { label: t('stage.menu.start'), icon: '▶', run: () => void sendCommand({ type: 'StartNode', node }) },
      closing,
    ]
  }
  return [pauseEntry(t, node, status), closing, killEntry(t, node, t('stage.menu.killClientLoses'))]
}

/** Entries for a producer: the transaction that is open can be ended, or left open by whoever is killed in its middle. */
export function producerMenu(t: Translate, producer: ProducerImage, remove: () => void): MenuEntry[] {
  const { name, status, transaction } = producer
  const entries = clientMenu(t, name, status, remove)
  if (transaction?.state !== 'IN_TRANSACTION' || status !== 'running') return entries
  const end = (committed: boolean) => () => void sendCommand({ type: 'EndTransaction', producer: name, committed })
  return [
    { label: t('transaction.menu.commit'), icon: '✓', run: end(true) },
    { label: t('transaction.menu.abort'), note: t('transaction.menu.abortHelp'), icon: '⊘', run: end(false) },
    ...entries.slice(0, -1),
    killEntry(t, name, t('transaction.menu.killLoses')),
  ]
}

function failEntry(t: Translate, broker: string, directory: string, replicas: number): MenuEntry {
  return {
    label: t('inspector.action.failDirectory', { directory }),
    note: t('directory.holds', { replicas }),
    icon: '⊟',
    danger: true,
    run: () => void sendCommand({ type: 'FailDisk', broker, directory }),
  }
}

function pauseEntry(t: Translate, node: string, status: NodeStatus): MenuEntry {
  const paused = status === 'paused'
  return {
    label: paused ? t('stage.menu.resume') : t('stage.menu.pause'),
    icon: paused ? '▶' : '❚❚',
    run: () => void sendCommand({ type: paused ? 'ResumeNode' : 'PauseNode', node }),
  }
}

function killEntry(t: Translate, node: string, note: string): MenuEntry {
  return {
    label: t('stage.menu.kill'),
    note,
    icon: '✕',
    danger: true,
    run: () => void sendCommand({ type: 'KillNode', node }),
  }
}
