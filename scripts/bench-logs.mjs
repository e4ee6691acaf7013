// Logs for the bench: seeded, so that every run reads the same bytes.
import {once} from 'node:events'
import {createWriteStream} from 'node:fs'

/** mulberry32: small, seeded, good enough in every bit. */
function seeded(seed) {
  let state = seed
  return limit => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % limit
  }
}

/** A seeded syslog: mixed daemons, long lines, UTF-8, about 0.02 % hardware lines. */
export async function writeSyslog(path, mebibytes) {
  const next = seeded(12345)
  const words =
    'session opened closed user daemon link network größe 接続 checkpoint buffer wrote device timeout retry accepted from port queue'.split(
      ' ',
    )
  const text = () => Array.from({length: 4 + next(18)}, () => words[next(words.length)]).join(' ')
  const stream = createWriteStream(path)
  let written = 0
  while (written < mebibytes * 1048576) {
    const lines = []
    for (let i = 0; i < 2000; i += 1) {
      const stamp = `Nov ${String(1 + next(28)).padStart(2)} ${String(next(24)).padStart(2, '0')}:${String(next(60)).padStart(2, '0')}:${String(next(60)).padStart(2, '0')} host${next(9)}`
      if (next(5000) === 0)
        lines.push(
          `${stamp} kernel: EDAC MC${next(4)}: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#${next(2)}_DIMM#0 (channel:0 slot:0 page:0x${next(1 << 22).toString(16)} offset:0x0 grain:32 syndrome:0x0 -  err_code:0x0101:0x0090)`,
        )
      else
        lines.push(
          `${stamp} ${words[next(words.length)]}[${next(32768)}]: ${text()} ${next(97) === 0 ? text().repeat(40) : ''}`,
        )
    }
    const block = Buffer.from(`${lines.join('\n')}\n`)
    written += block.length
    if (!stream.write(block)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}

/** A seeded dmesg of nothing but machine checks, three lines each: a storm in the form that mcelog reads best; gives its lines. */
export async function writeDense(path, megabytes) {
  const next = seeded(7)
  const stream = createWriteStream(path)
  const statuses = ['8c00004000010091', '9c000040000800c0', '8c00008200800090', 'cc00010000010092']
  const head = 'mce: [Hardware Error]:'
  let written = 0
  let lines = 0
  for (let second = 100; written < megabytes * 1e6; ) {
    const block = []
    for (let record = 0; record < 1000; record += 1) {
      second += next(1000) / 1e5
      const at = `[${second.toFixed(6).padStart(12)}] ${head}`
      const addr = `${next(1 << 30).toString(16)}40`
      block.push(
        `${at} CPU ${next(64)}: Machine Check: 0 Bank ${[7, 8, 13, 14, 17][next(5)]}: ${statuses[next(4)]}`,
        `${at} TSC ${next(1 << 30).toString(16)}90 ADDR ${addr} MISC ${next(1 << 28).toString(16)}86`,
        `${at} PROCESSOR 0:50654 TIME ${1697012345 + Math.floor(second)} SOCKET ${next(2)} APIC ${next(64).toString(16)} microcode 2006e05`,
      )
    }
    lines += block.length
    const bytes = Buffer.from(`${block.join('\n')}\n`)
    written += bytes.length
    if (!stream.write(bytes)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  return lines
}
