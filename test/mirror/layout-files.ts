import {readdirSync, readFileSync} from 'node:fs'

const FOLDER = new URL('./layouts/', import.meta.url)

/** Every example layout as parsed JSON, by file name without its ending. */
export const LAYOUT_FILES: readonly (readonly [name: string, json: Record<string, unknown>])[] = readdirSync(FOLDER)
  .filter(name => name.endsWith('.json'))
  .map(name => [name.slice(0, -5), JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))] as const)
