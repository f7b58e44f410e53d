import type { failures as english } from '../en/failures.ts'

export const failures: Record<keyof typeof english, string> = {
  'failure.gallery': '직접 겪어 보는 장애',
  'failure.galleryText':
    '결과가 정해지기 직전에 멈춘 채로 열리고, 카프카가 어떻게 할지 묻습니다. 먼저 답을 생각해 보고, 직접 해 본 다음, 접혀 있는 답을 펼쳐 비교하세요.',
  'failure.card': '지금 겪는 장애',
  'failure.look': '질문 보기',
  'failure.whatNext': '다음에 할 일',
  'failure.waiting': '재생하고 지켜보세요. 할 수 있게 되면 다음 단계가 나타납니다.',
  'failure.do.KillNode': '{node} 강제 종료하기',
  'failure.do.StartNode': '{node} 시작하기',
  'failure.do.StopNode': '{node} 정상 종료하기',
  'failure.do.PauseNode': '{node} 얼리기',
  'failure.do.ResumeNode': '{node} 깨우기',
  'failure.do.AddConsumer': '{name} 추가하기',
  'failure.do.AddProducer': '{name} 추가하기',
  'failure.do.AddBroker': '{name} 추가하기',
  'failure.do.AddPartitions': '{topic} 파티션을 {totalCount}개로 늘리기',
  'failure.do.SendRecords': '{producer}에서 레코드 {count}건 보내기',
  'failure.do.EndTransaction': '{producer}의 트랜잭션 커밋하기',
  'failure.do.HoldLink': '{from}의 요청을 {to} 앞에서 붙잡아 두기',
  'failure.do.ReleaseLink': '{from} 풀어 주기',
  'failure.do.CutLink': '{a} 끊어 놓기',
  'failure.do.RepairLink': '{a} 다시 잇기',
  'failure.do.ConfigureConsumer': '한 번에 더 적게 poll하기',
  'failure.runLine': '터미널에 입력하기: {line}',
  'failure.showAnswer': '카프카는 이렇게 합니다',
  'failure.older': '카프카 2.5에서는',
  'failure.skip': '다음에 할 일이 생길 때까지',
  'failure.newer': '카프카 4.3에서는',
  'failure.again': '처음부터 다시',
  'failure.all': '모든 장애',
  'failure.copyLink': '이 장애의 링크 복사',
  'failure.linkCopied': '링크를 열면 이 장애가 처음부터 시작됩니다.',
  'failure.unknown': '“{id}” 장애는 없습니다. 있는 것: {ids}.',

  'failure.acksOneLoses.title': '받았다고 했는데 사라진 레코드',
  'failure.acksOneLoses.sentence': 'acks=1이면 아무도 복제하기 전에 리더가 응답합니다.',
  'failure.acksOneLoses.question':
    '지금 팔로워들이 broker-2에서 아무것도 가져오지 못하는데, payment-service(acks=1)는 잘 받았다는 응답을 받고 있습니다. broker-2가 죽으면 마지막 레코드들은 어떻게 될까요?',
  'failure.acksOneLoses.answer':
    '사라집니다. 9초 뒤 그 레코드가 없는 레플리카가 리더가 되고, 새 레코드가 같은 오프셋을 받습니다. 돌아온 broker-2는 자기 로그에서 그 부분을 잘라 냅니다. acks=all이었다면 응답을 받지 못해 다시 보냈을 것입니다.',
  'failure.acksOneLoses.older': '결과는 같고, 9초가 아니라 최대 18초가 걸립니다.',

  'failure.aloneInTheIsr.title': '마지막 남은 동기화된 레플리카',
  'failure.aloneInTheIsr.sentence': 'acks=all은 동기화된 모두를 기다립니다. 그 모두가 하나일 수도 있습니다.',
  'failure.aloneInTheIsr.question':
    'broker-2만 동기화되어 있고 min.insync.replicas가 1이라서 혼자 응답합니다. 이제 broker-2가 죽고 broker-3이 돌아옵니다. 누가 리더가 될까요?',
  'failure.aloneInTheIsr.answer':
    '아무도 되지 않습니다. broker-3에는 그동안 응답한 레코드가 없으므로, broker-2가 돌아올 때까지 파티션은 오프라인입니다. 잃는 것은 없지만 되는 것도 없습니다. min.insync.replicas=2였다면 그 쓰기가 거절되었을 것입니다.',
  'failure.aloneInTheIsr.older': '결과는 같고, ISR에는 죽은 브로커가 그대로 남습니다.',

  'failure.belowMinIsr.title': '동기화된 레플리카가 모자랄 때',
  'failure.belowMinIsr.sentence': 'min.insync.replicas=2인데 레플리카가 하나만 남았습니다.',
  'failure.belowMinIsr.question':
    'order-service는 acks=all, payment-service는 acks=1로 보냅니다. broker-3은 꺼져 있고 이제 broker-1도 멈춥니다. 누구의 레코드가 기록되고, 컨슈머에게는 무엇이 보일까요?',
  'failure.belowMinIsr.answer':
    'acks=all은 거절되고(NOT_ENOUGH_REPLICAS) 2분 동안 다시 시도합니다. acks=1은 기록되고 응답도 받지만 아직 아무도 읽지 못합니다. 두 레플리카가 동기화될 때까지 하이 워터마크가 멈춰 있기 때문입니다. 전에 읽을 수 있던 것은 계속 읽을 수 있습니다.',
  'failure.belowMinIsr.older':
    'acks=1로 쓴 것을 바로 읽을 수 있습니다. 하이 워터마크가 최소 ISR 수를 기다리지 않습니다.',

  'failure.uncleanElection.title': '언클린 리더 선출',
  'failure.uncleanElection.sentence': 'unclean.leader.election.enable=true: 멈추느니 오래된 것이라도.',
  'failure.uncleanElection.question':
    'broker-2만 동기화되어 있고, 언클린 선출이 허용되어 있습니다. broker-2가 죽고, 마지막 레코드가 없는 broker-3이 돌아옵니다. 더 뒤까지 읽은 컨슈머는 어떻게 될까요?',
  'failure.uncleanElection.answer':
    '로그가 더 짧은 broker-3이 리더가 됩니다. broker-2에만 있던 것은 acks=all로 응답을 받았는데도 사라지고, 같은 오프셋이 다시 쓰이며, 끝보다 뒤에 있던 컨슈머는 되돌려집니다. 돌아온 broker-2는 로그를 거기에 맞춰 잘라 냅니다.',

  'failure.slowFollower.title': '느린 팔로워',
  'failure.slowFollower.sentence': '가져가지 않는데도 모두가 기다립니다.',
  'failure.slowFollower.question':
    'broker-3이 하트비트는 보내면서 레코드는 가져가지 않습니다. order-service는 acks=all로 보냅니다. 언제 다시 응답을 받을까요?',
  'failure.slowFollower.answer':
    '30~45초 뒤입니다. replica.lag.time.max.ms 동안은 동기화된 것으로 치기 때문에 하이 워터마크와 모든 acks=all이 이 팔로워를 기다립니다. 그다음 리더가 ISR에서 빼고 둘이서 계속합니다. 따라잡으면 바로 돌아옵니다.',

  'failure.brokerCrash.title': '브로커가 갑자기 죽으면',
  'failure.brokerCrash.sentence': 'kill -9부터 다시 평소처럼 돌아갈 때까지.',
  'failure.brokerCrash.question':
    'broker-2가 강제 종료됩니다. 그 파티션에는 얼마 동안 쓸 수 없고, 돌아오면 다시 리더가 될까요?',
  'failure.brokerCrash.answer':
    '약 9초입니다. 컨트롤러가 그만큼 하트비트를 기다립니다. 그다음 할당 순서에서 첫 번째로 동기화된 레플리카가 리더가 됩니다. broker-2는 팔로워로 돌아와 따라잡고 ISR에 들어가며, 컨트롤러가 선호 레플리카에 리더를 돌려줄 때(5분 안) 다시 리더가 됩니다.',
  'failure.brokerCrash.older':
    '주키퍼 세션 시간인 최대 18초가 걸립니다. 리더는 그 브로커의 리더 중 10%보다 많이 비었을 때만 저절로 돌아갑니다.',

  'failure.controllerCrash.title': '컨트롤러가 죽으면',
  'failure.controllerCrash.sentence': '결정하는 쪽이 사라져도 레코드는 흐를까요?',
  'failure.controllerCrash.question':
    '활성 컨트롤러가 죽고, 그다음 컨트롤러도 죽고, 이어서 리더인 브로커가 죽습니다. 언제 무엇이 멈출까요?',
  'failure.controllerCrash.answer':
    '첫 번째가 죽으면 몇 초 안에 다른 컨트롤러가 활성이 됩니다. 두 번째까지 죽으면 과반이 없어 아무것도 결정할 수 없지만, 브로커와 클라이언트는 아는 대로 계속 일합니다. 그때 죽은 브로커의 자리만 비어, 그 리더를 대신할 레플리카를 아무도 정하지 못합니다.',
  'failure.controllerCrash.olderQuestion':
    '컨트롤러인 브로커가 죽고, 새 컨트롤러가 정해지기 전에 리더인 브로커가 또 죽습니다. 그동안 무엇이 계속되고 무엇이 기다릴까요?',
  'failure.controllerCrash.older':
    '컨트롤러는 브로커 중 하나입니다. 주키퍼와 맺은 세션이 끝날 때까지(최대 18초) 아무도 결정하지 못합니다. 살아 있는 리더는 계속 일하지만, 그동안 죽은 리더의 자리는 비어 있습니다. 그다음 다른 브로커가 컨트롤러가 되어 주키퍼에서 모두 새로 읽고, 그제야 죽은 두 브로커를 대신할 리더를 정합니다.',

  'failure.hotKey.title': '한쪽으로 쏠린 키',
  'failure.hotKey.sentence': '주문 열 건 중 여덟 건이 한 가게에서 옵니다.',
  'failure.hotKey.question':
    '컨슈머 3개가 파티션 3개를 나눠 읽는데 하나만 밀립니다. 컨슈머를 하나 더 넣으면 나아질까요?',
  'failure.hotKey.answer':
    '아닙니다. 한 키는 언제나 같은 파티션으로 가고, 한 파티션은 그룹에서 한 멤버만 읽습니다. 네 번째는 할당받지 못하고 랙(지연)은 계속 늘어납니다. 키를 바꾸거나 이 키를 나누는 파티셔너를 써야 합니다.',

  'failure.partitionsAdded.title': '파티션을 하나 더하면',
  'failure.partitionsAdded.sentence': '키별 순서와 그것이 깨지는 때.',
  'failure.partitionsAdded.question':
    'orders의 파티션은 3개이고 사용자마다 늘 같은 파티션으로 갑니다. 네 번째 파티션을 더하면 사용자들의 다음 레코드는 어디로 갈까요?',
  'failure.partitionsAdded.answer':
    '키 넷 중 셋 정도는 다른 곳으로 갑니다. 파티션은 해시를 파티션 수로 나눈 나머지이기 때문입니다. 전의 레코드는 제자리에 남으므로, 한 사용자의 옛 레코드와 새 레코드를 두 컨슈머가 동시에 처리할 수 있습니다. 파티션은 다시 줄일 수 없습니다.',

  'failure.idleConsumer.title': '남는 컨슈머',
  'failure.idleConsumer.sentence': '파티션 3개, 멤버 4개.',
  'failure.idleConsumer.question':
    '파티션 3개를 읽는 그룹에 네 번째 멤버가 들어옵니다. 무엇을 하게 되고, 다른 멤버가 강제 종료되면 어떻게 될까요?',
  'failure.idleConsumer.answer':
    '할당 없이 기다립니다. 멤버가 강제 종료되면 세션이 끝날 때까지(45초) 그 파티션은 아무도 읽지 않고, 그다음 기다리던 멤버가 이어받습니다. 정상으로 닫았다면 바로 그룹에서 나갔을 것입니다.',
  'failure.idleConsumer.older': '세션의 기본값이 10초입니다.',

  'failure.crashBeforeCommit.title': '두 번 읽은 레코드',
  'failure.crashBeforeCommit.sentence': '처리와 오프셋 커밋 사이에 컨슈머가 죽습니다.',
  'failure.crashBeforeCommit.question':
    'consumer-1은 5초마다 오프셋을 커밋하는데, 커밋과 커밋 사이에 강제 종료됩니다. 다시 시작하면 어디부터 읽을까요?',
  'failure.crashBeforeCommit.answer':
    '커밋된 오프셋부터입니다. 그 뒤에 처리한 것은 다시 처리합니다. 이것이 “최소 한 번”입니다. 처리하기 전에 커밋했다면 대신 그 레코드를 잃었을 것입니다.',

  'failure.pollTooSlow.title': '너무 드문 poll',
  'failure.pollTooSlow.sentence': '아무도 죽지 않았는데 리밸런스가 되풀이됩니다.',
  'failure.pollTooSlow.question':
    '한 번 poll한 것을 처리하는 시간이 max.poll.interval.ms(여기서는 5분 대신 10초)보다 깁니다. 죽은 것은 없습니다. 그룹은 어떻게 될까요?',
  'failure.pollTooSlow.answer':
    '클라이언트가 스스로 그룹에서 나가고, 파티션은 다른 멤버에게 갑니다. 그 멤버도 같은 레코드를 받아 똑같이 느립니다. 돌아온 멤버는 커밋하지 못합니다. max.poll.records를 줄이거나 간격을 늘릴 때까지 같은 레코드로 되풀이됩니다.',

  'failure.rebalanceCost.title': '리밸런스의 값',
  'failure.rebalanceCost.sentence': '같은 재시작을 두 가지 방식의 그룹에서.',
  'failure.rebalanceCost.question':
    '두 그룹이 같은 파티션 6개를 읽고, 각 그룹에서 멤버 하나가 재시작합니다. 그동안 멈추는 그룹은 어느 쪽일까요?',
  'failure.rebalanceCost.answer':
    'eager 그룹입니다. 모든 멤버가 가진 것을 다 내려놓고 가장 느린 멤버가 들어올 때까지 기다립니다. cooperative 그룹에서는 모두 계속 읽고, 옮겨 갈 것만 두 번째 차례에 넘깁니다.',

  'failure.zombieConsumer.title': '좀비 컨슈머',
  'failure.zombieConsumer.sentence': '세션보다 오래 잠들었다가 깨어납니다.',
  'failure.zombieConsumer.question':
    'consumer-1이 (긴 가비지 컬렉션으로) 멈추고 세션이 끝난 뒤 깨어나 들고 있던 묶음을 계속 처리합니다. 그 일은 어떻게 될까요?',
  'failure.zombieConsumer.answer':
    '그 파티션은 이미 다른 멤버의 것이고 같은 레코드를 처리하고 있습니다. 그래서 바깥에 하는 일이 두 번 일어납니다. 더는 이 세대의 멤버가 아니므로 커밋은 거절되고, 새로 들어와야 합니다.',

  'failure.zombieProducer.title': '좀비 프로듀서',
  'failure.zombieProducer.sentence': '프로세스 둘, transactional.id 하나.',
  'failure.zombieProducer.question':
    'worker-1이 트랜잭션을 열어 두었습니다. 죽은 줄 알고 같은 transactional.id로 두 번째 프로세스를 시작합니다. 누가 쓸 수 있고, 열린 트랜잭션은 어떻게 될까요?',
  'failure.zombieProducer.answer':
    '두 번째만 쓸 수 있습니다. 시작하면서 더 높은 프로듀서 에포크를 받고, 코디네이터는 첫 번째가 열어 둔 것을 중단(abort)합니다. read_committed 컨슈머에게는 끝내 보이지 않습니다. 첫 번째는 무엇이든 더 하려는 순간 막힙니다. transactional.id가 없었다면 둘 다 그냥 썼을 것입니다.',

  'failure.hangingTransaction.title': '끝나지 않는 트랜잭션',
  'failure.hangingTransaction.sentence': '시작하고, 쓰고, 끝내지 않습니다.',
  'failure.hangingTransaction.question':
    'order-service가 트랜잭션 도중에 멈춥니다(여기서 transaction.timeout.ms는 1분 대신 20초). payment-service는 트랜잭션 없이 계속 씁니다. 그동안 두 컨슈머에게는 무엇이 보일까요?',
  'failure.hangingTransaction.answer':
    'read_committed 컨슈머는 열린 트랜잭션의 첫 레코드에서 멈춥니다. 그 뒤에 payment-service가 쓴 것도 읽지 못합니다. 마지막 안정 오프셋(LSO)이 움직이지 않기 때문입니다. 다른 컨슈머는 계속 읽습니다. 제한 시간이 지나면 길어야 10초 안에 코디네이터가 중단하고, 모두 다시 읽습니다. 그 트랜잭션의 레코드는 read_committed 컨슈머에게 끝내 보이지 않습니다.',

  'failure.orderFlip.title': '뒤바뀐 순서',
  'failure.orderFlip.sentence': '가는 중인 요청 여러 개와 재시도.',
  'failure.orderFlip.question':
    '멱등성 없이 요청 여러 개를 한꺼번에 보내는데 동기화된 레플리카가 모자랍니다. 요청들이 가는 중에 두 번째 레플리카가 돌아옵니다. 레코드는 어떤 순서로 기록될까요?',
  'failure.orderFlip.answer':
    '너무 일찍 도착한 것은 거절되어 다시 보내지고, 그동안 받아들여진 나중 것보다 뒤에 기록됩니다. 순서가 깨집니다. 멱등성 프로듀서는 배치(묶음)에 번호를 매기고, 브로커는 차례가 아닌 것을 받지 않습니다.',

  'failure.lostAnswer.title': '사라진 응답',
  'failure.lostAnswer.sentence': '모두 기록되었는데 아무도 알려 주지 않습니다.',
  'failure.lostAnswer.question':
    'order-service의 레코드는 브로커 3대에 다 있지만 응답이 돌아오지 못하고 리더가 죽습니다. 프로듀서가 다시 보냅니다. 로그에는 몇 번 기록될까요?',
  'failure.lostAnswer.answer':
    '멱등성이 없으면 두 번입니다. request.timeout.ms(30초)가 지나면 새 리더에게 다시 보내는데, 새 리더는 같은 것인지 알 수 없습니다. enable.idempotence이면 번호를 알아보고 쓰지 않은 채 응답합니다.',

  'failure.emptyTopic.title': '갑자기 빈 토픽',
  'failure.emptyTopic.sentence': '새로 오는 것이 없자 토픽이 비어 버립니다.',
  'failure.emptyTopic.question':
    '여기서 retention.ms는 1분이고, 이제 아무도 쓰지 않으며, 컨슈머는 밀려 있습니다. 토픽에는 무엇이 남고 컨슈머는 어디부터 읽을까요?',
  'failure.emptyTopic.answer':
    '아무것도 남지 않습니다. 보존 기간을 확인할 때 활성 세그먼트까지 지워집니다. 첫 오프셋과 다음 오프셋이 같아지지만 0은 아닙니다. 컨슈머가 있던 자리가 사라져 auto.offset.reset에 따라 다음 레코드부터 읽습니다.',

  'failure.seesNothing.title': '컨슈머에 아무것도 안 보일 때',
  'failure.seesNothing.sentence': '레코드는 있는데 새 그룹은 하나도 받지 못합니다.',
  'failure.seesNothing.question':
    'orders에는 레코드가 있고 지금은 아무도 쓰지 않습니다. auto.offset.reset=latest인 새 그룹이 들어오면 무엇을 읽을까요?',
  'failure.seesNothing.answer':
    '아무것도 읽지 않습니다. 커밋한 오프셋이 없는 그룹은 로그 끝에서 시작합니다. earliest이면 다른 새 그룹은 모두 읽습니다.',

  'failure.offsetsExpired.title': '잊힌 오프셋',
  'failure.offsetsExpired.sentence': '오래 쉬었다 돌아온 그룹.',
  'failure.offsetsExpired.question':
    'hello-group은 모두 읽고 비어 있은 지 offsets.retention.minutes(여기서는 7일 대신 1분)보다 오래되었습니다. auto.offset.reset=earliest로 돌아오면 무엇을 읽을까요?',
  'failure.offsetsExpired.answer':
    '처음부터 모두 다시 읽습니다. 그룹이 비어 있는 동안 오프셋이 만료되어 새 그룹과 같아집니다. latest였다면 그동안 온 것을 건너뛰었을 것입니다.',

  'failure.internalTopic.title': '복제 3개, 브로커 1대',
  'failure.internalTopic.sentence': '기본 설정 파일이 없는 브로커에서는 왜 그룹이 동작하지 않을까요?',
  'failure.internalTopic.question':
    '브로커는 1대이고 offsets.topic.replication.factor는 기본값인 3입니다. 그룹이 있는 컨슈머와 없는 컨슈머가 들어옵니다. 누가 읽을까요?',
  'failure.internalTopic.answer':
    '그룹이 없는 쪽만 읽습니다. __consumer_offsets를 3개로 복제해 만들 수 없으므로 코디네이터가 없고, 그룹은 끝없이 기다립니다. 함께 배포되는 server.properties에는 1로 적혀 있어 드러나지 않을 뿐입니다.',

  'failure.misspeltTopic.title': '잘못 적은 토픽 이름',
  'failure.misspeltTopic.sentence': '아무도 만들지 않았는데 생겨납니다.',
  'failure.misspeltTopic.question':
    '새 프로듀서가 “oders”에 씁니다. 그런 토픽은 없습니다. 어떻게 되고, 그 레코드는 얼마나 안전할까요?',
  'failure.misspeltTopic.answer':
    '브로커가 num.partitions와 default.replication.factor에 적힌 대로 파티션 1개, 레플리카 1개로 만듭니다. 그 브로커가 죽으면 토픽은 오프라인이 되고, 디스크를 잃으면 레코드도 사라집니다.',

  'failure.newBrokerEmpty.title': '할 일 없는 새 브로커',
  'failure.newBrokerEmpty.sentence': '브로커를 더해도 아무것도 옮겨 가지 않습니다.',
  'failure.newBrokerEmpty.question':
    '다른 브로커의 부담을 덜려고 네 번째 브로커를 더합니다. 무엇을 맡게 되고, 일을 맡기려면 무엇이 필요할까요?',
  'failure.newBrokerEmpty.answer':
    '새 토픽을 만들거나 누군가 레플리카를 재할당할 때까지 아무것도 맡지 않습니다. 재할당하면 로그 전체를 복제해 ISR에 들어가고, 그다음에야 옛 레플리카가 사라집니다. 클라이언트는 오류를 보지 않습니다.',

  'failure.clockAhead.title': '1년 앞선 시계',
  'failure.clockAhead.sentence': '미래에서 온 레코드 하나.',
  'failure.clockAhead.question': '시계가 1년 앞선 서버가 레코드를 하나 보냅니다. 브로커는 어떻게 할까요?',
  'failure.clockAhead.answer':
    '거절합니다(InvalidTimestampException). message.timestamp.after.max.ms에 따라 한 시간까지만 앞설 수 있습니다.',
  'failure.clockAhead.older':
    '받습니다. 그 세그먼트는 1년이 더 지나야 오래된 것이 되어, 시간에 따른 보존에서 그것과 그 뒤의 모두가 남습니다.',

  'failure.compactionSurprises.title': '뜻밖의 로그 컴팩션',
  'failure.compactionSurprises.sentence': '키마다 하나씩? 아직은 아니고, 마지막 것들은 더 나중입니다.',
  'failure.compactionSurprises.question':
    '로그 컴팩션을 하는 토픽에 alice의 apple과 pear, bob의 툼스톤(삭제 표시)이 있습니다. 지금 처음부터 읽는 컨슈머와 정리한 뒤에 읽는 컨슈머는 무엇을 볼까요?',
  'failure.compactionSurprises.answer':
    '지금은 모두 봅니다. 쓰고 있는 활성 세그먼트는 정리하지 않기 때문입니다. 다음 세그먼트가 시작되면 키마다 마지막 레코드만 원래 오프셋에 남고 나머지는 빈자리가 됩니다. 툼스톤은 삭제를 알 수 있도록 하루 더 남습니다.',
  'failure.compactionSurprises.older':
    '같지만 툼스톤의 하루를 시계가 아니라 파일이 바뀐 시각으로 셉니다. 거의 커지지 않는 토픽에서는 영영 남을 수도 있습니다.',

  'failure.zombieLeader.title': '좀비 리더',
  'failure.zombieLeader.sentence': '더는 리더가 아니라는 말을 듣지 못합니다.',
  'failure.zombieLeader.question':
    'broker-2를 컨트롤러와 다른 브로커에서 끊어 놓습니다. payment-service(acks=1)와는 이어져 있습니다. 무엇을 하고, 그중 무엇이 남을까요?',
  'failure.zombieLeader.answer':
    '계속 응답합니다. 9초 뒤 다른 레플리카가 리더가 되지만 알려 줄 길이 없습니다. 그 뒤로 받은 것은 다시 이어질 때 잘려 나갑니다. 응답은 했지만 사라진 것입니다. acks=all이었다면 응답이 없었을 것입니다.',
  'failure.zombieLeader.olderQuestion':
    'broker-2를 주키퍼와 다른 브로커에서 끊어 놓습니다. payment-service(acks=1)와는 이어져 있습니다. 무엇을 하고, 그중 무엇이 남을까요?',
  'failure.zombieLeader.older':
    '같지만 9초가 아니라 주키퍼와 맺은 세션이 끝나는 최대 18초 뒤입니다. 그동안 줄어든 ISR을 주키퍼에 적지도 못합니다.',

  'failure.stickyLooksUnfair.title': '레코드 열 개가 한 파티션으로',
  'failure.stickyLooksUnfair.sentence': '키가 없는 레코드는 번갈아 가지 않습니다.',
  'failure.stickyLooksUnfair.question':
    'order-service가 키 없는 레코드 10개를 파티션 3개인 토픽에 보내고, in-turns도 RoundRobinPartitioner로 똑같이 보냅니다. 어떻게 나뉠까요?',
  'failure.stickyLooksUnfair.answer':
    '열 개 모두 한 파티션으로 갑니다. 프로듀서는 batch.size만큼 보낼 때까지 한 파티션에 머뭅니다. 길게 보면 고르게 되고 배치(묶음)도 커집니다. 라운드 로빈은 4, 3, 3으로 나눕니다.',
  'failure.stickyLooksUnfair.older':
    '새 배치(묶음)마다 파티션이 바뀝니다. 2.4보다 전에는 번갈아 갔습니다. 그리고 RoundRobinPartitioner는 파티션을 건너뛰어 5, 5, 0이 됩니다.',
}
