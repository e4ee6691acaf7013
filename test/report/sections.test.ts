import {describe, expect, it} from 'vitest'
import {compose} from '../../src/report/compose.js'
import {type Block, defineSection} from '../../src/report/document.js'
import {plainJson} from '../../src/report/plain-json.js'
import {FIXTURES} from './fixtures/index.js'
import {panic} from './fixtures/panic.js'
import {OPTIONS, render, sections} from './render.js'

const tablesIn = (blocks: readonly Block[]): Extract<Block, {block: 'table'}>[] =>
  blocks.flatMap(block => (block.block === 'table' ? [block] : block.block === 'details' ? tablesIn(block.blocks) : []))

describe.each(sections)('section $id', ({id, value}) => {
  it('is named for its file and has a place of its own', () => {
    expect(value.id).toBe(id)
    expect(sections.filter(other => other.value.order === value.order)).toHaveLength(1)
  })

  it('composes the panic as before', async () => {
    const blocks = plainJson(value.compose(panic, OPTIONS))
    await expect(`${JSON.stringify(blocks, undefined, 1)}\n`).toMatchFileSnapshot(`golden/sections/${id}.json`)
  })

  it.each(Object.entries(FIXTURES))(
    'composes %s with tables as wide as their heads and charts with a table',
    (_name, analysis) => {
      const blocks = value.compose(analysis, OPTIONS)
      for (const table of tablesIn(blocks)) for (const row of table.rows) expect(row).toHaveLength(table.head.length)
      for (const block of blocks)
        if (block.block === 'chart') {
          for (const row of block.table.rows) expect(row).toHaveLength(block.table.head.length)
          expect(
            block.table.rows.length + (block.table.rows.length === 0 ? block.description.length : 0),
          ).toBeGreaterThan(0)
        }
    },
  )
})

describe('a section that throws', () => {
  it('is one red row; the rest of the report stands', async () => {
    const broken = defineSection({
      id: 'broken',
      title: 'Broken',
      order: 5,
      compose: () => {
        throw new Error('<b>no</b>')
      },
    })
    const all = sections.map(({value}) => value)
    const document = compose(panic, [...all, broken], OPTIONS)
    const section = document.sections.find(candidate => candidate.id === 'broken')
    expect(section?.blocks[0]).toMatchObject({block: 'callout', tone: 'bad'})
    const others = document.sections.filter(candidate => candidate.id !== 'broken')
    expect(others).toEqual(compose(panic, all, OPTIONS).sections)
    expect(others.length).toBeGreaterThan(8)
    expect(await render(panic, 'html')).toContain('Evidence')
  })
})

describe('many incidents', () => {
  it('are counted to the last one', () => {
    const {tenThousand} = FIXTURES
    const incidents = sections.find(section => section.id === 'incidents')
    const [own, , kinds] = incidents && tenThousand ? incidents.value.compose(tenThousand, OPTIONS) : []
    if (own?.block !== 'table' || kinds?.block !== 'table') throw new Error('two tables were expected')
    const folded = kinds.rows.reduce((sum, row) => sum + Number(row[0]?.[0]), 0)
    expect(own.rows.length + folded).toBe(150)
  })
})
