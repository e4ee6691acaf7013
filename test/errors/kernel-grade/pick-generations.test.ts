import {describe, expect, test} from 'vitest'
import {GRADE_TABLES} from '../../../src/errors/kernel-grade/generations.js'
import {chooseTables} from '../../../src/errors/kernel-grade/pick-generations.js'

const idsFor = (kernel: string) => chooseTables(kernel).tables.map(({id}) => id)

describe('a release is spoken for by', () => {
  test.each([
    ['6.1.0-56-amd64', ['6.1']],
    ['6.12.113+deb12-amd64', ['6.12']],
    ['7.3.4', ['6.12']],
    ['3.10.0-1160.119.1.el7.x86_64', ['3.10-el7']],
    ['3.10.0-1160.105.1.vz7.214.3', ['3.10-el7']],
    ['3.10-el7', ['3.10-el7']],
    ['4.18.0-147.el8.x86_64', ['4.18-el8']],
    ['4.18.0-553.16.1.el8_10.x86_64', ['4.18-el8']],
    ['5.14.0-427.el9', ['5.10', '6.1']],
    ['5.14.0-503.11.1.el9_5.x86_64', ['5.10', '6.1']],
    ['6.12.0-55.9.1.el10_0.x86_64', ['6.12']],
    ['2.6.32-754.35.1.el6.x86_64', ['2.6.32', '3.6']],
    ['4.19.90-2112.8.0.0131.oe1.x86_64', ['4.19']],
    ['5.10.0-60.18.0.50.oe2203.x86_64', ['5.10']],
    ['6.6.0-28.0.0.34.oe2403.x86_64', ['6.1', '6.12']],
    ['5.4.0-150-generic', ['5.4']],
    ['5.15.0-1051-aws', ['5.10', '6.1']],
    ['4.12.14-197.83-default', ['4.4', '4.19']],
    ['5.3.18-150300.59.93-default', ['4.19', '5.4']],
    ['4.4.180-94.164-default', ['4.4', '4.19']],
    ['5.10.192-183.736.amzn2.x86_64', ['5.10']],
    ['4.14.322-246.539.amzn2.x86_64', ['4.4', '4.19']],
    ['4.1.12-124.48.6.el6uek.x86_64', ['4.4']],
    ['4.14.35-2047.527.2.el7uek.x86_64', ['4.4', '4.19']],
    ['5.4.17-2136.304.4.1.el8uek.x86_64', ['5.4']],
    ['5.15.0-200.131.27.el9uek.x86_64', ['5.10', '6.1']],
    ['5.4.278-1.el7.elrepo.x86_64', ['5.4']],
    ['4.19.91-26.an8.x86_64', ['4.19', '5.4']],
    ['2.6.18-419.el5', []],
  ])('%s', (release, ids) => expect(idsFor(release)).toEqual(ids))
})

test('what is uncertain is said: back-ports, a place between two tables, a kernel newer than all', () => {
  const note = (kernel: string) => chooseTables(kernel).note
  expect(note('5.14.0-427.el9')).toMatch(/Red Hat Enterprise Linux 9.*later builds/)
  expect(note('5.15.0-1051-aws')).toMatch(/Ubuntu.*between.*5\.10 and 6\.1/)
  expect(note('7.3.4')).toMatch(/newer than 6\.12/)
  expect(note('2.6.18-419.el5')).toMatch(/older/)
  expect(note('6.1')).toBeUndefined()
  expect(note('4.18.0-553.el8_10')).toBeUndefined()
})

test('an unknown kernel may be any; a release without a version too', () => {
  expect(chooseTables(undefined).tables).toHaveLength(GRADE_TABLES.length)
  expect(idsFor('vmlinuz')).toHaveLength(GRADE_TABLES.length)
})
