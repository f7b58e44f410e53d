/**
 * The links there are, a row each: its home is a folder beside this file, and nothing else names it. The handlers of a
 * broker reach them through `broker-link.ts` alone, which must not import them back.
 */
import { registerLink } from './broker-link.ts'
import { kraftLink } from './kraft/kraft-link.ts'
import { zookeeperLink } from './zookeeper/zookeeper-link.ts'

for (const link of [kraftLink, zookeeperLink]) registerLink(link)
