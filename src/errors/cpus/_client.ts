import {type CpuModel, defineCpu} from '../define-cpu.js'

/**
 * A part without mirroring and without public tables of its banks: it has a name and the architectural decode. Models
 * are those of family 6.
 */
export const clientCpu = (id: string, title: string, models: readonly number[]): CpuModel =>
  defineCpu({
    id,
    title,
    source:
      'Intel SDM vol. 4, chapter 2 (signatures); 335592-080; names as in Linux arch/x86/include/asm/intel-family.h',
    signatures: models.map(model => ({vendor: 'intel', family: 6, model})),
    banks: [],
    otherBanks: 'not-reported',
  })
