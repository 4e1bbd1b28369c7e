import { useState } from 'react'
import { Button } from 'antd'

/** Copies a text; without the clipboard's permission (plain http) it is selected for copying by hand. */
export function CopyButton({ text, word, done, from }: { text: string; word: string; done: string; from: () => HTMLElement | null }) {
  const [copied, setCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      const element = from()
      if (element === null) return
      getSelection()?.selectAllChildren(element)
      setCopied(document.execCommand('copy'))
    }
  }
  return (
    <Button onClick={() => void copy()} aria-live="polite">
      {copied ? done : word}
    </Button>
  )
}
