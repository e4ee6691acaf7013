import {defineContainer} from '../container.js'

// dmesg-efi-<stamp>, dmesg-erst-<number>, dmesg-ramoops-<n>; joined ones as <stamp>/dmesg.txt. Parts of one log are put
// together again by what stands in their heads, wherever they lie.

/** What the firmware's store kept of a dying kernel's log. */
export default defineContainer({
  id: 'pstore',
  title: 'pstore folder',
  root: /^(?:.*\/)?pstore\//,
  errors: /(?:^|\/)(?:dmesg|console|mce)/,
  skip: /(?:^|\/)(?:pmsg|ftrace)-/,
  mayLackLogs: true,
})
