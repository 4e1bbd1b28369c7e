import { useEffect, useRef, useState } from 'react'

/** True for 1.2 s after a value changed (not when it first appears): the row is washed meanwhile. */
export function useChanged(value: string | undefined): boolean {
  const last = useRef(value)
  const [changed, setChanged] = useState(false)
  useEffect(() => {
    const before = last.current
    last.current = value
    if (before === undefined || value === undefined || before === value) return
    setChanged(true)
    const timer = setTimeout(() => setChanged(false), 1200)
    return () => clearTimeout(timer)
  }, [value])
  return changed
}
