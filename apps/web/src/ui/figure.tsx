import { useEffect, useRef, useState, type ReactNode } from 'react'
import { fenOf, showMoney, type Fen } from '@qingqian/rules/money'
import { useMoneyUnit, MoneyUnitWord } from './money.tsx'
import styles from './figure.module.css'

const ROLL = 240

/** The value on its way from the old to the new: 240 ms, ease-out, at once where motion is not wanted. */
function useRolling(target: bigint): bigint {
  const [shown, setShown] = useState(target)
  const from = useRef(target)
  useEffect(() => {
    const start = from.current
    if (start === target) return
    from.current = target
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      setShown(target)
      return
    }
    const began = performance.now()
    let frame = requestAnimationFrame(function step(now) {
      const part = Math.min(1, (now - began) / ROLL)
      const eased = BigInt(Math.round((1 - (1 - part) ** 3) * 10_000))
      setShown(start + ((target - start) * eased) / 10_000n)
      if (part < 1) frame = requestAnimationFrame(step)
    })
    return () => {
      cancelAnimationFrame(frame)
      setShown(target)
    }
  }, [target])
  return shown
}

type Size = 'page' | 'payable' | 'second' | 'report'

/** An amount that dominates its place; the unit beside it is smaller. */
export function Figure({ amount, size = 'second', proved }: { amount: string | Fen; size?: Size; proved?: boolean }) {
  const unit = useMoneyUnit()
  const fen = useRolling(typeof amount === 'bigint' ? amount : fenOf(amount))
  return (
    <FigureText size={size} unit={<MoneyUnitWord />} proved={proved ?? false}>
      {showMoney(fen, unit)}
    </FigureText>
  )
}

/** A count that dominates its place: 179 笔. */
export function Count({ value, unit, size = 'second' }: { value: number; unit: ReactNode; size?: Size }) {
  const shown = useRolling(BigInt(value))
  return (
    <FigureText size={size} unit={unit} proved={false}>
      {shown.toLocaleString('en-US')}
    </FigureText>
  )
}

function FigureText({ size, unit, proved, children }: { size: Size; unit: ReactNode; proved: boolean; children: ReactNode }) {
  return (
    <span className={`${styles.figure} ${styles[size]}`}>
      <span className={proved ? styles.proved : undefined}>{children}</span>
      <small>{unit}</small>
    </span>
  )
}

/** A figure's place before its first value: a hairline of its size, never 0. */
export function FigureWaiting({ size = 'second' }: { size?: Size }) {
  return (
    <span className={`${styles.figure} ${styles[size]}`} aria-busy="true">
      <i className={styles.waiting} />
    </span>
  )
}
