import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
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
