import { beforeEach, expect, test } from 'vitest'
import { beaconChoicesOf, setAllowed, setBeaconSetting, useBeaconChoices } from './beacon-choices.ts'

beforeEach(() => useBeaconChoices.setState({ allowed: [], settings: {} }))

test('the allow-list is kept line by line, with its comments', () => {
  setAllowed('10.0.0.0/8 # ours\r\n\nexample.com\n\n')
  expect(useBeaconChoices.getState().allowed).toEqual(['10.0.0.0/8 # ours', '', 'example.com'])
  setAllowed(' \n ')
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

test('what was kept may be anything', () => {
  expect(beaconChoicesOf('{"allowed":["a",1,null],"settings":{"burst":2,"x":"y","z":null}}')).toEqual({
    allowed: ['a'],
    settings: { burst: 2 },
  })
  expect(beaconChoicesOf('null')).toEqual({ allowed: [], settings: {} })
  expect(beaconChoicesOf('{"allowed":"a","settings":[3]}').allowed).toEqual([])
})
