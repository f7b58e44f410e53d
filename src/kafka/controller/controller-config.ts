/** The controller's own settings (kafka.server.KafkaConfig), read where they are needed: they are few and asked seldom. */
import { type BrokerLayers, brokerConfigNumber, brokerLayers } from '../profile/effective-config.ts'
import { profileOf } from '../profile/registry.ts'
import type { ControllerState } from './controller-state.ts'

/** The layers that this controller's settings come from, and behind them its version's defaults. */
export function controllerLayers(state: ControllerState): BrokerLayers {
  return brokerLayers(state.image, state.config, state.controllerId, profileOf(state.profile))
}

function numberOf(state: ControllerState, key: string): number {
  return brokerConfigNumber(controllerLayers(state), key)
}

export function sessionTimeoutMs(state: ControllerState): number {
  return Math.max(1, numberOf(state, 'broker.session.timeout.ms'))
}

export function defaultNumPartitions(state: ControllerState): number {
  return numberOf(state, 'num.partitions')
}

export function defaultReplicationFactor(state: ControllerState): number {
  return numberOf(state, 'default.replication.factor')
}

/** 0: an idle controller writes nothing. */
export function maxIdleIntervalMs(state: ControllerState): number {
  return Math.max(0, numberOf(state, 'metadata.max.idle.interval.ms'))
}

export function imbalanceCheckIntervalMs(state: ControllerState): number {
  return Math.max(1, numberOf(state, 'leader.imbalance.check.interval.seconds')) * 1000
}

export function imbalancePercentage(state: ControllerState): number {
  return numberOf(state, 'leader.imbalance.per.broker.percentage')
}

export function uncleanElectionIntervalMs(state: ControllerState): number {
  return Math.max(1, numberOf(state, 'unclean.leader.election.interval.ms'))
}

export function isLeaderRebalanceEnabled(state: ControllerState): boolean {
  return state.config['auto.leader.rebalance.enable'] !== 'false'
}
