import {defineContainer} from '../container.js'

/** Inspur's one-key log: `onekeylog/log`, `sollog`, `component`, `configuration`, `runningdata`. */
export default defineContainer({
  id: 'inspur-onekeylog',
  title: 'Inspur one-key log',
  root: /^(?:.*\/)?(?=onekeylog\/)/i,
  errors: /^onekeylog\/(?:log|sollog|blackbox)\//i,
  facts: /^onekeylog\/(?:component|configuration|runningdata)\//i,
  mayLackLogs: true,
})
