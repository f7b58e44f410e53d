/** In Korean nothing is said in English but Kafka's own terms, names, settings and numbers: through the main stories. */
import type { Page } from '@playwright/test'
import { captionsUntil, keepCaptions } from './support/captions.ts'
import { hurry, INSPECTED, setSpeed } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ locale: 'ko-KR', actionTimeout: 15_000 })

/** Terms of Kafka and of the trade that Korean texts keep as they are, units, keys of a keyboard and of the cluster's records. */
const TERMS = new Set(
  'Kafka Kafkascope KRaft ISR HW LEO LSO acks ack all ID IP JSON CSV QR Tab Enter Esc Alt s ms kB MB kill Raft NDJSON unclean position fetch poll alice bob carol dave erin'.split(
    ' ',
  ),
)
/** States of groups, as Kafka's tools print them. */
const STATES = new Set(['Stable', 'PreparingRebalance', 'CompletingRebalance', 'Empty', 'Dead'])

/** What settings may be set to, as Kafka writes it. */
const VALUES = new Set('earliest latest none range roundrobin sticky stable true false null'.split(' '))

/** Words in Latin letters that are seen, without what is a name, a setting or an error of Kafka's. */
async function english(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const seen: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      if (parent === null || parent.closest('.xterm, script, style, .mono, code, input') !== null) continue
      if (!parent.checkVisibility({ visibilityProperty: true })) continue
      const text = node.textContent ?? ''
      // What may break within a word is one word: NOT_ENOUGH_REPLICAS.
      const goesOn = (node.previousSibling as Element | null)?.tagName === 'WBR'
      if (goesOn && seen.length > 0) seen.push((seen.pop() ?? '') + text)
      else seen.push(text)
    }
    for (const named of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (named.closest('.xterm') !== null || !named.checkVisibility()) continue
      for (const name of ['aria-label', 'title', 'placeholder']) seen.push(named.getAttribute(name) ?? '')
    }
    return seen
  })
  const found = texts.flatMap((text) =>
    // Not `--options`, `:commands`, versions (4.x), instants, or paths.
    (text.match(/(?<![-:/.\w])[A-Za-z][\w-]*(?:[./=][\w-]+)*(?:\(\))?/g) ?? [])
      .filter((word) => !isKafkas(word))
      .map((word) => `${word} in “${text.trim().slice(0, 90)}”`),
  )
  return [...new Set(found)]
}

function isKafkas(word: string): boolean {
  if (TERMS.has(word) || STATES.has(word) || VALUES.has(word)) return true
  // Nodes, topics, groups and partitions; settings; errors; what is on the wire.
  return (
    /^(broker|controller|consumer|analytics|orders|order|payment|hello|my|terminal|producer)([-.]|$)/.test(word) ||
    (/^[a-z]+([._=-][a-z0-9]+)+$/i.test(word) && /[._=]/.test(word)) ||
    /^[A-Z]+(_[A-Z]+)+$/.test(word) ||
    /^[A-Z][A-Za-z]+(Request|Response|Exception|Record|Assignor|Serializer|Deserializer|Partitioner)$/.test(word) ||
    /\(\)$/.test(word) ||
    // Files in Kafka's home.
    /^(config|logs)\/[a-z.-]+$/.test(word) ||
    // A record's key with its offset, and the signs of leaders, followers and groups.
    /^[A-Z]\d*$/.test(word)
  )
}

const word = {
  power: (node: string) => `${node} 전원`,
  menu: (node: string) => `${node}: 다른 동작`,
}

