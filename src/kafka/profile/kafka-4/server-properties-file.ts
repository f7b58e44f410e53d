/**
 * `config/server.properties` of 4.3.1, of a process that is a broker alone: its sections, the lines it sets, and those it
 * shows commented out, in its order. What is said of them is said in words of our own.
 */
export const SERVER_PROPERTIES_FILE = `############################# Server Basics #############################

# What this process is: broker, controller, or both
process.roles=broker

# Who it is: a whole number that no other node of the cluster has
node.id=1

# Where to ask for the controllers' quorum
controller.quorum.bootstrap.servers=localhost:9093

############################# Socket Server Settings #############################

# Where the broker takes connections. Without this line: PLAINTEXT, port 9092, on every address of the machine.
#   FORMAT:
#     listeners = listener_name://host_name:port
#   EXAMPLE:
#     listeners = PLAINTEXT://your.host.name:9092
listeners=PLAINTEXT://localhost:9092

# The listener by which brokers talk among themselves
#inter.broker.listener.name=PLAINTEXT

# Name, host and port that clients and other brokers are told. Without this line they are told what "listeners" says.
#advertised.listeners=PLAINTEXT://localhost:9092

# Names of the controllers' listeners. A process that is a broker alone uses the first of them.
controller.listener.names=CONTROLLER

# Which security protocol each listener speaks. Without this line a listener speaks the protocol it is named after.
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL

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
log.dirs=/tmp/kraft-broker-logs

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

# The same of the state of share groups
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1

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
`
