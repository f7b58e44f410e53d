/** Counterparts in netcat, curl, iproute2 and net-tools: who listens on the machine, and who answers. */
import { hasAny, lastValue, optionSet, readOptions } from '../../options/getopt.ts'
import { inOwnVoice } from '../../own-voice.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'
import { listenerAt, numericAddress, serversOf } from '../system/servers.ts'
import { fetchKafka, isDownload } from './installations.ts'

const NC = optionSet('nc', 'z v n w= 4 6 !u !l !k !N !q= !p= !s= !x= !X= !i= !U !t !C !d !D !h !r')

const NC_USAGE = `usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
\t  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
\t  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
\t  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
\t  [destination] [port]
`

/** OpenBSD's netcat, as Debian has it. */
export const nc: Builtin = (args, host) => {
  const read = readOptions(NC, args)
  if ('refusal' in read) {
    const known = read.refusal.includes('this simulator')
    host.error(known ? read.refusal : `${read.refusal.split('\n')[0]}\n${NC_USAGE}`)
    return 1
  }
  const [destination, ports = '', ...others] = read.operands
  if (destination === undefined || ports === '' || others.length > 0) {
    host.error(NC_USAGE)
    return 1
  }
  const [first, last = first] = ports.split('-').map(Number)
  if (first === undefined || last === undefined || ![first, last].every((port) => port > 0 && port < 65_536)) {
    host.error(`nc: port number invalid: ${ports}\n`)
    return 1
  }
  let status = 1
  for (let port = first; port <= last; port++) {
    const found = listenerAt(host.machine, destination, port)
    if (found === 'unknown') {
      host.error(`nc: getaddrinfo for host "${destination}" port ${port}: Name or service not known\n`)
      return 1
    }
    const address = numericAddress(destination) === destination ? '' : ` (${numericAddress(destination)})`
    const isUp = found !== 'refused'
    if (hasAny(read, 'v')) {
      const shown = address === '' ? `${destination} ` : `${destination}${address} `
      const told = isUp
        ? `Connection to ${shown}${port} port [tcp/*] succeeded!\n`
        : `nc: connect to ${shown}port ${port} (tcp) failed: Connection refused\n`
      host.error(told)
    }
    if (isUp) status = 0
  }
  if (status === 0 && !hasAny(read, 'z')) {
    host.error(inOwnVoice('What is said on a connection is not simulated; nc -z tells whether somebody listens.'))
    return 1
  }
  return status
}

const CURL = optionSet(
  'curl',
  's|silent S|show-error v|verbose k|insecure L|location X|request= H|header= d|data= data-binary= data-raw= json= o|output= O|remote-name f|fail i|include I|head u|user= m|max-time= connect-timeout= retry= retry-delay= g|globoff A|user-agent= w|write-out= N|no-buffer',
  { exitCode: 2 },
)
const CURL_HINT = "curl: try 'curl --help' or 'curl --manual' for more information\n"

export const curl: Builtin = (args, host) => {
  const read = readOptions(CURL, args)
  if ('refusal' in read) {
    const [, option = ''] = /'(.*)'\n/.exec(read.refusal) ?? []
    const written = args.find((arg) => arg === option || arg.startsWith(`-${option}`)) ?? option
    host.error(
      read.refusal.includes('this simulator') ? read.refusal : `curl: option ${written}: is unknown\n${CURL_HINT}`,
    )
    return 2
  }
  if (read.operands.length === 0) {
    host.error(CURL_HINT)
    return 2
  }
  let status = 0
  for (const url of read.operands) {
    if (isDownload(url)) {
      const name = lastValue(read, 'o') ?? (hasAny(read, 'O') ? null : undefined)
      fetchKafka(host, url, name)
      status = 0
      continue
    }
    const { exitCode, words } = outcomeOf(url, host)
    if (!hasAny(read, 's') || hasAny(read, 'S')) host.error(`curl: (${exitCode}) ${words}\n`)
    status = exitCode
  }
  return status
}

