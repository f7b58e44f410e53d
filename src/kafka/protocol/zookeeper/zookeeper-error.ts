/** Counterpart in ZooKeeper: org.apache.zookeeper.KeeperException.Code, as far as something here answers with it. */
export type ZooKeeperError =
  | 'OK'
  | 'RUNTIMEINCONSISTENCY'
  | 'CONNECTIONLOSS'
  | 'BADARGUMENTS'
  | 'NONODE'
  | 'BADVERSION'
  | 'NOCHILDRENFOREPHEMERALS'
  | 'NODEEXISTS'
  | 'NOTEMPTY'
  | 'SESSIONEXPIRED'
  | 'SESSIONMOVED'
