export const realKafka = {
  'realKafka.title': 'Take it to real Kafka',
  'realKafka.intro':
    'What you did here, for a real cluster of the same version: the cluster as containers, and the session as a shell script of Kafka’s own tools.',
  'realKafka.compose': 'docker-compose.yml',
  'realKafka.script': 'session.sh',
  'realKafka.copyCompose': 'Copy docker-compose.yml',
  'realKafka.copyScript': 'Copy session.sh',
  'realKafka.saveCompose': 'Save docker-compose.yml',
  'realKafka.saveScript': 'Save session.sh',
  'realKafka.noImage': 'There is no container image of this version.',
  'realKafka.making': 'Writing it down…',
  'realKafka.needs':
    'Written by Kafkascope. It needs a cluster that listens on localhost, as docker-compose.yml\nbeside it starts one, and Kafka’s tools of the same version: set KAFKA_HOME to where they are.',
  'realKafka.topics': 'The topics that the cluster began with',
  'realKafka.session': 'The session',
  'realKafka.nothingDoes': 'No tool does this to a real cluster: {command}',
  'realKafka.unread': 'bash cannot read this: {line}',
  'realKafka.import.title': 'From real Kafka',
  'realKafka.import.button': 'From real Kafka…',
  'realKafka.import.name': 'Imported cluster',
  'realKafka.import.intro':
    'Paste what these commands print at a real cluster, and play with one that has the same brokers, topics and groups. What you paste is sent nowhere.',
  'realKafka.import.field': 'What they printed, one of them or both',
  'realKafka.import.open': 'Open this cluster',
  'realKafka.import.found': '{era}: {brokers} brokers, {topics} topics, {partitions} partitions, {groups} groups',
  'realKafka.import.more': 'And {count} more things differ.',
  'realKafka.import.unread.unknown': 'Line {line} cannot be read: {text}',
  'realKafka.import.unread.columns': 'Line {line} does not have the columns of its table: {text}',
  'realKafka.import.unread.count':
    'Not all partitions of the topic in line {line} are there. Was it copied to the end? {text}',
  'realKafka.import.unread.noTopics': 'There are no topics. Paste what kafka-topics.sh --describe prints as well.',
  'realKafka.import.renumbered': 'Brokers are numbered from 1 to 99 here, so they get other numbers: {brokers}',
  'realKafka.import.dead': 'A broker that is in no ISR, or left partitions without a leader, counts as dead: {brokers}',
  'realKafka.import.standIns':
    'Nobody knows what the records were: {count} stand-ins fill the logs so that the offsets hold. Their values are stand-in 1, stand-in 2…',
  'realKafka.import.lowered': '{partition}: too many records, so all of its offsets are lower by {count}.',
  'realKafka.import.inSyncHere':
    '{partition}: {broker} is in another partition’s ISR, so it is alive, and here it catches up with this one as well.',
  'realKafka.import.otherLeader': '{partition}: here {broker} leads.',
  'realKafka.import.internal': 'The cluster makes its internal topics anew: {topics}',
  'realKafka.import.empty': 'Topics of which no offsets are known are empty: {topics}',
  'realKafka.import.members':
    'The members of {group} ({count}) read as soon as it is opened, and the lag goes down from then on.',
} as const
