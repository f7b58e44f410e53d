/** What happens, one sentence a beat. Each makes sense without the picture. */
export const captions = {
  'caption.label': 'What is happening',
  'caption.quiet': 'Records flow, and nothing is in their way. Whatever happens is told here.',
  'caption.standing.noLeader': '{partitions}: nobody leads. Writers and readers wait.',
  'caption.standing.cut': 'There is no way between {nodes}.',
  'caption.standing.held': 'Messages between {nodes} are held. They arrive once they are released.',
  'caption.standing.down': '{nodes}: off or paused. The others go on without.',
  'caption.standing.behind': '{partitions}: a replica is not in sync. Once it has caught up it is back in the ISR.',
  'caption.beat': 'Beat {number} of {total}: {text}',
  'caption.why': 'Why?',
  'caption.replay': 'Once more',
  'caption.replayHelp': 'Play this story again from its first moment',
  'caption.continue': 'Continue',
  'caption.noPauses': 'Don’t pause at these',
  'caption.paused': 'Paused here: this is new.',
  'caption.more': '{list} and {count} more',
  'caption.brokerKilled':
    '{nodes} was killed. Whoever was connected notices at once; the controller waits for heartbeats that no longer come.',
  'caption.brokerPowerCut': '{nodes} has lost its power. Nobody is told, so whoever asked it something just waits.',
  'caption.brokerPowerCutLost':
    '{nodes} has lost its power. {records} {records|record|records} it had not written to disk yet {records|is|are} gone from it, and only with whoever has copied them. Nobody is told; all just wait.',
  'caption.brokerPaused': '{nodes} hangs. Its connections stand, but it answers nobody.',
  'caption.brokerStopping': '{nodes} stops in good order: first it hands over the partitions that it leads.',
  'caption.brokerStopped': '{nodes} has stopped in good order. Its logs are whole on its disk, so nothing is lost.',
  'caption.brokerFenced':
    'No heartbeat for a whole session: the controller fences {nodes}, which may lead nothing from now on.',
  'caption.linkCut': 'No way any more between {nodes}. Both are alive, and neither hears the other.',
  'caption.leadersElected': '{partitions}: broker {brokers}, the first survivor in the ISR, becomes the leader.',
  'caption.leadersElectedMany':
    '{partitions}: each gets the first survivor in its ISR for a leader, brokers {brokers}.',
  'caption.leadersHandedOver':
    '{partitions}: broker {brokers} takes over before the old leader is gone, so nobody has to wait.',
  'caption.leadersBack': '{partitions}: the preferred leader leads again, broker {brokers}.',
  'caption.leadersUnclean':
    '{partitions}: nobody in the ISR is alive, so broker {brokers} leads although it had fallen behind. What it lacks is lost.',
  'caption.leadersNone': '{partitions}: nobody in the ISR is alive, so nobody leads. Writers and readers wait.',
  'caption.requestsTimedOut':
    'No answer from {silent} for {seconds} s: {nodes} give up their requests and ask another broker for metadata.',
  'caption.leadersNoticed': 'Clients ask for metadata, learn who leads now and go on there: {nodes}.',
  'caption.isrShrank':
    '{partitions}: broker {brokers} has been behind for too long and leaves the ISR. acks=all no longer waits for it.',
  'caption.isrGrew': '{partitions}: broker {brokers} has caught up and is back in the ISR.',
  'caption.logTruncated':
    '{nodes} cuts {partitions} back from offset {from} to {to}: the new leader never had what stood there.',
  'caption.recordsLost':
    '{partitions}: {records} acknowledged {records|record is|records are} lost for good. The producer was told that all went well.',
  'caption.recordsDuplicated': '{nodes} sent again what had arrived already: it stands in {partitions} twice.',
  'caption.recordsOutOfOrder':
    '{partitions}: what {nodes} had to send again came in behind what it had sent later. Without idempotence nobody keeps the order.',
  'caption.belowMinIsr':
    '{partitions}: fewer replicas are in sync than min.insync.replicas asks for, so acks=all is refused. {nodes} tries again, {count} {count|time|times} so far.',
  'caption.segmentDeleted': '{partitions}: retention deletes the oldest segment. The log now begins at offset {to}.',
  'caption.sendsRetried': '{partitions}: {error}. Tried again {count} {count|time|times} so far, by {nodes}.',
  'caption.sendsSentOn':
    '{partitions}: {nodes} asked a broker that no longer leads ({error}), gets new metadata and sends to the new leader, {count} {count|time|times} so far.',
  'caption.sendsFailed': '{nodes} gives up {records} {records|record|records} for {partitions}: {error}.',
  'caption.producerKilled': '{nodes} was killed, and what it had not sent yet is gone with it.',
  'caption.consumerKilled':
    '{nodes} was killed without a word to its group. Nobody reads its partitions until its session is over.',
  'caption.consumerPaused': '{nodes} hangs and sends no heartbeat. Its group waits until its session is over.',
  'caption.consumerFailed': '{nodes} has ended: nobody caught {error}.',
  'caption.brokerStarted': '{nodes} starts and reads its logs.',
  'caption.brokerRegistered': '{nodes} registers with the controller. It stays fenced until it has the metadata.',
  'caption.brokerUnfenced':
    '{nodes} may serve now. It follows first, and copies what it does not have yet of its partitions.',
  'caption.brokerResumed': '{nodes} goes on, and does not know that it was away.',
  'caption.linkRepaired': '{nodes} hear each other again.',
  'caption.controllerGone':
    '{nodes} is gone. Brokers go on serving; if it was the active controller, nothing is decided until another is elected.',
  'caption.controllerCandidate':
    'controller-{to} hears nothing from the active controller any more and asks for votes.',
  'caption.controllerElected': 'controller-{to} has the votes of a majority: it is the active controller now.',
  'caption.memberJoined': '{nodes} joins {groups}, so the group has to agree anew who reads what.',
  'caption.memberLeft': '{nodes} leaves {groups}, and its partitions go to those who stay.',
  'caption.memberExpired': 'No heartbeat from {nodes} for a whole session: the coordinator takes it out of {groups}.',
  'caption.rebalanceBegan': '{groups} rebalances. Its coordinator waits until every member has joined again.',
  'caption.rebalanceAssigns': 'All members of {groups} are back. One of them works out who reads which partitions.',
  'caption.rebalanceDone': '{groups} goes on as generation {generation}. Every member knows its partitions: {nodes}.',
  'caption.rebalanceDoneIdle':
    '{groups} goes on as generation {generation}. There is no partition left for {idle}: one partition has one reader in a group.',
  'caption.coordinatorLost':
    'Members of {groups} hear nothing from their coordinator, broker {brokers}, and look for it anew. They read on, but can neither commit nor rebalance until they find it.',
  'caption.coordinatorMoved':
    '{groups}: broker {brokers} is the coordinator now, since it leads the partition that keeps the group’s offsets.',
  'caption.topicCreated': 'Topic {topics} is there, with {to} {to|partition|partitions}.',
  'caption.topicDeleted': 'Topic {topics} is deleted, and its records with it.',
  'caption.partitionsAdded':
    '{topics} has {to} partitions now, {from} before. From now on a key may go to another partition than it did.',
  'caption.step.append':
    '{records} {records|record|records} from {from} {records|reaches|reach} {to}, the leader of {partitions}.',
  'caption.step.copy': '{to} copies {records} {records|record|records} of {partitions} from {from}.',
  'caption.step.fetch': '{to} reads {records} {records|record|records} of {partitions} from {from}.',
  'caption.step.acknowledge': '{from} acknowledges to {to} what it sent to {partitions}.',
  'caption.step.commit': '{from} commits to {to} how far it has read {partitions}.',
  'caption.step.news': '{type} from {from} reaches {to}.',
  'caption.step.message': '{type} from {from} reaches {to}. The picture shows nothing of it.',
  'caption.step.timer': 'A timer of {to} is up: {type}.',
  'caption.step.disconnect': '{to} loses a connection.',
  'caption.step.number': 'event {number}:',
  'caption.step.did': 'A command that was given here.',
  'caption.step.nothing': 'Nothing to be seen within {seconds} s from here.',
  'caption.step.none': 'There is nothing before this.',
} as const
