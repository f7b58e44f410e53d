import type { lessons as english } from '../en/lessons.ts'

export const lessons: Record<keyof typeof english, string> = {
  'lesson.predict': '예측하기',
  'lesson.do': '해 보기',
  'lesson.watch': '지켜보기',
  'lesson.settled': '비교하기',
  'lesson.mine': '내 예측',
  'lesson.became': '실제 결과',
  'lesson.asPredicted': '예측한 대로입니다.',
  'lesson.otherwise': '예측과 다릅니다. 이유는 이렇습니다.',
  'lesson.belief': '흔한 오해',
  'lesson.truth': '실제로는',
  'lesson.also.belowMin':
    '질문과는 별개로, 그전부터 다른 레플리카가 ISR에서 빠져 있어서 동기화된 레플리카가 {isr}개뿐입니다. min.insync.replicas({minIsr})보다 적으므로 acks=all로 보내는 {producers}의 레코드는 그동안 거절됩니다.',
  'lesson.also.stillWaiting':
    '질문과는 별개로, 프로듀서 {n}개({producers})는 {broker}에서 오지 않을 응답을 아직 기다립니다. 알려 주는 곳이 없어서 {timeout}초(request.timeout.ms)가 지나야 그 레코드를 다시 보냅니다.',
  'lesson.nearly': '결정은 내려졌습니다. 브로커들이 전해 듣고 결과가 드러날 때까지 조금만 더 지켜봅니다.',
  'lesson.down': '지금 꺼져 있습니다: {nodes}. 모두 켜져 있을 때와 결과가 다를 수 있습니다.',
  'lesson.startAll': '모두 켜기',
  'lesson.also.oldMetadata':
    '다른 프로듀서({producers})는 아직 전처럼 보냅니다. 늦어도 가지고 있는 메타데이터가 {timeout}초(metadata.max.age.ms)를 넘기면 새 파티션을 알게 됩니다.',
  'lesson.skip': '결과까지 건너뛰기',
  'lesson.skipping': '건너뛰는 중…',
  'lesson.lockIn': '하나를 고르세요. 고른 답은 결과 옆에 그대로 남습니다.',
  'lesson.notYet': '지금은 할 수 없습니다.',
  'lesson.notYetDown': '꺼져 있는 동안에는 할 수 없습니다: {nodes}',
  'lesson.why': '왜?',
  'lesson.next': '다음 질문',
  'lesson.inEra': '{era}에서 같은 질문',
  'lesson.copyLink': '이 질문의 링크 복사',
  'lesson.unknown': '“{id}”라는 예측 질문은 없습니다. 있는 것: {ids}',
  'lesson.askAgain': '다시 예측하기',
  'lesson.answer': '예측하기',
  'lesson.seeVerdict': '결과 보기',
  'lesson.onBranch': '이 실행 보기',
  'lesson.variation.acksAll': 'acks=all',
  'lesson.again.acksAll': 'acks=all로 다시 해 보기',
  'lesson.again.watching': '같은 일을 다른 갈래에서 다시 합니다. 지켜보세요.',
  'lesson.again.acksAllMeans':
    '카프카의 기본값인 acks=all, enable.idempotence=true로 보냅니다. 리더가 죽어 다시 보낸 레코드도 한 번만 기록됩니다.',
  'lesson.again.acksAllMeans.kafka-2-5':
    '카프카 2.5에서는 acks=all도 enable.idempotence=true도 기본값이 아닙니다. acks=all만 켜면 리더가 죽어 다시 보낸 레코드가 두 번 기록될 수 있습니다.',

  'lesson.cutPower.title': '리더의 죽음',
  'lesson.cutPower.ask': '{broker}{broker|이|가} 갑자기 죽으면 {partition} 파티션의 리더는 누가 될까요?',
  'lesson.cutPower.about': '다른 브로커에 팔로워가 있습니다. 먼저 예측하고, 그다음 전원을 끊어 보세요.',
  'lesson.cutPower.awaits': '{broker}{broker|이|가} 사라진 것을 컨트롤러가 알아차리기를 기다립니다.',
  'lesson.cutPower.patience.long': '하트비트가 broker.session.timeout.ms(기본값 9초) 내내 없어야 죽었다고 판단합니다.',
  'lesson.cutPower.patience.long.kafka-2-5':
    '주키퍼 세션이 끝나야 죽었다고 판단합니다. zookeeper.session.timeout.ms(기본값 18초) 동안 아무 소식이 없어야 세션이 끝납니다.',
  'lesson.cutPower.choice.nobody': '아무도 없다. {broker}{broker|이|가} 돌아올 때까지 쓰기가 멈춘다',
  'lesson.cutPower.choice.inSync': 'ISR에 있던 팔로워 하나',
  'lesson.cutPower.choice.longestLog': '로그가 가장 긴 팔로워',
  'lesson.cutPower.choice.consumers': '컨슈머들이 투표로 고른 브로커',
  'lesson.cutPower.step.cut': '{broker} 전원 끊기',
  'lesson.cutPower.wait.cut': '{broker}{broker|이|가} 지금 꺼져 있습니다.',
  'lesson.cutPower.outcome.inSync':
    '이제 {leader}{leader|이|가} {partition} 리더입니다(리더 에포크 {leaderEpoch}). {seconds}초 동안은 아무도 몰랐습니다. 하트비트가 세션 시간 내내 오지 않자 컨트롤러가 ISR에서 살아 있는 첫 레플리카를 리더로 정했습니다. 확인 응답하고도 잃은 레코드: {lost}개.',
  'lesson.cutPower.outcome.inSync.kafka-2-5':
    '이제 {leader}{leader|이|가} {partition} 리더입니다(리더 에포크 {leaderEpoch}). {seconds}초 동안은 아무도 몰랐습니다. 주키퍼가 브로커의 세션을 끝내고 znode를 지우자 컨트롤러가 ISR에서 살아 있는 첫 레플리카를 리더로 정했습니다. 확인 응답하고도 잃은 레코드: {lost}개.',
  'lesson.cutPower.outcome.nobody':
    '{partition} 리더가 없습니다. ISR에 다른 레플리카가 없었고, 카프카는 확인 응답한 레코드를 잃느니 기다립니다.',
  'lesson.cutPower.outcome.outsideIsr':
    'ISR에 없던 {leader}{leader|이|가} {partition} 리더가 되었습니다. 언클린 리더 선출입니다. 확인 응답하고도 잃은 레코드: {lost}개.',
  'lesson.cutPower.belief.nobody': '파티션은 브로커 하나에만 있다.',
  'lesson.cutPower.truth.nobody': '레플리카는 여러 브로커에 있고, ISR에 있다면 누구든 이어받을 수 있습니다.',
  'lesson.cutPower.belief.inSync': 'ISR에는 팔로워가 늘 있다.',
  'lesson.cutPower.truth.inSync': 'ISR에 리더만 남는 때도 있습니다.',
  'lesson.cutPower.belief.longestLog': 'Raft 투표처럼 레플리카끼리 로그 길이를 견준다.',
  'lesson.cutPower.truth.longestLog':
    '컨트롤러는 로그 길이를 묻지 않고 ISR에서 살아 있는 첫 레플리카를 고릅니다. 확인 응답된 레코드가 거기에 다 있다는 것이 ISR의 약속입니다.',
  'lesson.cutPower.belief.consumers': '컨슈머 그룹이 클러스터를 다스린다.',
  'lesson.cutPower.truth.consumers': '컨슈머는 리더가 누구인지 전해 들을 뿐이고, 정하는 쪽은 컨트롤러입니다.',

  'lesson.acksOne.title': '확인 응답은 받았지만 복제는 아직',
  'lesson.acksOne.ask': '가장 새로운 레코드가 복제되기 전에 {broker}{broker|이|가} 죽습니다. 어떤 레코드를 잃을까요?',
  'lesson.acksOne.about':
    '{producer}{producer|은|는} acks=1로 보냅니다. 먼저 팔로워의 가져오기(fetch) 요청을 붙잡아 두고, 그다음 리더를 강제 종료합니다.',
  'lesson.acksOne.awaits': '{broker}{broker|이|가} 사라진 것을 컨트롤러가 알아차리기를 기다립니다.',
  'lesson.acksOne.patience.long':
    '하트비트가 broker.session.timeout.ms(기본값 9초) 내내 없어야 죽었다고 판단하고 새 리더를 정합니다.',
  'lesson.acksOne.patience.long.kafka-2-5':
    '주키퍼 세션이 끝나야, 기본값으로는 마지막 소식에서 18초가 지나야 죽었다고 판단하고 새 리더를 정합니다.',
  'lesson.acksOne.choice.none': '없다. 다른 브로커에도 레플리카가 있다',
  'lesson.acksOne.choice.uncopied': '저장했다는 응답이 {producer}에 이미 간 레코드 일부',
  'lesson.acksOne.choice.unanswered': '아직 아무 응답도 가지 않은 레코드뿐',
  'lesson.acksOne.choice.everything': '{broker}{broker|이|가} 리더로서 받은 레코드 전부',
  'lesson.acksOne.step.hold': '{broker}에서의 복제 붙잡아 두기',
  'lesson.acksOne.step.kill': '지금 {broker} 강제 종료',
  'lesson.acksOne.wait.hold': '{broker}{broker|이|가} 지금 꺼져 있습니다.',
  'lesson.acksOne.wait.kill': '{broker}에만 있는 레코드가 생길 때까지 기다리세요.',
  'lesson.acksOne.outcome.uncopied':
    '확인 응답까지 받은 acks={acks} 레코드 {lost}개가 사라졌습니다. 새 리더 {leader}{leader|은|는} 그 레코드를 받은 적이 없습니다. {broker}{broker|은|는} 돌아오면 자기 로그에서 그 부분을 잘라 냅니다.',
  'lesson.acksOne.outcome.none':
    '없습니다(acks={acks}). 확인 응답한 레코드는 모두 {leader}에도 있었습니다. 복제되지 않은 레코드는 확인 응답도 받지 못했으므로 프로듀서가 다시 보냅니다.',
  'lesson.acksOne.belief.none': '확인 응답을 받은 레코드는 안전하다.',
  'lesson.acksOne.truth.none': 'acks=1이면 리더는 아무도 복제하지 않았어도 응답합니다.',
  'lesson.acksOne.belief.uncopied': '리더가 넘겨주지 못한 것은 늘 잃는다.',
  'lesson.acksOne.truth.uncopied': '확인 응답을 받지 못한 레코드는 프로듀서가 아직 가지고 있고, 다시 보냅니다.',
  'lesson.acksOne.belief.unanswered': '확인 응답은 복제가 끝났다는 뜻이다.',
  'lesson.acksOne.truth.unanswered': 'acks=all일 때만 그렇습니다.',
  'lesson.acksOne.belief.everything': '파티션은 리더에만 있다.',
  'lesson.acksOne.truth.everything': '팔로워에게는 가장 새로운 레코드 말고는 다 있습니다.',

  'lesson.fourthConsumer.title': '컨슈머 하나 더',
  'lesson.fourthConsumer.ask':
    '{group} 그룹에서는 컨슈머 {members}개가 파티션 {partitions}개를 읽습니다. 컨슈머를 하나 더하면 어떻게 될까요?',
  'lesson.fourthConsumer.about': '컨슈머는 저마다 할당받은 파티션을 읽습니다.',
  'lesson.fourthConsumer.awaits': '{group} 그룹이 리밸런스하기를 기다립니다.',
  'lesson.fourthConsumer.choice.faster': '그룹이 더 빨리 읽는다',
  'lesson.fourthConsumer.choice.idle': '컨슈머 하나는 읽을 것이 없다',
  'lesson.fourthConsumer.choice.shared': '컨슈머 둘이 파티션 하나를 나눠 읽는다',
  'lesson.fourthConsumer.choice.refused': '거절된다',
  'lesson.fourthConsumer.step.add': '{consumer} 추가',
  'lesson.fourthConsumer.wait.add': '지금은 추가할 수 없습니다.',
  'lesson.fourthConsumer.outcome.idle':
    '{idle}{idle|은|는} 그룹에 있지만 맡을 파티션이 없습니다. 그룹은 리밸런스했고(세대 {before} → {generation}), 한 그룹에서 파티션 하나를 읽는 컨슈머는 꼭 하나입니다.',
  'lesson.fourthConsumer.outcome.spread': '남은 파티션이 있어서 모두가 읽습니다(세대 {generation}).',
  'lesson.fourthConsumer.outcome.shared': '두 컨슈머가 같은 파티션을 받았습니다(세대 {generation}).',
  'lesson.fourthConsumer.belief.faster': '컨슈머가 많을수록 빨리 읽는다.',
  'lesson.fourthConsumer.truth.faster': '한계는 파티션 수이고, 그보다 많은 컨슈머는 대기할 뿐입니다.',
  'lesson.fourthConsumer.belief.idle': '그룹에 남는 파티션이 없다.',
  'lesson.fourthConsumer.truth.idle': '이번에는 하나 남아 있었습니다.',
  'lesson.fourthConsumer.belief.shared': '그룹은 레코드를 나눠 읽는다.',
  'lesson.fourthConsumer.truth.shared': '나누는 단위는 파티션이고, 그래야 파티션 안의 순서가 지켜집니다.',
  'lesson.fourthConsumer.belief.refused': '그룹의 크기는 정해져 있다.',
  'lesson.fourthConsumer.truth.refused': '누구나 들어올 수 있고, 다만 남은 몫이 없을 수 있습니다.',

  'lesson.belowMinIsr.title': '최소 ISR 수보다 적을 때',
  'lesson.belowMinIsr.ask':
    '{topic} 토픽은 동기화된 레플리카를 {minIsr}개 요구하는데 {left}개만 남습니다. 쓰기는 어떻게 될까요?',
  'lesson.belowMinIsr.about': '{careful}{careful|은|는} acks=all, {hasty}{hasty|은|는} acks=1로 보냅니다.',
  'lesson.belowMinIsr.awaits': '{careful}{careful|이|가} 거절되기를 기다립니다.',
  'lesson.belowMinIsr.patience.long':
    '리더에 이미 기록된 레코드는 request.timeout.ms(기본값 30초)까지 복제를 기다립니다.',
  'lesson.belowMinIsr.choice.goOn': '둘 다 계속된다. 레플리카 하나가 살아 있다',
  'lesson.belowMinIsr.choice.unseen': 'acks=all은 거절된다. acks=1은 확인 응답을 받지만 아무도 읽지 못한다',
  'lesson.belowMinIsr.choice.seen': 'acks=all은 거절되고, acks=1은 평소와 같다',
  'lesson.belowMinIsr.choice.stop': '아무도 쓰지 못한다',
  'lesson.belowMinIsr.step.kill': '{brokers} 강제 종료',
  'lesson.belowMinIsr.wait.kill': '{brokers}{brokers|이|가} 지금 꺼져 있습니다.',
  'lesson.belowMinIsr.outcome.unseen':
    '{careful}{careful|은|는} {refused} 오류로 거절됩니다. {hasty}{hasty|은|는} {seconds}초 동안 레코드 {written}개의 확인 응답을 받았지만 컨슈머가 더 읽을 수 있게 된 레코드는 {readable}개입니다. 동기화된 레플리카가 {minIsr}개보다 적으면 acks와 상관없이 하이 워터마크가 멈춥니다.',
  'lesson.belowMinIsr.outcome.seen':
    '{careful}{careful|은|는} {refused} 오류로 거절됩니다. {hasty}{hasty|은|는} 레코드 {written}개의 확인 응답을 받았고, 컨슈머는 {readable}개를 더 읽을 수 있게 되었습니다.',
  'lesson.belowMinIsr.outcome.goOn': '{careful}{careful|이|가} 잠시 거절되었지만 두 프로듀서 모두 쓰기에 성공했습니다.',
  'lesson.belowMinIsr.outcome.stop': '{careful}{careful|은|는} {refused} 오류로 거절되고, {hasty}도 쓰지 못했습니다.',
  'lesson.belowMinIsr.belief.goOn': '레플리카 하나만 살아 있으면 충분하다.',
  'lesson.belowMinIsr.truth.goOn': 'acks=all에 적어도 몇 개가 필요한지를 min.insync.replicas 설정이 정합니다.',
  'lesson.belowMinIsr.belief.unseen': '이때 하이 워터마크는 늘 멈춘다.',
  'lesson.belowMinIsr.truth.unseen': '이번에는 나아갔습니다.',
  'lesson.belowMinIsr.truth.unseen.kafka-2-5':
    '카프카 2.5에서는 그렇지 않습니다. min.insync.replicas 설정은 acks=all만 붙잡습니다. 하이 워터마크까지 붙잡는 것은 카프카 4부터입니다.',
  'lesson.belowMinIsr.outcome.seen.kafka-2-5':
    '{careful}{careful|은|는} {refused} 오류로 거절됩니다. {hasty}{hasty|은|는} 레코드 {written}개의 확인 응답을 받았고, 컨슈머는 {readable}개를 더 읽을 수 있게 되었습니다. 카프카 2.5에서는 하이 워터마크가 ISR에 남은 레플리카만으로도 나아갑니다.',
  'lesson.belowMinIsr.belief.seen': 'min.insync.replicas 설정은 acks=all에만 관계있다.',
  'lesson.belowMinIsr.truth.seen': '컨슈머가 어디까지 읽을지 정하는 하이 워터마크도 붙잡습니다.',
  'lesson.belowMinIsr.belief.stop': 'min.insync.replicas 설정이 모든 쓰기를 지킨다.',
  'lesson.belowMinIsr.truth.stop': 'acks=1이면 아무도 이 설정을 보지 않습니다.',

  'lesson.returningLeader.title': '돌아온 리더',
  'lesson.returningLeader.ask':
    '전에는 {broker}{broker|이|가} {partition} 리더였습니다. 돌아오자마자 다시 리더가 될까요?',
  'lesson.returningLeader.about': '지금은 {leader}{leader|이|가} 리더이고, 그동안에도 계속 써 왔습니다.',
  'lesson.returningLeader.awaits': '{broker}{broker|이|가} 켜지고 다 따라잡아 ISR에 돌아오기를 기다립니다.',
  'lesson.returningLeader.choice.atOnce': '그렇다. 선호 리더이므로 켜지자마자 된다',
  'lesson.returningLeader.choice.caughtUp': '그렇다. 다 따라잡는 순간 된다',
  'lesson.returningLeader.choice.follows': '아니다. 따라잡은 뒤에도 컨트롤러의 다음 점검까지 팔로워로 남는다',
  'lesson.returningLeader.choice.never': '아니다. 먼저 사람이 로그를 복사해 주어야 한다',
  'lesson.returningLeader.step.start': '{broker} 켜기',
  'lesson.returningLeader.wait.ask':
    '리더를 맡은 브로커가 꺼진 뒤에 할 수 있습니다. 하나를 종료하거나 전원을 끊어 보세요.',
  'lesson.returningLeader.wait.start': '{broker}{broker|은|는} 이미 켜져 있습니다.',
  'lesson.returningLeader.outcome.follows':
    '{broker}{broker|은|는} {seconds}초 뒤 ISR에 돌아왔고, 리더는 여전히 {leader}입니다. 컨트롤러는 5분마다 리더가 선호 레플리카에서 벗어났는지 점검합니다. kafka-leader-election.sh 명령을 쓰면 바로 됩니다.',
  'lesson.returningLeader.outcome.atOnce':
    '{seconds}초 뒤 {broker}{broker|이|가} 다시 리더가 되었습니다. {partition} 파티션의 리더가 될 다른 레플리카가 없었습니다.',
  'lesson.returningLeader.outcome.caughtUp':
    'ISR에 돌아온 바로 뒤({seconds}초) {leader}{leader|이|가} 리더가 되었습니다.',
  'lesson.returningLeader.belief.atOnce': '한번 리더였던 파티션은 그 브로커의 것이다.',
  'lesson.returningLeader.truth.atOnce':
    '꺼져 있던 동안 쓰인 레코드가 그 브로커에는 없습니다. 바로 리더가 되면 그 레코드를 잃습니다.',
  'lesson.returningLeader.belief.caughtUp': '선호 리더는 될 수 있는 순간 바로 리더가 된다.',
  'lesson.returningLeader.truth.caughtUp': '선호 리더 선출은 정해진 점검 때, 또는 누가 요청할 때 일어납니다.',
  'lesson.returningLeader.belief.follows': '돌아온 브로커는 늘 차례를 기다린다.',
  'lesson.returningLeader.truth.follows': '이번에는 다른 후보가 없었습니다.',
  'lesson.returningLeader.belief.never': '뒤처진 레플리카는 사람이 고쳐야 한다.',
  'lesson.returningLeader.truth.never': '팔로워는 모자란 레코드를 스스로 가져옵니다.',

  'lesson.keyAfterPartitions.title': '파티션을 늘린 뒤의 키',
  'lesson.keyAfterPartitions.ask':
    '키 {key}의 자리는 {home}입니다. {topic} 토픽에 파티션을 하나 늘리면 다음 {key} 레코드는 어디로 갈까요?',
  'lesson.keyAfterPartitions.about': '프로듀서는 새 파티션을 길게는 5분 뒤에 알게 되므로 중간에 한 번 다시 시작합니다.',
  'lesson.keyAfterPartitions.awaits': '키가 {key}인 레코드가 오기를 기다립니다.',
  'lesson.keyAfterPartitions.choice.same': '그대로 {home}. 키의 파티션은 바뀌지 않는다',
  'lesson.keyAfterPartitions.choice.moved': '다른 곳. 옛 레코드는 그 자리에 남는다',
  'lesson.keyAfterPartitions.choice.oldMoved': '다른 곳. 옛 레코드도 함께 옮겨진다',
  'lesson.keyAfterPartitions.choice.refused': '갈 수 없다. 쓰는 중에는 파티션을 늘릴 수 없다',
  'lesson.keyAfterPartitions.step.add': '{topic} 파티션을 {to}개로 늘리기',
  'lesson.keyAfterPartitions.step.restart': '{producer} 다시 시작',
  'lesson.keyAfterPartitions.wait.add': '{topic} 파티션은 이미 그만큼 있습니다.',
  'lesson.keyAfterPartitions.wait.restart': '새 파티션이 생길 때까지 기다리세요.',
  'lesson.keyAfterPartitions.outcome.moved':
    '이제 {key} 레코드는 {now}에 쌓입니다. 옛 레코드는 {home}에 남으므로 이 키를 순서대로 읽을 수 없게 됩니다. 파티션은 키의 해시를 파티션 수로 나눈 나머지인데, 그 수가 {from}개에서 {to}개로 바뀌었습니다.',
  'lesson.keyAfterPartitions.outcome.same':
    '{key} 레코드는 전처럼 {now}에 쌓입니다. 해시를 파티션 수로 나눈 나머지가 {to}개일 때와 {from}개일 때 마침 같습니다. 다른 키는 옮겨 갑니다.',
  'lesson.keyAfterPartitions.belief.same': '파티션을 늘려도 키의 자리는 그대로다.',
  'lesson.keyAfterPartitions.truth.same': '해시를 나누는 수가 바뀌면 키 대부분은 나머지, 곧 자리가 바뀝니다.',
  'lesson.keyAfterPartitions.belief.moved': '파티션을 늘리면 모든 키가 옮겨 간다.',
  'lesson.keyAfterPartitions.truth.moved': '우연히 제자리에 남는 키도 있습니다.',
  'lesson.keyAfterPartitions.belief.oldMoved': '카프카가 이미 쓴 것을 다시 정리한다.',
  'lesson.keyAfterPartitions.truth.oldMoved': '레코드는 한번 쓰인 파티션을 떠나지 않습니다.',
  'lesson.keyAfterPartitions.belief.refused': '쓰는 동안에는 토픽을 바꿀 수 없다.',
  'lesson.keyAfterPartitions.truth.refused': '파티션은 언제든 늘릴 수 있고, 줄일 수는 없습니다.',

  'lesson.tooManyCopies.title': '브로커보다 많은 레플리카',
  'lesson.tooManyCopies.ask': '브로커 {brokers}대에 복제 계수 {copies}인 토픽을 만들면 어떻게 될까요?',
  'lesson.tooManyCopies.about': '복제 계수 {copies}(--replication-factor)를 요구하는 명령입니다.',
  'lesson.tooManyCopies.awaits': '명령이 끝나기를 기다립니다.',
  'lesson.tooManyCopies.choice.fewer': '브로커 수만큼만 복제해서 만든다',
  'lesson.tooManyCopies.choice.refused': '거절된다',
  'lesson.tooManyCopies.choice.sameDisk': '한 브로커에 레플리카 여러 개를 두고 만든다',
  'lesson.tooManyCopies.choice.waits': '일단 만들고, 브로커가 늘면 나머지를 채운다',
  'lesson.tooManyCopies.step.type': '대신 입력하기',
  'lesson.tooManyCopies.wait.type': '지금은 할 수 없습니다.',
  'lesson.tooManyCopies.outcome.refused':
    'INVALID_REPLICATION_FACTOR 오류로 거절됩니다. 레플리카마다 브로커가 하나씩 필요합니다. 한 디스크에 둘을 두면 함께 잃기 때문입니다.',
  'lesson.tooManyCopies.outcome.fewer': '요구한 복제 계수는 {copies}, 만들어진 복제 계수는 {made}입니다.',
  'lesson.tooManyCopies.outcome.created': '만들어졌습니다. 복제 계수는 {made}입니다. 이제 브로커가 넉넉합니다.',
  'lesson.tooManyCopies.belief.fewer': '모자라면 카프카가 알아서 줄인다.',
  'lesson.tooManyCopies.truth.fewer': '셋이라던 약속이 몰래 하나가 되면 장애가 났을 때에야 드러납니다.',
  'lesson.tooManyCopies.belief.refused': '브로커 수는 그대로다.',
  'lesson.tooManyCopies.truth.refused': '그사이 브로커가 충분해졌습니다.',
  'lesson.tooManyCopies.belief.sameDisk': '어디에 두든 레플리카는 레플리카다.',
  'lesson.tooManyCopies.truth.sameDisk': '한 파티션의 레플리카는 같은 브로커에 함께 있지 않습니다.',
  'lesson.tooManyCopies.belief.waits': '새 브로커는 일을 스스로 나눠 받는다.',
  'lesson.tooManyCopies.truth.waits': '누가 파티션을 재할당할 때까지 새 브로커는 비어 있습니다.',

  'lesson.openTransaction.title': '열려 있는 트랜잭션',
  'lesson.openTransaction.ask':
    '{producer}{producer|이|가} {topic} 토픽에 트랜잭션을 열어 두었다가 나중에 중단(abort)합니다. read_committed 컨슈머는 무엇을 읽게 될까요?',
  'lesson.openTransaction.about':
    '그동안 다른 프로듀서들은 트랜잭션 없이 {topic} 토픽에 계속 씁니다. {consumer}{consumer|은|는} isolation.level=read_committed로 토픽을 처음부터 읽습니다.',
  'lesson.openTransaction.awaits': '코디네이터가 파티션마다 마커를 써서 트랜잭션을 끝내기를 기다립니다.',
  'lesson.openTransaction.choice.allAlong': '모든 레코드를 쓰이는 대로 바로 읽는다',
  'lesson.openTransaction.choice.passesOver': '트랜잭션의 레코드만 빼고 다른 레코드는 바로 읽는다',
  'lesson.openTransaction.choice.afterEnd':
    '트랜잭션의 첫 레코드부터는 끝날 때까지 아무것도 못 읽고, 끝나면 다른 레코드만 읽는다',
  'lesson.openTransaction.choice.withdrawn': '트랜잭션이 끝나면 그 레코드까지 모두 읽는다',
  'lesson.openTransaction.step.open': '{producer}, {consumer} 추가하기',
  'lesson.openTransaction.step.abort': '트랜잭션 중단하기',
  'lesson.openTransaction.wait.open': '이미 추가되어 있습니다.',
  'lesson.openTransaction.wait.abort': '열린 트랜잭션 뒤에 다른 프로듀서의 레코드가 쌓이면 할 수 있습니다.',
  'lesson.openTransaction.outcome.afterEnd':
    '열려 있는 동안 {consumer}{consumer|은|는} 마지막 안정 오프셋(LSO)에 멈춰 있었습니다. {partition}에서는 오프셋 {offset}이었고, 그 뒤에는 ISR 전체에 복제된 다른 프로듀서의 레코드가 {held}개 있었습니다. 중단 마커가 쓰이자 LSO가 앞으로 갔고, 그 레코드들은 읽었지만 트랜잭션의 레코드 {aborted}개는 로그에 남아 있어도 하나도 읽지 않았습니다.',
  'lesson.openTransaction.outcome.allAlong':
    '이번에는 트랜잭션이 끝나기 전에 {consumer}{consumer|을|를} 멈춰 세운 것이 없었습니다.',
  'lesson.openTransaction.outcome.withdrawn':
    '열려 있는 동안 {consumer}{consumer|은|는} 마지막 안정 오프셋(LSO)에 멈춰 있었고, 끝난 뒤에는 트랜잭션의 레코드도 읽었습니다.',
  'lesson.openTransaction.belief.allAlong': '로그에 있으면 읽는다.',
  'lesson.openTransaction.truth.allAlong':
    '그것은 기본값인 read_uncommitted입니다. read_committed에게는 브로커가 LSO부터는 내주지 않습니다.',
  'lesson.openTransaction.belief.passesOver': '컨슈머는 커밋되지 않은 것만 건너뛰고 계속 읽는다.',
  'lesson.openTransaction.truth.passesOver':
    '커밋될지 아직 아무도 모르고, 레코드는 오프셋 순서대로 읽습니다. 그래서 기다립니다.',
  'lesson.openTransaction.belief.afterEnd': '열린 트랜잭션은 읽는 쪽을 늘 멈춰 세운다.',
  'lesson.openTransaction.truth.afterEnd': '트랜잭션의 첫 레코드까지 다 읽은 컨슈머만 멈춥니다.',
  'lesson.openTransaction.belief.withdrawn': '중단은 잘못되었다는 표시일 뿐이고, 레코드는 그래도 읽힌다.',
  'lesson.openTransaction.truth.withdrawn':
    '브로커는 응답마다 그 안의 중단된 트랜잭션을 알려 주고, 컨슈머는 그 레코드를 버립니다.',

  'lesson.firstCommand.title': '강의 노트의 첫 명령',
  'lesson.firstCommand.ask': '파티션 수도 복제 계수도 적지 않은 명령입니다. {topic} 토픽은 어떻게 만들어질까요?',
  'lesson.firstCommand.about': '실제 서버에서처럼 kafka-topics.sh --create --topic {topic} 명령을 입력합니다.',
  'lesson.firstCommand.awaits': '명령이 끝나기를 기다립니다.',
  'lesson.firstCommand.choice.one': '파티션 1개, 복제 계수 1',
  'lesson.firstCommand.choice.everyBroker': '브로커마다 파티션 1개',
  'lesson.firstCommand.choice.refused': '만들어지지 않는다. 파티션 수가 빠졌다',
  'lesson.firstCommand.choice.grows': '필요한 만큼. 파티션은 저절로 늘어난다',
  'lesson.firstCommand.step.type': '대신 입력하기',
  'lesson.firstCommand.wait.type': '지금은 할 수 없습니다.',
  'lesson.firstCommand.outcome.one':
    '파티션 {partitions}개, 복제 계수 {replicationFactor}. 명령에 적지 않은 값은 브로커 설정 num.partitions, default.replication.factor 값을 따르는데, 둘 다 기본값이 1입니다.',
  'lesson.firstCommand.outcome.everyBroker':
    '파티션 {partitions}개, 복제 계수 {replicationFactor}. 이 브로커들의 num.partitions 설정이 그렇습니다.',
  'lesson.firstCommand.outcome.other':
    '파티션 {partitions}개, 복제 계수 {replicationFactor}. 브로커 설정 num.partitions, default.replication.factor 값을 따랐습니다.',
  'lesson.firstCommand.outcome.refused': '명령이 거절되었습니다. 이유는 터미널에 나와 있습니다.',
  'lesson.firstCommand.belief.one': '기본값은 언제나 1이다.',
  'lesson.firstCommand.truth.one': '브로커 설정이 정합니다.',
  'lesson.firstCommand.belief.everyBroker': '카프카는 토픽을 모든 브로커에 고루 나눈다.',
  'lesson.firstCommand.truth.everyBroker': '설정에 적힌 만큼만 만들고, 기본값은 파티션 1개입니다.',
  'lesson.firstCommand.belief.refused': '파티션 수와 복제 계수를 꼭 적어야 한다.',
  'lesson.firstCommand.truth.refused': '적지 않으면 브로커의 기본값을 따릅니다.',
  'lesson.firstCommand.belief.grows': '파티션은 부하에 따라 늘어난다.',
  'lesson.firstCommand.truth.grows': '누가 바꾸기 전까지 그 수는 그대로입니다.',
}
