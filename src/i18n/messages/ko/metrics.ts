import type { metrics as english } from '../en/metrics.ts'

export const metrics: Record<keyof typeof english, string> = {
  'metrics.tab': '지표',
  'metrics.label': '시뮬레이션 시간에 따른 지표',
  'metrics.tools': '무엇을 그릴지',
  'metrics.group': '지표 종류',
  'metrics.group.all': '전체',
  'metrics.group.health': '상태',
  'metrics.group.load': '처리량',
  'metrics.group.times': '요청 시간',
  'metrics.group.producers': '프로듀서',
  'metrics.group.consumers': '컨슈머',
  'metrics.of': '누구의 지표인지',
  'metrics.together': '모두 합쳐서',
  'metrics.span': '보이는 시간',
  'metrics.span.whole': '실행 전체',
  'metrics.span.twoMinutes': '2분',
  'metrics.span.halfMinute': '30초',
  'metrics.table': '표로 보기',
  'metrics.reading': '지난 기록을 읽는 중: {percent}%',
  'metrics.axis': '지표 위의 시점',
  'metrics.axisHelp': '그래프를 누르거나 끌면 그 시점으로 갑니다',
  'metrics.none': '아직 그릴 것이 없습니다. 클러스터를 1초만 돌려 보세요.',
  'metrics.noValue': '값 없음',
  'metrics.healthyAt': '정상: {value}',
  'metrics.notHealthy': '정상이라면 {value}',
  'metrics.moreAbout': '{name}: 무엇을 알려 주나요?',
  'metrics.own': 'Kafkascope가 세는 값',
  'metrics.kafkaHasNone': '카프카에는 없는 지표로, Kafkascope가 셉니다',
  'metrics.chart': '{name}: {at}에 {now}, 이 구간에서 최소 {least}, 최대 {most}',
  'metrics.chartEmpty': '{name}: 이 구간에는 값이 없습니다',
  'metrics.column.metric': '지표',
  'metrics.column.now': '지금 시점',
  'metrics.column.least': '최소',
  'metrics.column.most': '최대',
  'metrics.column.mostAt': '최대인 때',
  'metrics.column.kafka': '카프카에서의 이름',
  'metrics.unit.perSecond': '초당 {value}',
  'metrics.unit.ms': '{value} ms',
  'metrics.simplified':
    '시뮬레이션 시간 1초의 평균을 그대로 그립니다. 카프카의 계측기는 1분에 걸쳐 서서히 옅어지므로, 실제로는 봉우리가 더 낮고 오래갑니다.',
  'metrics.offlinePartitions': '리더가 없는 파티션',
  'metrics.offlinePartitions.about':
    '아무도 쓰거나 읽지 못합니다. 0보다 크면 장애입니다. 리더가 될 자격이 있는 레플리카가 하나도 살아 있지 않다는 뜻입니다. 카프카의 내부 토픽도 셉니다.',
  'metrics.leaderElections': '리더 선출',
  'metrics.leaderElections.about':
    '파티션의 리더가 바뀔 때마다 하나씩 셉니다. 브로커가 죽은 뒤 한꺼번에 솟는 것은 정상이고, 죽은 브로커가 없는데 솟으면 문제입니다.',
  'metrics.uncleanElections': '언클린 리더 선출',
  'metrics.uncleanElections.about':
    '동기화되지 않은 레플리카가 리더가 되었습니다. 확인 응답한 레코드를 잃을 수 있으니 언제나 0이어야 합니다.',
  'metrics.activeController': '활성 컨트롤러',
  'metrics.activeController.about':
    '결정은 꼭 하나가 내립니다. 없는 동안에도 브로커는 계속 일하지만, 리더를 뽑거나 토픽을 만들 수 없습니다.',
  'metrics.fencedBrokers': '펜싱된 브로커',
  'metrics.fencedBrokers.about':
    '세션이 끝나도록 소식이 없어 컨트롤러가 리더에서 뺀 브로커입니다. 강제 종료한 뒤 얼마 만에 오르는지 보세요. 그만큼 아무도 몰랐던 것입니다.',
  'metrics.preferredImbalance': '선호 레플리카를 벗어난 리더',
  'metrics.preferredImbalance.about':
    '브로커가 돌아와도 파티션의 리더는 넘겨받은 쪽에 남습니다. 선호 리더를 다시 뽑기 전까지 다른 브로커가 그 몫을 집니다.',
  'metrics.underReplicated': '복제가 모자란 파티션',
  'metrics.underReplicated.about':
    '동기화되지 않은 레플리카가 있습니다. 아직 잃은 것은 없지만 견딜 수 있는 장애가 하나 줄었습니다. 브로커가 돌아오면 저절로 0이 되어야 합니다.',
  'metrics.underMinIsr': '최소 ISR 수에 못 미치는 파티션',
  'metrics.underMinIsr.about':
    '동기화된 레플리카가 min.insync.replicas보다 적어 acks=all 쓰기를 거절합니다. 멈추지 않는 것보다 안전을 고른 것입니다.',
  'metrics.offlineDirectories': '고장 난 로그 디렉터리',
  'metrics.offlineDirectories.about':
    'log.dirs 가운데 브로커가 더는 읽고 쓸 수 없는 디스크의 수입니다. 브로커는 나머지로 계속 동작합니다. 디스크를 바꾸고 브로커를 다시 시작해야 합니다.',
  'metrics.isrShrinks': 'ISR 축소',
  'metrics.isrShrinks.about':
    '뒤처진 팔로워를 리더가 ISR에서 뺀 횟수입니다. 컨트롤러가 브로커를 펜싱하면서 뺀 것은 카프카와 마찬가지로 세지 않습니다.',
  'metrics.isrExpands': 'ISR 확대',
  'metrics.isrExpands.about': '따라잡은 팔로워가 다시 ISR에 들었습니다. 축소가 있으면 확대가 뒤따라야 합니다.',
  'metrics.leaderCount': '브로커별 리더 수',
  'metrics.leaderCount.about':
    '쓰기는 리더로 가므로 리더가 몰리면 부하도 몰립니다. 죽은 브로커의 값은 끊기고, 다른 브로커가 넘겨받는 것이 보입니다.',
  'metrics.messagesIn': '추가된 레코드',
  'metrics.messagesIn.about':
    '리더가 로그에 쓴 레코드로, 컨슈머 그룹의 오프셋 커밋도 들어 있습니다. 끊긴 곳은 리더가 없던 때이고, 그 뒤의 봉우리는 프로듀서가 쥐고 있던 것입니다.',
  'metrics.bytesIn': '추가된 바이트',
  'metrics.bytesIn.about':
    '도착한 배치(묶음)의 크기입니다. 프로듀서가 압축하면 압축된 크기입니다. 디스크와 네트워크 용량을 정할 때 봅니다.',
  'metrics.bytesOut': '컨슈머에게 나간 바이트',
  'metrics.bytesOut.about':
    '그룹마다 모든 것을 한 번씩 읽으므로 그룹이 셋이면 들어온 것의 세 배가 나갑니다. 팔로워가 복제해 가는 것은 빠져 있습니다.',
  'metrics.failedProduce': '실패한 쓰기 요청',
  'metrics.failedProduce.about':
    '브로커가 거절한 요청입니다. 동기화된 레플리카가 모자랄 때가 그렇습니다. 리더가 옮겨 간 경우는 재시도로 풀리므로 세지 않습니다.',
  'metrics.produceTime': '쓰기 요청에 답하는 시간',
  'metrics.produceTime.about':
    '네트워크를 뺀, 브로커 안에서의 시간입니다. acks=all이면 대부분 팔로워를 기다리는 시간이고, acks=1이면 거의 0입니다.',
  'metrics.produceRemoteTime': '그중 팔로워를 기다린 시간',
  'metrics.produceRemoteTime.about':
    '동기화된 레플리카가 모두 레코드를 가질 때까지 요청은 대기소(purgatory)에 머뭅니다. 하나가 죽으면 모두가 그것을 기다립니다.',
  'metrics.requestQueueTime': '그중 차례를 기다린 시간',
  'metrics.requestQueueTime.about':
    '브로커가 바쁘다는 뜻입니다. 브로커를 느리게 만들어 보면 오릅니다. 여기서는 처리에 시간이 들지 않아 그 밖에는 0입니다.',
  'metrics.fetchConsumerTime': '컨슈머의 읽기 요청에 답하는 시간',
  'metrics.fetchConsumerTime.about':
    '길다고 나쁜 것이 아닙니다. 읽을 것이 올 때까지 fetch.max.wait.ms(500ms)만큼 기다려 줍니다. 읽을 것이 적을수록 길어집니다.',
  'metrics.fetchFollowerTime': '팔로워의 복제 요청에 답하는 시간',
  'metrics.fetchFollowerTime.about':
    '팔로워도 새 레코드를 replica.fetch.wait.max.ms(500ms)까지 기다립니다. 복제할 것이 많으면 짧아집니다.',
  'metrics.rebalances': '끝난 리밸런스',
  'metrics.rebalances.about':
    '할 때마다 그룹의 멤버가 잠시 멈춥니다. 멤버가 들고 날 때 한 번이면 정상이고, 잇달아 일어나면 그룹이 자리를 못 잡는 것입니다.',
  'metrics.recordSendRate': '보낸 레코드',
  'metrics.recordSendRate.about':
    '프로듀서가 보내 브로커에 도착한 레코드로, 다시 보낸 것도 셉니다. 실제로 추가된 레코드와 견주어 보세요.',
  'metrics.requestLatency': '프로듀서가 답을 기다린 시간',
  'metrics.requestLatency.about':
    '보낸 때부터 확인 응답을 받은 때까지로 네트워크, 대기열, 복제가 모두 들어 있습니다. 애플리케이션이 느끼는 시간이자 acks=all의 대가입니다.',
  'metrics.recordRetryRate': '다시 보낸 레코드',
  'metrics.recordRetryRate.about':
    '리더가 옮겨 갔거나 동기화된 레플리카가 모자랐습니다. 프로듀서는 재시도로 리더 선출을 넘깁니다. 선출이 끝나면 재시도도 끝나야 합니다.',
  'metrics.recordErrorRate': '포기한 레코드',
  'metrics.recordErrorRate.about':
    '도착하지 못했다고 애플리케이션에 알린 레코드입니다. 정상은 0입니다. 전송 제한 시간이 기본 2분이라 리더 선출은 그 전에 끝납니다.',
  'metrics.bufferAvailable': '프로듀서의 남은 메모리',
  'metrics.bufferAvailable.about':
    'buffer.memory 가운데 남은 양입니다. 레코드를 받아 주는 브로커가 없으면 줄고, 바닥나면 send()가 애플리케이션을 멈춰 세웁니다.',
  'metrics.recordsLagMax': '컨슈머의 최대 랙',
  'metrics.recordsLagMax.about':
    '가장 밀린 파티션에서 현재 위치부터 끝까지의 레코드 수입니다. 늘고 있으면 프로듀서보다 느린 것입니다. 죽은 컨슈머는 값을 내지 못하니 그룹의 랙을 밖에서도 지켜보세요.',
  'metrics.recordsConsumedRate': '읽은 레코드',
  'metrics.recordsConsumedRate.about':
    '들어오는 것보다 적으면 랙이 늘고, 많으면 따라잡는 중입니다. 리밸런스 동안에는 0입니다.',
  'metrics.fetchLatency': '컨슈머가 답을 기다린 시간',
  'metrics.fetchLatency.about':
    '대부분 읽을 것이 오기를 브로커가 기다린 시간입니다. 500ms에 가까우면 토픽이 조용한 것입니다.',
  'changes.title': '무엇이 바뀌었나',
  'changes.close': '바뀐 것 닫기',
  'changes.since': '언제부터',
  'changes.since.act': '마지막으로 한 일',
  'changes.since.pause': '마지막 일시 정지',
  'changes.since.beginning': '처음',
  'changes.since.moment': '표시한 시점',
  'changes.mark': '이 시점 표시',
  'changes.markHelp': '여기서부터 바뀌는 것을 이 시점과 견주어 보여 줍니다',
  'changes.from': '{from} → {to}',
  'changes.goTo': '{at} 시점으로 이동',
  'changes.reading': '두 시점을 견주는 중…',
  'changes.nothing': '눈에 보이는 것은 그대로입니다.',
  'changes.more': '그 밖에 덜 중요한 변화 {count}개',
  'changes.what': '항목',
  'changes.was': '이전',
  'changes.now': '지금',
  'changes.difference': '차이',
  'changes.thisMoment': '이때부터 무엇이 바뀌었나?',
  'changes.sinceThis': '{at}부터 무엇이 바뀌었나?',
  'changes.what.offline': '리더가 없는 파티션',
  'changes.what.underReplicated': '복제가 모자란 파티션',
  'changes.what.controller': '활성 컨트롤러',
  'changes.what.assignment': '{id}에 할당된 파티션',
  'changes.what.lag': '{id}의 랙',
  'changes.what.elections': '리더 선출 횟수',
  'changes.what.rebalances': '리밸런스 횟수',
  'changes.controller': 'controller-{id}',
}
