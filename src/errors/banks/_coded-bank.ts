import {type BankKind, defineBank} from '../define-cpu.js'
import type {ErrorUnit} from '../memory-error.js'
import {unitOfCode} from '../unit-of-code.js'
import {modelCode, readIntel} from './_intel-memory.js'

/** Meaning by code; a gap is a gap in the manual. */
export type Codes = Readonly<Record<number, string>>

/** Puts an MSCOD into words, one for each field that has something to say; `code` is MCACOD without its filter bit. */
export type Wording = (mscod: number, code: number) => readonly string[]

/** A bank outside of the memory path: its codes have meanings, but it knows nothing of DRAM or mirroring. */
export interface CodedBank {
  readonly id: string
  readonly title: string
  readonly source: string
  /** Where the error is when its architectural code does not tell. */
  readonly unit: ErrorUnit
  /** Absent where no table of its codes is public. */
  readonly says?: Wording
}

/** The meaning of one code, or nothing where the table has none. */
export const meaningIn = (codes: Codes, value: number): readonly string[] => {
  const found = codes[value]
  return found === undefined ? [] : [found]
}

/** `first` … `last` with one meaning. */
export const span = (first: number, last: number, meaning: string): Codes =>
  Object.fromEntries(Array.from({length: last - first + 1}, (_, index) => [first + index, meaning]))

/** Declares a bank of coded errors. */
export const codedBank = ({id, title, source, unit, says = () => []}: CodedBank): BankKind =>
  defineBank({
    id,
    title,
    source,
    mirror: 'not-reported',
    read: registers => {
      const {mca, mscod, memory} = readIntel(registers)
      const known = unitOfCode(mca)
      return {
        unit: known === 'unknown' ? unit : known,
        modelSpecific: modelCode(mscod, says(mscod, Number(registers.status & 0xefffn))),
        ...(memory && mca.channel !== undefined ? {dram: {channel: mca.channel}} : {}),
        mirrorEvidence: 'not-reported',
      }
    },
  })
