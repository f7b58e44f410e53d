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
} as const
