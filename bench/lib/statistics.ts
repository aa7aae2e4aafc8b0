export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const around = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return around.reduce((sum: number, value = 0) => sum + value, 0) / 2
}

export const perSecond = (count: number, milliseconds: number) => count / (milliseconds / 1_000)
