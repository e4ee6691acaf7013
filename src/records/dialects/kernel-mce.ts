import {defineDialect} from '../define-dialect.js'
import {stepI386} from '../i386-lines.js'
import {closeMachineCheck, type MachineCheckFrame} from '../machine-check-frame.js'
import {stepMachineCheck} from '../machine-check-lines.js'
import {messagesIn} from '../message-text.js'
import {readPentiumMachineCheck} from '../pentium-machine-check.js'

// [ 1.0] mce: [Hardware Error]: CPU 14: Machine Check Exception: 5 Bank 7: be00000000010091
// [ 1.0] mce: [Hardware Error]: RIP !INEXACT! 10:<ffffffff8150a1b2> {intel_idle+0x8e/0x120}
// [ 1.0] mce: [Hardware Error]: TSC 1d3f6b2a90 ADDR 1fa3c5f40 MISC 140545486 PPIN 83b1d2a4c5e6f701
// [ 1.0] mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1697012345 SOCKET 1 APIC 40 microcode 2006e05

const ID = 'kernel-mce'

/** The x86 handler's raw records (`print_mce` in every kernel since 2.6), EDAC's copies of them excluded. */
export default defineDialect<MachineCheckFrame>({
  id: ID,
  title: 'Linux x86 machine-check records',
  literals: [
    '[Hardware Error]: ',
    'Machine Check',
    'PROCESSOR ',
    'TSC ',
    'RIP ',
    'This is not a software problem!',
    'HARDWARE ERROR',
    'MCE: The hardware reports a non fatal',
    'CMCI occurred on CPU ',
    'POLLED occurred on CPU ',
  ],
  endsInSilence: true,
  samples: [
    'mce: [Hardware Error]: CPU 14: Machine Check Exception: 5 Bank 7: be00000000010091',
    'mce: [Hardware Error]: CPU 2: Machine Check: 0 Bank 7: 8c00004000000091',
    'core: [Hardware Error]: CPU 18: Machine Check Exception: 5 Bank 7: be00000001010090',
    '[Hardware Error]: CPU 1: Machine Check Exception: 5 Bank 5: b200121020080400',
    'CPU 3: Machine Check Exception:                4 Bank 8: be0000000005009f',
    'CPU3: Machine Check Exception: 7 Bank 3: b40000000000083b',
    'mce: [Hardware Error]: RIP !INEXACT! 33:<00007f181dce2d3c>',
    'mce: [Hardware Error]: TSC 0 ADDR fca150f0 MISC d012000000000000 IPID 1000b000000000',
    'mce: [Hardware Error]: PROCESSOR 2:830f10 TIME 1784306696 SOCKET 0 APIC 0 microcode 1000065',
    'TSC b0ce27165dd3 ADDR 180ef4b40',
    'HARDWARE ERROR',
    'This is not a software problem!',
    'CPU#0: Machine Check Exception:  0x 7FFFF00 (type 0x       9).',
    'CPU0: Machine Check Exception.',
    'MCE: The hardware reports a non fatal, correctable incident occurred on CPU 0.',
  ],
  read(line, open) {
    const oldest = messagesIn(line.text).flatMap(message => {
      const pentium = readPentiumMachineCheck(message, line, ID)
      return (pentium ? {records: [pentium]} : stepI386(message, line, open, ID)) ?? []
    })
    return oldest[0] ?? stepMachineCheck(line, open, ID)
  },
  opensUnmarked: /mce|core|MCE|ardware|CPU|TSC|RIP|PROCESSOR|^[0-9a-f]{1,15}$/,
  close: frame => closeMachineCheck(frame, ID),
})
