/**
 * Words that nearly every shared run contains, for the deflate dictionary of link version 1; the commonest stand last,
 * where they are cheapest to point at.
 *
 * **Never change a character**: every link ever shared was packed against exactly this text (a test holds its checksum).
 * Better words belong to a link version 2 with a dictionary of its own.
 */
export const LINK_DICTIONARY = [
  '{"type":"ClientOperation","operation":{"op":""}}{"type":"WriteFile","path":"/home/kafka/","content":""}',
  '{"type":"ElectPreferredLeaders","topic":null}{"type":"AlterTopicConfig","topic":"","config":{"retention.ms":"',
  '{"type":"AddPartitions","topic":"","totalCount":{"type":"DeleteTopic","topic":"',
  '{"type":"CreateTopic","topic":{"name":"","partitions":null,"replicationFactor":null,"config":{"cleanup.policy":"compact"',
  '{"type":"AddBroker","broker":{"id":4,"rack":null,"config":{}}}{"type":"RemoveBroker","broker":"broker-4"}',
  '{"type":"ConfigureProducer","producer":{"name":"{"type":"ConfigureConsumer","consumer":{"name":"',
  '{"type":"AddProducer","producer":{"name":"producer-1","config":{"{"type":"RemoveProducer","name":"',
  '{"type":"AddConsumer","consumer":{"name":"consumer-4","groupId":"{"type":"RemoveConsumer","name":"',
  '{"type":"SendRecords","producer":"","records":[{"topic":"","partition":null,"key":null,"value":"","timestamp":null,"headers":[]},',
  '{"type":"HoldLink","from":"broker-","to":"broker-","api":null}{"type":"ReleaseLink","from":"{"type":"RepairLink","a":"',
  '{"type":"SlowLink","a":"broker-1","b":"broker-2","extraUs":{"type":"CutLink","a":"controller-101","b":"',
  '{"type":"SlowNode","node":"","delayUs":{"type":"PauseNode","node":"{"type":"ResumeNode","node":"',
  '{"type":"CloseTerminal","terminal":"{"type":"EndOfInput","terminal":"{"type":"Interrupt","terminal":"',
  '{"type":"OpenTerminal","terminal":"terminal-1","tty":true}{"type":"TypeLine","terminal":"terminal-1","text":"',
  'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group ',
  'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic --from-beginning --property print.key=true ',
  'kafka-console-producer.sh --bootstrap-server localhost:9092 --topic --property parse.key=true --property key.separator=:',
  'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic hello.kafka --partitions --replication-factor --list --describe',
  '{"type":"StopNode","node":"{"type":"PowerCutNode","node":"{"type":"StartNode","node":"{"type":"KillNode","node":"broker-1"}],[',
  '"enable.auto.commit":"false","auto.offset.reset":"earliest","session.timeout.ms":"partition.assignment.strategy":"',
  '"enable.idempotence":"true","max.in.flight.requests.per.connection":"delivery.timeout.ms":"compression.type":"',
  '"batch.size":"linger.ms":"acks":"all""acks":"1""acks":"0""min.insync.replicas":"2"',
  '"unclean.leader.election.enable":"true""replica.lag.time.max.ms":"',
  '{"e":"1","c":{"profile":"kafka-4","brokers":[{"id":1,"rack":null,"config":{}},{"id":2,"rack":null,"config":{}},',
  '{"id":3,"rack":null,"config":{}}],"controllers":[101,102,103],"config":{},',
  '"topics":[{"name":"orders","partitions":3,"replicationFactor":3,"config":{}}],',
  '"producers":[{"name":"orders-producer","config":{"acks":"all"},"workload":{"topic":"orders","recordsPerSecond":4,',
  '"keys":["A","B","C","D"],"valueBytes":100}},{"name":"',
  '"consumers":[{"name":"hello-1","groupId":"hello-group","topics":["orders"],"config":{},"processingUs":0,"commit":"auto"},',
  '{"name":"analytics-1","groupId":"analytics","topics":["orders"],"config":{},"processingUs":0,"commit":"auto"}],',
  '"startWallClockMs":1767225600000,"networkLatencyUs":500},"s":1,"p":0,"j":[[',
].join('')
