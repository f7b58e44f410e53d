/** Properties files, edited as text. */
export const properties = {
  'properties.title': 'Properties file',
  'properties.reading': 'Reading the file …',
  'properties.intro':
    '{path} on the workstation. A broker reads it when it starts; what you write counts from its next start.',
  'properties.newIntro': 'Every broker starts with this file. Who it is and where it listens is each broker’s own.',
  'properties.clientIntro': '{name} is made anew with what you write here, as an application that starts again.',
  'properties.undo': 'Undo',
  'properties.copy': 'Copy',
  'properties.reset': 'As it came',
  'properties.resetClient': 'As it is now',
  'properties.save': 'Save',
  'properties.saved': 'Saved.',
  'properties.unsaved': 'Not saved yet.',
  'properties.wouldFail': 'Saved. With this file it does not start.',
  'properties.start': 'Save and start {node}',
  'properties.restart': 'Save and restart {node}',
  'properties.apply': 'Start {name} anew',
  'properties.edit': 'Edit {path}',
  'properties.editClient': 'Edit as a properties file',
  'properties.fine': 'Kafka takes every line.',
  'properties.line': 'Line {line}:',
  'properties.refused': 'Kafka does not start with it and writes into its log: {words}',
  'properties.unknown': 'Kafka knows no setting called {name}. It passes the line over without a word.',
  'properties.misspelt':
    'Kafka knows no setting called {name}. It passes the line over without a word, so nothing changes. This may be meant:',
  'properties.again': '{name} stands in line {line} once more, and that one counts.',
  'properties.withoutEffect': 'Kafka acts on {name}; this simulator does not.',
  'properties.putRight': 'Use',
  'properties.failed': '{node} did not start:',
  'properties.logHelp':
    'The terminal has it too: {command}. Of the many lines of a real log, only starts, stops and what a start fails with are simulated.',
  'properties.limits':
    'Not simulated: more than one listener, other ports than a broker’s own, SSL and SASL. Where a line asks for one of these, it is said.',
  'properties.newCluster': 'config/server.properties of its brokers',
  'properties.newRefused':
    'No broker starts with this file. You can open the cluster all the same: each broker is stopped, started with this file, and dies as Kafka does.',
  'properties.newChanged': 'With your changes in config/server.properties.',
  'clientMetadata.title': 'What it knows of the cluster',
  'clientMetadata.none': 'Nothing yet: it asks {bootstrap}.',
  'clientMetadata.age':
    'Metadata {seconds} s old. It asks again after {max} s (metadata.max.age.ms), or when something is wrong.',
  'clientMetadata.wanted': 'It is about to ask.',
  'clientMetadata.leads': 'leads {count} of its partitions',
  'clientMetadata.answeredBy': '{node} answers there',
  'clientMetadata.state.connected': 'connected',
  'clientMetadata.state.idle': 'not connected, without need',
  'clientMetadata.state.refused': 'nobody takes the connection',
  'clientMetadata.state.unknownHost': 'no such host (UnknownHostException)',
  'clientMetadata.state.silent': 'does not answer',
  'clientMetadata.why':
    'It came in by {bootstrap}. From then on it goes where the metadata says, which is what each broker advertises (advertised.listeners).',
} as const
