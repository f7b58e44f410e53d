import { OPTION_WORDS } from '../option-words.ts'

/** What there is to say of 2.5.0's options. */
export const OPTION_DESCRIPTIONS: Readonly<Record<string, string>> = {
  ...OPTION_WORDS,
  'broker-list': 'Old name of --bootstrap-server where a tool takes both.',
  'delete-config': 'Topic setting to take back to its default, by its name.',
  'disable-rack-aware': 'Place replicas without a look at racks.',
  force: 'Ask no questions.',
  whitelist: 'Regular expression of topics to read.',
  'zk-tls-config-file': 'File with properties for TLS to ZooKeeper.',
  zookeeper: 'ZooKeeper to go to past the brokers, host:port, separated by commas.',
}
