import { describe, expect, test } from 'vitest'
import { APIS, apiOf, isResponse, trafficOf } from './apis.ts'

describe('the registry of APIs', () => {
  test.each(Object.entries(APIS))('%s stands where its messages say', (name, api) => {
    expect(api.request.type).toBe(`${name}Request`)
    expect(apiOf(api.request.type)).toBe(api)
    expect(apiOf(api.response.type)).toBe(api)
    expect(isResponse({ type: api.request.type })).toBe(false)
    expect(isResponse({ type: api.response.type })).toBe(true)
    const [first, last] = api.versions
    expect(api.version >= first && api.version <= last).toBe(true)
  })

  test('what is not of the protocol is neither asked nor answered', () => {
    expect(apiOf('Disconnect')).toBeNull()
    expect(isResponse({ type: 'NoSuchResponse' })).toBe(false)
  })

  test('elections, rebalances and what an administrator decides are news', () => {
    const news = Object.values(APIS)
      .filter((api) => api.request.traffic === 'news')
      .map((api) => api.name)
    expect(news.sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'AlterPartition',
      'BeginQuorumEpoch',
      'BrokerRegistration',
      'ControlledShutdown',
      'CreatePartitions',
      'CreateTopics',
      'DeleteTopics',
      'ElectLeaders',
      'EndQuorumEpoch',
      'IncrementalAlterConfigs',
      'JoinGroup',
      'LeaderAndIsr',
      'LeaveGroup',
      'StopReplica',
      'SyncGroup',
      'Vote',
    ])
    expect(trafficOf('ProduceRequest')).toBe('data')
    expect(trafficOf('ProduceResponse')).toBe('acknowledgement')
    expect(trafficOf('HeartbeatRequest')).toBe('housekeeping')
  })
})
