// Run for each file of those that share their modules (see vitest.config.ts): a page's stores are among these, and a
// file that leaves something in one would decide what the next file sees, whichever that is on this machine.
import { afterAll } from 'vitest'
import type { StoreApi } from 'zustand'

const modules = import.meta.glob<object>(['../store/*.ts', '../view/stage/*-store.ts', '!**/*.test.ts'], {
  eager: true,
})
const stores = Object.values(modules).flatMap((module) => Object.values(module).filter(isStore))

afterAll(() => {
  for (const store of stores) store.setState(store.getInitialState(), true)
})

function isStore(exported: unknown): exported is StoreApi<unknown> {
  return typeof exported === 'function' && 'getInitialState' in exported
}
