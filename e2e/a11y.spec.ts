import type { Page } from '@playwright/test'
import { violations, violationsInThemes } from './support/axe.ts'
import { captionsUntil, keepCaptions } from './support/captions.ts'
import { closeDialog, hurry, INSPECTED, openDialog, pause, setSpeed } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

// A button that is called otherwise is found out soon, not when the whole journey's time is up.
test.use({ actionTimeout: 15_000 })

/**
 * Controls in view that are called by something else than what is written on them (WCAG 2.5.3): who speaks to the page
 * says what is read there. Of a control with several texts the first is its label, the others are what it tells.
 */
async function misnamed(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const plain = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
    const found: string[] = []
    for (const control of document.querySelectorAll('button[aria-label], a[aria-label], [role="tab"][aria-label]')) {
      if (!control.checkVisibility({ visibilityProperty: true })) continue
      const walker = document.createTreeWalker(control, NodeFilter.SHOW_TEXT)
      let first = ''
      while (first === '' && walker.nextNode() !== null) {
        const { parentElement, textContent } = walker.currentNode
        const unseen = parentElement?.closest('[aria-hidden="true"], .visually-hidden') ?? null
        if (unseen === null && parentElement?.checkVisibility() === true) first = plain(textContent ?? '')
      }
      const name = control.getAttribute('aria-label') ?? ''
      if (!` ${plain(name)} `.includes(` ${first} `.replace('  ', ' '))) found.push(`“${first}” is called “${name}”`)
    }
    return found
  })
}

for (const language of ['en', 'ko'] as const) {
  test(`what is written on a control is in its name (${language})`, async ({ page }) => {
    test.setTimeout(180_000)
    const word = words[language]
    await openPage(page, `./?lang=${language}`)
    await expect(page.locator('.xterm-rows')).toBeVisible()
    await page.getByRole('button', { name: word.pause, exact: true }).click()
    expect(await misnamed(page), 'first view').toEqual([])
    for (const panel of word.panels) {
      await page.getByRole('button', { name: panel, exact: true }).click()
      expect(await misnamed(page), panel).toEqual([])
      await page.keyboard.press('Escape')
    }
    for (const thing of [
      '.broker .node-name',
      '.chip-name',
      '.client .node-name',
      '.group .node-name',
      '.member-main',
    ]) {
      await page.locator(`.stage ${thing}`).first().click()
      await expect(page.locator('.inspector h2')).toBeVisible()
      expect(await misnamed(page), thing).toEqual([])
    }
    await page.locator('.stage .client .node-name').first().click()
    await page.locator('.inspector form button[type=submit]').first().click()
    await expect(page.locator('.followed-bar')).toBeVisible()
    expect(await misnamed(page), 'a record is followed').toEqual([])
    for (const name of word.dialogs) {
      await openDialog(page, name)
      expect(await misnamed(page), name).toEqual([])
      await closeDialog(page)
    }
  })
}

const words = {
  en: {
    pause: 'Pause',
    events: 'Events',
    dialogs: ['New cluster', 'Saved runs', 'Share'],
    menu: 'Menu',
    menuDialogs: ['Help and shortcuts', 'What is simplified', 'Legend'],
    sendFile: 'Send a file',
    panels: ['Marks of the timeline', 'Branches of this run', 'Speed'],
    spaceTime: ['Space-time', 'Back to the stage'],
    more: 'What else to do with broker-1',
    tabs: ['Terminal', 'Events', 'More'],
  },
  ko: {
    pause: '일시 정지',
    events: '이벤트',
    dialogs: ['새 클러스터', '저장된 실행', '공유'],
    menu: '메뉴',
    menuDialogs: ['도움말과 단축키', '단순화한 점', '범례'],
    sendFile: '파일 보내기',
    panels: ['타임라인 표시 목록', '이 실행의 갈래', '속도'],
    spaceTime: ['시공간', '무대로 돌아가기'],
    more: 'broker-1: 다른 동작',
    tabs: ['터미널', '이벤트', '더 보기'],
  },
} as const

