/** Lines that make the files which text tools were recorded with. */
export const textFiles = [
  "printf 'ab:10:x\\nbc:9:y\\nab:2:x\\naa:10:a\\n' > p",
  "printf '10\\n9\\n2\\n-1\\n10\\n' > n",
  "printf '1\\n2\\n3\\n4\\n5\\n6\\n7\\nb\\n9\\n' > n2",
  "printf 'aa\\naa\\nb\\naa\\ncab\\n' > d",
  "printf 'x 2 a\\ny 1  b\\nx 10 c\\nz  1 d\\n' > w",
  "printf 'b\\nA\\na\\nB\\n' > c",
  "printf '1K\\n200\\n1M\\n3G\\n5\\n' > h",
  "printf 'a\\n\\n\\n\\nb\\n\\nc' > b",
  "printf 'a\\tb\\n' > t",
  "printf '\\001\\177\\tx\\n' > v",
  "printf '한글 text\\n가\\n' > k",
  'mkdir dir',
  "printf 'a1\\nb\\n' > dir/f",
]

export const moreTextFiles = [
  'mkdir -p logs/old logs/new',
  "printf 'ERROR a\\n' > logs/a.log",
  "printf 'ERROR b\\n' > logs/old/b.log",
  "printf 'ERROR c\\n' > logs/old/c.txt",
  "printf 'ERROR d\\n' > logs/new/d.log",
  "printf 'ERROR\\nb$\\n' > pats",
  "printf '' > none",
  "printf 'kafka_2.13-3.10.0\\nkafka_2.13-3.9.1\\nkafka_2.12-2.5.0\\nkafka_2.13-3.9.1-rc0\\n' > vs",
  "printf '2.8.0.tgz\\n2.8.tgz\\n10.0\\n9.1\\na~1\\na\\na.b\\nv1\\nV1\\n007\\n7\\n' > vs2",
  "printf 'Mar 1\\nJAN 2\\n dec 3\\nfoo\\nFebruary\\n' > mon",
  "printf 'a 1\\na 2\\nb 1\\nc 1\\nc 2\\nc 3\\nd 1\\n' > g",
]
