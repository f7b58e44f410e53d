/** Reading the page as a person does, and the gestures several journeys share. Names are the English ones. */
import { expect, type Locator, type Page } from '@playwright/test'

/** The simulated instant on the clock, in milliseconds. */
export async function clockMs(page: Page): Promise<number> {
  return msOf((await page.getByRole('timer').textContent()) ?? '')
}

/** Milliseconds of what a clock shows: seconds with a fraction, minutes and hours before them. */
export function msOf(text: string): number {
  const [seconds = '0', minutes = '0', hours = '0'] = text.split(':').reverse()
  return Math.round((Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000)
}

export type CounterName = 'acknowledged' | 'lost' | 'duplicated' | 'outOfOrder'

/** One of the four numbers that are always on screen. */
export async function counter(page: Page, name: CounterName): Promise<number> {
  const index = ['acknowledged', 'lost', 'duplicated', 'outOfOrder'].indexOf(name)
  const text = await page.locator('.counter-value').nth(index).textContent()
  return Number((text ?? '').replaceAll(',', ''))
}

/** The leader of a partition as the lanes show it, such as `broker-2`; null when there is none. */
export async function leaderOf(page: Page, topicPartition: string): Promise<string | null> {
  const lane = page.getByRole('button', { name: new RegExp(`^${topicPartition} leader on broker-`) })
  const name = (await lane.count()) === 0 ? null : await lane.first().getAttribute('aria-label')
  return name === null ? null : (/on (broker-\d+)/.exec(name)?.[1] ?? null)
}

export async function pause(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Pause', exact: true })
  if (await button.isVisible()) await button.click()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  // The clock is written once an animation frame: before that it may still show what it guessed while playing.
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))))
}

export async function play(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
}

/** At a fixed pace, simulated time per real time, so that nobody has to wait for nine seconds to pass. In any language. */
export async function setSpeed(page: Page, speed: string): Promise<void> {
  await chooseSpeed(page, speed)
  const auto = page.locator('.auto-pace')
  if ((await auto.getAttribute('aria-pressed')) === 'true') await auto.click()
  await expect(auto).toHaveAttribute('aria-pressed', 'false')
}

/** At ten times the auto pace: all is shown as it would be, and nobody has to wait for it. */
export const hurry = (page: Page) => chooseSpeed(page, '10×')

async function chooseSpeed(page: Page, speed: string): Promise<void> {
  await page.locator('.speed-button').click()
  await page.locator('.speed-panel select').selectOption({ label: speed })
  await page.keyboard.press('Escape')
}

/** Does what a node's menu on the stage offers. */
export async function fromMenu(page: Page, node: string, entry: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: `What else to do with ${node}`, exact: true }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** Opens the dialog behind a button of the page. */
export async function openDialog(page: Page, button: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  return dialog
}

/** The versions by what a cluster of each is called. */
export const ERAS = [
  ['kafka-2.5', /Kafka 2\.5 · ZooKeeper/],
  ['kafka-4', /Kafka 4\.3 · KRaft/],
] as const

/** The dialog about a new cluster, with this version chosen. */
export async function newClusterOf(page: Page, era: RegExp): Promise<Locator> {
  const dialog = await openDialog(page, 'New cluster')
  await dialog.getByRole('radio', { name: era }).check()
  return dialog
}

export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

export interface Shared {
  readonly link: string
  readonly fingerprint: string
  readonly embedCode: string
}

/** What the share dialog says about this instant. The run should stand still. */
export async function readShare(page: Page): Promise<Shared> {
  const dialog = await openDialog(page, 'Share')
  const fingerprint = dialog.getByTestId('fingerprint')
  await expect(fingerprint).toHaveText(/^[0-9a-f]{8,}$/)
  const shared = {
    link: await dialog.getByLabel('Link', { exact: true }).inputValue(),
    fingerprint: (await fingerprint.textContent()) ?? '',
    embedCode: await dialog.getByLabel('Embed code', { exact: true }).inputValue(),
  }
  await closeDialog(page)
  return shared
}

/** A toast, by what it says. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Messages' }).locator('.toast', { hasText: text })
}

/** One of everything on the stage that the inspector tells of. */
export const INSPECTED = [
  '.broker .node-name',
  '.chip-name',
  '.lane.is-leader',
  '.client .node-name',
  '.group .node-name',
  '.member-main',
]