for (const [language, theme] of [
  ['en', 'light'],
  ['ko', 'dark'],
] as const) {
  test(`axe finds nothing on any screen (${language}, ${theme})`, async ({ page }) => {
    test.setTimeout(300_000)
    const word = words[language]
    await openPage(page, `./?lang=${language}&theme=${theme}`)
    await expect(page.locator('.xterm-rows')).toBeVisible()
    // A picture at rest looks the same to axe, and is looked at in a third of the time.
    await page.getByRole('button', { name: word.pause, exact: true }).click()
    // A class may be shown any of it from afar.
    expect(await violationsInThemes(page, [theme, 'projector']), 'first view, terminal').toEqual([])

    // Everything that can be inspected.
    for (const thing of INSPECTED) {
      await page.locator(`.stage ${thing}`).first().click()
      await expect(page.locator('.inspector h2')).toBeVisible()
      expect(await violations(page, '.inspector'), `inspector of ${thing}`).toEqual([])
      await page.locator('.inspector').getByRole('button').first().focus()
      await page.keyboard.press('Escape')
      await expect(page.locator('.inspector')).toHaveCount(0)
    }

    const [diagram, back] = word.spaceTime
    await page.getByRole('button', { name: diagram, exact: true }).click()
    await expect(page.locator('.space-time-arrow').first()).toBeVisible()
    expect(await violations(page, '.space-time'), 'space-time diagram').toEqual([])
    await page.getByRole('button', { name: back, exact: true }).click()

    await page.getByRole('button', { name: word.events, exact: true }).click()
    await page.locator('.event-text').first().click()
    await expect(page.locator('.why')).toBeVisible()
    expect(await violations(page), 'events and why').toEqual([])
    await page.locator('.inspector').getByRole('button').first().click()

    for (const name of [...word.dialogs, word.sendFile]) {
      await openDialog(page, name)
      expect(await violations(page, 'dialog'), name).toEqual([])
      await closeDialog(page)
    }
    for (const name of word.menuDialogs) {
      await page.getByRole('button', { name: word.menu, exact: true }).click()
      if (name === word.menuDialogs[0]) expect(await violations(page, '.header'), 'menu').toEqual([])
      await openDialog(page, name)
      expect(await violations(page, 'dialog'), name).toEqual([])
      await closeDialog(page)
    }
    for (const name of word.panels) {
      await page.getByRole('button', { name, exact: true }).click()
      expect(await violations(page, '.timeline'), name).toEqual([])
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: word.more, exact: true }).click()
    expect(await violations(page, '.stage-menu'), 'menu of a broker').toEqual([])
    await page.keyboard.press('Escape')
  })
}

test('axe finds nothing when things go wrong: a dead broker, an election, messages, the past', async ({ page }) => {
  test.setTimeout(180_000)
  await openPage(page)
  await setSpeed(page, '5×')
  await keepCaptions(page)
  await page.getByRole('button', { name: /^orders-0 leader on/ }).focus()
  await page.getByRole('button', { name: 'Power of broker-1', exact: true }).click()
  await expect(page.locator('.toast')).toBeVisible()
  expect(await violations(page), 'a dead broker, a message').toEqual([])
  await captionsUntil(page, /first survivor/)
  await pause(page)
  expect(await violations(page), 'an election').toEqual([])
  await page.getByRole('slider', { name: 'Place in the run' }).focus()
  await page.keyboard.press('Home')
  await expect(page.getByText('You are in the past')).toBeVisible()
  expect(await violations(page), 'the past').toEqual([])
})

const told = {
  en: {
    power: 'Power of broker-2',
    leads: /becomes the leader/,
    pause: 'Pause',
    leader: /^orders-0 leader on/,
    instead: /What if I had not done this\?$/,
    lessons: 'Try one of these',
  },
  ko: {
    power: 'broker-2 전원',
    leads: /리더가 됩니다/,
    pause: '일시 정지',
    leader: /^orders-0 리더/,
    instead: /이렇게 하지 않았다면\?$/,
    lessons: '하나씩 해 보세요',
  },
} as const

