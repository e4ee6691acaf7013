import type {MachineCheckRecord, MsrArray} from '../../records/hardware-error-record.js'
import mciStatus from '../registers/ia32-mci-status.js'

/** Registers of a machine-check bank, as a list of model-specific registers holds them. */
export type BankRegisters = {
  -readonly [Name in 'bank' | 'status' | 'addr' | 'misc' | 'ipid' | 'synd']?: MachineCheckRecord[Name]
}

/** A bank as its registers are read: deferred errors have a status and an address of their own. */
interface WholeBank extends BankRegisters {
  deferredStatus?: bigint
  deferredAddr?: bigint
}

type BankRegister = Exclude<keyof WholeBank, 'bank'>

/** Registers of a bank by their place in it, from IA32_MC0_CTL on (SDM vol. 4, table 2-2). */
const ARCHITECTURAL: Readonly<Record<number, BankRegister>> = {1: 'status', 2: 'addr', 3: 'misc'}
const MC0_CTL = 0x400
const LAST_BANK_REGISTER = 0x47f

/** Registers of a scalable bank, from MCA_CTL of bank 0 on (AMD PPR family 17h, 3.1.5). */
const SCALABLE: Readonly<Record<number, BankRegister>> = {
  1: 'status',
  2: 'addr',
  3: 'misc',
  5: 'ipid',
  6: 'synd',
  8: 'deferredStatus',
  9: 'deferredAddr',
}
const SMCA_CTL = 0xc0002000
const LAST_SMCA_REGISTER = 0xc0002fff

interface Place {
  readonly bank: number
  readonly name: BankRegister
}

const placeIn = (bank: number, name: BankRegister | undefined): Place | undefined =>
  name === undefined ? undefined : {bank, name}

function placeOf(number: number): Place | undefined {
  if (number >= MC0_CTL && number <= LAST_BANK_REGISTER) {
    const offset = number - MC0_CTL
    return placeIn(offset >> 2, ARCHITECTURAL[offset & 3])
  }
  if (number < SMCA_CTL || number > LAST_SMCA_REGISTER) return undefined
  const offset = number - SMCA_CTL
  return placeIn(offset >> 4, SCALABLE[offset & 15])
}

/** Registers that mean nothing when they are zero: the machine lacks them, or wrote nothing there. */
const ZERO_IS_NOTHING: ReadonlySet<BankRegister> = new Set(['misc', 'ipid', 'synd'] as const)

/**
 * MCA_DESTAT and MCA_DEADDR stand in where MCA_STATUS holds no error: a deferred error was logged there because another
 * held the bank, or was cleared first (Linux arch/x86/kernel/cpu/mce/amd.c, deferred error handling).
 */
function deferredApart({deferredStatus, deferredAddr, ...bank}: WholeBank): BankRegisters {
  const isEmpty = bank.status === undefined || !mciStatus.has(bank.status, 'VAL')
  if (!isEmpty || deferredStatus === undefined || !mciStatus.has(deferredStatus, 'VAL')) return bank
  const {addr: _, ...others} = bank
  return {...others, status: deferredStatus, ...(deferredAddr === undefined ? {} : {addr: deferredAddr})}
}

/** Banks that the registers cover and that hold a valid error, uncorrected ones first. */
export function banksOf(msrs: readonly MsrArray[]): readonly BankRegisters[] {
  const banks = new Map<number, WholeBank>()
  for (const {first, values} of msrs)
    for (const [index, value] of values.entries()) {
      const place = placeOf(first + index)
      if (place === undefined || (value === 0n && ZERO_IS_NOTHING.has(place.name))) continue
      const bank = banks.get(place.bank) ?? {bank: place.bank}
      bank[place.name] = value
      banks.set(place.bank, bank)
    }
  const isUncorrected = ({status = 0n}: BankRegisters): number => Number(mciStatus.has(status, 'UC'))
  return [...banks.values()]
    .map(deferredApart)
    .filter(({status}) => status !== undefined && mciStatus.has(status, 'VAL'))
    .sort((a, b) => isUncorrected(b) - isUncorrected(a))
}
