/** A validator compiled ahead of time from `schemas/`; `errors` holds the findings of the last call. */
export interface CompiledValidator {
  (value: unknown): boolean
  errors?: readonly {instancePath: string; message?: string; keyword: string; params: Record<string, unknown>}[] | null
}
export const analysis: CompiledValidator
export const layout: CompiledValidator