// What is written is the same to axe in either theme, and the contrast in either language.
for (const [language, theme] of [
  ['en', 'dark'],
  ['ko', 'light'],
] as const) {
  test(`axe finds nothing in what is told, counted, followed, asked and compared (${language}, ${theme})`, async ({
    page,
  }) => {
    test.setTimeout(300_000)
    const word = told[language]
    const address = `./?lang=${language}&theme=${theme}`
    await openPage(page, address)
    await hurry(page)
    await keepCaptions(page)
    const lessons = page.getByRole('complementary', { name: word.lessons })
    await lessons.locator('.lesson-choice').first().click()
    expect(await violations(page, '.invitations'), 'a prediction').toEqual([])
    await page.getByRole('button', { name: word.power, exact: true }).click()
    await captionsUntil(page, word.leads)
    await expect(lessons.locator('.lesson-verdict')).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: word.pause, exact: true }).click()
    expect(await violations(page, '.invitations'), 'a verdict').toEqual([])
    expect(await violations(page, '.caption-bar'), 'a caption').toEqual([])

    for (const [index, door] of (await page.locator('.counter-door').all()).entries()) {
      await door.click()
      await expect(page.locator('.counted')).toBeVisible()
      expect(await violations(page, '.counters, .counted'), `list of counter ${index}`).toEqual([])
      await page.keyboard.press('Escape')
    }

    await page.getByRole('button', { name: word.leader }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(page.locator('.record-life')).toBeVisible()
    expect(await violations(page, '.inspector'), 'the life of a record').toEqual([])

    await page.locator('.caption-beats button').first().click()
    await page.getByRole('button', { name: word.instead }).first().click()
    await expect(page.locator('.differences')).toBeVisible({ timeout: 60_000 })
    expect(await violations(page), 'two branches side by side').toEqual([])

    await page.setViewportSize({ width: 1_920, height: 1_080 })
    await openPage(page, `${address}&present`)
    await page.getByRole('button', { name: word.power, exact: true }).first().click()
    await expect(page.locator('.caption-beats')).toBeVisible()
    expect(await violations(page), 'presenter').toEqual([])
    await page.setViewportSize({ width: 640, height: 420 })
    await openPage(page, `${address}&embed`)
    await page.getByRole('button', { name: word.power, exact: true }).click()
    await expect(page.locator('.caption-beats')).toBeVisible()
    expect(await violations(page), 'embed').toEqual([])
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  for (const [language, theme] of [
    ['en', 'dark'],
    ['ko', 'light'],
  ] as const) {
    test(`axe finds nothing on any sheet (${language}, ${theme})`, async ({ page }) => {
      test.setTimeout(180_000)
      await openPage(page, `./?lang=${language}&theme=${theme}`)
      await page.getByRole('button', { name: words[language].pause, exact: true }).tap()
      expect(await violations(page), 'stage').toEqual([])
      for (const tab of words[language].tabs) {
        await page.locator('.bottom-tabs').getByRole('button', { name: tab }).tap()
        await expect(page.locator('.sheet')).toBeVisible()
        expect(await violations(page), tab).toEqual([])
      }
      await page.locator('.bottom-tabs').getByRole('button').first().tap()
      await page.locator('.stage .broker .node-name').first().tap()
      await expect(page.locator('.inspector h2')).toBeVisible()
      expect(await violations(page), 'inspector').toEqual([])
      // Fingers: nothing to press is smaller than 24 × 24 pixels.
      await page.locator('.inspector').getByRole('button').first().tap()
      const small = await page.locator('button:visible').evaluateAll((buttons) =>
        buttons
          .filter((button) => !button.classList.contains('lane') && !button.classList.contains('cell-cursor'))
          .map((button) => ({
            name: button.getAttribute('aria-label') ?? button.textContent,
            box: button.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
          .map(({ name, box }) => `${name} ${Math.round(box.width)}×${Math.round(box.height)}`),
      )
      expect(small).toEqual([])
    })
  }
})

test('axe finds nothing in an embed', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 420 })
  for (const address of ['./?embed&lang=en', './?embed&terminal&lang=ko&theme=dark']) {
    await openPage(page, address)
    if (address.includes('terminal')) await expect(page.locator('.xterm-rows')).toBeVisible()
    expect(await violations(page), address).toEqual([])
  }
})

/** Presses a key until the focus is on something with this name; fails when it never gets there. */
async function walkTo(page: Page, name: RegExp, key: string, most: number): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement
      const label = element?.id === '' || element === null ? null : document.querySelector(`label[for="${element.id}"]`)
      return element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? ''
    })
  for (let presses = 0; presses < most; presses++) {
    if (name.test(await focused())) return
    await page.keyboard.press(key)
  }
  expect(await focused(), `after ${most} times ${key}`).toMatch(name)
}

