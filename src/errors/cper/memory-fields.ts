import {decimalFields, given, givenFields, hexFields} from './section-reading.js'

/** Fields that both memory error sections have, under one name and with one meaning. */
export type MemoryFieldName =
  | 'ERROR_STATUS'
  | 'PHYSICAL_ADDRESS'
  | 'PHYSICAL_ADDRESS_MASK'
  | 'NODE'
  | 'CARD'
  | 'MODULE'
  | 'BIT_POSITION'
  | 'REQUESTOR_ID'
  | 'RESPONDER_ID'
  | 'TARGET_ID'
  | 'MEMORY_ERROR_TYPE'
  | 'CARD_HANDLE'
  | 'MODULE_HANDLE'

/** What both memory error sections say alike; `number` gives a field's value where its valid bit is set. */
export function readMemoryFields(number: (name: MemoryFieldName) => bigint | undefined) {
  const type = number('MEMORY_ERROR_TYPE')
  return {
    ...given('memoryErrorType', type === undefined ? undefined : Number(type)),
    ...given('address', number('PHYSICAL_ADDRESS')),
    ...given('addressMask', number('PHYSICAL_ADDRESS_MASK')),
    ...given('errorStatus', number('ERROR_STATUS')),
    ...givenFields({
      ...decimalFields({
        node: number('NODE'),
        card: number('CARD'),
        module: number('MODULE'),
        bit_position: number('BIT_POSITION'),
      }),
      ...hexFields({
        requestor_id: number('REQUESTOR_ID'),
        responder_id: number('RESPONDER_ID'),
        target_id: number('TARGET_ID'),
        card_handle: number('CARD_HANDLE'),
        module_handle: number('MODULE_HANDLE'),
      }),
    }),
  }
}

/** Validation bits that say how BANK is to be read; their places differ between the sections. */
interface BankBits {
  readonly bank: bigint
  readonly group: bigint
  readonly address: bigint
}

/** BANK as one number, or as group 15:8 and address 7:0, by the validation bits. */
export function readBank(valid: bigint, bank: bigint, bits: BankBits) {
  const has = (bit: bigint): boolean => ((valid >> bit) & 1n) === 1n
  return {
    bank: has(bits.address) ? bank & 0xffn : has(bits.bank) && !has(bits.group) ? bank : undefined,
    bankGroup: has(bits.group) ? bank >> 8n : undefined,
  }
}