async function fromMenu(page: Page, node: string, entry: RegExp): Promise<void> {
  await page.getByRole('button', { name: word.menu(node), exact: true }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** Every panel that opens beside the stage, at this instant. */
async function lookAround(page: Page): Promise<void> {
  expect.soft(await english(page), 'stage').toEqual([])
  await page.getByRole('button', { name: '이벤트', exact: true }).click()
  await expect(page.locator('.event-text').first()).toBeVisible()
  expect.soft(await english(page), 'events').toEqual([])
  await page.locator('.event-text').first().click()
  await expect(page.locator('.why')).toBeVisible()
  expect.soft(await english(page), 'why').toEqual([])
  await page.getByRole('button', { name: '타임라인 표시 목록' }).click()
  expect.soft(await english(page), 'marks').toEqual([])
  await page.keyboard.press('Escape')
}

test('a broker killed, another stopped in good order, a third without power, and one back again', async ({ page }) => {
  test.setTimeout(240_000)
  await openPage(page)
  await expect(page.locator('.dock .xterm-rows')).toBeVisible()
  expect.soft(await english(page), 'first view').toEqual([])
  await keepCaptions(page)
  await hurry(page)
  await fromMenu(page, 'broker-2', /강제 종료|죽이기|kill/i)
  await captionsUntil(page, /리더가 됩니다/)
  await lookAround(page)
  await fromMenu(page, 'broker-3', /정상 종료/)
  await captionsUntil(page, /이어받습니다/)
  await lookAround(page)
  await page.getByRole('button', { name: word.power('broker-1'), exact: true }).click()
  await expect(page.getByRole('region', { name: 'broker-1', exact: true })).toContainText('전원 끊김')
  await lookAround(page)
  await page.getByRole('button', { name: word.power('broker-1'), exact: true }).click()
  await expect(page.getByRole('region', { name: 'broker-1', exact: true })).not.toContainText('전원 끊김')
  await lookAround(page)
})

test('below the minimum of replicas in sync', async ({ page }) => {
  test.setTimeout(180_000)
  await openPage(page)
  await keepCaptions(page)
  await setSpeed(page, '2×')
  for (const node of ['broker-2', 'broker-3']) await fromMenu(page, node, /강제 종료|죽이기|kill/i)
  await captionsUntil(page, /min\.insync\.replicas/)
  await lookAround(page)
})

test('a rebalance, every thing inspected, the counters, the menus and the dialogs', async ({ page }) => {
  test.setTimeout(240_000)
  await openPage(page)
  await keepCaptions(page)
  await hurry(page)
  const group = page.getByRole('region', { name: 'hello-group', exact: true })
  await group.getByRole('button', { name: '+ 컨슈머 추가' }).click()
  await captionsUntil(page, /리밸런스를 마쳤습니다/)
  await lookAround(page)
  await page.getByRole('button', { name: '일시 정지' }).click()
  for (const thing of [...INSPECTED, '.cell-cursor']) {
    const first = page.locator(`.stage ${thing}`).first()
    if ((await first.count()) === 0) continue
    await first.click()
    await expect(page.locator('.inspector h2')).toBeVisible()
    expect.soft(await english(page), `inspector of ${thing}`).toEqual([])
  }
  await page.locator('.inspector').getByRole('button').first().click()
  for (const door of await page.locator('.counter-door').all()) {
    await door.click()
    await expect(page.locator('.counted')).toBeVisible()
    await expect(page.locator('.counted')).not.toContainText('찾고 있습니다')
    expect.soft(await english(page), 'a list of what is counted').toEqual([])
    await page.keyboard.press('Escape')
  }
  for (const node of ['broker-1', 'order-service', 'orders', 'controller-103', 'consumer-1']) {
    await page
      .getByRole('button', { name: word.menu(node), exact: true })
      .first()
      .click()
    await expect(page.getByRole('menu')).toBeVisible()
    expect.soft(await english(page), `menu of ${node}`).toEqual([])
    await page.keyboard.press('Escape')
  }
  for (const name of ['새 클러스터', '저장된 실행', '공유', '파일 보내기']) {
    await page.getByRole('button', { name, exact: true }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect.soft(await english(page), name).toEqual([])
    await page.keyboard.press('Escape')
  }
})

test('loss with acks=1, told as a lesson, and compared with acks=all', async ({ page }) => {
  test.setTimeout(240_000)
  await openPage(page)
  await hurry(page)
  const lessons = page.getByRole('complementary', { name: '하나씩 해 보세요' })
  await lessons.locator('.invitation-title').nth(1).click()
  expect.soft(await english(page), 'the question').toEqual([])
  await lessons.locator('.lesson-choice').first().click()
  await lessons.getByRole('button', { name: /복제/ }).last().click()
  const kill = lessons.getByRole('button', { name: /broker-\d/ }).last()
  await expect(kill).toBeEnabled({ timeout: 60_000 })
  await kill.click()
  await expect(lessons.locator('.lesson-verdict')).toBeVisible({ timeout: 90_000 })
  await lookAround(page)
  await page.locator('.inspector').getByRole('button').first().click()
  await lessons
    .getByRole('button', { name: /acks=all/ })
    .first()
    .click()
  await expect(lessons).toContainText('(acks=all)', { timeout: 90_000 })
  expect.soft(await english(page), 'compared').toEqual([])
})

test('a record followed from its producer to its readers', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page)
  await page.getByRole('button', { name: '일시 정지' }).click()
  await page.getByRole('button', { name: /^orders-0 리더/ }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.locator('.inspector h2')).toBeVisible()
  expect.soft(await english(page), 'its life').toEqual([])
})
