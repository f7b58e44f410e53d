import { pause } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test('nothing a mouse reaches in one gesture takes more than six keys', async ({ page }) => {
  test.setTimeout(180_000)
  await openPage(page)
  await pause(page)
  // What comes after the first frames has come.
  await expect(page.locator('.dock .xterm-rows')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Marks of the timeline' })).toBeVisible()
  await page.keyboard.press('g')
  await expect(page.locator('.key-hints')).toBeVisible()
  await page.keyboard.press('Escape')
  const names = await page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll('button, select, input, a[href], [role="slider"], [role="separator"], [data-link]'),
    ].filter((each) => {
      const { width, height, top, left } = each.getBoundingClientRect()
      const inView =
        width > 0 && height > 0 && top < innerHeight && left < innerWidth && top + height > 0 && left + width > 0
      return each.checkVisibility({ visibilityProperty: true }) && inView && each.getAttribute('aria-hidden') !== 'true'
    })
    Object.assign(window, { controls })
    return controls.map((each) => each.getAttribute('aria-label') ?? each.textContent ?? '')
  })
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  // A key for the letters, two letters, and the key that presses.
  const unreached: string[] = []
  for (const [at, name] of names.entries()) {
    await page.keyboard.press('g')
    // Hints come in the order in which controls stand on the page now.
    const letters = await page.evaluate(async (wanted) => {
      while (document.querySelector('.key-hints kbd') === null) await new Promise(requestAnimationFrame)
      const { controls } = window as unknown as { controls: Element[] }
      const selector = 'button, select, input, a[href], [role="slider"], [role="separator"], [data-link]'
      const shown = [...document.querySelectorAll(selector)].filter((each) => {
        const { width, height, top, left } = each.getBoundingClientRect()
        const inView =
          width > 0 && height > 0 && top < innerHeight && left < innerWidth && top + height > 0 && left + width > 0
        return (
          each.checkVisibility({ visibilityProperty: true }) && inView && each.getAttribute('aria-hidden') !== 'true'
        )
      })
      return document.querySelectorAll('.key-hints kbd')[shown.indexOf(controls[wanted]!)]?.textContent
    }, at)
    for (const letter of (letters ?? '').toLowerCase()) await page.keyboard.press(letter)
    const reached = await page.evaluate((wanted) => {
      const focused = document.activeElement as HTMLElement | null
      focused?.blur()
      return (window as unknown as { controls: Element[] }).controls[wanted] === focused
    }, at)
    const pressed = 1 + (letters ?? '').length + 1
    if (!reached || pressed > 6) unreached.push(`${name}: ${reached ? pressed : 'not reached'}`)
  }
  expect(unreached).toEqual([])
})

test('Enter on a thing leads to its tools, and Escape back to it', async ({ page }) => {
  await openPage(page)
  await pause(page)
  await page.keyboard.press('3')
  await page.keyboard.press('Enter')
  const cut = page.getByRole('button', { name: 'Cut the power', exact: true })
  await expect(cut).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^broker-3, / })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cut).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'broker-3', exact: true })).toContainText('power off')
})

test('the focus goes on where its own press takes the control away, and comes back with it', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page)
  await pause(page)
  await expect(page.locator('.dock .xterm-rows')).toBeVisible()
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).first().focus()
    await page.keyboard.press('Enter')
  }
  const focused = page.locator('*:focus')
  await press('Space-time')
  await expect(page.getByRole('region', { name: 'Space-time diagram' }).locator(focused)).toBeVisible()
  await press('Back to the stage')
  await expect(page.getByRole('button', { name: 'Space-time', exact: true })).toBeFocused()
  for (const leave of ['End presenter mode', 'Escape']) {
    await press('Presenter')
    await expect(page.locator('.presenter').locator(focused)).toBeVisible()
    if (leave === 'Escape') await page.keyboard.press('Escape')
    else await press(leave)
    await expect(page.getByRole('button', { name: 'Presenter', exact: true })).toBeFocused()
  }
  await page.locator('.lesson-choice').nth(1).focus()
  await page.keyboard.press('Enter')
  await page.locator('.lesson-steps button').first().focus()
  await page.keyboard.press('Enter')
  const skip = page.getByRole('button', { name: 'Skip to the outcome' })
  await expect(skip).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('.lesson-verdict').locator(focused)).toBeVisible({ timeout: 60_000 })
})
