import {spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

/** The project's root folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A fresh empty folder below the system's temporary one. */
export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'mirrorcheck-'))

/** Where oclif keeps plugins and caches in tests: never the home of whoever runs them. */
const HOME = freshFolder()

/** What one run of the built command line ended with. */
export interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the built CLI in the project's root. `npm test` builds first; alone, run `npm run build`. */
export function mirrorcheck(
  args: readonly string[],
  options: {stdin?: string | Buffer; home?: string; cwd?: string; nodeArgs?: readonly string[]} = {},
): Run {
  if (!existsSync(join(ROOT, 'dist/cli.js'))) throw new Error('dist/ is missing: run `npm run build` first')
  const home = options.home ?? HOME
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    [...(options.nodeArgs ?? []), join(ROOT, 'bin/mirrorcheck.js'), ...args],
    {
      cwd: options.cwd ?? ROOT,
      input: options.stdin ?? '',
      maxBuffer: 1 << 28,
      env: {
        ...process.env,
        NO_COLOR: '1',
        XDG_DATA_HOME: `${home}/data`,
        XDG_CACHE_HOME: `${home}/cache`,
        XDG_CONFIG_HOME: `${home}/config`,
        npm_config_audit: 'false',
        npm_config_fund: 'false',
      },
    },
  )
  return {code: status, out: stdout.toString(), err: stderr.toString()}
}
