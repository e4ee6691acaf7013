/**
 * CPUID.1 EAX from family, model and stepping as Linux prints them, extended parts folded in (Intel SDM vol. 2A, CPUID,
 * figure 3-6); undefined when a number does not fit its field.
 */
export const composeCpuidSignature = (family: number, model: number, stepping: number): number | undefined => {
  const extendedFamily = Math.max(0, family - 15)
  if (extendedFamily > 255 || model > 255 || stepping > 15) return undefined
  return (
    extendedFamily * 2 ** 20 + (model >> 4) * 2 ** 16 + Math.min(family, 15) * 2 ** 8 + (model & 15) * 2 ** 4 + stepping
  )
}
