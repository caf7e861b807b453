// Why V8's JSON.parse refuses a text, in its own words; QuickJS has others.
(() => {
  'use strict'
  const SPACE = ' \t\n\r'
  const DIGITS = '0123456789'
  const SPECIAL = ['NaN', 'Infinity', 'undefined', '[object Object]']
  const LITERALS = { t: 'true', f: 'false', n: 'null' }

  return (text) => {
    let at = 0
    const peek = () => at < text.length ? text[at] : ''
    const isDigit = () => peek() !== '' && DIGITS.includes(peek())
    const space = () => { while (peek() !== '' && SPACE.includes(peek())) at++ }
    const fail = (message) => { throw new Failure(`${message}${message.endsWith('JSON') ? '' : ' in JSON'} at position ${at}`) }

    class Failure { constructor (message) { this.message = message } }

    function context () {
      const short = text.length <= 20
      const fromStart = short || at < 10
      const toEnd = short || (!fromStart && at >= text.length - 10)
      const part = text.slice(fromStart ? 0 : at - 10, toEnd ? text.length : at + 10)
      return `${fromStart ? '' : '...'}"${part}"${toEnd ? '' : '...'}`
    }

    function unexpected () {
      const character = peek()
      if (character === '') throw new Failure('Unexpected end of JSON input')
      if (isDigit() || character === '-') fail('Unexpected number')
      if (character === '"') fail('Unexpected string')
      if (SPECIAL.includes(text)) throw new Failure(`"${text}" is not valid JSON`)
      throw new Failure(`Unexpected token '${character}', ${context()} is not valid JSON`)
    }

    function string () {
      at++
      for (;;) {
        while (peek() !== '' && peek() !== '"' && peek() !== '\\' && peek() >= ' ') at++
        if (peek() === '"') {
          at++
          return
        }
        if (peek() === '') fail('Unterminated string')
        if (peek() !== '\\') fail('Bad control character in string literal')
        at++
        if (peek() === '' || peek() > '\xff') unexpected()
        if (peek() === 'u') {
          at++
          for (let count = 0; count < 4; count++, at++) if (!/^[0-9a-fA-F]$/.test(peek())) fail('Bad Unicode escape')
        } else if ('"\\/bfnrt'.includes(peek())) at++
        else fail('Bad escaped character')
      }
    }

    function digits (otherwise) {
      if (!isDigit()) fail(otherwise)
      while (isDigit()) at++
    }

    function number () {
      if (peek() === '-') {
        at++
        if (!isDigit()) fail('No number after minus sign')
      }
      if (peek() === '0') {
        at++
        if (isDigit()) unexpected()
      } else while (isDigit()) at++
      if (peek() === '.') {
        at++
        digits('Unterminated fractional number')
      }
      if (peek() === 'e' || peek() === 'E') {
        at++
        if (peek() === '+' || peek() === '-') at++
        digits('Exponent part is missing a number')
      }
    }

    function scalar () {
      const character = peek()
      if (character === '"') string()
      else if (character === '-' || isDigit()) number()
      else if (character !== '' && 'tfn'.includes(character)) {
        for (const expected of LITERALS[character]) {
          if (peek() !== expected) unexpected()
          at++
        }
      } else unexpected()
    }

    function name (otherwise, noColon) {
      if (peek() !== '"') fail(otherwise)
      string()
      space()
      if (peek() !== ':') {
        if (noColon) fail(noColon)
        unexpected()
      }
      at++
    }

    function begin (open) {
      for (;;) {
        space()
        const character = peek()
        if (character !== '{' && character !== '[') return scalar()
        const close = character === '{' ? '}' : ']'
        at++
        space()
        if (peek() === close) {
          at++
          return
        }
        if (close === '}') name("Expected property name or '}'", "Expected ':' after property name")
        open.push(close)
      }
    }

    function document () {
      const open = []
      begin(open)
      while (open.length) {
        space()
        const close = open[open.length - 1]
        if (peek() === close) {
          at++
          open.pop()
          continue
        }
        if (peek() !== ',') fail(`Expected ',' or '${close}' after ${close === '}' ? 'property value' : 'array element'}`)
        at++
        if (close === '}') {
          space()
          name('Expected double-quoted property name')
        }
        begin(open)
      }
      space()
      if (at < text.length) fail('Unexpected non-whitespace character after JSON')
    }

    try { document() } catch (failure) {
      if (failure instanceof Failure) return failure.message
      throw failure
    }
    return null
  }
})()
