import styles from './rolling.module.css'

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** A figure whose digits roll to their new values, each in its own place counted from the right. */
export function Rolling({ text }: { text: string }) {
  const characters = [...text]
  return (
    <span className={styles.figure}>
      <span className="hidden">{text}</span>
      {characters.map((character, index) => {
        const place = characters.length - index
        if (!/\d/.test(character)) return <span key={`${place}${character}`} aria-hidden="true">{character}</span>
        return (
          <span key={place} className={styles.digit} aria-hidden="true">
            <span className={styles.strip} style={{ transform: `translateY(-${Number(character) * 10}%)` }}>
              {DIGITS.map((digit) => (
                <i key={digit}>{digit}</i>
              ))}
            </span>
          </span>
        )
      })}
    </span>
  )
}