test('everything without a mouse: cut a broker’s power, read why, change a setting, close', async ({ page }) => {
  test.setTimeout(180_000)
  await openPage(page)
  for (let i = 0; i < 5; i++) await page.keyboard.press('+')

  // Past everything else with one key, to the stage.
  await walkTo(page, /^Skip to the cluster$/, 'Tab', 3)
  await page.keyboard.press('Enter')
  await walkTo(page, /^broker-1, running/, 'Tab', 40)

  // The menu of the broker, and in it the power.
  await walkTo(page, /^What else to do with broker-1$/, 'Tab', 6)
  await page.keyboard.press('Enter')
  await walkTo(page, /Cut the power/, 'ArrowDown', 8)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'broker-1', exact: true })).toContainText('power off')

  // Back on the broker: Enter opens the inspector; what happened to it asks why.
  await walkTo(page, /^broker-1, /, 'Shift+Tab', 6)
  await page.keyboard.press('Enter')
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector).toContainText('broker-1')
  await expect(inspector).toContainText('was fenced', { timeout: 45_000 })
  // Enter led to what can be done with it; what happened to it stands before that.
  await walkTo(page, /^Why\?$/, 'Shift+Tab', 6)
  await page.keyboard.press('Enter')
  await expect(inspector).toContainText('Why is it like this?')
  // Back to what led here, and then away.
  await page.keyboard.press('Escape')
  await expect(inspector).not.toContainText('Why is it like this?')
  await page.keyboard.press('Escape')
  await expect(inspector).toHaveCount(0)

  // A producer's setting.
  await walkTo(page, /^order-service, acks=all/, 'Shift+Tab', 40)
  await page.keyboard.press('Enter')
  await expect(inspector).toContainText('order-service')
  await walkTo(page, /^linger\.ms$/, 'Tab', 80)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await expect(inspector.getByLabel('linger.ms')).toHaveValue('5')
  await expect(page.locator('.toast', { hasText: 'Settings changed: order-service' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(inspector).toHaveCount(0)
})

test('arrows walk over brokers, lanes and records, and each says what it is', async ({ page }) => {
  await openPage(page)
  await pause(page)
  await page.getByRole('button', { name: /^broker-1, running/ }).focus()
  const focused = page.locator(':focus')
  await page.keyboard.press('ArrowDown')
  await expect(focused).toHaveAttribute('aria-label', /^orders-0 (leader|follower) on broker-1, epoch \d/)
  await page.keyboard.press('ArrowRight')
  await expect(focused).toHaveAttribute('aria-label', /^Record at offset \d+, key \w+, value /)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Record')
})

test('who cannot see the stage is told of the election', async ({ page }) => {
  test.setTimeout(180_000)
  await openPage(page)
  await setSpeed(page, '5×')
  const leader = page.getByRole('button', { name: /^orders-0 leader on broker-/ })
  const broker = /on (broker-\d)/.exec((await leader.getAttribute('aria-label')) ?? '')?.[1] ?? ''
  await page.getByRole('button', { name: `Power of ${broker}`, exact: true }).click()
  const news = page.getByRole('log', { name: 'News from the cluster' })
  await expect(news).toHaveAttribute('aria-live', 'polite')
  await expect(news).toContainText(/orders-\d: broker-\d, the first survivor in the ISR/, { timeout: 45_000 })
})

/**
 * How many different pictures the canvas shows of the strip between two columns, in how many animation frames: as many as
 * wanted, or what a slow machine draws in the time that they would take.
 */
function countPictures(page: Page, frames: number): Promise<{ readonly pictures: number; readonly drawn: number }> {
  return page.evaluate(async (wanted) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.stage canvas')
    const context = canvas?.getContext('2d')
    const client = document.querySelector('.client')?.getBoundingClientRect()
    const broker = document.querySelector('.broker')?.getBoundingClientRect()
    const box = canvas?.getBoundingClientRect()
    if (!canvas || !context || !client || !broker || !box) throw new Error('there is no picture')
    const scale = canvas.width / box.width
    const x = Math.round((client.right - box.left + 2) * scale)
    const width = Math.round((broker.left - client.right - 4) * scale)
    const seen = new Set<string>()
    const endsAt = performance.now() + (wanted / 60) * 1_500
    let drawn = 0
    for (; drawn < wanted && performance.now() < endsAt; drawn++) {
      await new Promise(requestAnimationFrame)
      const { data } = context.getImageData(x, 0, width, canvas.height)
      let hash = 0
      for (let i = 0; i < data.length; i += 4) hash = (hash * 31 + (data[i] ?? 0) + 7 * (data[i + 3] ?? 0)) | 0
      seen.add(String(hash))
    }
    return { pictures: seen.size, drawn }
  }, frames)
}

for (const [motion, moves] of [
  ['no-preference', true],
  ['reduce', false],
] as const) {
  test(`records ${moves ? 'travel' : 'do not travel'} along the wires for who ${moves ? 'likes' : 'has turned off'} motion`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: motion })
    await openPage(page)
    await expect(page.locator('html')).toHaveAttribute('data-motion', moves ? 'full' : 'reduced')
    const { pictures, drawn } = await countPictures(page, 150)
    expect(drawn).toBeGreaterThan(0)
    // Without travel the picture changes only when a message sets out or arrives.
    if (moves) expect(pictures).toBeGreaterThan(drawn / 3)
    else expect(pictures).toBeLessThan(35)
  })
}
