/** Index of the first of rising values that is not below one; their number when all are. */
export function firstFrom<Value extends number | bigint>(values: ArrayLike<Value>, value: Value): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as Value) < value) low = middle + 1
    else high = middle
  }
  return low
}
