import {bit, bits, reserved} from '../../bits/bit-field.js'
import {defineRegister} from '../../bits/define-register.js'

/** Details of a cache, TLB or bus error in a firmware record; bits above 28 exist for bus errors only. */
export default defineRegister({
  id: 'arm-cper-error-info',
  name: 'ARM Processor Error Information',
  width: 64,
  source: 'UEFI 2.10, N.2.4.4.1.1, tables N.28 to N.30 (Arm); Linux drivers/firmware/efi/cper-arm.c',
  fields: {
    RESERVED_63: reserved(63, 44),
    ACCESS_MODE: bit(43, 'bus: 0 secure, 1 normal'),
    MEMORY_ATTRIBUTES: bits(42, 34, 'bus: attributes of the access'),
    ADDRESS_SPACE: bits(33, 32, 'bus: what was addressed'),
    TIMEOUT: bit(31, 'bus: the request timed out'),
    PARTICIPATION: bits(30, 29, 'bus: part the processor played'),
    RESTARTABLE_PC: bit(28, 'the program counter allows to go on'),
    PRECISE_PC: bit(27, 'the program counter is the instruction in error'),
    CORRECTED: bit(26, 'the error was corrected'),
    CONTEXT_CORRUPT: bit(25, 'processor context corrupt'),
    LEVEL: bits(24, 22, 'level of the cache, TLB or bus'),
    OPERATION: bits(21, 18, 'operation in error'),
    TRANSACTION: bits(17, 16, 'what was accessed'),
    RESERVED_15: reserved(15, 12),
    ACCESS_MODE_VALID: bit(11, 'ACCESS_MODE is filled in'),
    MEMORY_ATTRIBUTES_VALID: bit(10, 'MEMORY_ATTRIBUTES is filled in'),
    ADDRESS_SPACE_VALID: bit(9, 'ADDRESS_SPACE is filled in'),
    TIMEOUT_VALID: bit(8, 'TIMEOUT is filled in'),
    PARTICIPATION_VALID: bit(7, 'PARTICIPATION is filled in'),
    RESTARTABLE_PC_VALID: bit(6, 'RESTARTABLE_PC is filled in'),
    PRECISE_PC_VALID: bit(5, 'PRECISE_PC is filled in'),
    CORRECTED_VALID: bit(4, 'CORRECTED is filled in'),
    CONTEXT_CORRUPT_VALID: bit(3, 'CONTEXT_CORRUPT is filled in'),
    LEVEL_VALID: bit(2, 'LEVEL is filled in'),
    OPERATION_VALID: bit(1, 'OPERATION is filled in'),
    TRANSACTION_VALID: bit(0, 'TRANSACTION is filled in'),
  },
})
