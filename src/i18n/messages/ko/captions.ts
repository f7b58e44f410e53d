import type { captions as english } from '../en/captions.ts'

export const captions: Record<keyof typeof english, string> = {
  'caption.label': '지금 일어나는 일',
  'caption.quiet': '레코드가 막힘없이 흐릅니다. 무슨 일이 생기면 여기에서 알려 드립니다.',
  'caption.standing.noLeader': '{partitions}: 리더가 없습니다. 쓰기도 읽기도 기다립니다.',
  'caption.standing.cut': '{nodes} 사이의 연결이 끊겨 있습니다.',
  'caption.standing.cutFrom': '{node}{node|과|와} {nodes} 사이의 연결이 끊겨 있습니다.',
  'caption.standing.cutLinks': '끊긴 연결이 있습니다: {links}.',
  'caption.standing.heldFrom':
    '{node}{node|과|와} {nodes} 사이의 메시지가 붙들려 있습니다. 풀어 줄 때까지 도착하지 않습니다.',
  'caption.standing.heldLinks': '이 연결의 메시지가 붙들려 있습니다: {links}. 풀어 줄 때까지 도착하지 않습니다.',
  'caption.standing.held': '{nodes} 사이의 메시지가 붙들려 있습니다. 풀어 줄 때까지 도착하지 않습니다.',
  'caption.standing.down': '{nodes}: 꺼졌거나 멈춰 있습니다. 나머지는 계속 일합니다.',
  'caption.standing.downAll': '{nodes}: 꺼졌거나 멈춰 있습니다.',
  'caption.standing.notStarted': '{nodes} 시작 실패: {error}',
  'caption.standing.nothing': '아직 쓰인 레코드가 없습니다. 무슨 일이 생기면 여기에서 알려 드립니다.',
  'caption.standing.rebalance':
    '{groups}: 리밸런스하는 중입니다. 먼저 합류한 컨슈머는 나머지도 합류하거나 기다리는 시간이 끝나기를 기다립니다.',
  'caption.standing.goneToCommit':
    '{members}{members|은|는} 아직 다시 합류하지 못합니다. 합류하기 전에 읽은 곳까지 커밋해야 하는데 {partitions}{partitions|이|가} 없어졌습니다. 커밋은 거절되고, 리밸런스 시간이 끝날 때까지 다시 시도합니다.',
  'caption.standing.diskFailed':
    '{partitions}: {brokers}의 디스크가 고장 나 동기화되지 않은 레플리카가 있습니다. 브로커를 다시 시작하면 돌아옵니다.',
  'caption.standing.behind': '{partitions}: 동기화되지 않은 레플리카가 있습니다. 따라잡으면 ISR에 돌아옵니다.',
  'caption.beat': '장면 {total}개 중 {number}번째: {text}',
  'caption.instant': '같은 순간의 {total}가지 중 {number}:',
  'caption.why': '왜?',
  'caption.replay': '다시 보기',
  'caption.replayHelp': '이 이야기를 첫 순간부터 다시 재생합니다',
  'caption.continue': '계속',
  'caption.noPauses': '이런 곳에서 멈추지 않기',
  'caption.paused': '처음 보는 장면이라 멈췄습니다.',
  'caption.more': '{list} 외 {count}개',
  'caption.brokerKilled':
    '{nodes}{nodes|이|가} 강제 종료되었습니다. 연결되어 있던 상대는 바로 알지만, 컨트롤러는 이제 오지 않을 하트비트를 기다립니다.',
  'caption.brokerPowerCut':
    '{nodes} 전원이 끊겼습니다. 아무도 알려 주지 않으니, 요청을 보낸 쪽은 그저 답을 기다립니다.',
  'caption.brokerPowerCutLost':
    '{nodes} 전원이 끊겼습니다. 아직 디스크에 쓰지 못한 레코드 {records}건은 여기서 사라졌고, 이미 복제해 간 브로커에만 남아 있습니다. 아무도 알려 주지 않으니 모두 답을 기다립니다.',
  'caption.brokerPaused': '{nodes}{nodes|이|가} 멈췄습니다. 연결은 그대로지만 아무에게도 답하지 않습니다.',
  'caption.brokerStopping': '{nodes}{nodes|이|가} 정상 종료를 시작합니다. 맡고 있던 리더 자리부터 넘겨줍니다.',
  'caption.brokerRemoved':
    '{nodes}{nodes|이|가} 디스크와 함께 사라졌습니다. 거기 남아 있던 레플리카는 저절로 다른 브로커에 복제되지 않습니다. 누군가 옮길 때까지 그 파티션은 레플리카가 하나 모자란 채로 남습니다.',
  'caption.brokerStopped':
    '{nodes}{nodes|이|가} 정상 종료를 마쳤습니다. 로그를 디스크에 모두 쓰고 나갔으므로 잃은 것이 없습니다.',
  'caption.brokerFenced':
    '세션 시간이 다 가도록 하트비트가 없어 컨트롤러가 {nodes}{nodes|을|를} 펜싱합니다. 이제 리더가 될 수 없습니다.',
  'caption.brokerKilledInSession':
    '{nodes}{nodes|이|가} 강제 종료되었습니다. 연결되어 있던 상대는 바로 알지만, 주키퍼는 세션 시간이 다 지나야 알아챕니다.',
  'caption.linkCut': '{nodes} 사이의 연결이 끊겼습니다. 둘 다 살아 있지만 서로의 소리를 듣지 못합니다.',
  'caption.leadersElected':
    '{partitions}: 컨트롤러가 ISR에서 살아남은 첫 레플리카, {brokers}{brokers|을|를} 뽑습니다. 소식이 닿으면 리더가 됩니다.',
  'caption.leadersElectedMany':
    '{partitions}: 컨트롤러가 파티션마다 ISR에서 살아남은 첫 레플리카를 뽑습니다. 소식이 닿으면 리더가 됩니다: {brokers}.',
  'caption.leadersHandedOver':
    '{partitions}: 이전 리더가 떠나기 전에 {brokers}{brokers|이|가} 이어받습니다. 그래서 리더가 없는 때가 없습니다.',
  'caption.leadersBack': '{partitions}: 선호 리더인 {brokers}{brokers|이|가} 다시 리더가 됩니다.',
  'caption.leadersUnclean':
    '{partitions}: ISR에 살아 있는 레플리카가 없어, 뒤처져 있던 {brokers}{brokers|이|가} 리더가 됩니다(언클린 리더 선출). 따라잡지 못한 레코드는 유실됩니다.',
  'caption.leadersNone':
    '{partitions}: ISR에 살아 있는 레플리카가 없어 리더를 뽑을 수 없습니다. 쓰기도 읽기도 기다립니다.',
  'caption.askedInVain': '화면에서 클러스터에 요청한 일이 이루어지지 않았습니다: {error}',
  'caption.clientRefused':
    '{nodes}{nodes|은|는} 시작할 수 없습니다. 카프카 클라이언트가 설정을 거절했습니다. 눌러 보면 까닭을 읽을 수 있습니다.',
  'caption.leadersTakenOut':
    '{partitions}: 컨트롤러가 먼저 {brokers}{brokers|을|를} ISR에서 빼고, 이어서 남은 레플리카 중 살아 있는 것을 리더로 뽑습니다.',
  'caption.requestsTimedOut':
    '{seconds}초 동안 {silent}에서 응답이 없었습니다. 요청을 포기하고 다른 브로커에 메타데이터를 묻습니다: {nodes}.',
  'caption.leadersNoticed': '{nodes}: 메타데이터를 다시 받아 새 리더를 알게 되었고, 이제 그 리더와 이어 갑니다.',
  'caption.isrShrank':
    '{partitions}: {brokers}{brokers|이|가} 너무 오래 뒤처져 ISR에서 빠집니다. acks=all은 이제 이 레플리카를 기다리지 않습니다.',
  'caption.isrGrew': '{partitions}: {brokers}{brokers|이|가} 따라잡아 ISR에 들어왔습니다.',
  'caption.logTruncated':
    '{nodes}{nodes|이|가} 오프셋 {from}에서 끝나던 {partitions} 로그를 {to}에서 끝나게 잘라 냅니다. 잘린 레코드는 새 리더에게 없던 것입니다.',
  'caption.recordsLost':
    '{partitions}: 확인 응답까지 한 레코드 {records}건이 영영 사라졌습니다. 프로듀서는 잘 저장된 줄 압니다.',
  'caption.recordsOutOfOrder':
    '{partitions}: {nodes}{nodes|이|가} 다시 보낸 레코드가 나중에 보낸 레코드보다 뒤에 기록되었습니다. 멱등성을 꺼 두면 순서를 지켜 줄 것이 없습니다.',
  'caption.recordsDuplicated':
    '{nodes}{nodes|이|가} 이미 도착한 레코드를 다시 보내 {partitions} 로그에 두 번 남았습니다.',
  'caption.belowMinIsr':
    '{partitions}: 동기화된 레플리카가 min.insync.replicas보다 적어 acks=all 쓰기를 거절합니다. {nodes}{nodes|이|가} 다시 보냅니다. 지금까지 {count}번.',
  'caption.segmentDeleted':
    '{partitions}: 보존 기간이 지난 가장 오래된 세그먼트를 지웁니다. 로그는 이제 오프셋 {to}부터입니다.',
  'caption.logCleaned':
    '{nodes}{nodes|이|가} {partitions} 로그를 컴팩션합니다. 같은 키의 더 새 레코드가 있는 레코드는 사라지고, 남은 레코드의 오프셋은 그대로입니다.',
  'caption.sendsRetried': '{partitions}: {error}. {nodes}{nodes|이|가} 다시 보냅니다. 지금까지 {count}번.',
  'caption.sendsSentOn':
    '{partitions}: {nodes}{nodes|이|가} 이제 리더가 아닌 브로커에 보냈다가 거절되었습니다({errorName}). 메타데이터를 다시 받아 새 리더에게 보냅니다. 지금까지 {count}번.',
  'caption.clientThrottled':
    '{nodes}{nodes|이|가} 할당량을 넘었습니다. 속도가 다시 한도 안으로 들어올 때까지 {brokers}{brokers|은|는} 아무것도 읽지 않습니다. 넘을 때마다 그렇게 합니다.',
  'caption.sendsFailed': '{nodes}{nodes|이|가} {partitions} 레코드 {records}건을 포기합니다. {error}.',
  'caption.producerKilled': '{nodes}{nodes|이|가} 강제 종료되었습니다. 아직 보내지 못한 레코드도 함께 사라졌습니다.',
  'caption.producerStarted': '{nodes}{nodes|이|가} 새 프로세스로 시작합니다. 메타데이터부터 받고 나서 보냅니다.',
  'caption.consumerKilled':
    '{nodes}{nodes|이|가} 그룹에 아무 말 없이 강제 종료되었습니다. 세션이 끝날 때까지 그 파티션은 아무도 읽지 않습니다.',
  'caption.consumerPaused':
    '{nodes}{nodes|이|가} 멈춰 하트비트를 보내지 않습니다. 그룹은 세션이 끝날 때까지 기다립니다.',
  'caption.consumerFailed': '{nodes}{nodes|이|가} 끝났습니다. {errorName} 예외를 아무도 처리하지 않았습니다.',
  'caption.brokerStarted': '{nodes}{nodes|이|가} 켜져 로그를 읽어 들입니다.',
  'caption.brokerRegistered':
    '{nodes}{nodes|이|가} 컨트롤러에 등록합니다. 메타데이터를 다 받을 때까지는 펜싱되어 있습니다.',
  'caption.brokerUnfenced':
    '{nodes}{nodes|이|가} 이제 일할 수 있습니다. 리더가 되기 전에, 맡은 파티션에서 아직 없는 레코드부터 복제합니다.',
  'caption.brokerAppeared':
    '{nodes}{nodes|이|가} 주키퍼에 자신을 등록했습니다. 무엇의 리더이고 무엇의 팔로워인지는 컨트롤러가 알려 줍니다.',
  'caption.brokerUnfencedEmpty':
    '{nodes}{nodes|이|가} 클러스터에 들어왔지만 비어 있습니다. 카프카는 새 브로커로 아무것도 저절로 옮기지 않습니다. 새로 만드는 토픽이나 직접 옮기는 레플리카만 그곳에 놓입니다.',
  'caption.brokerAppearedEmpty':
    '{nodes}{nodes|이|가} 주키퍼에 자신을 등록했지만 비어 있습니다. 카프카는 새 브로커로 아무것도 저절로 옮기지 않습니다. 새로 만드는 토픽이나 직접 옮기는 레플리카만 그곳에 놓입니다.',
  'caption.brokerDrained':
    '{nodes}에 남은 것이 없습니다. 모든 파티션의 레플리카가 다른 브로커에 있으니, 종료해도 아무도 아쉬워하지 않습니다.',
  'caption.brokerNotDrained':
    '{nodes}{nodes|을|를} 종료하지 않습니다. 아직 레플리카가 남아 있습니다: {partitions}. 그사이 새로 놓인 것이니 다시 한번 비우세요.',
  'caption.moveStarted':
    '{partitions}: {brokers}{brokers|이|가} 빈 로그로 시작해 리더에게서 복제합니다. 새 레플리카가 모두 동기화될 때까지 이전 레플리카도 그대로 있습니다.',
  'caption.moveCaughtUp': '파티션 {to}개 가운데 {moved}개: {brokers}{brokers|이|가} 모두 복제해 ISR에 들어갑니다.',
  'caption.moveDone':
    '{partitions}: 새 레플리카가 모두 동기화되어 이전 레플리카가 빠집니다. {brokers}{brokers|이|가} 가지고 있던 로그를 지웁니다. 클라이언트는 아무것도 느끼지 못합니다.',
  'caption.replicasAdded':
    '{partitions}: 이제 {brokers}에도 레플리카가 있어 브로커가 한 대 더 고장 나도 견딥니다. 그만큼 쓸 때마다 한 번 더 복제합니다.',
  'caption.replicasDropped':
    '{partitions}: 복제 계수를 줄일 때는 복제할 것이 없습니다. {brokers}{brokers|이|가} 가지고 있던 로그를 바로 지웁니다.',
  'caption.preferenceChanged':
    '{partitions}: 레플리카는 그대로이고 순서만 바뀌었습니다. 맨 앞이 선호 리더이며, 다음 선호 리더 선출 때 리더가 됩니다.',
  'caption.moveCancelled':
    '{partitions}: 재할당을 취소했습니다. 그동안 복제한 것은 지우고 이전 레플리카가 그대로 이어 갑니다.',
  'caption.throttleRemoved':
    '복제 속도 제한을 다시 풀었습니다. 이것을 잊으면 뒤처진 레플리카가 따라잡을 때에도 복제가 계속 느립니다.',
  'caption.readReplicaChosen':
    '{nodes}의 서버 랙은 {racks}입니다. 리더가 같은 랙에 있는 레플리카를 알려 주어, 이제 {brokers}에서 읽습니다. 랙 사이를 오가는 트래픽이 줄어듭니다.',
  'caption.brokerResumed': '{nodes}{nodes|이|가} 다시 움직입니다. 자기가 멈춰 있던 것은 모릅니다.',
  'caption.linkRepaired': '{nodes} 사이의 연결이 다시 이어졌습니다.',
  'caption.controllerGone':
    '{nodes}{nodes|이|가} 사라졌습니다. 브로커는 계속 일합니다. 활성 컨트롤러였다면 새로 뽑힐 때까지 아무것도 결정되지 않습니다.',
  'caption.controllerCandidate': '활성 컨트롤러의 소식이 끊겨 controller-{to}{to|이|가} 표를 모으기 시작합니다.',
  'caption.controllerElected': 'controller-{to}{to|이|가} 과반수의 표를 얻어 활성 컨트롤러가 됩니다.',
  'caption.standing.noQuorum':
    '주키퍼에 쿼럼이 없습니다. 지금은 아무것도 바뀔 수 없습니다. 리더 선출도, 토픽 생성도, 세션 만료도 없습니다. 이미 있는 리더는 계속 읽고 씁니다.',
  'caption.standing.noZooKeeperLeader':
    '주키퍼 서버들이 리더를 정하는 중입니다. 그동안 아무것도 바뀌지 않지만 파티션의 리더는 계속 일합니다.',
  'caption.zookeeperGone': '{nodes}{nodes|이|가} 사라졌습니다. 주키퍼는 서버의 과반수가 있을 때만 일합니다.',
  'caption.zookeeperStarted': '{nodes}{nodes|이|가} 켜져 로그를 읽고 앙상블의 리더를 찾습니다.',
  'caption.zookeeperStoppedServing':
    '{nodes}: 리더를 따르는 과반수가 무너져 클라이언트를 모두 돌려보냅니다. 과반수가 다시 모일 때까지 아무것도 바뀔 수 없지만, 파티션의 리더는 계속 일합니다.',
  'caption.zookeeperElected':
    '과반수가 다시 모여 {nodes}{nodes|이|가} 주키퍼 앙상블의 리더가 됩니다. 이제 바꿀 수 있고, 세션의 시간은 처음부터 다시 잽니다.',
  'caption.zookeeperSessionExpired':
    '어떤 세션의 소식이 {seconds}초 동안 없어 주키퍼가 끝냅니다. 그 세션의 임시 znode도 함께 사라집니다: {paths}.',
  'caption.zookeeperBrokerExpired':
    '{seconds}초 동안 {brokers} 소식이 없어 주키퍼 세션이 만료되고, 그 브로커의 임시 znode가 사라집니다. 컨트롤러는 이것으로 브로커가 죽었음을 압니다.',
  'caption.brokerBecameController':
    '{nodes}{nodes|이|가} 주키퍼에 /controller를 가장 먼저 만들어 컨트롤러가 되었습니다. 클러스터가 어떤 상태인지 주키퍼에서 모두 읽어 옵니다.',
  'caption.memberJoined': '{nodes}{nodes|이|가} {groups} 그룹에 들어옵니다. 누가 무엇을 읽을지 다시 정해야 합니다.',
  'caption.memberLeft':
    '{nodes}{nodes|이|가} {groups} 그룹에서 나가며 읽던 파티션을 내놓습니다. 남은 멤버가 나누어 맡습니다.',
  'caption.memberExpired': '{nodes}{nodes|이|가} 제때 소식을 보내지 않아, 코디네이터가 {groups} 그룹에서 내보냅니다.',
  'caption.rebalanceBegan':
    '{groups} 그룹이 리밸런스를 시작합니다. 코디네이터는 모든 멤버가 다시 들어올 때까지 기다립니다.',
  'caption.rebalanceAssigns': '{groups} 그룹의 멤버가 모두 돌아왔습니다. 그중 하나가 누가 무엇을 읽을지 정합니다.',
  'caption.groupEmptied':
    '{groups} 그룹에 멤버가 없어 아무도 읽지 않습니다. 커밋한 오프셋은 만료될 때까지 남아 있으므로, 그 전에 들어오는 멤버는 거기서 이어 읽습니다.',
  'caption.rebalanceDone':
    '{groups} 그룹이 리밸런스를 마쳤습니다(세대 {generation}). 저마다 읽을 파티션을 받았습니다: {nodes}.',
  'caption.rebalanceDoneIdle':
    '{groups} 그룹이 리밸런스를 마쳤습니다(세대 {generation}). {idle}{idle|은|는} 읽을 파티션이 없습니다. 한 그룹에서 파티션 하나는 한 멤버만 읽습니다.',
  'caption.coordinatorLost':
    '{groups} 그룹의 멤버가 코디네이터인 {brokers}{brokers|과|와} 연락이 끊겨 코디네이터를 새로 찾습니다. 읽기는 이어지지만, 찾을 때까지 커밋도 리밸런스도 하지 못합니다.',
  'caption.coordinatorUnheard':
    '{groups} 그룹: 코디네이터인 {brokers}{brokers|은|는} 살아 있지만, __consumer_offsets에 쓴 것이 충분한 레플리카에 복제되지 않습니다(COORDINATOR_NOT_AVAILABLE). 읽기는 이어지고, 커밋은 될 때까지 다시 시도합니다.',
  'caption.coordinatorMoved':
    '{groups} 그룹의 오프셋을 보관하는 파티션의 리더가 바뀌어, 이제 {brokers}{brokers|이|가} 코디네이터입니다.',
  'caption.transactionalIdGiven':
    '{transactions}: 코디네이터가 프로듀서에게 ID와 에포크 0을 주고 __transaction_state에 기록합니다.',
  'caption.transactionalIdTaken':
    '{transactions}{transactions|이|가} 이제 에포크 {epoch}입니다. 이 ID를 쓰던 이전 프로듀서는 에포크가 낮아 이제부터 거절됩니다.',
  'caption.openTransactionFenced':
    '이전 프로듀서의 트랜잭션이 아직 열려 있는데 새 프로듀서가 {transactions}{transactions|을|를} 요청합니다. 코디네이터는 에포크를 올려 열린 트랜잭션부터 중단합니다.',
  'caption.producerFenced':
    '{nodes}{nodes|은|는} 좀비입니다. 이제 다른 프로듀서가 {transactions}{transactions|을|를} 쓰므로 보내는 것마다 거절됩니다. 펜싱된 프로듀서는 닫는 수밖에 없습니다.',
  'caption.transactionBegan':
    '트랜잭션 {transactions}{transactions|이|가} 열렸습니다. 코디네이터가 참여 파티션을 기록했습니다: {partitions}. read_committed 컨슈머는 그 앞에서 멈춥니다.',
  'caption.commitAsked': '{nodes}{nodes|이|가} commitTransaction()을 호출합니다.',
  'caption.abortAsked': '{nodes}{nodes|이|가} abortTransaction()을 호출합니다. 이 트랜잭션은 없던 일이 됩니다.',
  'caption.transactionCommits':
    '{transactions}의 PrepareCommit이 __transaction_state에 기록되었습니다. 이제 커밋은 실패하지 않습니다. 파티션마다 마커를 보냅니다.',
  'caption.transactionAborts':
    '{transactions}의 PrepareAbort가 __transaction_state에 기록되어 중단이 결정되었습니다. 파티션마다 ABORT 마커를 보냅니다.',
  'caption.markersWritten':
    '리더가 {partitions}에 마커를 기록합니다. 마커도 오프셋 하나를 차지하며, 마지막 안정 오프셋(LSO)은 그 뒤로 나아갈 수 있습니다.',
  'caption.transactionCommitted':
    '모든 파티션에 마커가 기록되어 {transactions}{transactions|이|가} 커밋되었습니다. read_committed 컨슈머가 그 레코드를 모두 받습니다.',
  'caption.transactionAborted':
    '모든 파티션에 ABORT 마커가 기록되어 {transactions}{transactions|이|가} 중단되었습니다. 레코드는 로그에 남지만 read_committed 컨슈머는 건너뜁니다.',
  'caption.transactionHangs':
    '트랜잭션 {transactions}{transactions|이|가} {seconds}초째 열려 있습니다. {partitions}에서 read_committed 컨슈머는 그 앞에서 기다리고, 뒤에 있는 다른 프로듀서의 레코드도 받지 못합니다. {to}초가 지나면 코디네이터가 중단합니다.',
  'caption.transactionTimedOut':
    '트랜잭션 {transactions}{transactions|이|가} {seconds}초(transaction.timeout.ms)를 넘겨, 코디네이터가 중단하고 에포크를 올려 그 프로듀서를 펜싱합니다.',
  'caption.topicCreated': '{topics} 토픽이 파티션 {to}개로 만들어졌습니다.',
  'caption.topicDeleted': '{topics} 토픽이 레코드와 함께 삭제되었습니다.',
  'caption.partitionsAdded':
    '{topics} 토픽의 파티션이 {from}개에서 {to}개가 되었습니다. 이제 같은 키가 전과 다른 파티션으로 갈 수 있습니다.',
  'caption.step.append': '{from}{from|이|가} 보낸 레코드 {records}건이 {partitions} 리더인 {to}에 도착합니다.',
  'caption.step.copy': '{to}{to|이|가} {from}에서 {partitions} 레코드 {records}건을 복제해 갑니다.',
  'caption.step.fetch': '{to}{to|이|가} {from}에서 {partitions} 레코드 {records}건을 읽어 갑니다.',
  'caption.step.acknowledge': '{from}{from|이|가} {to}에 {partitions} 레코드를 받았다고 확인 응답합니다.',
  'caption.step.commit': '{from}{from|이|가} {partitions}{partitions|을|를} 어디까지 읽었는지 {to}에 커밋합니다.',
  'caption.step.news': '{from}{from|이|가} 보낸 {type} 메시지가 {to}에 도착합니다.',
  'caption.step.message': '{from}{from|이|가} 보낸 {type} 메시지가 {to}에 도착합니다. 그림에는 나타나지 않습니다.',
  'caption.step.timer': '{to}의 타이머가 다 되었습니다.',
  'caption.step.disconnect': '{to}의 연결 하나가 끊깁니다.',
  'caption.step.page': '이 페이지',
  'caption.step.number': '이벤트 {number}:',
  'caption.step.did': '여기에서 한 일입니다.',
  'caption.step.nothing': '여기서 {seconds}초 안에는 보이는 일이 없습니다.',
  'caption.step.none': '이보다 앞에는 아무것도 없습니다.',
  'caption.memoryTaken':
    '다른 프로그램이 {nodes}의 메모리를 차지합니다. 페이지 캐시가 줄어 오래된 레코드가 밀려납니다.',
  'caption.memoryFree': '{nodes}의 메모리가 다시 비었습니다. 모든 로그가 페이지 캐시에 들어갑니다.',
  'caption.readFromDisk':
    '{nodes}{nodes|이|가} {partitions} 레코드를 디스크에서 읽습니다. 페이지 캐시에 더는 없기 때문입니다. 읽는 쪽은 기다립니다.',
  'caption.logDirectoryFailed':
    '{nodes}의 {paths} 디스크가 고장 났습니다. 브로커는 나머지 디렉터리로 계속 동작하고, 이 디렉터리의 파티션을 찾는 쪽에는 KAFKA_STORAGE_ERROR로 답합니다.',
  'caption.logDirectoryWasLast':
    '{paths}까지 고장 나 {nodes}에 남은 로그 디렉터리가 없습니다. 브로커가 종료 코드 1로 멈춥니다.',
  'caption.logDirectoryHadMetadata':
    '{nodes}의 {paths} 디스크가 고장 났는데, 메타데이터 로그가 그 안에 있습니다. 그것 없이는 계속할 수 없어 브로커가 종료 코드 1로 멈춥니다.',
  'caption.logDirectoryReported':
    '{nodes}의 로그 디렉터리 하나가 고장 났음을 컨트롤러가 알았습니다. 브로커는 살아 있지만, 그 안의 레플리카를 ISR에서 빼고 다른 브로커에 리더를 맡깁니다.',
  'caption.brokerDiskFailed':
    '{nodes}의 디스크가 고장 나 그 위의 로그 디렉터리를 모두 잃고 브로커가 멈춥니다. 가지고 있던 것은 이제 다른 브로커에만 있습니다.',
}
