import { useEffect, useState } from 'react'
import { serverNow } from './clock.ts'

/** The server's clock, ticking at its whole seconds. */
export function useServerNow(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    function tick() {
      const moment = serverNow()
      setNow(moment)
      timer = setTimeout(tick, 1000 - (moment % 1000) + 5)
    }
    tick()
    return () => clearTimeout(timer)
  }, [])
  return now
}
