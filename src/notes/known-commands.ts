/** Which lines of notes begin with a command, and which commands go on until somebody ends them. */

const WORDS = new Set(
  `alias apk apt apt-get awk base64 bash brew bunzip2 cat cd chmod chown clear cmp comm cp curl cut date declare df diff
  dig dnf docker docker-compose du echo env exit export fg bg jobs find for free git gradle grep gunzip gzip head hexdump
  history hostname if ifconfig ip java javac jps jq kaf kafkacat kcat keytool kill kubectl ksql less ll ln ls lsof make
  mkdir more mv mvn nano nc netstat nl nohup npm nslookup openssl paste pgrep ping pip pkill printf ps pwd python python3
  rm rmdir scp sed seq service set sh sleep sort source ss ssh stat su sudo sysctl systemctl tac tail tar tee telnet time
  timeout top touch tr uname uniq unset until unzip vi vim watch wc wget which while whoami xargs xxd yes yum zip
  zkCli.sh zkServer.sh`.split(/\s+/),
)

const TOOL = /^(?:kafka|zookeeper|connect|ksql|confluent|schema-registry|trogdor)-[a-z][\w-]*(?:\.sh|\.bat)?$/
const IN_FOLDER = /^(?:\.{1,2}\/|~\/|\/(?=[\w.~-])|\$\{?\w+\}?\/|bin[/\\]|(?:[\w.-]+\/)*bin\/)\S*$/
const ASSIGNMENT = /^[A-Za-z_]\w*=/

/** Programs before the one that is meant. */
const BEFORE = new Set(['sudo', 'time', 'nohup', 'exec', 'command', 'env'])

/** Whether somebody who reads it takes it for a line to type. */
export function beginsWithCommand(line: string): boolean {
  const [first = ''] = line.trim().split(/\s+/)
  if (first === '' || first.startsWith('#')) return false
  return WORDS.has(first) || TOOL.test(first) || TOOL.test(baseName(first)) || IN_FOLDER.test(first) || assigns(line)
}

/** `NAME=value` with nothing or a command after it; a name with dots is a property. */
function assigns(line: string): boolean {
  const words = line.trim().split(/\s+/)
  const rest = words.findIndex((word) => !ASSIGNMENT.test(word))
  return rest === -1 ? words.length > 0 : rest > 0 && beginsWithCommand(words.slice(rest).join(' '))
}

export interface CommandKind {
  readonly keepsRunning: boolean
  /** It reads lines and sends each as a record. */
  readonly isProducer: boolean
}

const ENDS: CommandKind = { keepsRunning: false, isProducer: false }
const GOES_ON: CommandKind = { keepsRunning: true, isProducer: false }
const PRODUCER: CommandKind = { keepsRunning: true, isProducer: true }

/** What a command, its lines joined, does by itself. */
export function commandKind(command: string): CommandKind {
  const text = command.trim()
  if (/(?<![&>])&$/.test(text)) return ENDS
  const stages = text.split(/(?<!\|)\|(?!\|)/)
  const words = (stages.at(-1)!.split(/&&|;/).at(-1) ?? '').trim().split(/\s+/)
  const at = words.findIndex((word) => !BEFORE.has(word) && !ASSIGNMENT.test(word))
  const name = baseName(words[at] ?? '').replace(/\.(?:sh|bat)$/, '')
  const rest = words.slice(at + 1)
  if (name === 'docker' || name === 'docker-compose' || name === 'kubectl') return insideContainer(text, rest)
  if (name === 'kafka-console-producer') return stages.length > 1 || rest.includes('<') ? ENDS : PRODUCER
  return goesOn(stages.length > 1 ? firstName(stages[0]!) : name, rest, text) ? GOES_ON : ENDS
}

/** `docker exec -it broker kafka-console-consumer …` is as the tool itself. */
function insideContainer(text: string, rest: readonly string[]): CommandKind {
  const at = rest.findIndex((word) => TOOL.test(baseName(word)))
  if (at < 0) return /\blogs?\b.*\s(?:-f|--follow)\b/.test(text) ? GOES_ON : ENDS
  return commandKind(rest.slice(at).join(' '))
}

function firstName(stage: string): string {
  const words = stage.trim().split(/\s+/)
  return baseName(words.find((word) => !BEFORE.has(word) && !ASSIGNMENT.test(word)) ?? '').replace(/\.(?:sh|bat)$/, '')
}

function goesOn(name: string, rest: readonly string[], text: string): boolean {
  const has = (...options: readonly string[]) =>
    rest.some((word) => options.includes(word.split('=')[0]!)) || options.some((each) => text.includes(` ${each} `))
  switch (name) {
    case 'kafka-console-consumer':
    case 'kafka-console-share-consumer':
      return !has('--max-messages', '--timeout-ms', '--help', '--version')
    case 'kafka-verifiable-consumer':
      return !has('--max-messages', '--help', '-h')
    case 'kafka-verifiable-producer':
      return (!has('--max-messages') || /--max-messages[ =]-1\b/.test(text)) && !has('--help', '-h')
    case 'kafka-server-start':
    case 'zookeeper-server-start':
    case 'connect-distributed':
    case 'connect-standalone':
      return !has('-daemon', '--help', '--version')
    case 'zookeeper-shell':
      return rest.length < 2
    case 'tail':
      return rest.some((word) => /^-\d*[fF]|^-n?\d*f$|^--follow/.test(word))
    case 'watch':
    case 'top':
    case 'ksql':
      return true
    case 'kcat':
    case 'kafkacat':
      return (rest.includes('-C') || rest.includes('-G')) && !rest.includes('-e')
    default:
      return false
  }
}

function baseName(word: string): string {
  return word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1)
}