/** Kafka takes the first bytes of HTTP for the length of a request, which is too long, and hangs up. */
function outcomeOf(url: string, { machine }: BuiltinHost): { readonly exitCode: number; readonly words: string } {
  const [, scheme = 'http', name = '', digits] = /^(?:(\w+):\/\/)?(?:[^@/]*@)?([^:/?#]*)(?::(\d+))?/.exec(url) ?? []
  if (!/^https?$/.test(scheme))
    return { exitCode: 1, words: `Protocol "${scheme}" not supported or disabled in libcurl` }
  const port = digits === undefined ? (scheme === 'https' ? 443 : 80) : Number(digits)
  const found = listenerAt(machine, name, port)
  if (found === 'unknown') return { exitCode: 6, words: `Could not resolve host: ${name}` }
  if (found === 'refused')
    return { exitCode: 7, words: `Failed to connect to ${name} port ${port} after 0 ms: Couldn't connect to server` }
  return { exitCode: 52, words: 'Empty reply from server' }
}

const LISTENS = { n: 'n', t: 't', l: 'l', p: 'p' }

/** The letters of a call that may only ask for listening sockets; null after a complaint. */
function lettersOf(program: string, args: readonly string[], host: BuiltinHost): string | null {
  const letters = args.map((arg) => (/^-[a-z]+$/.test(arg) ? arg.slice(1) : '?')).join('')
  const isListing = letters.includes('l') && [...letters].every((letter) => letter in LISTENS || 'au'.includes(letter))
  if (isListing) return letters
  host.error(`${program}: ${args.join(' ') || 'connections'}: this simulator does not model this option\n`)
  return null
}

export const ss: Builtin = (args, host) => {
  const letters = lettersOf('ss', args, host)
  if (letters === null) return 1
  const shows = letters.includes('p')
  host.out(`State  Recv-Q Send-Q Local Address:Port Peer Address:Port${'Process'}\n`)
  for (const { port, pid, runs } of serversOf(host.machine)) {
    const process = shows ? `users:(("java",pid=${pid},fd=131))` : ''
    if (runs) host.out(`LISTEN 0      50                 *:${String(port).padEnd(5)}            *:*    ${process}\n`)
  }
  return 0
}

export const netstat: Builtin = (args, host) => {
  const letters = lettersOf('netstat', args, host)
  if (letters === null) return 1
  const shows = letters.includes('p')
  const last = shows ? '       PID/Program name    ' : '      '
  host.out('Active Internet connections (only servers)\n')
  host.out(`Proto Recv-Q Send-Q Local Address           Foreign Address         State ${last}\n`)
  for (const { port, pid, runs } of serversOf(host.machine)) {
    const process = shows ? `${pid}/java`.padEnd(20) : ''
    if (runs) host.out(`tcp6       0      0 ${`:::${port}`.padEnd(23)} ${':::*'.padEnd(23)} LISTEN      ${process}\n`)
  }
  return 0
}

/** Whoever is told nothing hangs up: what is typed on a connection is not simulated. */
export const telnet: Builtin = (args, host) => {
  const [name, given = '23', ...others] = args
  if (name === undefined || name.startsWith('-') || others.length > 0) {
    host.error(`telnet ${args.join(' ')}: this simulator does not model this\n`)
    return 1
  }
  const found = listenerAt(host.machine, name, Number(given))
  if (found === 'unknown') {
    host.error(`Server lookup failure:  ${name}:${given}, Name or service not known\n`)
    return 1
  }
  host.out(`Trying ${numericAddress(name)}...\n`)
  if (found === 'refused') {
    host.error('telnet: Unable to connect to remote host: Connection refused\n')
    return 1
  }
  host.out(`Connected to ${name}.\nEscape character is '^]'.\n`)
  host.error('Connection closed by foreign host.\n')
  return 1
}
