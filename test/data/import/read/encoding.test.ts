import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { byteOrderMark, detectEncoding } from '../../../../data/import/read/encoding.ts'

const text = '隐患编号,隐患描述\nHZ-1,安全出口被堵塞，消防通道占用\n'.repeat(20)

describe('detectEncoding', () => {
  it('tells UTF-8 from GB18030', () => {
    expect(detectEncoding(Buffer.from(text))).toBe('utf-8')
    expect(detectEncoding(iconv.encode(text, 'gb18030'))).toBe('gb18030')
    expect(detectEncoding(iconv.encode('𠮷野家,㐀', 'gb18030'))).toBe('gb18030')
  })

  it('leaves ASCII open', () => {
    expect(detectEncoding(Buffer.from('a,b\n1,2\n'))).toBeNull()
  })

  it('does not let one bad byte, or a sequence cut off at the end, turn UTF-8 into GB18030', () => {
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from([0xff]), Buffer.from(text)])
    expect(detectEncoding(bytes)).toBe('utf-8')
    expect(detectEncoding(Buffer.from(text).subarray(0, 101))).toBe('utf-8')
  })

  it('takes a replacement character in the file for what it is', () => {
    expect(detectEncoding(Buffer.from('CAF\uFFFD,1\n'))).toBe('utf-8')
  })
})

describe('byteOrderMark', () => {
  it('knows the marks of UTF-8 and UTF-16', () => {
    expect(byteOrderMark(Buffer.from('\uFEFFa'))).toEqual({ encoding: 'utf-8', length: 3 })
    expect(byteOrderMark(Buffer.from([0xff, 0xfe, 0x61, 0]))).toEqual({ encoding: 'utf-16le', length: 2 })
    expect(byteOrderMark(Buffer.from([0xfe, 0xff, 0, 0x61]))).toEqual({ encoding: 'utf-16be', length: 2 })
    expect(byteOrderMark(Buffer.from('abc'))).toBeNull()
  })
})
