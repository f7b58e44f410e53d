/**
 * What notes begin with: packages, downloads, archives. Here Java and Kafka are in place; such a command leaves behind what
 * the next one needs, and says that it was simulated.
 */
import { installJava, isJavaMissing, unpackKafka } from '../../bare-machine.ts'
import { isFile, linkFile, listFolder, resolvePath, writeFile } from '../../files.ts'
import { inOwnVoice } from '../../own-voice.ts'
import type { Builtin, BuiltinHost } from '../builtin.ts'

/** `yum install -y java-1.8.0-openjdk-devel.x86_64`, and dnf's; where Java is missing it is there behind it. */
export const yum: Builtin = (args, host) => {
  const { disk } = host.machine.shell
  const packages = args.filter((arg) => !arg.startsWith('-') && arg !== 'install' && JAVA.test(arg))
  if (!isJavaMissing(disk) || packages.length === 0) return installPackages(args, host)
  installJava(disk)
  host.out(`Installed:\n${packages.map((name) => `  ${name}\n`).join('')}\nComplete!\n`)
  return 0
}

const JAVA = /java|jdk|jre|corretto|temurin/i

export const installPackages: Builtin = (args, host) => {
  const { disk } = host.machine.shell
  if (disk.missing !== undefined && args.some((arg) => JAVA.test(arg))) {
    installJava(disk)
    host.error(inOwnVoice('Java is installed. There is no network here, so nothing was fetched for it.'))
    return 0
  }
  const { kafkaVersion } = host.machine.shell.profile
  const isAboutKafka = args.some((arg) => /kafka|java|jdk|jre|corretto|temurin|confluent/i.test(arg))
  if (isAboutKafka)
    host.error(inOwnVoice(`Nothing to do: this workstation has Java and Kafka ${kafkaVersion}, in /tmp/kafka.`))
  else host.error(inOwnVoice('Packages are not installed here. What this workstation has is in place.'))
  return 0
}

export function isDownload(url: string): boolean {
  return /^(https?|ftp):\/\//.test(url) && /kafka|java|jdk|confluent/i.test(url) && !/^\w+:\/\/[^/]*(:\d+)/.test(url)
}

/** `name`: the file it goes into; null: the URL's own; undefined: none. */
export function fetchKafka(host: BuiltinHost, url: string, name: string | null | undefined): void {
  const { shell } = host.machine
  const file = name ?? (url.replace(/[?#].*$/, '').replace(/^.*\//, '') || 'index.html')
  if (name !== undefined) writeFile(shell.disk, resolvePath(host.process.folder, file), '')
  const { kafkaVersion } = shell.profile
  if (shell.disk.missing !== undefined) host.error(inOwnVoice(`${file} counts as fetched: there is no network here.`))
  else host.error(inOwnVoice(`${file} counts as fetched: Java and Kafka ${kafkaVersion} are in place, in /tmp/kafka.`))
}

/** Without options, as notes use it; `-O file`, `-P folder`, `-q`, `-c` and `--no-check-certificate` too. */
export const wget: Builtin = (args, host) => {
  let name: string | null = null
  const urls: string[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '-O') name = args[++index] ?? null
    else if (arg === '-P') name = `${args[++index] ?? '.'}/`
    else if (/^(-[qcn][cv]?|--no-check-certificate|--quiet|--continue|-nv)$/.test(arg)) continue
    else if (arg.startsWith('-')) {
      host.error(`wget: ${arg}: this simulator does not model this option\n`)
      return 2
    } else urls.push(arg)
  }
  if (urls.length === 0) {
    host.error("wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n")
    return 1
  }
  const other = urls.find((url) => !isDownload(/^\w+:\/\//.test(url) ? url : `http://${url}`))
  if (other !== undefined) {
    host.error(inOwnVoice(`Nothing can be fetched from ${other}: there is no network here.`))
    return 4
  }
  for (const url of urls) {
    const own = url.replace(/[?#].*$/, '').replace(/^.*\//, '')
    fetchKafka(host, url, name?.endsWith('/') === true ? `${name}${own}` : name)
  }
  return 0
}

/** `tar xvf kafka_2.12-2.5.0.tgz`: a folder of that name, which leads to Kafka's home. */
export const tar: Builtin = (args, host) => {
  const strips = args.filter((arg) => /^--strip(-components)?=1$/.test(arg))
  const [letters = '', ...rest] = args.filter((arg) => !strips.includes(arg))
  const flags = letters.replace(/^-/, '')
  const { shell } = host.machine
  const [file = '', ...others] = rest
  const into = others[0] === '-C' && others.length === 2 ? others[1] : others.length === 0 ? '.' : undefined
  const isKnown = /^[xvzfj]+$/.test(flags) && flags.includes('x') && flags.includes('f')
  if (!isKnown || into === undefined || file === '') {
    host.error(`tar: ${args.join(' ')}: this simulator does not model this option\n`)
    return 2
  }
  if (!isFile(shell.disk, resolvePath(host.process.folder, file))) {
    host.error(`tar (child): ${file}: Cannot open: No such file or directory\n`)
    host.error('tar (child): Error is not recoverable: exiting now\n')
    host.error('tar: Child returned status 2\ntar: Error is not recoverable: exiting now\n')
    return 2
  }
  const folder = file.replace(/^.*\//, '').replace(/\.(tgz|tar\.gz|tar|tar\.bz2)$/, '')
  const target = resolvePath(host.process.folder, into)
  unpack(host, file, strips.length > 0 ? target : resolvePath(target, folder))
  if (flags.includes('v')) listArchive(host, folder)
  const { kafkaVersion } = shell.profile
  if (isJava(file) && shell.disk.missing !== undefined) return 0
  if (shell.disk.missing === undefined)
    host.error(inOwnVoice(`${folder} leads to /tmp/kafka, where Kafka ${kafkaVersion} lies.`))
  else if (!folder.endsWith(`-${kafkaVersion}`))
    host.error(inOwnVoice(`What this machine has is Kafka ${kafkaVersion}: it lies in ${folder} now.`))
  return 0
}

function isJava(file: string): boolean {
  return JAVA.test(file) && !/kafka/i.test(file)
}

/** An archive of Java brings Java. */
function unpack({ machine: { shell } }: BuiltinHost, file: string, folder: string): void {
  if (isJava(file)) installJava(shell.disk)
  if (isJava(file) && shell.disk.missing !== undefined) return
  unpackKafka(shell.disk, shell.commands)
  linkFile(shell.disk, folder, '/tmp/kafka')
}

function listArchive({ machine: { shell }, out }: BuiltinHost, folder: string): void {
  out(`${folder}/\n`)
  for (const part of ['bin', 'config', 'libs']) {
    out(`${folder}/${part}/\n`)
    for (const name of listFolder(shell.disk, `/tmp/kafka/${part}`)) out(`${folder}/${part}/${name}\n`)
  }
}
