import { openDialog } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

test('what was typed and done goes along to a real cluster, as containers and a script', async ({ page }) => {
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.run('kafka-topics.sh --bootstrap-server my-kafka:9092 --create --topic taken', 'Created topic taken.')
  await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await expect(page.getByRole('region', { name: 'broker-2', exact: true })).toContainText('power off')
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  const dialog = await openDialog(page, 'Take it to real Kafka')
  const script = dialog.getByLabel('session.sh', { exact: true })
  await expect(script).toHaveValue(/--create --topic orders --partitions 3 --replication-factor 3/)
  await expect(script).toHaveValue(/\nkafka-topics\.sh --bootstrap-server my-kafka:9092 --create --topic taken\n/)
  await expect(script).toHaveValue(/\ndocker compose kill broker-2\n/)
  const compose = dialog.getByLabel('docker-compose.yml', { exact: true })
  await expect(compose).toHaveValue(/\n {2}broker-3:\n {4}image: apache\/kafka:4\.3\.1\n/)
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save session.sh', exact: true }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('session.sh')
})

test('in ZooKeeper’s era it is an ensemble and its brokers, told in Korean', async ({ page }) => {
  await openPage(page, './?profile=kafka-2.5&lang=ko')
  await page.getByRole('button', { name: '메뉴', exact: true }).click()
  const dialog = await openDialog(page, '실제 카프카로 가져가기')
  await expect(dialog.getByLabel('docker-compose.yml', { exact: true })).toHaveValue(/\n {2}zookeeper-1:\n/)
  await expect(dialog.getByLabel('session.sh', { exact: true })).toHaveValue(/# 클러스터가 처음부터 가지고 있던 토픽\n/)
})

test('what Kafka’s tools say of a real cluster becomes one to play with, and a line that says nothing is named', async ({
  page,
}) => {
  await openPage(page)
  const dialog = await openDialog(page, 'New cluster')
  await dialog.getByRole('button', { name: 'From real Kafka…' }).click()
  const field = page.getByLabel('What they printed, one of them or both')
  await field.fill('Topic: bills\tPartitionCount: 1\tReplicationFactor: 2\tConfigs: \nnothing\n')
  await expect(page.getByText('Line 2 cannot be read: nothing')).toBeVisible()
  await field.fill(
    [
      'Topic: bills\tPartitionCount: 1\tReplicationFactor: 2\tConfigs: ',
      '\tTopic: bills\tPartition: 0\tLeader: 4\tReplicas: 3,4\tIsr: 4',
      'GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID',
      'late bills 0 5 12 7 - - -',
    ].join('\n'),
  )
  await expect(page.getByRole('dialog').getByText('broker-3')).toBeVisible()
  await page.getByRole('button', { name: 'Open this cluster' }).press('Enter')
  await expect(page.getByRole('button', { name: /^bills-0 leader on broker-4.*offsets 0 to 11/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'broker-3', exact: true })).toBeVisible()
})
