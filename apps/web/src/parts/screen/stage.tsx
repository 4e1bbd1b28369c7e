import { useEffect, useLayoutEffect, useState, type CSSProperties, type ReactNode } from 'react'
import { applyPrefs } from '../../ui/prefs.ts'
import styles from './stage.module.css'

export type Shape = 'wall' | 'wide' | 'flow'

/** A wall of 1920×1080, a wide one of 3840×1080, or on small and upright screens a page that flows. */
function shapeOf(width: number, height: number): Shape {
  if (width < 1000 || width < height) return 'flow'
  return width / height > 2.4 ? 'wide' : 'wall'
}

function useWindow(): { width: number; height: number } {
  const [size, setSize] = useState({ width: innerWidth, height: innerHeight })
  useEffect(() => {
    const measure = () => setSize({ width: innerWidth, height: innerHeight })
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  return size
}

/** The stage keeps its own pixels and is scaled as a whole, so that every wall shows the same picture. Always dark. */
export function Stage({ children }: { children: (shape: Shape) => ReactNode }) {
  const { width, height } = useWindow()
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = 'dark'
    return applyPrefs
  }, [])
  const shape = shapeOf(width, height)
  const [w, h] = shape === 'wide' ? [3840, 1080] : [1920, 1080]
  const scale = Math.min(width / w, height / h)
  const placed: CSSProperties = shape === 'flow' ? {} : { width: w, height: h, transform: `translate(${(width - w * scale) / 2}px, ${(height - h * scale) / 2}px) scale(${scale})` }
  return (
    <div className={`${styles.window} ${shape === 'flow' ? styles.flow : styles.fixed}`}>
      <div className={`${styles.stage} ${styles[shape]}`} style={placed}>
        {children(shape)}
      </div>
    </div>
  )
}
