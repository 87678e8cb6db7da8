import { describe, expect, it } from 'vitest'
import { englishName } from '../../../../data/regions/build/englishNames.ts'

describe('englishName', () => {
  it.each([
    ['440600', '佛山市', 'Foshan'],
    ['440604', '禅城区', 'Chancheng District'],
    ['610100', '西安市', "Xi'an"],
    ['341500', '六安市', "Lu'an"],
    ['150000', '内蒙古自治区', 'Inner Mongolia'],
    ['610000', '陕西省', 'Shaanxi'],
    ['222400', '延边朝鲜族自治州', 'Yanbian Korean Autonomous Prefecture'],
    ['520526', '威宁彝族回族苗族自治县', 'Weining Yi, Hui and Miao Autonomous County'],
    ['410304', '瀍河回族区', 'Chanhe Hui District'],
    ['440114', '花都区', 'Huadu District'],
    ['653100', '喀什地区', 'Kashgar Prefecture'],
    ['150125', '武川县', 'Wuchuan County'],
    ['150622', '准格尔旗', "Zhunge'er Banner"],
    ['141100', '吕梁市', 'Lüliang'],
    ['429021', '神农架林区', 'Shennongjia Forestry District'],
    ['810003', '东区', 'Eastern District'],
    ['510402', '东区', 'Dong District'],
    ['310115', '浦东新区', 'Pudong New Area'],
  ])('writes %s %s as %s', (code, name, expected) => {
    expect(englishName(code, name)).toBe(expected)
  })
})
