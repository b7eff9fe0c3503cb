import { useEffect, useState } from 'react'

/** A value as it was when it last stayed the same for so long, in milliseconds. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
    // By content: whoever asks makes a new object each time.
  }, [key, afterMs])
  return settled
}
