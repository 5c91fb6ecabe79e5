import { beforeEach, expect, test } from 'vitest'
import {
  beaconChoicesOf,
  setBeaconFilter,
  setBeaconList,
  setBeaconSetting,
  useBeaconChoices,
} from './beacon-choices.ts'

beforeEach(() => useBeaconChoices.setState(beaconChoicesOf('{}')))

test('the allow-list is kept line by line, with its comments', () => {
  setBeaconList('allowed', '10.0.0.0/8 # ours\r\n\nexample.com\n\n')
  expect(useBeaconChoices.getState().allowed).toEqual(['10.0.0.0/8 # ours', '', 'example.com'])
  setBeaconList('allowed', ' \n ')
  expect(useBeaconChoices.getState().allowed).toEqual([])
})

test('a setting at its default leaves nothing behind', () => {
  setBeaconSetting('burst', 5)
  setBeaconSetting('__proto__', 1)
  expect(JSON.stringify(useBeaconChoices.getState().settings)).toBe('{"burst":5,"__proto__":1}')
  setBeaconSetting('burst', null)
  setBeaconSetting('__proto__', null)
  expect(useBeaconChoices.getState().settings).toEqual({})
})

test('lists of networks are the defaults until somebody writes one; an empty list is one', () => {
  expect(useBeaconChoices.getState()).toMatchObject({ internal: null, filter: 'addresses' })
  setBeaconList('internal', '203.0.113.0/24')
  setBeaconList('never', '')
  setBeaconFilter('outgoing')
  expect(useBeaconChoices.getState()).toMatchObject({ internal: ['203.0.113.0/24'], never: [], filter: 'outgoing' })
  setBeaconList('internal', null)
  expect(useBeaconChoices.getState().internal).toBeNull()
})

test('what was kept may be anything', () => {
  const nothing = { allowed: [], internal: null, never: null, always: null, filter: 'addresses', settings: {} }
  expect(beaconChoicesOf('{"allowed":["a",1,null],"settings":{"burst":2,"x":"y","z":null}}')).toEqual({
    ...nothing,
    allowed: ['a'],
    settings: { burst: 2 },
  })
  expect(beaconChoicesOf('null')).toEqual(nothing)
  expect(beaconChoicesOf('{"allowed":"a","filter":"__proto__","internal":"x","never":[1,"::1"]}')).toEqual({
    ...nothing,
    never: ['::1'],
  })
})
