/** Facts and columns that hold text of a log, codes or citations: they stay as they are. */
const AS_IS = new Set([
  'Processor',
  'The first of them',
  'As logged',
  'Panic message',
  'Kernel’s reason',
  'Kernel’s grade',
  'Command line',
  'Error code',
  'Model-specific code',
  'Code that read it',
  'Told by',
  'Rule',
  'Sources',
  'Kernel',
  'Wrapper',
  'Vocabularies',
  'In the JSON',
  'Register',
  'Value',
  'Input',
])

/** True for a name or heading of the report under which text of others stands. */
export const isAsIs = (name: string | undefined): boolean => name !== undefined && AS_IS.has(name)
