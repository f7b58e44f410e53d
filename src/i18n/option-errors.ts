/** What the parsers of the tools' options complain of. The most specific row of a kind comes first. */
import type { ErrorRow } from './error-row.ts'

export const OPTION_ERRORS: readonly ErrorRow[] = [
  {
    id: 'onlyOneServer',
    pattern: /Only one of --bootstrap-server or --zookeeper must be specified/,
    en: 'The tool needs exactly one address: --bootstrap-server to ask the brokers, or --zookeeper for the old way. Here both or neither were given. Take --bootstrap-server.',
    ko: '주소는 하나만 있어야 합니다. 브로커에 묻는 --bootstrap-server, 또는 예전 방식의 --zookeeper입니다. 둘 다 있거나 둘 다 없습니다. --bootstrap-server를 쓰세요.',
    command: 'kafka-topics.sh --bootstrap-server localhost:9092 --list',
  },
  {
    id: 'zookeeperRemoved',
    pattern: /zookeeper is not a recognized option|unrecognized arguments: '--zookeeper/,
    en: 'This version has no --zookeeper: its tools talk to the brokers, and newer clusters have no ZooKeeper at all. Write --bootstrap-server with the address of a broker instead.',
    ko: '이 버전에는 --zookeeper가 없습니다. 도구는 브로커와 이야기하며, 새 클러스터에는 주키퍼가 아예 없습니다. 대신 --bootstrap-server에 브로커 주소를 적으세요.',
    command: 'kafka-topics.sh --bootstrap-server localhost:9092 --list',
  },
  {
    id: 'brokerListRemoved',
    pattern: /broker-list is not a recognized option|unrecognized arguments: '--broker-list/,
    en: '--broker-list is the old name of --bootstrap-server, and this tool does not know it any more. The value stays the same.',
    ko: '--broker-list는 --bootstrap-server의 예전 이름이며 이 도구는 더 이상 모릅니다. 값은 그대로 쓰면 됩니다.',
  },
  {
    id: 'whitelistRemoved',
    pattern: /whitelist is not a recognized option/,
    en: '--whitelist is called --include now. The regular expression stays the same.',
    ko: '--whitelist는 이제 --include입니다. 정규식은 그대로 쓰면 됩니다.',
  },
  {
    id: 'newerOption',
    pattern:
      /(?<option>include|reader-property|reader-config|formatter-property|formatter-config|command-property|topic-id|bootstrap-controller|additional|cancel) is not a recognized option/,
    en: '--{option} is not an option of this tool in this version; it came with a newer Kafka. The help lists what there is: what is --reader-property or --formatter-property today was --property, and --include was --whitelist.',
    ko: '이 버전의 도구에는 --{option}{option|이|가} 없습니다. 더 새로운 카프카의 옵션입니다. 있는 옵션은 도움말에 있습니다. 지금의 --reader-property와 --formatter-property는 예전에 --property였고, --include는 --whitelist였습니다.',
  },
  {
    id: 'unrecognizedOption',
    pattern: /(?<option>[\w.-]+) is not a recognized option/,
    en: 'The tool has no option --{option}. It may be misspelt, stand at the wrong tool, or belong to another version. Two hyphens stand before a long name. Add --help to see which options there are.',
    ko: '이 도구에는 --{option} 옵션이 없습니다. 철자가 틀렸거나 다른 도구 또는 다른 버전의 옵션일 수 있습니다. 긴 이름 앞에는 하이픈이 둘입니다. --help로 있는 옵션을 확인하세요.',
  },
  {
    id: 'optionWithoutValue',
    pattern: /Option (?<option>[\w.-]+) requires an argument/,
    en: '--{option} needs a value behind it, and the command ends there. Perhaps a line break or a comment cut it off.',
    ko: '--{option} 뒤에 값이 있어야 하는데 명령이 거기서 끝났습니다. 줄바꿈이나 주석이 값을 끊지 않았는지 보세요.',
  },
  {
    id: 'optionTwice',
    pattern: /Found multiple arguments for option (?<option>[\w.-]+), but you asked for only one/,
    en: '--{option} was given more than once, and only one value makes sense. Leave one out, or run the command once for each.',
    ko: '--{option}{option|을|를} 여러 번 썼는데 값은 하나여야 합니다. 하나만 남기거나 명령을 따로따로 실행하세요.',
  },
  {
    id: 'notANumber',
    pattern: /Cannot parse argument '(?<value>.*)' of option (?<option>[\w.-]+)/,
    en: '--{option} needs a number, and {value} is none. Write digits only, without a unit or a comma.',
    ko: '--{option}에는 숫자가 필요한데 {value}{value|은|는} 숫자가 아닙니다. 단위나 쉼표 없이 숫자만 적으세요.',
  },
  {
    id: 'serverMissing',
    pattern:
      /--bootstrap-server must be specified|Missing required (?:option\(s\)|argument) ?"?\[bootstrap-server\]|one\s+of\s+the\s+arguments\s+--bootstrap-server|argument --bootstrap-server\S* is required/,
    en: 'The tool does not know which cluster to ask. Add --bootstrap-server with the address of any of its brokers.',
    ko: '어느 클러스터에 물을지 모릅니다. --bootstrap-server와 아무 브로커의 주소를 붙이세요.',
    command: 'kafka-topics.sh --bootstrap-server localhost:9092 --list',
  },
  {
    id: 'missingOption',
    pattern: /Missing required (?:option\(s\)|argument):? ?"?\[?(?<option>[\w.-]+)/,
    en: 'The option --{option} is missing, without which the tool cannot do what was asked. Add it, with its value.',
    ko: '--{option} 옵션이 빠졌습니다. 이것이 없으면 요청한 일을 할 수 없습니다. 값과 함께 붙이세요.',
  },
  {
    id: 'argumentRequired',
    pattern: /: error: argument (?<option>--[\w.-]+)\S* is required/,
    en: '{option} is missing, which this tool always needs. Add it with its value; --help tells what it means.',
    ko: '이 도구에 꼭 필요한 {option}{option|이|가} 빠졌습니다. 값과 함께 붙이세요. 뜻은 --help에 있습니다.',
  },
  {
    id: 'oneOfRequired',
    pattern: /: error:\s+one\s+of\s+the\s+arguments/,
    en: 'Of the options that are listed here the tool needs one, and none was given. Add the one that you mean.',
    ko: '여기 적힌 옵션 가운데 하나가 있어야 하는데 없습니다. 뜻하는 것 하나를 붙이세요.',
  },
  {
    id: 'unrecognizedArguments',
    pattern: /: error: unrecognized arguments: '(?<word>[^']*)/,
    en: 'This tool does not know {word}, and unlike many of Kafka’s tools it refuses what it does not know. It may be misspelt, have a wrong kind of dash, stand before the sub-command instead of behind it, or belong to another version.',
    ko: '이 도구는 {word}{word|을|를} 모르며, 다른 여러 카프카 도구와 달리 모르는 것을 거부합니다. 철자가 틀렸거나, 하이픈이 다른 글자이거나, 하위 명령 뒤가 아니라 앞에 썼거나, 다른 버전의 것일 수 있습니다.',
  },
  {
    id: 'invalidChoice',
    pattern: /: error: (?:argument \S+: )?(?:invalid choice: '(?<word>[^']*)|too few arguments)/,
    en: 'The tool expects one of a few words at this place, mostly a sub-command such as describe. The usage above lists them.',
    ko: '이 자리에는 정해진 단어 가운데 하나, 대개 describe 같은 하위 명령이 와야 합니다. 위의 사용법에 목록이 있습니다.',
  },
  {
    id: 'exactlyOneAction',
    pattern: /Command must include exactly one action/,
    en: 'The tool must be told what to do, and only one thing at a time. Give exactly one of the actions that are listed. An action that was typed with a wrong dash does not count.',
    ko: '할 일을 하나만 정해 주어야 합니다. 목록의 동작 가운데 정확히 하나를 쓰세요. 다른 글자로 된 하이픈이 붙은 동작은 동작으로 세지 않습니다.',
  },
  {
    id: 'alterConfig',
    pattern:
      /combination "\[(?:\[?bootstrap-server\]?, ?\[?config\]?|\[?config\]?, ?\[?bootstrap-server\]?)\]?" can't be used with option/,
    en: 'With --bootstrap-server kafka-topics.sh sets a topic’s settings only when it creates it. Settings of a topic that is there are changed with kafka-configs.sh.',
    ko: '--bootstrap-server를 쓰는 kafka-topics.sh는 토픽을 만들 때만 설정을 정합니다. 이미 있는 토픽의 설정은 kafka-configs.sh로 바꿉니다.',
    command:
      'kafka-configs.sh --bootstrap-server localhost:9092 --alter --entity-type topics --entity-name TOPIC --add-config retention.ms=86400000',
  },
  {
    id: 'optionsExclude',
    pattern: /can't be used with option|cannot be specified together|only accepts one of|takes at most one of/,
    en: 'Two of these options do not go together: each says something else about the same thing. Leave one of them out.',
    ko: '함께 쓸 수 없는 옵션이 있습니다. 같은 것을 서로 다르게 정하기 때문입니다. 하나를 빼세요.',
  },
  {
    id: 'resetScope',
    pattern: /One of the reset scopes should be defined|Option \[reset-offsets\] takes one of these options/,
    en: 'A reset has to know whose offsets move, of which topics, and where to: --group, then --topic or --all-topics, then one of --to-earliest, --to-latest, --to-offset and so on.',
    ko: '오프셋을 재설정하려면 누구의, 어느 토픽의 오프셋을, 어디로 옮길지 알아야 합니다. --group, --topic 또는 --all-topics, 그리고 --to-earliest, --to-latest, --to-offset 등 하나를 쓰세요.',
  },
  {
    id: 'groupMissing',
    pattern: /Option \[(?<action>describe|delete)\] takes one of these options/,
    en: '--{action} has to know which groups: --group and a name, or --all-groups.',
    ko: '--{action}에는 어느 그룹인지 필요합니다. --group과 이름, 또는 --all-groups를 쓰세요.',
  },
  {
    id: 'partitionForOffset',
    pattern: /The partition is required when offset is specified/,
    en: 'An offset means something in one partition only. Add --partition, or use --from-beginning to read all partitions from their start.',
    ko: '오프셋은 한 파티션 안에서만 뜻이 있습니다. --partition을 붙이거나, 모든 파티션을 처음부터 읽으려면 --from-beginning을 쓰세요.',
  },
  {
    id: 'topicForConsumer',
    pattern: /Exactly one of (?:the following arguments is required: \[topic\]|whitelist\/topic is required)/,
    en: 'The consumer does not know what to read. Give one topic with --topic, or a regular expression with --include (--whitelist in older versions), not both.',
    ko: '무엇을 읽을지 모릅니다. --topic으로 토픽 하나를, 또는 --include(옛 버전은 --whitelist)로 정규식을 주세요. 둘 다 쓰지는 않습니다.',
  },
  {
    id: 'entityType',
    pattern: /At least one entity type must be specified/,
    en: 'kafka-configs.sh has to know whose settings are meant. Add for example --entity-type topics --entity-name and a topic, or --topic and its name.',
    ko: 'kafka-configs.sh는 누구의 설정인지 알아야 합니다. 예를 들어 --entity-type topics --entity-name과 토픽 이름, 또는 --topic과 이름을 붙이세요.',
    command:
      'kafka-configs.sh --bootstrap-server localhost:9092 --describe --all --entity-type brokers --entity-name 1',
  },
  {
    id: 'entityConfig',
    pattern: /Invalid entity config: all configs to be added must be in the format/,
    en: 'Behind --add-config stand settings as key=value, with commas between and no blanks. A value that has commas itself goes in brackets: key=[a,b].',
    ko: '--add-config 뒤에는 설정을 key=value로, 빈칸 없이 쉼표로 이어 적습니다. 값에 쉼표가 있으면 key=[a,b]처럼 대괄호로 감싸세요.',
  },
  {
    id: 'unknownEntity',
    pattern: /(?:Invalid|Unknown) entity[- ]type/i,
    en: 'kafka-configs.sh does not know this kind of thing. The kinds are written in the plural: topics, brokers, clients, users, groups.',
    ko: 'kafka-configs.sh가 모르는 종류입니다. 종류는 topics, brokers, clients, users, groups처럼 복수형으로 적습니다.',
  },
  {
    id: 'jsonInvalid',
    pattern: /not a valid JSON|JsonParseException|Unexpected (?:character|end-of-input)|Expected JSON object/i,
    en: 'The file is no valid JSON. Look for a missing comma or quote, curly quotes from a document, or a comma too many at the end. jq points at the place.',
    ko: '파일이 올바른 JSON이 아닙니다. 빠진 쉼표나 따옴표, 문서에서 온 둥근 따옴표, 끝에 남은 쉼표를 찾아보세요. jq가 자리를 알려 줍니다.',
    command: 'jq . FILE.json',
  },
  {
    id: 'fileUnreadable',
    pattern: /Unable to read file (?<file>\S+)/,
    en: 'There is no file {file} to read. The path counts from the directory where you are.',
    ko: '읽을 {file} 파일이 없습니다. 경로는 지금 디렉터리에서부터입니다.',
    command: 'ls',
  },
]
