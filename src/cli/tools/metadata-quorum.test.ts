import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { TestCluster } from '../../testing/cluster-of.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

test('the status of the quorum says where the leader knows each voter to listen', () => {
  const world = simulatorModel.create(emptyCluster(), 1)
  const [status] = runScript(
    world,
    'kafka-metadata-quorum.sh --bootstrap-server localhost:9092 describe --status\n',
  ).commands
  const voters = JSON.parse(/^CurrentVoters: +(.*)$/m.exec(status?.stdout ?? '')?.[1] ?? '[]') as object[]
  expect(voters).toEqual([
    { id: 101, directoryId: expect.any(String), endpoints: ['CONTROLLER://localhost:19101'] },
    { id: 102, directoryId: expect.any(String), endpoints: ['CONTROLLER://localhost:19102'] },
    { id: 103, directoryId: expect.any(String), endpoints: ['CONTROLLER://localhost:19103'] },
  ])
})

test.each([
  [
    'AAAAAAAAAAAAAAAAAAAAAg',
    /VoterNotFoundException: Cannot remove voter ReplicaKey\(id=101, directoryId=AAAAAAAAAAAAAAAAAAAAAg\) from the set of voters \[(ReplicaKey\(id=10\d, directoryId=[\w-]{22}\)(, )?){3}\]/,
  ],
  ['AAAAAAAAAAAAAAAAAAAAAA', /InvalidRequestException: Remove voter request didn't include a valid voter/],
])('a voter with the directory %s is none', (directory, complaint) => {
  const world = simulatorModel.create(emptyCluster(), 1)
  const remove = `remove-controller --controller-id 101 --controller-directory-id ${directory}`
  const { stderr } = runScript(world, `kafka-metadata-quorum.sh --bootstrap-server localhost:9092 ${remove}\n`)
  expect(stderr).toMatch(complaint)
})

test('how far the last follower is behind in time nobody knows of one that the leader has never heard', () => {
  const t = new TestCluster(simulatorModel.create(emptyCluster(), 1))
  const status = () => {
    const asked = 'kafka-metadata-quorum.sh --bootstrap-server localhost:9092 describe --status\n'
    const shown = runScript(t.world, asked).commands[0]?.stdout ?? ''
    const number = (name: string) => Number(new RegExp(`^${name}: +(-?\\d+)$`, 'm').exec(shown)?.[1])
    return { leader: number('LeaderId'), lag: number('MaxFollowerLag'), lagMs: number('MaxFollowerLagTimeMs') }
  }
  const { leader, lag, lagMs } = status()
  expect(lag).toBe(0)
  // Where all have the same the first voter stands for them, and a follower was last heard a moment ago.
  if (leader === 101) expect(lagMs).toBe(0)
  else expect(lagMs).toBeGreaterThan(0)
  const [silent = 0] = [101, 102, 103].filter((id) => id !== leader)
  t.command({ type: 'KillNode', node: `controller-${silent}` })
  t.command({ type: 'KillNode', node: `controller-${leader}` })
  t.runFor({ ms: 2_000 })
  t.command({ type: 'StartNode', node: `controller-${leader}` })
  t.runFor({ ms: 20_000 })
  const after = status()
  expect(after.lagMs).toBe(-1)
  expect(after.lag).toBeGreaterThan(0)
})
