import { describe, expect, it } from 'vitest'
import { fillPhrase } from '../../../../data/sample/hazards/phrase.ts'
import { Random } from '../../../../data/sample/draw/random.ts'
import { allTemplates } from '../../../../data/sample/hazards/templateChoice.ts'

const say = (phrase: string) => {
  const random = new Random(5)
  return new Set(Array.from({ length: 200 }, () => fillPhrase(phrase, random)))
}

describe('fillPhrase', () => {
  it('picks choices and numbers', () => {
    expect(say('安全出口{锁闭|堵塞}{1-2}处')).toEqual(
      new Set(['安全出口锁闭1处', '安全出口锁闭2处', '安全出口堵塞1处', '安全出口堵塞2处']),
    )
  })

  it('fills gaps within choices', () => {
    expect(say('{东{1-1}侧|西侧}')).toEqual(new Set(['东1侧', '西侧']))
  })

  it('leaves plain text alone and refuses an open brace', () => {
    expect(say('无')).toEqual(new Set(['无']))
    expect(() => fillPhrase('{a|b', new Random(1))).toThrow('open brace')
  })

  it('leaves no gap in any finding', () => {
    const random = new Random(9)
    for (const template of allTemplates) {
      expect(template.title).not.toBe('')
      expect(template.clause).not.toBe('')
      for (let i = 0; i < 5; i++) expect(fillPhrase(template.description, random)).not.toMatch(/[{}|]|^$/)
    }
  })
})
