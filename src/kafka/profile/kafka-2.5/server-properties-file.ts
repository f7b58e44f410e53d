/**
 * `config/server.properties` of 2.5.0: its sections, the lines it sets, and those it shows commented out, in its order.
 * What is said of them is said in words of our own.
 */
export const SERVER_PROPERTIES_FILE = `# Settings of a Kafka broker; kafka.server.KafkaConfig has all of them, with their defaults.

############################# Server Basics #############################

# Who this broker is: a whole number that no other broker of the cluster has.
broker.id=0

############################# Socket Server Settings #############################

# Where the broker takes connections. Without this line: port 9092 on every address of the machine.
#   FORMAT:
#     listeners = listener_name://host_name:port
#   EXAMPLE:
#     listeners = PLAINTEXT://your.host.name:9092
#listeners=PLAINTEXT://:9092

# Host and port that clients and other brokers are told. Without this line they are told the one in "listeners",
# and without that one what the machine calls itself (java.net.InetAddress.getCanonicalHostName()).
#advertised.listeners=PLAINTEXT://your.host.name:9092

# Which security protocol each listener speaks. Without this line a listener speaks the protocol it is named after.
#listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL

# Threads that read requests from the network and write answers to it
num.network.threads=3

# Threads that work on requests, disk included
num.io.threads=8

# Send buffer of a socket (SO_SNDBUF), in bytes
socket.send.buffer.bytes=102400

# Receive buffer of a socket (SO_RCVBUF), in bytes
socket.receive.buffer.bytes=102400

# The largest request that is read at all, so that none takes all the memory
socket.request.max.bytes=104857600


############################# Log Basics #############################

# Directories for the logs, separated by commas
log.dirs=/tmp/kafka-logs

# Partitions of a topic for which nobody says how many. More of them let more consumers read at once,
# and make more files on the brokers.
num.partitions=1

# Threads for each log directory: for recovery at the start and flushing at the end
num.recovery.threads.per.data.dir=1

############################# Internal Topic Settings  #############################
# Replicas of "__consumer_offsets" and "__transaction_state".
# 1 is for trying things out alone; anywhere else more, such as 3, so that they survive a broker.
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1

############################# Log Flush Policy #############################

# Records go into the file system's cache at once, and to the disk when the operating system sees fit. These lines make
# Kafka flush by itself: less is lost by a machine that dies alone, and every flush costs time.

# After so many records
#log.flush.interval.messages=10000

# After so many milliseconds
#log.flush.interval.ms=1000

############################# Log Retention Policy #############################

# Old segments are deleted by age or by size, whichever comes first, from the beginning of a log.

# The age after which a segment may go
log.retention.hours=168

# The size of a partition's log beyond which segments go, whatever their age
#log.retention.bytes=1073741824

# The size at which a segment is closed and another one begun
log.segment.bytes=1073741824

# How often it is looked whether a segment may go
log.retention.check.interval.ms=300000

############################# Zookeeper #############################

# Where ZooKeeper is: host:port of its servers, separated by commas, e.g. "127.0.0.1:3000,127.0.0.1:3001,127.0.0.1:3002".
# A path behind the last one puts all of Kafka's znodes under it.
zookeeper.connect=localhost:2181

# How long a broker that starts waits for ZooKeeper, in milliseconds
zookeeper.connection.timeout.ms=18000


############################# Group Coordinator Settings #############################

# How long the coordinator waits for further members before the first rebalance of an empty group, in milliseconds.
# The default is 3000. Here it is 0, which is handier for trying things out, and costs rebalances where an application
# starts with several consumers.
group.initial.rebalance.delay.ms=0
`
