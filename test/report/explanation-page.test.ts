import {describe, expect, it} from 'vitest'
import {loadContributions} from '../../src/contributions.js'
import {describeRegisters, readRegisterInput} from '../../src/errors/explain-registers.js'
import {viewTables} from '../../src/errors/kernel-grade/table-view.js'
import {explanationPage} from '../../src/report/explanation-page.js'
import {gradeTablePage} from '../../src/report/grade-table-page.js'

const cpus = (await loadContributions([])).cpus.map(entry => entry.value)

function page(json: object): string {
  const {input, problems} = readRegisterInput(json)
  if (input === undefined) throw new Error(problems.join('; '))
  return explanationPage(describeRegisters(input, cpus))
}

const SRAR = {
  signature: '0x50654',
  bank: 1,
  status: '0xbd80000000100134',
  misc: '0x86',
  addr: '0x498881c0',
  mcgstatus: '0x7',
}

describe('a page as before', () => {
  it.each<[string, object]>([
    ['data-load-kernel', {...SRAR, context: 'kernel', mcgcap: '0xf000c14'}],
    ['data-load-user-el8', {...SRAR, cs: '0x33', kernel: '4.18.0-553.16.1.el8_10.x86_64'}],
    ['ucna-polled', {...SRAR, bank: 7, status: '0xbc00000001010090', mcgstatus: '0x0'}],
    [
      'deferred-rome',
      {signature: '0x830f10', bank: 17, status: '0x9c2030000000011b', ipid: '0x9600050f00', addr: '0x1fa3c5f40'},
    ],
    ['corrected-without-cpu', {status: '0x9c0000c000010092', bank: 7, kernel: '5.15.0-105-generic'}],
  ])('%s', async (name, json) => {
    await expect(`${page(json)}\n`).toMatchFileSnapshot(`golden/explain/${name}.txt`)
  })
})

describe('a page', () => {
  it('says where an invalid register means nothing', () => {
    const text = page({...SRAR, status: '0xb180000000100134', context: 'user'})
    expect(text).toMatch(/IA32_MCi_MISC = 0x86 \(not valid: MISCV=0\)/)
    expect(text).toMatch(/IA32_MCi_ADDR = 0x498881c0 \(not valid: ADDRV=0\)/)
  })
  it('says that old kernels do not grade polled records, instead of a grade that decided nothing', () => {
    const polled = {...SRAR, status: '0xbc00000000000090', mcgstatus: '0x0'}
    expect(page(polled)).toMatch(/Linux 2\.6\.32 and 3\.6 grade exceptions only/)
    expect(page(polled)).not.toMatch(/MCIP not set in MCA handler"/)
    expect(page({...polled, kernel: '3.6'})).not.toMatch(/decided so/)
  })
  it('says what a kernel repairs before it grades', () => {
    const fetch = {signature: '0x206d7', bank: 0, status: '0xbd80000000000150', misc: '0x86', mcgstatus: '0x4'}
    expect(page(fetch)).toMatch(/Kernel’s repair: EIPV and the code segment/)
    expect(page({...fetch, mcgstatus: '0x6'})).not.toMatch(/repair/)
  })
  it('tells what is uncertain about a distribution’s kernel', () => {
    expect(page({...SRAR, kernel: '5.14.0-427.el9'})).toMatch(/note: Red Hat Enterprise Linux 9.*later builds/)
  })
})

it('a grade table as before', async () => {
  const text = viewTables('6.12')
    .views.map(view => gradeTablePage(view))
    .join('\n\n')
  await expect(`${text}\n`).toMatchFileSnapshot('golden/explain/grades-6.12.txt')
})
