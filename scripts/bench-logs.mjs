// Logs for the bench: seeded, so that every run reads the same bytes.
import {once} from 'node:events'
import {createWriteStream} from 'node:fs'
import {createNoise, journalLine, seeded} from './noise-lines.mjs'

/** Writes blocks of lines until there are enough bytes. */
async function writeBlocks(path, bytes, block) {
  const stream = createWriteStream(path)
  for (let written = 0; written < bytes; ) {
    const text = Buffer.from(block())
    written += text.length
    if (!stream.write(text)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}

const LINES_A_BLOCK = 5000

/** One line in so many tells of hardware: about 0.02 %. */
const HARDWARE_EVERY = 5000

const hardwareMessage = next =>
  `kernel: EDAC MC${next(4)}: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#${next(2)}_DIMM#0 (channel:0 slot:0 page:0x${next(1 << 22).toString(16)} offset:0x0 grain:32 syndrome:0x0 -  err_code:0x0101:0x0090)`

/** A seeded syslog: mixed daemons, long lines, UTF-8, about 0.02 % hardware lines. */
export async function writeSyslog(path, mebibytes, seed = 12345) {
  const {next, stamp, message} = createNoise(seed)
  await writeBlocks(path, mebibytes * 1048576, () => {
    let text = ''
    for (let line = 0; line < LINES_A_BLOCK; line += 1)
      text += `${stamp()} ${next(HARDWARE_EVERY) === 0 ? hardwareMessage(next) : message()}\n`
    return text
  })
}

/** The same as a journal in JSON, one entry a line. */
export async function writeJournal(path, mebibytes, seed = 12345) {
  const {next, message} = createNoise(seed)
  let ms = Date.UTC(2026, 0, 3)
  const entry = () => {
    ms += next(1800)
    return journalLine(next(HARDWARE_EVERY) === 0 ? hardwareMessage(next) : message(), next, ms)
  }
  await writeBlocks(path, mebibytes * 1048576, () => `${Array.from({length: LINES_A_BLOCK}, entry).join('\n')}\n`)
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
