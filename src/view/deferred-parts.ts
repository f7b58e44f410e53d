/** What nobody looks for in the first frames: a file of its own in the build, fetched after the first frames. */
import { tellUnknownValues } from '../store/address-told.ts'
import { keepPauses } from '../store/changes-store.ts'
import { keepStepNames } from '../store/step-names.ts'
import './stage/overlays.css'
import { BrokerChips } from './kinds/broker/BrokerChips.tsx'
import { laneHoles, paintCompaction } from './kinds/broker/compaction-painter.ts'
import { deferredHeatMap } from './kinds/broker/deferred-heat-map.ts'
import { deferredLaneMarks } from './kinds/broker/deferred-lane-marks.ts'
import { FoldedLane } from './kinds/broker/FoldedLane.tsx'
import { ghostAt, ghostLabel } from './kinds/broker/ghost-cell.ts'
import { heatMap } from './kinds/broker/heat-map-layout.ts'
import { heatWord, paintHeat } from './kinds/broker/heat-painter.ts'
import { paintCut, paintLosses } from './kinds/broker/loss-painter.ts'
import { MissingLane } from './kinds/broker/MissingLane.tsx'
import { paintOutOfOrder } from './kinds/broker/out-of-order-painter.ts'
import { rareLanes } from './kinds/broker/rare-lanes.ts'
import { paintSegments } from './kinds/broker/segments-painter.ts'
import { laneHeldBack, paintUnreadable } from './kinds/broker/unreadable-painter.ts'
import { rareMember } from './kinds/consumer/rare-member.ts'
import { rareMemberWords } from './kinds/consumer/rare-member-words.ts'
import { Failing, fails } from './kinds/producer/Failing.tsx'
import { OtherTrays } from './kinds/producer/OtherTrays.tsx'
import { ProducerLine, producerSentence, tellsOfProducer } from './kinds/producer/ProducerLine.tsx'
import { producerLine } from './kinds/producer/producer-line.ts'
import { paintTransactions } from './kinds/transaction/transaction-painter.ts'
import { laneTransactions, transactionSpoken } from './kinds/transaction/transaction-words.ts'
import { deferredZooKeeperChip } from './kinds/zookeeper/deferred-chip.ts'
import { ZooKeeperChip } from './kinds/zookeeper/ZooKeeperChip.tsx'
import { ensembleEdges } from './scenes/kafka/edges.ts'
import { edgesOfEnsemble } from './scenes/kafka/edges-of-ensemble.ts'
import { onRoveKey } from './stage/lane-keys.ts'
import { MenuList } from './stage/MenuList.tsx'
import { menuParts } from './stage/menu-parts.ts'
import { brokerMenu, clientMenu, producerMenu, serverMenu } from './stage/node-menu.ts'
import { roveKeys } from './stage/rove.ts'
import { topicMenu } from './stage/topic-menu.ts'
import { SpeedPanel } from './timeline/SpeedPanel.tsx'
import { speedPanel } from './timeline/speed-panel.ts'

export { keepBeside } from '../store/beside.ts'
export { keepLagHistory } from '../store/lag-history.ts'
export { keepStories } from '../store/stories-store.ts'
export { Beside } from './beside/Beside.tsx'
export { DifferenceMarks } from './beside/DifferenceMarks.tsx'
export { CaptionBar } from './captions/CaptionBar.tsx'
export { HeatLegend } from './kinds/broker/HeatLegend.tsx'
export { FollowedBar } from './kinds/followed/FollowedBar.tsx'
export { NotesPlace } from './notes/NotesPlace.tsx'
export { CrashScreen } from './panels/CrashScreen.tsx'
export { Dock } from './panels/Dock.tsx'
export { Invitations, NextInvitation } from './panels/Invitations.tsx'
export { Sheet } from './panels/Sheet.tsx'
export { Toasts } from './panels/Toasts.tsx'
export { prefetchLazyParts } from './parts/prefetch.ts'
export { listenForShortcuts } from './parts/shortcuts.ts'
export { LinkTools } from './stage/LinkTools.tsx'
export { MoreBelow } from './stage/MoreBelow.tsx'
export { RecordTooltip } from './stage/RecordTooltip.tsx'
export { StageLegend } from './stage/StageLegend.tsx'
export { StoryOnStage } from './stage/StoryOnStage.tsx'
export { ForkMarks } from './timeline/ForkMarks.tsx'
export { NamedStepButton } from './timeline/NamedStepButton.tsx'
export { keyTarget } from './timeline/scrubber-keys.ts'

rareLanes.arrive({ BrokerChips, FoldedLane, MissingLane })
deferredLaneMarks.arrive({
  ghostAt,
  ghostLabel,
  heatWord,
  paintCut,
  paintHeat,
  paintLosses,
  paintOutOfOrder,
  paintTransactions,
  paintUnreadable,
  paintSegments,
  laneWords: (t, replica) =>
    [laneHeldBack(t, replica), laneTransactions(t, replica), laneHoles(t, replica)].filter(Boolean).join(', '),
  paintCompaction,
  transactionSpoken,
})
deferredHeatMap.arrive(heatMap)
deferredZooKeeperChip.arrive({ ZooKeeperChip })
keepPauses()
keepStepNames()
void tellUnknownValues(new URLSearchParams(location.search)).catch(() => undefined)
roveKeys.arrive(onRoveKey)
menuParts.arrive({ MenuList, brokerMenu, clientMenu, producerMenu, serverMenu, topicMenu })
producerLine.arrive({
  Line: ProducerLine,
  Others: OtherTrays,
  Failing,
  fails,
  tells: tellsOfProducer,
  sentence: producerSentence,
})
rareMember.arrive(rareMemberWords)
speedPanel.arrive(SpeedPanel)
ensembleEdges.arrive(edgesOfEnsemble)
